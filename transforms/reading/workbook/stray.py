"""Cells far from all others. A sheet of thirty rows into whose last row somebody once typed is as
large as a sheet can be; what stands together is read, and what stands apart is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Unread
from transforms.reading.common.xml import parse_xml
from transforms.reading.workbook.sheet import MAX_POSITIONS

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["MOST_CELLS", "SPARSE", "Position", "apart_from", "told", "without"]

Position = tuple[int, int]  # row and column, from 0
SPARSE = 500_000  # positions: nothing is taken out of a sheet of fewer
MOST_CELLS = 200_000  # of a sheet in which such cells are looked for
_FEW = 20  # cells that may stand apart
_GAP_ROWS, _GAP_COLUMNS = 1000, 100
_QUOTED = 500  # characters of each


def apart_from(cells: Mapping[Position, str]) -> dict[Position, str]:
    """The cells that stand far from the others; none unless they are few, and the others are a
    sheet that may be read.
    """
    if not cells or len(cells) > MOST_CELLS:
        return {}
    rows = _before_gap(sorted({row for row, _ in cells}), _GAP_ROWS)
    columns = sorted({column for row, column in cells if row < rows})
    width = columns[-1] + 1
    if rows * width > SPARSE:
        width = _before_gap(columns, _GAP_COLUMNS)
    found = _outside(cells, (rows, width))
    few = len(found) <= min(_FEW, len(cells) // 2)
    return found if few and rows * width <= MAX_POSITIONS else {}


def _before_gap(numbers: Sequence[int], gap: int) -> int:
    """How many there are up to the first gap."""
    ends = (one for one, following in pairwise(numbers) if following - one > gap)
    return next(ends, numbers[-1]) + 1


def _outside(cells: Mapping[Position, str], size: Position) -> dict[Position, str]:
    return {
        place: text for place, text in cells.items() if place[0] >= size[0] or place[1] >= size[1]
    }


def told(apart: Mapping[Position, str], sheet: str) -> Unread:
    """What is said of the cells that are not read with the others."""
    quoted = "；".join(f"{_name(place)} {text[:_QUOTED]}" for place, text in sorted(apart.items()))
    error = english("found.cells_apart", count=len(apart), cells=quoted)
    return Unread("unread_part", english("found.of_sheet", sheet=sheet, error=error), sheet=sheet)


def _name(place: Position) -> str:
    row, column = place
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"


def without(content: bytes, apart: Mapping[Position, str]) -> bytes:
    """The part of a sheet (SpreadsheetML) without these cells."""
    from lxml import etree

    names = {_name(place) for place in apart}
    root = parse_xml(content)
    for dimension in root.findall("{*}dimension"):
        root.remove(dimension)  # it holds them too
    for cell in list(root.iter("{*}c")):
        if (cell.get("r") or "").replace("$", "") in names:
            _drop(cell)
    return bytes(etree.tostring(root))


def _drop(cell: etree._Element) -> None:
    row = cell.getparent()
    if row is not None:
        row.remove(cell)
