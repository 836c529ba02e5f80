"""WordprocessingML (ECMA-376, part 1, chapter 17) -> lines and grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.flow import Content, Grid, Slot
from transforms.reading.common.xml import parse_xml
from transforms.reading.word.numbering import Numbering, W
from transforms.reading.word.run_text import MATH_TEXT, is_stacked, text_of
from transforms.reading.word.symbols import symbol

if TYPE_CHECKING:
    from lxml import etree

_STRICT, _TRANSITIONAL = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_NOT_PRINTED = frozenset(
    W + name
    for name in (
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "fldData",
        "rt",
        # the same once more, for old programs
        "rubyPr",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
    W + "br": "\n",
    W + "cr": "\n",
}
_TEXT, _RUN, _PARAGRAPH, _TABLE = W + "t", W + "r", W + "p", W + "tbl"
_VANISH = W + "rPr/" + W + "vanish"
_THROUGH = (W + "rPr/" + W + "strike", W + "rPr/" + W + "dstrike")
_OFF = frozenset(("0", "false", "off"))
_WIDEST = 1024  # columns of a table; Word has 63


def parse_part(data: bytes) -> etree._Element:
    """The root of a part; the strict namespace is read as the usual one. Raises UnreadableError
    (see ``parse_xml``).
    """
    return parse_xml(data.replace(_STRICT, _TRANSITIONAL))


class Body:
    """Walks one document. ``numbering`` counts on from paragraph to paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.numbers: list[str] = []  # printed before paragraphs, and in none of their texts

    def content(self, element: Iterable[etree._Element]) -> Iterator[Content]:
        """Lines and grids of a body, a cell or a text box, in order. Raises UnreadableError for a
        table of absurd width.
        """
        for child in element:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield Grid(
                    [
                        self._row(row)
                        for row in _below(child, W + "tr")
                        if row.find(W + "trPr/" + W + "del") is None
                    ]
                )
            elif tag not in _NOT_PRINTED:
                yield from self.content(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Content]:
        boxes: list[etree._Element] = []
        text = "".join(_pieces(element, boxes))
        if text.strip():
            label = self._numbering.label(element)
            self.numbers.append(label)
            yield label + text
        for box in boxes:
            yield from self.content(box)

    def _row(self, row: etree._Element) -> list[Slot | None]:
        slots: list[Slot | None] = [None] * _number(row.find(W + "trPr/" + W + "gridBefore"), 0)
        for cell in _below(row, W + "tc"):
            properties = cell.find(W + "tcPr")
            span = 1 if properties is None else max(1, _number(properties.find(W + "gridSpan"), 1))
            if _continues(properties, "hMerge") and slots and (last := slots[-1]) is not None:
                last.colspan += span
                last.content += self.content(cell)
            else:
                slots.append(
                    Slot(list(self.content(cell)), span, continues=_continues(properties, "vMerge"))
                )
        return slots


def _continues(properties: etree._Element | None, merge: str) -> bool:
    """Whether the cell goes on with the one above (vMerge) or before it (hMerge)."""
    element = None if properties is None else properties.find(W + merge)
    return element is not None and element.get(W + "val") != "restart"


def _below(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The elements of that name below, not inside one another: Word wraps rows and cells into
    content controls and marks of change.
    """
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in _NOT_PRINTED:
            yield from _below(child, wanted)


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The printed text of a paragraph; its text boxes go to ``boxes``."""
    for child in element:
        tag = child.tag
        if tag in (_TEXT, MATH_TEXT):
            yield text_of(child)
        elif tag in _NOT_PRINTED or is_stacked(str(tag)) or (tag == _RUN and _is_hidden(child)):
            continue
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag == W + "sym":
            yield symbol(child.get(W + "font") or "", child.get(W + "char") or "")
        elif tag == W + "checkBox":
            yield "☒" if _is_checked(child) else "☐"
        else:
            yield from _pieces(child, boxes)


def _is_checked(box: etree._Element) -> bool:
    state = box.find(W + "checked")
    return _is_on(box.find(W + "default") if state is None else state)


def _is_hidden(run: etree._Element) -> bool:
    return _is_on(run.find(_VANISH)) or _is_struck(run)


def struck(root: etree._Element) -> list[str]:
    """The texts through which a line goes, in order."""
    runs = (run for run in root.iter(_RUN) if _is_struck(run))
    return ["".join(map(text_of, run.iter(_TEXT))) for run in runs]


def _is_struck(run: etree._Element) -> bool:
    return any(_is_on(run.find(one)) for one in _THROUGH)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(W + "val") not in _OFF


def _number(element: etree._Element | None, missing: int) -> int:
    text = None if element is None else element.get(W + "val")
    number = (
        int(text)
        if text is not None and text.isascii() and text.isdigit() and len(text) < 9
        else missing
    )
    if number > _WIDEST:
        raise UnreadableError("too_large", english("found.table_width", columns=number))
    return number
