"""Dotted rules that are drawn dot by dot, as browsers do: dots in a row are one rule.

▪ ▪ ▪ ▪ ▪ ▪      one horizontal rule
▪                and the beginning of a vertical one
▪
"""

from __future__ import annotations

import numpy as np

from transforms.reading.page.marks import Floats, Mask

_LEVEL = 0.3  # points between the middles of dots of one rule, across it
_APART = 3.0  # times a dot's size: the widest gap within a rule
_LEAST = 4  # dots of a rule


def are_dots(boxes: Floats, thickest: float) -> Mask:
    """Which boxes are as high as they are wide, about, and small."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    least, most = np.minimum(width, height), np.maximum(width, height)
    small: Mask = (most <= thickest) & (most <= 2 * least)
    return small


def chained(dots: Floats) -> Floats:
    """Boxes of dots -> the boxes of the rules that they make, horizontal ones and vertical ones."""
    turned = [1, 0, 3, 2]
    return np.concatenate((_rows(dots), _rows(dots[:, turned])[:, turned]))


def _rows(dots: Floats) -> Floats:
    """Boxes around dots that follow each other from left to right."""
    if not len(dots):
        return dots
    middle = (dots[:, 1] + dots[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    row = np.cumsum(np.diff(middle[order], prepend=-np.inf) > _LEVEL)
    within = np.lexsort((dots[order, 0], row))
    dots, row = dots[order[within]], row[within]
    size = np.maximum(dots[1:, 3] - dots[1:, 1], dots[1:, 2] - dots[1:, 0])
    new = (row[1:] != row[:-1]) | (dots[1:, 0] - dots[:-1, 2] > _APART * size)
    first = np.flatnonzero(np.append(True, new))
    count = np.diff(first, append=len(dots))
    low = np.minimum.reduceat(dots[:, :2], first)
    high = np.maximum.reduceat(dots[:, 2:], first)
    return np.column_stack((low, high))[count >= _LEAST]
