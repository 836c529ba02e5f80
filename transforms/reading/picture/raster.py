"""A page as a picture: straighten it, find its ruling lines, take them out.

Only text is left then. Needs the extra ``jixiao[ocr]``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Shape (height, width, 3)."""
Boxes = NDArray[np.float64]
"""Shape (n, 4): left, top, right, bottom in pixels."""

_LEVEL, _UPRIGHT = 0.4, 0.25  # inches: the shortest rules; strokes of characters are shorter
_THICK = 0.05  # inches: the thickest rule (3.6 points, as in a page that is drawn)
_STROKE = 0.16  # inches: the strokes of characters of up to 12 points are shorter
# pixels beside a rule whose grey is the rule's and no text's: a model reads it as a stroke
_BESIDE = 5
_GAP = 0.03  # inches: a hole that a scanner leaves in a rule
_SKEW = 6.0  # degrees: a page lies straighter than this in any feeder
_HALF = 0.5  # the scale at which the skew is measured
_FLAT = 6  # pixels at that scale: of a line that is less skewed, more lie side by side
_LONG = 2.0  # inches of ink in a line that tells the skew
_LINES = 25  # so many of the longest lines are asked
_NOTICEABLE = 0.05  # degrees: less is within the tolerance of the grid


@dataclass(frozen=True, slots=True)
class Ruled:
    """A straightened page: its picture without the rules, and the rules."""

    image: Pixels
    horizontal: Boxes
    vertical: Boxes


def take_rules(image: Pixels, dpi: float) -> Ruled:
    """Straighten a page by its own rules, find them and paint them white."""
    image = _straight(image, _skew(_ink(image), dpi))
    ink = _ink(image)
    across, horizontal = _runs(ink, int(_LEVEL * dpi), 1, dpi)
    down, vertical = _runs(ink, 1, int(_UPRIGHT * dpi), dpi)
    image[((across | down) > 0) | ((_wider(across | down, _BESIDE) > 0) & (ink == 0))] = 255
    return Ruled(image, horizontal, vertical)


def _ink(image: Pixels) -> Pixels:
    """255 where the page is darker than what surrounds it."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink: Pixels = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 20
    )
    return ink


def _skew(ink: Pixels, dpi: float) -> float:
    """Degrees by which the longest level lines fall to the right.

    0 for a page without such lines.
    """
    import cv2

    small = cv2.resize(ink, None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    dark = cv2.morphologyEx(
        cv2.threshold(small, 80, 255, cv2.THRESH_BINARY)[1],
        cv2.MORPH_OPEN,
        np.ones((1, _FLAT), np.uint8),
    )
    votes = int(_LONG * dpi * _HALF)
    near = {"min_theta": np.radians(90 - _SKEW), "max_theta": np.radians(90 + _SKEW)}
    found = cv2.HoughLines(dark, 1, np.radians(_NOTICEABLE), votes, **near)
    if found is None:
        return 0.0
    angles = np.asarray(found, float).reshape(-1, 2)[:_LINES, 1]
    return float(np.median(np.degrees(angles))) - 90


def _straight(image: Pixels, angle: float) -> Pixels:
    import cv2

    if abs(angle) < _NOTICEABLE:
        return image.copy()
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    straight: Pixels = cv2.warpAffine(
        image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return straight


def _runs(ink: Pixels, width: int, height: int, dpi: float) -> tuple[Pixels, Boxes]:
    """Thin runs of ink at least as long as the given size: where they are (a little wider, for the
    grey beside them), and their boxes.
    """
    import cv2

    def kernel(inches: float) -> Pixels:
        length = max(int(inches * dpi), 1)
        return np.ones((length if height > 1 else 1, length if width > 1 else 1), np.uint8)

    long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel(_STROKE))
    whole = cv2.morphologyEx(long, cv2.MORPH_CLOSE, kernel(_GAP))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((height, width), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs)
    thin = np.minimum(stats[:, 2], stats[:, 3]) <= _THICK * dpi
    thin[0] = False
    runs = np.where(thin[labels], np.uint8(255), np.uint8(0)) if count > 1 else runs
    left, top, wide, high = stats[thin, :4].astype(float).T
    return _wider(runs, 2), np.column_stack((left, top, left + wide, top + high))


def _wider(marks: Pixels, pixels: int) -> Pixels:
    """The marks with so many pixels around them."""
    import cv2

    wider: Pixels = cv2.dilate(marks, np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8))
    return wider
