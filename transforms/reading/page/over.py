"""Characters that are struck out by a rule of their own, and digits that stand above their line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from transforms.reading.common.raised import raised
from transforms.reading.page.marks import Chars, Edges, Mask, among, marked

_LOW, _HIGH = 0.12, 0.62  # of a character's height, from its foot: where a line strikes it out
_ENDS = 0.6  # em: such a line begins and ends with the text
_MOST = 500  # lines of a page that are looked at
_TOUCH = 1.5  # points: a rule that touches another one across parts cells
_SMALL = 0.85  # of the height of the character before: no raised one is higher
_SMALLER = 0.9  # of its size
_ABOVE = 0.12  # of that height, likewise: so far its foot is above the other one's
_NEAR = 0.35  # em
_MARKS = marked("0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*")


def struck(chars: Chars, edges: Edges) -> Mask:
    """The characters through which a line goes that may strike them out: it is as long as they are,
    at half their height, and touches no rule across.
    """
    found = np.zeros(len(chars), bool)
    middle, height = (chars.left + chars.right) / 2, chars.bottom - chars.top
    for y, start, end in edges.horizontal[~_touches(edges)][:_MOST]:
        above = chars.bottom - y
        through = (above > _LOW * height) & (above < _HIGH * height) & (chars.codes > 0x20)
        through &= (middle > start) & (middle < end)
        if through.any() and _as_long(chars.take(through), start, end):
            found |= through
    return found


def _touches(edges: Edges) -> Mask:
    y, x0, x1 = (edges.horizontal[:, k, None] for k in range(3))
    x, y0, y1 = (edges.vertical[None, :, k] for k in range(3))
    across = (x >= x0 - _TOUCH) & (x <= x1 + _TOUCH)
    touching: Mask = np.any(across & (y >= y0 - _TOUCH) & (y <= y1 + _TOUCH), axis=1)
    return touching


def _as_long(chars: Chars, start: float, end: float) -> bool:
    """Whether characters begin and end where a line does."""
    room = _ENDS * float(chars.em.max())
    left, right = float(chars.left.min()), float(chars.right.max())
    return abs(left - start) < room and abs(right - end) < room


def set_down(chars: Chars) -> Chars:
    """Small digits and marks right behind a character, above its foot, on its line: the digits as
    raised ones.
    """
    before = np.roll(np.arange(len(chars)), 1)
    if len(chars) < 2:
        return chars
    height = chars.bottom - chars.top
    # by its box alone, a digit is smaller than the comma before it
    size = chars.em < _SMALLER * chars.em[before]
    small = size & (height < _SMALL * height[before]) & among(chars.codes, _MARKS)
    above = chars.bottom[before] - chars.bottom > _ABOVE * height[before]
    near = np.abs(chars.left - chars.right[before]) < _NEAR * chars.em[before]
    overlap = chars.bottom > chars.top[before]
    found = small & above & near & overlap & (chars.codes[before] > 0x20)
    found[0] = False
    if not found.any():
        return chars
    codes, baseline, em = chars.codes.copy(), chars.baseline.copy(), chars.em.copy()
    for at in np.flatnonzero(found).tolist():
        # a second digit stands behind the first one, at its height
        end = at + 1
        while end < len(chars) and _goes_on(chars, end):
            end += 1
        codes[at:end] = [ord(raised(chr(code))) for code in codes[at:end].tolist()]
        baseline[at:end], em[at:end] = baseline[at - 1], em[at - 1]
    return replace(chars, codes=codes, baseline=baseline, em=em)


def _goes_on(chars: Chars, at: int) -> bool:
    """Whether a digit stands right behind the one before it, on its line."""
    alike = among(chars.codes[at - 1 : at + 1], _MARKS).all()
    near = abs(chars.left[at] - chars.right[at - 1]) < _NEAR * chars.em[at]
    return bool(alike and near and abs(chars.bottom[at] - chars.bottom[at - 1]) < 1)
