"""Texts of a workbook's cells run by run: which of them are struck out, which are raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from transforms.reading.common.raised import raised

if TYPE_CHECKING:
    from lxml import etree

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, part 1, 22.9.2.19
_OFF = frozenset(("0", "false"))


class Text(NamedTuple):
    """A text as it is stored, as it holds, and what of it is struck out."""

    stored: str
    shown: str
    struck: str = ""

    def all_struck(self) -> Text:
        """The same text in a cell that is struck out as a whole."""
        return Text(self.stored, "", self.stored)


def plain(text: str) -> Text:
    """A text without runs of its own."""
    return Text(text, text)


def text_of(element: etree._Element) -> Text:
    """The text of a shared or an inline string, without the readings of Japanese words."""
    runs = list(_runs(element))
    stored = "".join(text for text, _ in runs)
    if all(marks is None for _, marks in runs):
        return plain(stored)
    struck = "".join(text for text, marks in runs if is_struck(marks))
    shown = "".join(_raised(text, marks) for text, marks in runs if not is_struck(marks))
    return Text(stored, shown, struck)


def is_struck(marks: etree._Element | None) -> bool:
    """Whether the properties of a run, or a font, say that a line goes through the text."""
    line = None if marks is None else marks.find("{*}strike")
    return line is not None and line.get("val") not in _OFF


def struck_styles(styles: etree._Element) -> frozenset[int]:
    """The numbers of the cell styles whose font is struck out."""
    fonts = [is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
    named = {str(number) for number, struck in enumerate(fonts) if struck}
    cells = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(number for number, cell in cells if cell.get("fontId") in named)


def _runs(element: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    for text in element.iter("{*}t"):
        run = text.getparent()
        if run is not None and not str(run.tag).endswith("}rPh"):
            yield _unescaped(text.text or ""), run.find("{*}rPr")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _raised(text: str, marks: etree._Element | None) -> str:
    place = None if marks is None else marks.find("{*}vertAlign")
    return raised(text) if place is not None and place.get("val") == "superscript" else text
