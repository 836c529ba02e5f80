"""Cells that a cut between two tables parts: the text of both halves."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.crosscheck.printed import Part, Printed, Text, in_columns
from transforms.crosscheck.site import tables


def over_cuts(cell: Text, part: Part, parts: list[Part]) -> Iterator[str]:
    """A cell at the beginning or end of its table, with what stands in its columns in the table
    before or behind.
    """
    rows = [row for row in part.rows if not row.is_heading]
    if not part.is_table or not rows:
        return
    if cell.bottom >= rows[-1].index:
        yield from (cell.text + one.text for one in _facing(cell, part, parts, 1))
    if cell.top <= rows[0].index:
        yield from (one.text + cell.text for one in _facing(cell, part, parts, -1))


def _facing(cell: Text, part: Part, parts: list[Part], step: int) -> list[Text]:
    near = [one for other in tables(parts, part.number, step, 1) for one in other.rows]
    rows: list[Printed] = [row for row in near if not row.is_heading]
    return in_columns(rows[0 if step > 0 else -1], cell) if rows else []
