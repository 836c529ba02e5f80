"""Ruling lines of a page: straight lines, thin rectangles and the sides of drawn rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import numpy as np
import pypdfium2.raw as c

from transforms.reading.pdf.marks import Floats
from transforms.reading.pdf.objects import Objects, bounds, matrix, transform
from transforms.reading.pdf.pdfium import each, fill, function

THIN = 3.6  # points: the thickest rule


def page_rules(objects: Objects) -> tuple[Floats, Floats]:
    """Horizontal and vertical rules as boxes (left, bottom, right, top) in the page's own coordinates."""
    found = [transform(boxes, outer) for paths, outer in objects.paths for boxes in _path_boxes(paths)]
    boxes = np.concatenate([np.zeros((0, 4)), *found])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    level, upright = (height <= THIN) & (width > height), (width <= THIN) & (height > width)
    middle_y, middle_x = (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 0] + boxes[:, 2]) / 2
    horizontal = np.column_stack((boxes[:, 0], middle_y, boxes[:, 2], middle_y))[level]
    vertical = np.column_stack((middle_x, boxes[:, 1], middle_x, boxes[:, 3]))[upright]
    return horizontal, vertical


def _path_boxes(paths: list[int]) -> Iterator[Floats]:
    """A thin path is its own bounds, whatever it is made of; any other gives its straight sides."""
    boxes = bounds(paths)
    thin = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THIN
    yield boxes[thin]
    for index in np.flatnonzero(~thin).tolist():
        if _stroked(paths[index]):
            yield _sides(paths[index])


def _stroked(path: int) -> bool:
    """A filled area without an outline is a background, not a rule."""
    modes = np.zeros(2, np.int32)
    address = modes.ctypes.data
    function("FPDFPath_GetDrawMode", "i", "ppp")(path, address, address + 4)
    return bool(modes[1])


def _sides(path: int) -> Floats:
    """The straight segments of a path as boxes without width."""
    number = max(function("FPDFPath_CountSegments", "i", "p")(path), 0)
    segments = each(function("FPDFPath_GetPathSegment", "p", "pi"), repeat(path), range(number))
    points = fill(function("FPDFPathSegment_GetPoint", "i", "ppp"), segments, number, np.float32, 2, apart=True).astype(np.float64)
    kinds = np.array(each(function("FPDFPathSegment_GetType", "i", "p"), segments), int)
    closes = np.array(each(function("FPDFPathSegment_GetClose", "i", "p"), segments), bool)
    starts = np.maximum.accumulate(np.where(kinds == c.FPDF_SEGMENT_MOVETO, np.arange(number), 0))
    lines = np.flatnonzero(kinds == c.FPDF_SEGMENT_LINETO)
    lines = lines[lines > 0]
    closing = np.flatnonzero(closes)
    first = np.concatenate((points[lines - 1], points[closing]))
    second = np.concatenate((points[lines], points[starts[closing]]))
    return transform(np.column_stack((np.minimum(first, second), np.maximum(first, second))), matrix(path))
