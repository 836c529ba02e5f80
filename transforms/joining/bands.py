"""Rows inside a grid that stand where a table was cut: a workbook keeps 续表, the page number, the
unit or the heading in the cells.

    产出指标 | 数量指标 | 培训次数 | ≥7次
    续表     |          |          |
    产出指标 | 质量指标 | 合格率   | ≥95%
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.document import Cell, Line, Row, Table
from transforms.joining.between import reads_like_between
from transforms.joining.unlisted import heads_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a grid, and the rows of headings above them."""

    above: tuple[Row, ...]
    table: Table

    @property
    def lines(self) -> list[Line]:
        """What the rows above say, as lines."""
        cells = (row.filled[0][1] for row in self.above)
        return [Line(cell.text, cell.row, cell.page, cell.sheet, cell.box) for cell in cells]


def pieces(table: Table) -> Iterator[Piece]:
    """The table parted at rows of headings below its first header; whole where it has none."""
    rows = table.rows
    bands = {number for number, row in enumerate(rows) if _is_band(row, rows[number - 1])}
    found = heads_of(rows) if bands else []
    body = found[0].last + 1 if found else len(rows)
    starts = [at for at in range(body + 1, len(rows)) if at not in bands and at - 1 in bands]
    last = 0
    for start in starts:
        first = next(at for at in range(start - 1, -1, -1) if at - 1 not in bands)
        if first > body:
            yield _piece(table, bands, last, first)
            last = first
    yield _piece(table, bands, last, len(rows)) if last else Piece((), table)


def _piece(table: Table, bands: set[int], start: int, stop: int) -> Piece:
    """The rows from ``start`` to ``stop``; those that are bands at its beginning stand above."""
    body = start if not start else next(at for at in range(start, stop) if at not in bands)
    edges = {
        "open_top": table.open_top and not start,
        "open_bottom": table.open_bottom and stop == len(table.rows),
    }
    return Piece(table.rows[start:body], replace(table, rows=table.rows[body:stop], **edges))


def _is_band(row: Row, before: Row) -> bool:
    """Whether a row holds one cell, which begins here and reads like a line between two parts."""
    if len(row.filled) != 1:
        return False
    cell: Cell = row.filled[0][1]
    return not any(cell is other for other in before) and reads_like_between(cell.text)
