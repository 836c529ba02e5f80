"""Rich Text Format (RTF 1.9.1), which old systems export as .doc: paragraphs and tables."""

from __future__ import annotations

from itertools import chain

from schemas.messages import english
from transforms.document import Document, Unread
from transforms.reading.common.flow import covered, to_blocks
from transforms.reading.common.ledger import Delivered, whole
from transforms.reading.common.struck import struck_out

FORMAT = "rtf"


def matches(data: bytes) -> bool:
    r"""Whether the bytes begin like RTF.

    >>> matches(b'{\\rtf1\\ansi'), matches(b'{}')
    (True, False)
    """
    return data[:64].lstrip().startswith(b"{\\rtf")


def read(data: bytes, _name: str) -> Document:
    """Paragraphs as lines, tables with merged cells. A file that ends inside a group is cut off:
    what is there is read, the rest is unread.

    Raises UnreadableError: ``broken_file`` for groups nested without end, ``too_large``.
    """
    from transforms.reading.word.rtf_body import Body, tokens

    body = Body()
    content = body.content(tokens(data))
    blocks = to_blocks(content)
    merged = chain(body.merged, covered(content))
    delivered = Delivered("".join(body.paragraphs), covered=merged)
    unread = (Unread("unread_part", english("found.cut_off")),) if body.is_open else ()
    return Document(
        FORMAT,
        blocks,
        unread=unread,
        unaccounted=whole(delivered, blocks),
        not_shown=struck_out(body.struck),
    )
