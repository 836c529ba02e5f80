"""Rich Text Format (RTF 1.9.1), which old systems export as .doc: paragraphs and tables."""

from __future__ import annotations

from itertools import chain

from transforms.document import Document, Unread
from transforms.reading._flow import covered, to_blocks
from transforms.reading._ledger import Delivered, whole

FORMAT = "rtf"
PRIORITY = 40


def matches(data: bytes) -> bool:
    r"""Whether the bytes begin like RTF.

    >>> matches(b'{\\rtf1\\ansi'), matches(b'{}')
    (True, False)
    """
    return data[:64].lstrip().startswith(b"{\\rtf")


def read(data: bytes, _name: str) -> Document:
    """Paragraphs as lines, tables with merged cells. A file that ends inside a group is cut off: what is there is read, the rest is unread.

    Raises UnreadableError: ``broken_file`` for groups nested without end, ``too_large``.
    """
    from transforms.reading._rtf import Body, tokens

    body = Body()
    content = body.content(tokens(data))
    blocks = to_blocks(content)
    merged = chain(body.merged, covered(content))
    delivered = Delivered("".join(body.paragraphs), covered=merged)
    unread = (Unread("unread_part", "the file is cut off"),) if body.is_open else ()
    return Document(FORMAT, blocks, unread=unread, unaccounted=whole(delivered, blocks))
