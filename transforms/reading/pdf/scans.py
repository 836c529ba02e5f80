"""Pages that are pictures: they need OCR, and a document with one of them is not read to the end."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import repeat

from transforms.document import Unread
from transforms.reading.pdf.objects import page_objects
from transforms.reading.pdf.page import page_area
from transforms.reading.pdf.pdfium import each, function, ints

_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_GARBLED = 0.04  # share of characters that stand for nothing, above which the text layer cannot be trusted
_SAMPLE = 48  # characters of a page
_FEW = 60  # characters without white space: a page with more is text, whatever pictures it has
_HEAD = 12  # characters that are left without running heads and numbers: a page with more has text of its own
_LARGE = 0.25  # of the page's area: an image that may hold a table
_NUMBERS = re.compile(r"[\d\s\-—–/第页共]+")


@dataclass(frozen=True, slots=True)
class _Picture:
    page: int
    lines: tuple[str, ...]
    wanted: bool


class Scans:
    """Collects the suspects of one document and judges them together: only then is a running head known."""

    def __init__(self) -> None:
        self._garbled: list[Unread] = []
        self._pictures: list[_Picture] = []
        self._heads: Counter[str] = Counter()

    def garbled(self, number: int, text_page: int, text: str) -> bool:
        """Whether the text layer says something else than what is seen, for want of a map to Unicode; the page is noted if so."""
        count, strange = len(text), len(_STRANGE.findall(text)) + _unmapped(text_page)
        if strange <= _GARBLED * count:
            return False
        self._garbled.append(Unread("needs_ocr", f"{min(strange, count)} of {count} characters of its text layer stand for no character", number))
        return True

    def look(self, number: int, page: int, text: str, *, wanted: bool) -> None:
        """Note a page without a table if a picture fills much of it and it has little text, or (``wanted``) a target table's words."""
        if len(text) > 2 * _FEW and not wanted:
            return
        lines = tuple(filter(None, (_NUMBERS.sub("", line) for line in text.splitlines())))
        self._heads.update(set(lines))
        if (wanted or sum(map(len, lines)) <= _FEW) and page_objects(page).largest_image >= _LARGE * page_area(page):
            self._pictures.append(_Picture(number, lines, wanted))

    def unread(self) -> list[Unread]:
        """The pages that need OCR."""
        message = "a picture fills the page and may hold a table"
        return self._garbled + [Unread("needs_ocr", message, one.page) for one in self._pictures if one.wanted or self._own(one) <= _HEAD]

    def _own(self, picture: _Picture) -> int:
        return sum(len(line) for line in picture.lines if self._heads[line] == 1)


def _unmapped(text_page: int) -> int:
    """Characters whose font does not say what they stand for. All are asked only if one in a sample is such."""
    count, ask = max(function("FPDFText_CountChars", "i", "p")(text_page), 0), function("FPDFText_HasUnicodeMapError", "i", "pi")
    if not any(one == 1 for one in each(ask, repeat(text_page), ints(range(0, count, max(count // _SAMPLE, 1))))):
        return 0
    return sum(one == 1 for one in each(ask, repeat(text_page), ints(range(count))))
