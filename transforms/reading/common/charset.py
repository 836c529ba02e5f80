"""Which encoding an HTML page is in.

Pages declare utf-8 and are GBK, and the reverse. The bytes decide; the declaration breaks ties.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*+(?:[\"']\s*+)?([A-Za-z0-9_:-]{2,20})", re.IGNORECASE
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5-hkscs": "big5hkscs",
    "big5": "big5hkscs",
}
_HEAD = 4096  # HTML wants the declaration within 1024 bytes; Excel and Word write it later
_BAD = 0.02  # of the characters outside ASCII; a page cut off or patched together has a few


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The page as text; bytes that fit nowhere become U+FFFD.

    ``declared`` is what stands outside the page (the header of a MIME part).

    >>> page = '<meta charset=utf-8>项目支出绩效目标表'
    >>> decode_page(page.encode('gb18030')) == page
    True
    >>> wrong = page.replace('utf-8', 'gb2312')
    >>> decode_page(wrong.encode()) == wrong
    True
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")  # a page may hold U+FFFD itself, for what was lost before
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= _BAD * sum(map(len, re.findall(r"[^\x00-\x7f]+", text))):
        return text
    found = _DECLARED.search(data[:_HEAD])
    return data.decode(_known(declared or (found[1].decode("ascii") if found else "")), "replace")


def _known(declared: str) -> str:
    """The declared encoding if it can be one of a Chinese page; else GB18030, which holds all that
    GB2312 and GBK have.
    """
    name = declared.lower()
    return _WIDER.get(name, "gb18030")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its tags is zero."""
    head = data[:200]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return None if max(even, odd) * 4 < len(head) else "utf-16-le" if odd > even else "utf-16-be"
