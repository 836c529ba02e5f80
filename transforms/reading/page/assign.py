"""Which cell each character belongs to."""

from __future__ import annotations

import numpy as np

from transforms.reading.page.flush import flush
from transforms.reading.page.grid import Grid
from transforms.reading.page.marks import Chars, Floats, Ints, among, marked
from transforms.reading.page.spill import put_back

_CONTIGUOUS = (-0.5, 0.12)  # em: the gap within one run of type
_HANG = 0.7  # em: how far punctuation may hang from the character it follows
_EDGE = 1.0  # em: a run that begins or ends this near to its cell's side is aligned with that side
_HANGING = marked("、，。；：！？）》」』】〕”’,.;:!?)")


def assign(chars: Chars, grids: list[Grid]) -> tuple[Ints, Floats, set[int]]:
    """The cell of each character (-1: none), counted through all grids, the cells' boxes, shape
    (cells, 4), and the numbers of cells of which nobody can tell what stands in them.

    A character belongs where its middle is; inner tables before the ones around them. A run of type
    that crosses a rule belongs as a whole to the cell it is aligned with, and punctuation beyond
    the rule to the character before it.
    """
    owner = np.full(len(chars), -1)
    bounds = [_bounds(grid) for grid in grids]
    offsets = np.cumsum([0, *map(len, bounds)])
    x, y = chars.anchors()
    for index in sorted(range(len(grids)), key=lambda one: grids[one].area):
        grid = grids[index]
        column, row = np.searchsorted(grid.xs, x) - 1, np.searchsorted(grid.ys, y) - 1
        within = (
            (owner < 0)
            & (column >= 0)
            & (column < len(grid.xs) - 1)
            & (row >= 0)
            & (row < len(grid.ys) - 1)
        )
        owner[within] = grid.slots[row[within], column[within]] + offsets[index]
    box = np.concatenate([np.zeros((0, 4)), *bounds])
    owner = _whole_runs(chars, owner, box)
    doubted = set[int]()
    for grid, start, stop in zip(grids, offsets, offsets[1:], strict=False):
        if grid.ruled:
            doubted |= put_back(chars, owner, box, slice(int(start), int(stop)))
    return owner, box, doubted


def _bounds(grid: Grid) -> Floats:
    """Box of each cell."""
    rows, columns = np.indices(grid.slots.shape)
    number = int(grid.slots.max()) + 1
    box = np.tile([np.inf, np.inf, -np.inf, -np.inf], (number, 1))
    np.minimum.at(box[:, 0], grid.slots, grid.xs[columns])
    np.minimum.at(box[:, 1], grid.slots, grid.ys[rows])
    np.maximum.at(box[:, 2], grid.slots, grid.xs[columns + 1])
    np.maximum.at(box[:, 3], grid.slots, grid.ys[rows + 1])
    return box


def _whole_runs(chars: Chars, owner: Ints, box: Floats) -> Ints:
    em = chars.em
    gap = (chars.left[1:] - chars.right[:-1]) / np.maximum(em[1:], 1e-6)
    level = np.abs(np.diff(chars.baseline)) < 0.1 * em[1:]
    together = level & (gap > _CONTIGUOUS[0]) & (gap < _CONTIGUOUS[1])
    together &= ~flush(chars, owner, box, together)
    run = np.concatenate(([0], np.cumsum(~together))) if len(chars) else np.zeros(0, int)
    owner = owner.copy()
    changes = owner[1:] != owner[:-1]
    for number in sorted(set(run[1:][together & changes].tolist())):
        members = slice(
            int(np.searchsorted(run, number)), int(np.searchsorted(run, number, "right"))
        )
        owner[members] = _aligned(chars, owner, box, members, float(em[members.start]))
    hangs = (
        level
        & (gap > _CONTIGUOUS[0])
        & (gap < _HANG)
        & changes
        & (owner[:-1] >= 0)
        & among(chars.codes[1:], _HANGING)
    )
    for index in np.flatnonzero(hangs):
        owner[index + 1] = owner[index]
    return owner


def _aligned(chars: Chars, owner: Ints, box: Floats, members: slice, em: float) -> int:
    """Left-aligned text runs over to the right, right-aligned numbers to the left, centred text to
    both sides.
    """
    first, last = members.start, members.stop - 1
    if owner[first] >= 0 and chars.left[first] - box[owner[first], 0] < _EDGE * em:
        return int(owner[first])
    if owner[last] >= 0 and box[owner[last], 2] - chars.right[last] < _EDGE * em:
        return int(owner[last])
    return int(owner[(first + last) // 2])
