"""Where the borders of rows may lie whose cells stand in their middle.

The lower border of a row lies as far below its middle as the upper one above it. So all follow from
the first one, which is known within some points; where rows are missing a new stretch begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from transforms.reading.page.bare.rows import Row

_LOOSE = 0.25  # of a line that text may stick out of its row
_FAR = 0.8  # of a line
_ABOVE = 4.0  # lines of blank that the first row may have above its text
Range = tuple[float, float]


class _Border(NamedTuple):
    """``sign`` times the first border of its stretch, and ``shift``."""

    stretch: int
    sign: int
    shift: float


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders above, between and below the rows, and where each stretch may begin."""

    borders: list[_Border]
    ranges: list[Range]

    def middle(self, first: int, last: int) -> Range:
        """Where the middle of some rows lies, from and to."""
        upper, lower = self.borders[first], self.borders[last + 1]
        if upper.stretch == lower.stretch:
            sign, shift = (upper.sign + lower.sign) / 2, (upper.shift + lower.shift) / 2
            ends = [sign * end + shift for end in self.ranges[upper.stretch]]
            return min(ends), max(ends)
        above, below = self._range(upper), self._range(lower)
        return (above[0] + below[0]) / 2, (above[1] + below[1]) / 2

    def _range(self, border: _Border) -> Range:
        ends = [border.sign * end + border.shift for end in self.ranges[border.stretch]]
        return min(ends), max(ends)


def find_borders(
    rows: Sequence[Row], leading: float, *, over: float = 0.0, parted: bool = False
) -> Borders | None:
    """The borders; None where the rows cannot be so. ``over``: points that lines stick out of cells
    that clip them; ``parted``: where two rows are farther apart than others are, nothing is known
    of what is between them.
    """
    loose = _LOOSE * leading + over
    far = _far(rows, leading) if parted else set[int]()
    tops = [row.middle - row.lines * leading / 2 + loose for row in rows]
    bottoms = [row.middle + row.lines * leading / 2 - loose for row in rows]
    ranges: list[Range] = [(tops[0] - loose - _ABOVE * leading, tops[0])]
    borders = [_Border(0, 1, 0.0)]
    for at, row in enumerate(rows):
        upper = borders[-1]
        lower = _Border(upper.stretch, -upper.sign, 2 * row.middle - upper.shift)
        own = _at_most(ranges[upper.stretch], upper, tops[at])
        own = _at_least(own, lower, bottoms[at])
        if own[0] > own[1]:
            return None
        below = _at_most(own, lower, tops[at + 1]) if at + 1 < len(rows) else own
        if below[0] > below[1] or at in far:
            ranges[upper.stretch] = own
            lower = _Border(len(ranges), 1, 0.0)
            ranges.append((bottoms[at], tops[at + 1]))
        else:
            ranges[upper.stretch] = below
        borders.append(lower)
    return Borders(borders, ranges)


def _far(rows: Sequence[Row], leading: float) -> set[int]:
    """The rows below which much more is free than below most others."""
    free = [
        below.middle - above.middle - (above.lines + below.lines) * leading / 2
        for above, below in pairwise(rows)
    ]
    usual = sorted(free)[len(free) // 2] if free else 0.0
    return {at for at, one in enumerate(free) if one > usual + _FAR * leading}


def _at_most(own: Range, border: _Border, most: float) -> Range:
    """The range of a stretch in which a border lies no lower than ``most``."""
    low, high = own
    if border.sign > 0:
        return low, min(high, most - border.shift)
    return max(low, border.shift - most), high


def _at_least(own: Range, border: _Border, least: float) -> Range:
    low, high = own
    if border.sign > 0:
        return max(low, least - border.shift), high
    return low, min(high, border.shift - least)


def between(rows: Sequence[Row], leading: float) -> list[float]:
    """Heights between the texts of each two rows."""
    return [
        (above.middle + below.middle + (above.lines - below.lines) * leading / 2) / 2
        for above, below in pairwise(rows)
    ]
