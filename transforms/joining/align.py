"""The rows of a part over the columns of the table that it may continue.

A second table knows only its own cells: a column may be missing where a merged cell was cut off,
and columns that the form above made finer are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from transforms.document import Cell, Row
from transforms.joining.body import names_level

Rows = tuple[Row, ...]


def aligned(rows: Sequence[Row], head: int, part: Rows) -> Iterator[Rows]:
    """The ways in which the rows of ``part`` may lie over the columns of ``rows``, the plainest
    first. ``head`` is the number of the row that names the columns.
    """
    width = len(rows[0])
    own = part if len(part[0]) <= width else _trimmed(part)
    if len(own[0]) > width:
        return
    for model in (rows[head], rows[-1]):
        groups = _groups(model)
        if len(groups) == len(own[0]) < width:
            yield tuple(_spread(row, groups) for row in own)
    yield tuple(Row((*row, *(None,) * (width - len(row)))) for row in own)
    cells = (cell for row in own for _, cell in row.filled)
    short = len(own[0]) < width or any(row[-1] is None for row in own)
    if short and any(names_level(cell.folded) for cell in cells):
        yield tuple(_to_the_right(row, width) for row in own)


def _trimmed(part: Rows) -> Rows:
    """Without blank columns at the right."""
    ends = (row.filled[-1] for row in part if row.filled)
    width = max((position + 1 for position, _ in ends), default=0)
    return tuple(Row(row[:width]) for row in part)


def _groups(row: Row) -> list[int]:
    """How many columns each cell of a row covers, from left to right."""
    return [len(list(cells)) for _, cells in groupby(row, key=id)]


def _spread(row: Row, groups: list[int]) -> Row:
    """Each cell over the columns that the cell of the same number covers there."""
    return Row(cell for cell, width in zip(row, groups, strict=True) for _ in range(width))


def _to_the_right(row: Row, width: int) -> Row:
    """The row at the right edge, without cells at the left."""
    cells: tuple[Cell | None, ...] = tuple(row)
    while cells and cells[-1] is None:
        cells = cells[:-1]
    return Row((*(None,) * (width - len(cells)), *cells))
