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
_IDENTITY = np.array([1.0, 0, 0, 1, 0, 0])


@dataclass(frozen=True, slots=True)
class Objects:
    """Handles, valid while the page is open.

    Paths and texts come in groups that share the matrix of the form around them.
    """

    paths: list[tuple[list[int], Floats]] = field(default_factory=list)
    texts: list[tuple[list[int], Floats]] = field(default_factory=list)
    # render mode of each text, in the order of the groups
    modes: list[int] = field(default_factory=list)
    images: float = 0.0  # area of all images, in square points: a scan may come in strips


def page_objects(page: int) -> Objects:
    """All paths, texts and images of a page."""
    found = Objects()
    areas = _collect(found, page, "FPDFPage_CountObjects", "FPDFPage_GetObject", _IDENTITY, 0)
    return replace(found, images=sum(areas))


def _collect(
    found: Objects, parent: int, count: str, get: str, outer: Floats, depth: int
) -> list[float]:
    """Add the objects of a page or form to ``found``; returns the areas of its images."""
    number = max(function(count, "i", "p")(parent), 0)
    objects = [
        one for one in each(function(get, "p", "pi"), repeat(parent), ints(range(number))) if one
    ]
    # unknown for all that is no text: one call instead of two
    modes = each(function("FPDFTextObj_GetTextRenderMode", "i", "p"), objects)
    other = np.array(modes, int) == c.FPDF_TEXTRENDERMODE_UNKNOWN
    texts, others = (
        list(compress(objects, (~other).tolist())),
        list(compress(objects, other.tolist())),
    )
    if texts:
        found.texts.append((texts, outer))
        found.modes.extend(compress(modes, (~other).tolist()))
    kinds = each(function("FPDFPageObj_GetType", "i", "p"), others)
    by_kind: dict[int, list[int]] = defaultdict(list)
    for one, kind in zip(others, kinds, strict=True):
        by_kind[kind].append(one)
    if by_kind[c.FPDF_PAGEOBJ_PATH]:
        found.paths.append((by_kind[c.FPDF_PAGEOBJ_PATH], outer))
    box = transform(bounds(by_kind[c.FPDF_PAGEOBJ_IMAGE]), outer)
    areas: list[float] = ((box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])).tolist()
    if depth < _DEPTH:
        for form in by_kind[c.FPDF_PAGEOBJ_FORM]:
            areas += _collect(
                found,
                form,
                "FPDFFormObj_CountObjects",
                "FPDFFormObj_GetObject",
                _compose(matrices([form])[0], outer),
                depth + 1,
            )
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
