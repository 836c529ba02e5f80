"""Characters and edges of one page as arrays: all that the grid needs, whatever the page came from.

Coordinates are points with the origin at the top left of the page as it is read (text upright), y
downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOOT = 0.3  # em above the baseline: the height at which a character tells its row
_CLEAR = 2.0  # points from the edge of a clip to what is drawn into it
Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]


def marked(characters: str) -> Mask:
    """A table of the Basic Multilingual Plane: True for these characters."""
    table = np.zeros(0x10000, bool)
    table[[ord(character) for character in characters]] = True
    return table


def among(codes: NDArray[np.uint32], table: Mask) -> Mask:
    """Which code points a table names. (np.isin sorts; with some thousand characters a page that is
    felt.)
    """
    found: Mask = table[np.minimum(codes, 0xFFFF)]
    return found


@dataclass(frozen=True, slots=True)
class Chars:
    """One entry a character, in the order in which the source wrote them. Made by ``chars``."""

    codes: NDArray[np.uint32]  # code points
    left: Floats
    top: Floats
    right: Floats
    bottom: Floats
    baseline: Floats  # y of the foot of the line; ``bottom`` where nothing better is known
    # type size: the largest side of any character in its stretch of one baseline (a comma does not
    # tell it)
    em: Floats
    # shape (n, 4), left top right bottom: where a character may show; None: everywhere
    clip: Floats | None = None

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, chosen: Mask | Ints) -> Chars:
        """Some of the characters, by mask or index."""
        at = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return Chars(
            self.codes.take(at),
            self.left.take(at),
            self.top.take(at),
            self.right.take(at),
            self.bottom.take(at),
            self.baseline.take(at),
            self.em.take(at),
            None if self.clip is None else self.clip[at],
        )

    def gaps(self) -> Floats:
        """The room between each character and the one before it; the first has no meaning."""
        room = self.left.copy()
        room[1:] -= self.right[:-1]
        return room

    def anchors(self) -> tuple[Floats, Floats]:
        """The point that tells in which cell each character stands: its middle, drawn into the box
        that it is clipped to.
        """
        x, y = self._middles()
        if self.clip is None:
            return x, y
        left, top, right, bottom = self.clip.T
        return _within(x, left, right), _within(y, top, bottom)

    def clipped(self) -> Mask:
        """Which characters stand for the most part outside the box that they are clipped to."""
        if self.clip is None:
            return np.zeros(len(self), bool)
        x, y = self._middles()
        left, top, right, bottom = self.clip.T
        outside: Mask = (x < left) | (x > right) | (y < top) | (y > bottom)
        return outside

    def clipped_across(self) -> Mask:
        """Which characters stand for the most part left or right of the box that they are clipped
        to: their text goes on beside it.
        """
        if self.clip is None:
            return np.zeros(len(self), bool)
        x, _ = self._middles()
        outside: Mask = (x < self.clip[:, 0]) | (x > self.clip[:, 2])
        return outside

    def _middles(self) -> tuple[Floats, Floats]:
        return (self.left + self.right) / 2, self.baseline - FOOT * self.em


def _within(places: Floats, low: Floats, high: Floats) -> Floats:
    """Places drawn between two edges, clear of both: a rule may run along an edge."""
    clear = np.minimum(_CLEAR, (high - low) / 2)
    return np.clip(places, low + clear, high - clear)


def begins(values: NDArray[Any]) -> Mask:
    """Where a run of equal values begins."""
    found = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def chars(
    codes: NDArray[np.uint32], box: Floats, baseline: Floats, clip: Floats | None = None
) -> Chars:
    """Characters from their boxes, shape (n, 4): left, top, right, bottom."""
    side = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    em = side
    if len(side):
        starts = np.flatnonzero(begins(baseline))
        em = np.repeat(np.maximum.reduceat(side, starts), np.diff(starts, append=len(side)))
    return Chars(codes, box[:, 0], box[:, 1], box[:, 2], box[:, 3], baseline, em, clip)


@dataclass(frozen=True, slots=True)
class Edges:
    """Ruling lines: rows of (position, from, to), position being y of horizontal and x of vertical
    ones.
    """

    horizontal: Floats  # shape (n, 3)
    vertical: Floats  # shape (m, 3)
