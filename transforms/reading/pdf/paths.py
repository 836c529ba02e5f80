"""Ruling lines of a page: straight lines, thin rectangles and the sides of drawn rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

import numpy as np
import pypdfium2.raw as c

from transforms.reading.page.dots import are_dots, chained
from transforms.reading.page.marks import Floats
from transforms.reading.pdf.objects import Objects, bounds, matrices, transform
from transforms.reading.pdf.pdfium import each, fill, function

THIN = 3.6  # points: the thickest rule


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

    A filled area without an outline is a background, not a rule.
    """
    boxes = bounds(paths)
    thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
    yield boxes[thin]
    others = list(compress(paths, (~thin).tolist()))
    modes = fill(
        function("FPDFPath_GetDrawMode", "i", "ppp"), others, len(others), np.int32, 2, apart=True
    )
    if modes[:, 1].any():
        yield _sides(list(compress(others, (modes[:, 1] != 0).tolist())))


def _sides(paths: list[int]) -> Floats:
    """The straight segments of some paths as boxes without width. One list holds the segments of
    all of them.
    """
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
    starts = np.maximum.accumulate(
        np.where((kinds == c.FPDF_SEGMENT_MOVETO) | (within == 0), np.arange(number), 0)
    )
    lines = np.flatnonzero((kinds == c.FPDF_SEGMENT_LINETO) & (within > 0))
    first, second = (
        np.concatenate((points[lines - 1], points[closing])),
        np.concatenate((points[lines], points[starts[closing]])),
    )
    owner = np.repeat(np.arange(len(paths)), counts)[np.concatenate((lines, closing))]
    return transform(
        np.column_stack((np.minimum(first, second), np.maximum(first, second))),
        matrices(paths)[owner].T,
    )
