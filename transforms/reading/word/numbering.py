"""Automatic numbers of Word's paragraphs (ECMA-376, part 1, 17.9): printed, but not in the text.
'1、' is often one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_NONE = frozenset(("none", "bullet"))  # a bullet prints a sign, not text
Place = tuple[str, int]


def chinese(number: int) -> str:
    """A counting number below 100 in Chinese; above, in digits.

    >>> [chinese(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (
        _DIGITS[ones] if ones else ""
    )


def circled(number: int) -> str:
    """Up to 20 in a circle, as Unicode has them; above, plain.

    >>> circled(1), circled(20), circled(21)
    ('①', '⑳', '21')
    """
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": lambda number: chr(97 + (number - 1) % 26),
    "upperLetter": lambda number: chr(65 + (number - 1) % 26),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalFullWidth": lambda number: str(number).translate(
        {48 + digit: 0xFF10 + digit for digit in range(10)}
    ),
}


class Numbering:
    """Counts the numbered paragraphs of one document. Both parts may be missing; then nothing is
    numbered.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        abstract = (
            {}
            if numbering is None
            else {_own(one, "abstractNumId"): one for one in numbering.iterfind(W + "abstractNum")}
        )
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}  # number id -> the list whose count it shares
        for number in [] if numbering is None else numbering.iterfind(W + "num"):
            one, kind = _own(number, "numId"), _text(number, "abstractNumId") or ""
            self._levels[one] = _levels(abstract.get(kind), number)
            self._lists[one] = f"abstract {kind}" if number.find(W + "lvlOverride") is None else one
        self._styles = (
            {}
            if styles is None
            else {_own(style, "styleId"): style for style in styles.iterfind(W + "style")}
        )
        self._counts: dict[Place, int] = {}

    def label(self, paragraph: etree._Element) -> str:
        """The number that is printed before the paragraph, counted on; '' if there is none."""
        place = self._place(paragraph) if self._levels else None
        if place is None or place[1] not in self._levels.get(place[0], {}):
            return ""
        levels = self._levels[place[0]]
        self._count(place)
        if _text(levels[place[1]], "numFmt") in _NONE:
            return ""
        pattern = _text(levels[place[1]], "lvlText") or ""
        gap = "" if _text(levels[place[1]], "suff") == "nothing" else " "
        return _LEVEL.sub(lambda found: self._number(place[0], int(found[1]) - 1), pattern) + gap

    def _count(self, place: Place) -> None:
        shared = self._lists[place[0]]
        start = _text(self._levels[place[0]][place[1]], "start")
        first = int(start) if start is not None and start.isdigit() else 1
        self._counts[shared, place[1]] = self._counts.get((shared, place[1]), first - 1) + 1
        for deeper in range(place[1] + 1, 9):
            self._counts.pop((shared, deeper), None)

    def _number(self, one: str, level: int) -> str:
        number = self._counts.get((self._lists[one], level), 1)
        element = self._levels[one].get(level)
        return _FORMATS.get(
            (_text(element, "numFmt") if element is not None else None) or "decimal", str
        )(number)

    def _place(self, paragraph: etree._Element) -> Place | None:
        """The number id and level of a paragraph: its own, or its style's or that of the style it
        is based on.
        """
        level: str | None = None
        for properties in self._properties(paragraph):
            numbered = properties.find(W + "numPr")
            if numbered is not None:
                level = level or _text(numbered, "ilvl")
                if (one := _text(numbered, "numId")) is not None:
                    return (one, int(level) if level and level.isdigit() else 0)
        return None

    def _properties(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The paragraph's own properties, then those of its style and of the styles that this one
        is based on.
        """
        own = paragraph.find(W + "pPr")
        name = None if own is None else _text(own, "pStyle")
        if own is not None:
            yield own
        seen: set[str] = set()
        while name is not None and name not in seen and name in self._styles:
            seen.add(name)
            style = self._styles[name]
            if (properties := style.find(W + "pPr")) is not None:
                yield properties
            name = _text(style, "basedOn")


def _levels(abstract: etree._Element | None, number: etree._Element) -> dict[int, etree._Element]:
    """The levels of a list, with those that the number defines anew."""
    both = [
        *([] if abstract is None else abstract.iterfind(W + "lvl")),
        *number.iterfind(W + "lvlOverride/" + W + "lvl"),
    ]
    return {int(place): level for level in both if (place := _own(level, "ilvl")).isdigit()}


def _own(element: etree._Element, name: str) -> str:
    return element.get(W + name) or ""


def _text(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return None if child is None else child.get(W + "val")
