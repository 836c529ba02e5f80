"""Web archives (.mht, and .doc or .xls that are none): the HTML parts of a MIME message, as Word
and Excel save them.
"""

from __future__ import annotations

import re

from schemas.messages import english
from transforms.document import Block, Document, NotShown, Unaccounted, UnreadableError
from transforms.reading.common.charset import decode_page
from transforms.reading.common.flow import to_blocks
from transforms.reading.common.ledger import whole

FORMAT = "mhtml"
_BEGIN = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:\s*1\.0", re.IGNORECASE
)
_HEAD = 8192


def matches(data: bytes) -> bool:
    r"""Whether the header of a MIME message stands at the beginning.

    >>> matches(b'MIME-Version: 1.0\r\nContent-Type: multipart/related'), matches(b'MIME')
    (True, False)
    """
    return b"ontent-" in data[:_HEAD] and bool(_BEGIN.match(data[:_HEAD]))


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of all HTML parts, in the message's order. Raises UnreadableError:
    ``broken_file`` if there is none, ``too_large``.
    """
    import email

    from transforms.reading.web.markup import read_markup

    blocks: list[Block] = []
    titles: list[str] = []
    doubted: list[Unaccounted] = []
    hidden: list[NotShown] = []
    pages = [
        part
        for part in email.message_from_bytes(data).walk()
        if part.get_content_type() == "text/html"
    ]
    if not pages:
        raise UnreadableError("broken_file", english("found.no_html"))
    for part in pages:
        payload = part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
        page = decode_page(raw, part.get_content_charset())
        title, content, delivered, unseen = read_markup(page)
        found = to_blocks(content)
        blocks += found
        doubted += whole(delivered, found)
        hidden += unseen
        titles += [title] if title else []
    return Document(
        FORMAT,
        tuple(blocks),
        title=titles[0] if titles else None,
        unaccounted=tuple(doubted),
        not_shown=tuple(hidden),
    )
