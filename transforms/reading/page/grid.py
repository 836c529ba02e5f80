"""Edges -> grids: snap and join the ruling lines, take connected ones as one table, merge the slots
that no line parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from transforms.reading.page.marks import Edges, Floats, Ints, Mask, begins

# points: double rules and the borders of neighbouring cells are one line; no text row or column is
# that narrow
SNAP = 4.0
# points by which lines must stick out of the outermost crossing line to enclose one more row or
# column
OPEN = 8.0


@dataclass(frozen=True, slots=True)
class Grid:
    """One table's geometry. ``slots[i, j]`` is the number of the cell that covers row i and column
    j.
    """

    xs: Floats
    ys: Floats
    slots: Ints
    open_top: bool
    open_bottom: bool
    ruled: bool = True
    doubtful: frozenset[int] = frozenset()  # cells whose borders are a guess
    heads: int = 1  # rows of the form and the header, where no rules part the rows

    @property
    def area(self) -> float:
        """Square points."""
        return float((self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0]))


def find_grids(edges: Edges) -> list[Grid]:
    """All grids of at least two cells, top to bottom."""
    horizontal, vertical = join(edges.horizontal), join(edges.vertical)
    grids = [grid for h, v in _connected(horizontal, vertical) if (grid := _grid(h, v))]
    return sorted(
        (grid for grid in grids if grid.slots.max() > 0), key=lambda grid: (grid.ys[0], grid.xs[0])
    )


def join(lines: Floats) -> Floats:
    """Snap lines of nearly one position together, then unite those that overlap or nearly touch."""
    if not len(lines):
        return lines.reshape(0, 3)
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    group = np.cumsum(np.diff(lines[:, 0], prepend=lines[0, 0]) > SNAP)
    length = lines[:, 2] - lines[:, 1] + 1e-6
    place = np.bincount(group, lines[:, 0] * length) / np.bincount(group, length)
    order = np.lexsort((lines[:, 1], group))
    group, start, end = group[order], lines[order, 1], lines[order, 2]
    apart = group * 1e6  # keeps the running maximum inside its group
    reach = np.maximum.accumulate(end + apart)
    first = np.flatnonzero(np.concatenate(([True], (start + apart)[1:] > reach[:-1] + SNAP)))
    last = np.append(first[1:], len(start)) - 1
    return np.array([place[group[first]], start[first], (reach - apart)[last]]).T


def _connected(horizontal: Floats, vertical: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Groups of lines that cross or touch, each with at least two lines of one direction and one of
    the other.
    """
    touch = _touching(horizontal, vertical)
    left = np.ones(len(horizontal), bool)
    while left.any():
        h = np.zeros(len(horizontal), bool)
        h[int(np.argmax(left))] = True
        v: Mask = np.zeros(len(vertical), bool)
        before = 0
        while (size := int(h.sum() + v.sum())) != before:
            before = size
            v |= np.any(touch[h], axis=0)
            h |= np.any(touch[:, v], axis=1)
        left &= ~h
        if h.sum() + v.sum() > 2 and v.any():
            yield horizontal[h], vertical[v]


def _touching(horizontal: Floats, vertical: Floats) -> Mask:
    y, x0, x1 = (horizontal[:, k, None] for k in range(3))
    x, y0, y1 = (vertical[None, :, k] for k in range(3))
    touching: Mask = (x >= x0 - SNAP) & (x <= x1 + SNAP) & (y >= y0 - SNAP) & (y <= y1 + SNAP)
    return touching


def _grid(horizontal: Floats, vertical: Floats) -> Grid | None:
    """The grid of lines that are sorted by place, as ``join`` leaves them; None where they enclose
    nothing (a bracket, a tick).

    A table open at a side (a page break, or no outer rules) is closed there by the ends of the
    lines that stick out.
    """
    ys, open_top, open_bottom = _closed(horizontal[begins(horizontal[:, 0]), 0], vertical)
    xs, _, _ = _closed(vertical[begins(vertical[:, 0]), 0], horizontal)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across, along = _covered(horizontal, ys, xs), _covered(vertical, xs, ys)
    level, upright = _parts(across), _parts(along)
    if not (level.all() and upright.all()):
        ys, xs = ys[level], xs[upright]
        across, along = _covered(horizontal, ys, xs), _covered(vertical, xs, ys)
    return Grid(xs, ys, _merge(across[1:-1], along[1:-1].T), open_top, open_bottom)


def _parts(covered: Mask) -> Mask:
    """Which lines part two slots at least once (an underline does not); the outermost ones count
    always.
    """
    parts: Mask = np.any(covered, axis=1)
    parts[[0, -1]] = True
    return parts


def _closed(places: Floats, crossing: Floats) -> tuple[Floats, bool, bool]:
    """The places of parallel lines, with an outer one added where the lines that cross them stick
    out.
    """
    low, high = float(crossing[:, 1].min()), float(crossing[:, 2].max())
    before, after = bool(low < places[0] - OPEN), bool(high > places[-1] + OPEN)
    return np.concatenate(([low] * before, places, [high] * after)), before, after


def _covered(lines: Floats, places: Floats, marks: Floats) -> Mask:
    """covered[i, j]: whether a line at places[i] runs from marks[j] to marks[j + 1]; an underlined
    word does not.
    """
    row = np.minimum(np.searchsorted(places, lines[:, 0]), len(places) - 1)
    known = places[row] == lines[:, 0]
    lines, row = lines[known], row[known]
    start, end = lines[:, 1, None], lines[:, 2, None]
    shared = np.clip(
        np.minimum(end, marks[None, 1:]) - np.maximum(start, marks[None, :-1]), 0, None
    )
    total = np.zeros((len(places), len(marks) - 1))
    np.add.at(total, row, shared)
    width = np.diff(marks)
    covered: Mask = total >= np.maximum(width - 2 * SNAP, width / 2)
    return covered


def _merge(across: Mask, along: Mask) -> Ints:
    """Number the slots so that neighbours with no line between them share a number. Numbers count
    from 0 in reading order.
    """
    rows, columns = len(across) + 1, along.shape[1] + 1
    slots = np.arange(rows * columns).reshape(rows, columns)
    while True:
        before = slots.copy()
        for upper, lower, closed in (
            (slots[:-1], slots[1:], across),
            (slots[:, :-1], slots[:, 1:], along),
        ):
            least = np.minimum(upper, lower)
            np.copyto(upper, least, where=~closed)
            np.copyto(lower, least, where=~closed)
        if np.array_equal(before, slots):
            used = np.zeros(rows * columns, int)
            used[slots] = 1
            return (np.cumsum(used) - 1)[slots]
