"""Rows whose cells are given by where they begin and end (old Word, RTF) -> a grid of columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.reading.common.flow import Grid, Slot

# twips (1/20 point); rows of one table drawn by hand differ by less, no column is as narrow
_SAME = 40


@dataclass(slots=True)
class EdgeRow:
    """Slots of one row, and the left edge of the first and the right edge of each (so one more than
    slots), in twips.
    """

    slots: list[Slot]
    edges: list[int]


def to_grid(rows: Sequence[EdgeRow]) -> Grid:
    """The rows on common columns: a cell spans the columns that lie between its edges."""
    columns = _columns(edge for row in rows for edge in row.edges)
    return Grid([_row(row, columns) for row in rows])


def _columns(edges: Iterable[int]) -> list[int]:
    """Where columns begin: edges that lie closer than ``_SAME`` to the one before are the same.

    >>> _columns([0, 100, 105, 900, 98])
    [0, 98, 900]
    """
    found: list[int] = []
    last = None
    for edge in sorted(set(edges)):
        if last is None or edge - last > _SAME:
            found.append(edge)
        last = edge
    return found


def _row(row: EdgeRow, columns: list[int]) -> list[Slot | None]:
    places = [bisect_right(columns, edge) - 1 for edge in row.edges]
    line: list[Slot | None] = [None] * (places[0] if places else 0)
    for slot, left, right in zip(row.slots, places, places[1:], strict=False):
        slot.colspan = max(1, right - left)
        line.append(slot)
    return [*line, *row.slots[max(0, len(places) - 1) :]]
