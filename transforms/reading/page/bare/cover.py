"""Which rows the cells of a column cover: of all ways those that leave the fewest rows free."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_WAYS = 50  # with more ways than these nobody can tell
Span = tuple[int, int]
"""First and last row."""
Spans = tuple[Span, ...]
_Ways = tuple[int, list[Spans]]  # rows left free, and the ways that leave so many


def covers(candidates: Sequence[Sequence[Span]], free: Sequence[bool]) -> list[Spans]:
    """The ways in which the cells leave the fewest of the free rows, and as few holes. Each cell
    covers one of its candidates, below the cell before it.
    """
    _, ways = covered(candidates, free)
    least = min(map(_holes, ways), default=0)
    return [way for way in ways if _holes(way) == least]


def covered(candidates: Sequence[Sequence[Span]], free: Sequence[bool]) -> _Ways:
    """How many of the free rows are left at least, and the ways that leave so few."""
    best: list[_Ways] = [(sum(free[row:]), [()]) for row in range(len(free) + 1)]
    for cell in reversed(candidates):
        best = [_from(row, cell, best, free) for row in range(len(free) + 1)]
    return best[0]


def _from(row: int, cell: Sequence[Span], below: list[_Ways], free: Sequence[bool]) -> _Ways:
    """The best ways from a row on, of a cell and those below it."""
    found: _Ways = (len(free) + 1, [])
    for first, last in cell:
        if first < row or not all(free[first : last + 1]):
            continue
        rest, ways = below[last + 1]
        left = rest + sum(free[row:first])
        own: list[Spans] = [((first, last), *way) for way in ways]
        if own and left < found[0]:
            found = left, own
        elif own and left == found[0]:
            found = left, (found[1] + own)[:_WAYS]
    return found


def _holes(way: Spans) -> int:
    """The stretches of rows between two cells that none covers."""
    return sum(below[0] - above[1] > 1 for above, below in pairwise(way))


def nested(columns: Sequence[Spans]) -> bool:
    """Whether each cell of the last column lies within one cell of the columns before, or beside
    all of theirs.
    """
    *before, own = columns
    tall = [span for spans in before for span in spans if span[0] < span[1]]
    return not any(
        first <= lower and upper <= last and not (upper <= first and last <= lower)
        for first, last in own
        if first < last
        for upper, lower in tall
    )
