"""The rows of a table whose cells stand in the middle of them.

    heights of the cells' middles ──▶ rows that fit between one another, as many as can be

A level in the middle of two rows stands between theirs and is no row: there is no room for one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from transforms.reading.page.bare.blocks import Block, at_one_height


class Row(NamedTuple):
    """The middle of a row, and the lines of its tallest cell."""

    middle: float
    lines: int


class _Choice(NamedTuple):
    """Where a row may be: its upper and lower edge, and the cells that it would have."""

    lower: float
    upper: float
    row: Row
    cells: int


class _Best(NamedTuple):
    """The best choice among the first ones; ``row``: the last row taken, ``before`` it."""

    worth: tuple[int, int, int]
    row: Row | None = None
    before: _Best | None = None


def rows_of(
    blocks: Iterable[Block], leading: float, padding: float, near: float, *, most_rows: bool
) -> list[Row]:
    """The rows that fit between one another and are the most; else those with the most cells. Of
    two that leave the other no room it is the taller one: the lower one may cover several rows.
    """
    choices = sorted(_choices(list(blocks), leading, padding, near))
    ends = [one.lower for one in choices]
    best = [_Best((0, 0, 0))]
    for at, one in enumerate(choices):
        fits = min(bisect_right(ends, one.upper + near), at)
        first, second, lines = best[fits].worth
        more = (first + 1, second + one.cells) if most_rows else (first + one.cells, second - 1)
        taken = _Best((*more, lines + one.row.lines), one.row, best[fits])
        best.append(taken if taken.worth > best[-1].worth else best[-1])
    return _back(best[-1])


def _back(best: _Best) -> list[Row]:
    rows: list[Row] = []
    at: _Best | None = best
    while at is not None and at.row is not None:
        rows.append(at.row)
        at = at.before
    return rows[::-1]


def _choices(blocks: list[Block], leading: float, padding: float, near: float) -> Iterable[_Choice]:
    """At each height at which cells have their middle, a row as tall as each of them."""
    for group in at_one_height(blocks, near):
        middle = sum(block.middle for block in group) / len(group)
        for lines in {block.lines for block in group}:
            half = (lines * leading + padding) / 2
            cells = sum(block.lines <= lines for block in group)
            yield _Choice(middle + half, middle - half, Row(middle, lines), cells)
