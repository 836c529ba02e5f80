"""Levels and name in one cell, 产出指标-数量指标-培训人数: as if each had a column of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.document import Cell, Row, Table
from transforms.words.headers import column_of
from transforms.words.levels import level

_PARTS = re.compile(
    r"\s*(?P<one>[^\W\d_]{2,10}?)\s*(?P<mark>[-—–－→>＞/／\\|｜·])[-—–－>＞]*\s*"
    r"(?P<two>[^\W\d_]{2,14}?)\s*(?:(?P=mark)[-—–－>＞]*|[:：])\s*(?P<name>\S.*)",
    re.DOTALL,
)
_FEWEST = 2  # cells that hold levels, and different levels 2
_SHARE = 0.8  # of the filled cells from the first one on
_HEADS = ("一级指标", "二级指标", "三级指标")
_VALUES = {"value", "target_value", "annual_value", "period_value", "actual_value"}
_OF_NAMES = {"name", "indicators", "category", "subcategory", None}


def apart(table: Table) -> Table:
    """The table with three columns for a column whose cells hold both levels and the name. It has a
    header of its own, and no column of levels stands beside it.
    """
    width = max(map(len, table.rows), default=0)
    for column in range(width):
        first = _first(table.rows, column)
        if first and _is_header(table.rows[first - 1], column):
            rows = (_row(row, column, at, first) for at, row in enumerate(table.rows))
            return replace(table, rows=tuple(rows))
    return table


def _first(rows: Sequence[Row], column: int) -> int | None:
    """The first row of those whose cells in a column hold levels; None where too few do."""
    cells = [_own(row, column) for row in rows]
    found = [at for at, cell in enumerate(cells) if cell is not None and _parts(cell.text)]
    if len(found) < _FEWEST:
        return None
    filled = [cell for cell in cells[found[0] :] if cell is not None and cell.text.strip()]
    return found[0] if len(found) >= _SHARE * len(filled) else None


def _own(row: Row, column: int) -> Cell | None:
    """The cell of one column, if it stands in no other."""
    cell = row[column] if column < len(row) else None
    return cell if cell is not None and row.span(cell) == 1 else None


def _parts(text: str) -> tuple[str, str, str] | None:
    """Level 1, level 2 and name of a text that begins with both levels."""
    found = _PARTS.match(text)
    if not found:
        return None
    known = level(found["one"], found["two"])
    if known.category is None or known.subcategory is None:
        return None
    return found["one"], found["two"], found["name"]


def _is_header(row: Row, column: int) -> bool:
    """Whether a row may head the column, and names no level of its own in another one."""
    roles = [cell.role for at, cell in enumerate(row) if cell is not None and at != column]
    cell = _own(row, column)
    return (
        cell is not None
        and column_of(cell.text) in _OF_NAMES
        and not {"category", "subcategory"} & {role for role in roles if role}
        and any(role in _VALUES for role in roles)
    )


def _row(row: Row, column: int, at: int, first: int) -> Row:
    cell = row[column] if column < len(row) else None
    return Row((*row[:column], *_three(cell, at - first), *row[column + 1 :]))


def _three(cell: Cell | None, below: int) -> Iterator[Cell | None]:
    """The cells in place of one; ``below``: rows from the first that holds levels."""
    if cell is None or below < -1:
        yield from (cell,) * 3
    elif below < 0:
        yield from (cell._replace(text=head) for head in _HEADS)
    elif parts := _parts(cell.text):
        yield from (cell._replace(text=part) for part in parts)
    else:
        yield from (cell,) * 3
