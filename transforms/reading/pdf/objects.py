"""The objects of a page, those inside form XObjects too.

They are sorted by what the reader needs of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import compress, repeat

import numpy as np
import pypdfium2.raw as c

from transforms.reading.page.marks import Floats
from transforms.reading.pdf.pdfium import each, fill, function, ints

_DEPTH = 8  # of nested form XObjects; deeper ones are an attack, not a page
_Placed = tuple[int, float]  # an object and its place in the order of drawing
_IDENTITY = np.array([1.0, 0, 0, 1, 0, 0])


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where the objects of a form stand: its matrix, and its share of the order of drawing."""

    matrix: Floats
    depth: int = 0
    first: float = 0.0
    share: float = 1.0

    def form(self, matrix: Floats, first: float, number: int) -> _Inside:
        """Of a form inside this one that has ``number`` neighbours."""
        return _Inside(_compose(matrix, self.matrix), self.depth + 1, first, self.share / number)


_WHOLE = _Inside(_IDENTITY)


@dataclass(frozen=True, slots=True)
class Objects:
    """Handles, valid while the page is open.

    Paths and texts come in groups that share the matrix of the form around them.
    """

    paths: list[tuple[list[int], Floats]] = field(default_factory=list)
    texts: list[tuple[list[int], Floats]] = field(default_factory=list)
    # render mode of each text, in the order of the groups
    modes: list[int] = field(default_factory=list)
    # place of each path and text in the order of drawing, in the order of the groups
    path_order: list[float] = field(default_factory=list)
    text_order: list[float] = field(default_factory=list)
    # box (left, bottom, right, top) and place in the order of drawing of each image
    pictures: list[tuple[Floats, float]] = field(default_factory=list)
    images: float = 0.0  # area of all images, in square points: a scan may come in strips


def page_objects(page: int) -> Objects:
    """All paths, texts and images of a page."""
    found = Objects()
    areas = _collect(found, page, "FPDFPage_CountObjects", "FPDFPage_GetObject", _WHOLE)
    return replace(found, images=sum(areas))


def _collect(found: Objects, parent: int, count: str, get: str, inside: _Inside) -> list[float]:
    """Add the objects of a page or form to ``found``; returns the areas of its images."""
    number = max(function(count, "i", "p")(parent), 0)
    objects = [
        one for one in each(function(get, "p", "pi"), repeat(parent), ints(range(number))) if one
    ]
    others = _add_texts(found, objects, inside)
    by_kind: dict[int, list[_Placed]] = defaultdict(list)
    kinds = each(function("FPDFPageObj_GetType", "i", "p"), [one for one, _ in others])
    for placed, kind in zip(others, kinds, strict=True):
        by_kind[kind].append(placed)
    if paths := by_kind[c.FPDF_PAGEOBJ_PATH]:
        found.paths.append(([one for one, _ in paths], inside.matrix))
        found.path_order.extend(place for _, place in paths)
    areas = _add_pictures(found, by_kind[c.FPDF_PAGEOBJ_IMAGE], inside)
    forms = by_kind[c.FPDF_PAGEOBJ_FORM] if inside.depth < _DEPTH else []
    for form, place in forms:
        within = inside.form(matrices([form])[0], place, len(objects))
        areas += _collect(found, form, "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", within)
    return areas


def _add_texts(found: Objects, objects: list[int], inside: _Inside) -> list[_Placed]:
    """Add the texts among some objects; returns the other objects with their places."""
    step = inside.share / max(len(objects), 1)
    order = [inside.first + step * at for at in range(len(objects))]
    # unknown for all that is no text: one call instead of two
    modes = each(function("FPDFTextObj_GetTextRenderMode", "i", "p"), objects)
    other = np.array(modes, int) == c.FPDF_TEXTRENDERMODE_UNKNOWN
    is_text = (~other).tolist()
    if texts := list(compress(objects, is_text)):
        found.texts.append((texts, inside.matrix))
        found.modes.extend(compress(modes, is_text))
        found.text_order.extend(compress(order, is_text))
    return list(compress(zip(objects, order, strict=True), other.tolist()))


def _add_pictures(found: Objects, pictures: list[_Placed], inside: _Inside) -> list[float]:
    """Add images; returns their areas in square points."""
    box = transform(bounds([one for one, _ in pictures]), inside.matrix)
    found.pictures.extend((one, place) for one, (_, place) in zip(box, pictures, strict=True))
    areas: list[float] = ((box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])).tolist()
    return areas


def bounds(objects: list[int]) -> Floats:
    """Boxes of objects, shape (n, 4): left, bottom, right, top."""
    return fill(
        function("FPDFPageObj_GetBounds", "i", "ppppp"),
        objects,
        len(objects),
        np.float32,
        4,
        apart=True,
    ).astype(np.float64)


def matrices(objects: list[int]) -> Floats:
    """The matrices a b c d e f of objects, shape (n, 6)."""
    return fill(
        function("FPDFPageObj_GetMatrix", "i", "pp"),
        objects,
        len(objects),
        np.float32,
        6,
        apart=False,
    ).astype(np.float64)


def _compose(inner: Floats, outer: Floats) -> Floats:
    """First ``inner``, then ``outer`` (ISO 32000-2, 8.3.4)."""
    a, b, c_, d, e, f = inner
    o = outer
    return np.array(
        [
            a * o[0] + b * o[2],
            a * o[1] + b * o[3],
            c_ * o[0] + d * o[2],
            c_ * o[1] + d * o[3],
            e * o[0] + f * o[2] + o[4],
            e * o[1] + f * o[3] + o[5],
        ]
    )


def transform(boxes: Floats, m: Floats) -> Floats:
    """Boxes under a matrix, shape (n, 4); ``m``: one matrix, or the columns of one for each box."""
    if m is _IDENTITY:
        return boxes
    x, y = boxes[:, [0, 2]].T, boxes[:, [1, 3]].T
    new_x, new_y = m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
    return np.array(
        [np.minimum(*new_x), np.minimum(*new_y), np.maximum(*new_x), np.maximum(*new_y)]
    ).T
