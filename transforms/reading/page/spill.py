"""Text that is taller than its row: its lines lie over the rules above and below the cell.

-----------------------------------          the middle of each line lies on a rule, so that
--提高公共文化服务覆盖面及便利程-- | 逐步提高    the middle of the text tells its cell
--度---------------------------- |
受益村民人数                      | ≥6800人
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from transforms.reading.page.marks import Chars, Floats, Ints

_GAP = 1.5  # em between two characters of one line
_PITCH = (0.9, 1.9)  # em from one line of a text to the next
_SAME = 0.6  # points: a step from line to line that is the height of a row
_MOST = 200  # texts of a page that are compared
_ON_RULE = 0.3  # em from the middle of a line to the rule below which it goes on


@dataclass(frozen=True, slots=True)
class _Line:
    """Characters ``start`` to ``stop``, written one after the other on one baseline."""

    start: int
    stop: int
    left: float
    right: float
    middle: float
    baseline: float
    em: float


def put_back(chars: Chars, owner: Ints, box: Floats, cells: slice) -> set[int]:
    """Move the lines of too tall texts to the cell around the middle of the text, in ``owner``.

    ``owner``: the cell of each character, a row of ``box`` (shape (n, 4)), -1 outside of all;
    ``cells``: those of one grid with rules. A text is moved only where two of its lines and more
    lie on rules. Of texts that lie in each other nobody can tell which line is whose: their cells
    are returned.
    """
    boxes = box[cells]
    texts = list(_texts(chars, owner, box, cells))
    doubted = _in_each_other(texts, owner, box)
    for text in texts:
        if {int(owner[line.start]) for line in text} & doubted:
            continue
        x = (min(line.left for line in text) + max(line.right for line in text)) / 2
        y = (text[0].middle + text[-1].middle) / 2
        left, top, right, bottom = boxes.T
        around = np.flatnonzero((left < x) & (x < right) & (top < y) & (y < bottom))
        if len(around) == 1:
            owner[text[0].start : text[-1].stop] = around[0] + cells.start
    return doubted


def _in_each_other(texts: list[list[_Line]], owner: Ints, box: Floats) -> set[int]:
    """The cells of two texts of which one has a line over a line of the other, where the lines of
    one are as far from each other as the rows: they may be one of each row.
    """
    found = set[int]()
    for one, other in combinations(texts[:_MOST], 2):
        by_rows = _goes_by_rows(one, owner, box) or _goes_by_rows(other, owner, box)
        if by_rows and any(_is_over(upper, lower) for upper in one for lower in other):
            found |= {int(owner[line.start]) for line in (*one, *other)}
    return found - {-1}


def _goes_by_rows(text: list[_Line], owner: Ints, box: Floats) -> bool:
    cells = [int(owner[line.start]) for line in text[1:]]
    steps = [lower.baseline - upper.baseline for upper, lower in pairwise(text)]
    pairs = zip(steps, cells, strict=True)
    return all(abs(step - (box[cell, 3] - box[cell, 1])) < _SAME for step, cell in pairs)


def _is_over(one: _Line, other: _Line) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > one.em / 2 and abs(one.baseline - other.baseline) < _PITCH[0] / 2 * one.em


def _texts(chars: Chars, owner: Ints, box: Floats, cells: slice) -> Iterator[list[_Line]]:
    """Lines on rules, each written right after the one before, a line below and in its column."""
    text: list[_Line] = []
    for line in _lines(chars, owner):
        if not _is_on_rule(line, int(owner[line.start]), box, cells):
            continue
        if text and not _goes_on(text[-1], line):
            yield from [text] if len(text) > 1 else []
            text = []
        text.append(line)
    yield from [text] if len(text) > 1 else []


def _lines(chars: Chars, owner: Ints) -> Iterator[_Line]:
    """What was written without a break on one baseline in one cell."""
    if not len(chars):
        return
    parted = (np.abs(np.diff(chars.baseline)) > 0.1 * chars.em[1:]) | (
        np.abs(chars.gaps()[1:]) > _GAP * chars.em[1:]
    )
    parted |= owner[1:] != owner[:-1]
    edges = [0, *(np.flatnonzero(parted) + 1).tolist(), len(chars)]
    _, middles = chars.anchors()
    for start, stop in pairwise(edges):
        left, right = float(chars.left[start]), float(chars.right[stop - 1])
        height = float(middles[start]), float(chars.baseline[start])
        yield _Line(start, stop, left, right, *height, float(chars.em[start]))


def _is_on_rule(line: _Line, cell: int, box: Floats, cells: slice) -> bool:
    """Whether the middle of a line lies on the upper or lower rule of its cell; outside of all
    cells, on the upper or lower rule of the grid.
    """
    if cell == -1:
        top, bottom = box[cells, 1].min(), box[cells, 3].max()
    elif cells.start <= cell < cells.stop:
        top, bottom = box[cell, 1], box[cell, 3]
    else:
        return False
    return bool(min(abs(line.middle - top), abs(bottom - line.middle)) < _ON_RULE * line.em)


def _goes_on(above: _Line, line: _Line) -> bool:
    """Whether the one line was written right after the other, a line below it."""
    down = (line.baseline - above.baseline) / line.em
    overlap = min(above.right, line.right) > max(above.left, line.left)
    return above.stop == line.start and _PITCH[0] < down < _PITCH[1] and overlap
