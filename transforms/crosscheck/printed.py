"""What stands on the pages: the rows of tables and the lines, squeezed, in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import takewhile

from transforms.crosscheck.words import known
from transforms.document import Cell, Document, Line, Row, Table

_STATES = re.compile(r"^[≥≧⩾≤≦⩽><=]|\d[^)）]|\d$")
_DIGIT = re.compile(r"\d")
_TALL = 4  # rows
_FEWEST = 3  # columns of a table of targets
Place = tuple[int | None, str | None, int]
"""page, sheet, row"""
OUTSIDE = -1
"""The column of a line, which stands outside of all tables."""


@dataclass(slots=True, eq=False)
class Text:
    """One cell, or one line, once."""

    text: str  # squeezed, not blank
    source: Cell | Line
    level: int  # 1 or 2 for the name of a level
    is_header: bool
    first: int = 0  # columns that it covers
    last: int = 0
    top: int = 0  # rows of its part that it covers
    bottom: int = 0


@dataclass(slots=True, eq=False)
class Printed:
    """One row of a table as printed: each cell that covers it and is not blank, once.

    A line is a row of one.
    """

    place: Place
    part: Part
    index: int
    filled: list[Text]
    texts: frozenset[str] = frozenset()
    is_heading: bool = False  # it holds the heads of columns
    at: int = 0  # its number among the rows of the part


@dataclass(slots=True, eq=False)
class Part:
    """One table of the document before any joining; a line outside of tables is a part of one."""

    number: int
    is_table: bool
    width: int = 1
    rows: list[Printed] = field(default_factory=list)


def parts_of(document: Document) -> list[Part]:
    """Every table and line of the document, in order."""
    return [_part(number, block) for number, block in enumerate(document.blocks)]


def _text(source: Cell | Line, column: int = 0, row: int = 0) -> Text:
    text, level, header = known(source.text)
    return Text(text, source, level, header, column, column, row, row)


def _part(number: int, block: Line | Table) -> Part:
    if isinstance(block, Line):
        part = Part(number, is_table=False)
        place = (block.page, block.sheet, block.row)
        filled = [_text(block, OUTSIDE)] if block.text.strip() else []
        part.rows.append(Printed(place, part, 0, filled))
        return part
    part = Part(number, is_table=True, width=max((len(row) for row in block.rows), default=0))
    begun: dict[int, Text] = {}
    for index, cells in enumerate(block.rows):
        printed = _row(part, index, cells, begun)
        if printed:
            printed.at = len(part.rows)
            part.rows.append(printed)
    above = _above_levels(part.rows)
    for row in part.rows:
        row.is_heading = _is_heading(row.filled) or _is_again(row, above)
    return part


def _above_levels(rows: list[Printed]) -> list[Printed]:
    """The rows above the first one of a level: a form, and the heads of columns."""
    return list(takewhile(lambda row: not any(cell.level for cell in row.filled), rows))


def _is_again(row: Printed, above: list[Printed]) -> bool:
    """Whether a row of words further down prints the last one above all levels again: that is one
    of heads, whatever its words are.
    """
    if not above or row.at <= len(above) or len(row.filled) < _FEWEST:
        return False
    texts = [cell.text for cell in row.filled]
    return texts == [cell.text for cell in above[-1].filled] and not any(map(_DIGIT.search, texts))


def _row(part: Part, index: int, row: Row, begun: dict[int, Text]) -> Printed | None:
    """One row; ``begun`` holds the cells that began above. None for a row without cells."""
    filled: dict[int, Text] = {}
    own: Cell | None = None
    for column, cell in enumerate(row):
        if cell is None:
            continue
        if own is None or cell.row > own.row:
            own = cell
        key = id(cell)
        text = begun.get(key)
        if text is None:
            text = begun[key] = _text(cell, column, index)
        elif column > text.last:
            text.last = column
        if text.text:
            text.bottom = index
            filled[key] = text
    if own is None:
        return None
    place = (own.page, own.sheet, own.row)
    cells = list(filled.values())
    return Printed(place, part, index, cells, frozenset(text.text for text in cells))


def _is_heading(cells: Collection[Text]) -> bool:
    """Whether a row holds the heads of columns. A table whose indicators are columns has levels as
    heads, of one kind in a row: two forms beside each other have both. A label beside many rows is
    the head of none.
    """
    if sum(cell.is_header for cell in cells if cell.bottom - cell.top < _TALL) > 1:
        return True
    firsts, seconds = ({one.text for one in cells if one.level == at} for at in (1, 2))
    several = len(seconds) > 1 or (len(firsts) > 1 and not seconds)
    return several and not any(_STATES.search(cell.text) for cell in cells)


def in_columns(row: Printed, of: Text) -> list[Text]:
    """The cells of a row in the columns of another cell."""
    return [cell for cell in row.filled if cell.first <= of.last and cell.last >= of.first]
