"""Pages that are pictures.

They need OCR, and a document with one of them is not read to the end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import repeat

from schemas.messages import english
from transforms.document import Unread
from transforms.reading.pdf.objects import Objects, page_objects
from transforms.reading.pdf.page import page_area
from transforms.reading.pdf.pdfium import each, function, ints

_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
# share of characters that stand for nothing, above which the text layer cannot be trusted
_GARBLED = 0.04
_SAMPLE = 48  # characters of a page
_FEW = 60  # characters without white space: a page with more is text, whatever pictures it has
# characters that are left without running heads and numbers: a page with more has text of its own
_HEAD = 12
_LARGE = 0.25  # of the page's area: images that may hold a table
_PASTED = 0.1  # the same below the title of a target table
_TITLE = re.compile(r"绩效(?:目标|自评|监控|评价).{0,6}表")
# text as curves: so many paths of so many segments, as characters have them, and no text
_CURVES, _SEGMENTS = 100, 10
_NUMBERS = re.compile(r"[\d\s\-—–/第页共]+")


@dataclass(frozen=True, slots=True)
class _Picture:
    page: int
    lines: tuple[str, ...]
    wanted: bool  # it prints the words of a target table, or its title


class Scans:
    """Collects the suspects of one document and judges them together.

    Only then is a running head known.
    """

    def __init__(self) -> None:
        self._garbled: list[Unread] = []
        self._pictures: list[_Picture] = []
        self._heads: Counter[str] = Counter()

    def garbled(self, number: int, text_page: int, text: str) -> bool:
        """Whether the text layer says something else than what is seen.

        It lacks a map to Unicode then, and the page is noted.
        """
        count, strange = len(text), len(_STRANGE.findall(text)) + _unmapped(text_page)
        if strange <= _GARBLED * count:
            return False
        message = english("found.garbled", count=min(strange, count), total=count)
        self._garbled.append(Unread("needs_ocr", message, number))
        return True

    def look(self, number: int, page: int, text: str, *, wanted: bool) -> None:
        """Note a page without a table if it may be a picture of one.

        A picture fills much of it, and it has little text, or (``wanted``) a target table's words.
        """
        if len(text) > 2 * _FEW and not wanted:
            return
        lines = tuple(filter(None, (_NUMBERS.sub("", line) for line in text.splitlines())))
        self._heads.update(set(lines))
        if not wanted and sum(map(len, lines)) > _FEW:
            return
        titled = any(_TITLE.search(line) for line in lines)
        objects, area = page_objects(page), page_area(page)
        pictured = objects.images >= (_PASTED if titled else _LARGE) * area
        if pictured or (not wanted and _is_drawn(objects)):
            self._pictures.append(_Picture(number, lines, wanted or titled))

    def unread(self) -> list[Unread]:
        """The pages that need OCR."""
        message = english("found.page_picture")
        return self._garbled + [
            Unread("needs_ocr", message, picture.page)
            for picture in self._pictures
            if picture.wanted or self._own(picture) <= _HEAD
        ]

    def _own(self, picture: _Picture) -> int:
        return sum(len(line) for line in picture.lines if self._heads[line] == 1)


def _is_drawn(objects: Objects) -> bool:
    """Whether the page's characters are drawn as curves."""
    paths = [path for group, _ in objects.paths for path in group]
    if len(paths) < _CURVES or objects.texts:
        return False
    counts = each(function("FPDFPath_CountSegments", "i", "p"), paths)
    return bool(sum(count >= _SEGMENTS for count in counts) >= _CURVES)


def _unmapped(text_page: int) -> int:
    """Characters whose font does not say what they stand for. All are asked only if one in a sample
    is such.
    """
    count, ask = (
        max(function("FPDFText_CountChars", "i", "p")(text_page), 0),
        function("FPDFText_HasUnicodeMapError", "i", "pi"),
    )
    if not any(
        one == 1
        for one in each(ask, repeat(text_page), ints(range(0, count, max(count // _SAMPLE, 1))))
    ):
        return 0
    return sum(one == 1 for one in each(ask, repeat(text_page), ints(range(count))))
