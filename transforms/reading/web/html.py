"""HTML pages, and what Excel and Word save as one and call .xls or .doc."""

from __future__ import annotations

import re

from schemas.messages import english
from transforms.document import Document, Unread
from transforms.reading.common.charset import decode_page
from transforms.reading.common.flow import to_blocks
from transforms.reading.common.ledger import whole

FORMAT = "html"
_HEAD = 65_536
_BEGIN = re.compile(
    # atomic: what was passed over is not tried again in another way
    r"\ufeff?(?>\s+|<\?xml[^>]*>|<!--.*?-->|<!\[[^>]*>|<%.*?%>)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|style|script|"
    r"table|div|p|span|font|center|br|h[1-6]|form)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)


def matches(data: bytes) -> bool:
    r"""Whether the text begins with a tag of HTML.

    >>> matches(b'<!DOCTYPE html><p>'), matches(b'\r\n<table border=1>')
    (True, True)
    >>> matches(b'<?xml version="1.0"?><Workbook>'), matches(b'a < b')
    (False, False)
    """
    return (
        b"<" in data[:_HEAD]
        and b"\x00\x00" not in data[:64]
        and bool(_BEGIN.match(decode_page(data[:_HEAD])))
    )


def read(data: bytes, _name: str) -> Document:
    """The whole text of the page in order.

    Tables that are only there for looks dissolve into what they hold.

    Hidden text is left out. The panes of tabs are read, which are hidden until somebody clicks;
    other tables, rows and cells that are hidden are told. Raises
    UnreadableError (``too_large``) for a table of absurd spans.
    """
    from transforms.reading.web.markup import read_markup

    page = decode_page(data)
    title, content, delivered, unseen = read_markup(page)
    blocks = to_blocks(content)
    unread = (
        (Unread("unread_part", english("found.ends_in_table")),) if _is_cut(page.lower()) else ()
    )
    return Document(
        FORMAT,
        blocks,
        title=title,
        unread=unread,
        unaccounted=whole(delivered, blocks),
        not_shown=unseen,
    )


def _is_cut(page: str) -> bool:
    """Whether a page stops in a table and has no end of its own.

    Browsers forgive that; a dataset that lacks rows must say so.

    >>> _is_cut('<html><table><tr><td>1')
    True
    >>> _is_cut('<table><tr><td>1</table>'), _is_cut('<html><table><tr><td>1</html>')
    (False, False)
    """
    return (
        page.rfind("<table") > page.rfind("</table")
        and "</html" not in page[-1000:]
        and "</body" not in page[-1000:]
    )
