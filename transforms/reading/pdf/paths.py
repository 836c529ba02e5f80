"""Ruling lines of a page: straight lines, thin rectangles and the sides of drawn rectangles, in form XObjects too."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat

import numpy as np
import pypdfium2.raw as c

from transforms.reading.pdf.marks import Floats
from transforms.reading.pdf.pdfium import each, fill, function

THIN = 3.6  # points: the thickest rule
_DEPTH = 8  # of nested form XObjects; deeper ones are an attack, not a page
_IDENTITY = np.array([1.0, 0, 0, 1, 0, 0])


def page_rules(page: int) -> tuple[Floats, Floats]:
    """Horizontal and vertical rules as boxes (left, bottom, right, top) in the page's own coordinates."""
    found = list(_objects(page, "FPDFPage_CountObjects", "FPDFPage_GetObject", _IDENTITY, 0))
    boxes = np.concatenate([np.zeros((0, 4)), *found])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    level, upright = (height <= THIN) & (width > height), (width <= THIN) & (height > width)
    middle_y, middle_x = (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 0] + boxes[:, 2]) / 2
    horizontal = np.column_stack((boxes[:, 0], middle_y, boxes[:, 2], middle_y))[level]
    vertical = np.column_stack((middle_x, boxes[:, 1], middle_x, boxes[:, 3]))[upright]
    return horizontal, vertical


def largest_image(page: int) -> float:
    """Area of the largest image on the page, in square points; 0 if there is none."""
    objects = _handles(page, "FPDFPage_CountObjects", "FPDFPage_GetObject")
    images = [one for one, kind in zip(objects, _kinds(objects), strict=True) if kind in {c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_FORM}]
    boxes = _bounds(images)
    return float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).max(initial=0))


def _objects(parent: int, count: str, get: str, matrix: Floats, depth: int) -> Iterator[Floats]:
    objects = _handles(parent, count, get)
    kinds = _kinds(objects)
    paths = [one for one, kind in zip(objects, kinds, strict=True) if kind == c.FPDF_PAGEOBJ_PATH]
    if paths:
        yield from (_transform(boxes, matrix) for boxes in _path_boxes(paths))
    if depth < _DEPTH:
        for form in (one for one, kind in zip(objects, kinds, strict=True) if kind == c.FPDF_PAGEOBJ_FORM):
            yield from _objects(form, "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", _compose(_matrix(form), matrix), depth + 1)


def _handles(parent: int, count: str, get: str) -> list[int]:
    number = max(function(count, "i", "p")(parent), 0)
    kind = "i" if get == "FPDFPage_GetObject" else "u"
    return [one for one in each(function(get, "p", "p" + kind), repeat(parent), range(number)) if one]


def _kinds(objects: list[int]) -> list[int]:
    return each(function("FPDFPageObj_GetType", "i", "p"), objects)


def _bounds(objects: list[int]) -> Floats:
    return fill(function("FPDFPageObj_GetBounds", "i", "ppppp"), objects, len(objects), np.float32, 4, apart=True).astype(np.float64)


def _path_boxes(paths: list[int]) -> Iterator[Floats]:
    """A thin path is its own bounds, whatever it is made of; any other gives its straight sides."""
    boxes = _bounds(paths)
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
    return _transform(np.column_stack((np.minimum(first, second), np.maximum(first, second))), _matrix(path))


def _matrix(item: int) -> Floats:
    matrix = c.FS_MATRIX()
    function("FPDFPageObj_GetMatrix", "i", "pp")(item, ctypes.addressof(matrix))
    return np.array([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f])


def _compose(inner: Floats, outer: Floats) -> Floats:
    """First ``inner``, then ``outer`` (ISO 32000-2, 8.3.4)."""
    a, b, c_, d, e, f = inner
    o = outer
    return np.array([a * o[0] + b * o[2], a * o[1] + b * o[3], c_ * o[0] + d * o[2], c_ * o[1] + d * o[3],
                     e * o[0] + f * o[2] + o[4], e * o[1] + f * o[3] + o[5]])


def _transform(boxes: Floats, m: Floats) -> Floats:
    x, y = boxes[:, [0, 2]], boxes[:, [1, 3]]
    new_x, new_y = m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
    return np.column_stack((new_x.min(axis=1), new_y.min(axis=1), new_x.max(axis=1), new_y.max(axis=1)))
