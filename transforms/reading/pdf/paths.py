"""Ruling lines of a page: straight lines, thin rectangles and the sides of drawn rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

import numpy as np
import pypdfium2.raw as c

from transforms.reading.page.dots import are_dots, chained
from transforms.reading.page.marks import Floats, Ints
from transforms.reading.pdf.objects import Objects, bounds, matrices, transform
from transforms.reading.pdf.pdfium import each, fill, function

THIN = 3.6  # points: the thickest rule
_AREA = 5  # segments of one rectangle


def page_rules(objects: Objects) -> tuple[Floats, Floats]:
    """Horizontal and vertical rules as boxes (left, bottom, right, top) in the page's own
    coordinates.
    """
    found = [
        transform(boxes, outer) for paths, outer in objects.paths for boxes in _path_boxes(paths)
    ]
    boxes = np.concatenate([np.zeros((0, 4)), *found])
    dots = are_dots(boxes, THIN)
    if dots.any():
        boxes = np.concatenate((boxes[~dots], chained(boxes[dots])))
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    level, upright = (height <= THIN) & (width > height), (width <= THIN) & (height > width)
    middle_y, middle_x = (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 0] + boxes[:, 2]) / 2
    horizontal = np.array([boxes[:, 0], middle_y, boxes[:, 2], middle_y]).T[level]
    vertical = np.array([middle_x, boxes[:, 1], middle_x, boxes[:, 3]]).T[upright]
    return horizontal, vertical


def _path_boxes(paths: list[int]) -> Iterator[Floats]:
    """A thin path is its own bounds, whatever it is made of; any other gives its straight sides.

    A filled area without an outline is a background, not a rule, but the thin ones of several that
    one path fills are rules.
    """
    boxes = bounds(paths)
    thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
    yield boxes[thin]
    others = list(compress(paths, (~thin).tolist()))
    modes = fill(
        function("FPDFPath_GetDrawMode", "i", "ppp"), others, len(others), np.int32, 2, apart=True
    )
    drawn = modes[:, 1] != 0
    if drawn.any():
        yield _sides(_segments(list(compress(others, drawn.tolist()))))
    several = [one for one in compress(others, (~drawn).tolist()) if _count(one) > _AREA]
    if several:
        yield _thin_areas(_segments(several))


def _count(path: int) -> int:
    number: int = function("FPDFPath_CountSegments", "i", "p")(path)
    return number


@dataclass(frozen=True, slots=True)
class _Segments:
    """The segments of several paths, one after the other."""

    paths: list[int]
    owner: Ints  # place in ``paths``
    points: Floats  # where each ends, in its path's own coordinates; shape (n, 2)
    kinds: Ints
    starts: Ints  # the number of the segment that begins the same area
    closing: Ints  # numbers of those that close an area


def _segments(paths: list[int]) -> _Segments:
    counts = np.maximum(np.array(each(function("FPDFPath_CountSegments", "i", "p"), paths), int), 0)
    number, last = int(counts.sum()), np.cumsum(counts)
    within = np.arange(number) - np.repeat(last - counts, counts)
    segments = each(
        function("FPDFPath_GetPathSegment", "p", "pi"),
        np.repeat(np.array(paths, np.int64), counts).tolist(),
        within.tolist(),
    )
    points = fill(
        function("FPDFPathSegment_GetPoint", "i", "ppp"),
        segments,
        number,
        np.float32,
        2,
        apart=True,
    ).astype(np.float64)
    kinds = np.array(each(function("FPDFPathSegment_GetType", "i", "p"), segments), int)
    closing = np.flatnonzero(each(function("FPDFPathSegment_GetClose", "i", "p"), segments))
    begun = (kinds == c.FPDF_SEGMENT_MOVETO) | (within == 0)
    starts = np.maximum.accumulate(np.where(begun, np.arange(number), 0))
    owner = np.repeat(np.arange(len(paths)), counts)
    return _Segments(paths, owner, points, kinds, starts, closing)


def _sides(found: _Segments) -> Floats:
    """The straight segments as boxes without width."""
    points, closing = found.points, found.closing
    lines = np.flatnonzero(
        (found.kinds == c.FPDF_SEGMENT_LINETO) & (found.starts < np.arange(len(points)))
    )
    first = np.concatenate((points[lines - 1], points[closing]))
    second = np.concatenate((points[lines], points[found.starts[closing]]))
    owner = found.owner[np.concatenate((lines, closing))]
    sides = np.column_stack((np.minimum(first, second), np.maximum(first, second)))
    return transform(sides, matrices(found.paths)[owner].T)


def _thin_areas(found: _Segments) -> Floats:
    """The boxes of the areas that are so thin that they are rules."""
    if not len(found.points):
        return np.zeros((0, 4))
    starts = np.flatnonzero(found.starts == np.arange(len(found.points)))
    areas = np.column_stack(
        (np.minimum.reduceat(found.points, starts), np.maximum.reduceat(found.points, starts))
    )
    boxes = transform(areas, matrices(found.paths)[found.owner[starts]].T)
    side = boxes[:, 2:] - boxes[:, :2]
    rules: Floats = boxes[(side.min(axis=1) <= THIN) & (side.max(axis=1) > THIN)]
    return rules
