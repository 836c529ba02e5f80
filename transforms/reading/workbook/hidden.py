"""Rows and columns of a sheet that its author hid: whoever opens the workbook does not see them, so
what stands in them alone is not published. It is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.messages import english
from transforms.document import Cell, NotShown, Row


@dataclass(frozen=True, slots=True)
class Hidden:
    """Numbers of hidden rows and columns, from 0."""

    rows: Collection[int] = frozenset()
    columns: Collection[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)


NONE = Hidden()


def shown(grid: Sequence[Row], hidden: Hidden) -> Iterator[tuple[int, Row]]:
    """The rows that are shown, each with its number on the sheet from 0, without the columns that
    are not. A merged cell is shown where one of its rows and columns is.
    """
    for number, row in enumerate(grid):
        if number not in hidden.rows:
            kept = (cell for at, cell in enumerate(row) if at not in hidden.columns)
            yield number, Row(kept) if hidden.columns else row


def not_shown(grid: Sequence[Row], hidden: Hidden, kept: Iterable[Row]) -> NotShown | None:
    """What stands in hidden rows and columns only; None if they are blank."""
    if not hidden:
        return None
    seen = {id(cell) for row in kept for cell in row}
    lost = {
        id(cell): cell
        for row in grid
        for cell in row
        if cell is not None and cell.text and id(cell) not in seen
    }
    cells = list(lost.values())
    if not cells:
        return None
    says = english("found.cells_hidden", sheet=cells[0].sheet, count=len(cells))
    return NotShown(says, "\n".join(_lines(cells)), cells[0])


def _lines(cells: Iterable[Cell]) -> Iterator[str]:
    """The texts, one row of the sheet a line."""
    rows: dict[int | None, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return map("\t".join, rows.values())
