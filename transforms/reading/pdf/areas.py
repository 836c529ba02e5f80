"""Filled rectangles and pictures of a page: what may hide the text below them, or be its ground."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from transforms.reading.page.marks import Floats, Mask
from transforms.reading.pdf.clips import clip_boxes
from transforms.reading.pdf.layers import layered
from transforms.reading.pdf.objects import Objects, bounds, transform
from transforms.reading.pdf.paths import THIN
from transforms.reading.pdf.pdfium import each, fill, function

_DARK = 110  # of 255
_SIDES = 5  # segments of a rectangle, the one that closes it counted
_FULL = 255


@dataclass(frozen=True, slots=True)
class Area:
    """A filled area or a picture."""

    box: tuple[float, float, float, float]  # left, bottom, right, top
    order: float  # its place in the order of drawing
    hides: bool  # nothing below it is seen
    dark: bool
    picture: bool = False


def filled_areas(objects: Objects) -> list[Area]:
    """All of a page, those no wider than a rule left out."""
    found, first = list[Area](), 0
    for paths, outer in objects.paths:
        order = objects.path_order[first : first + len(paths)]
        first += len(paths)
        found += _of_group(paths, order, outer)
    pictures = ((tuple(box.tolist()), order) for box, order in objects.pictures)
    return found + [
        Area(box, order, hides=False, dark=False, picture=True) for box, order in pictures
    ]


def _of_group(paths: list[int], order: list[float], outer: Floats) -> list[Area]:
    boxes = bounds(paths)
    thick = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > THIN
    chosen = list(compress(paths, thick.tolist()))
    if not chosen:
        return []
    modes = fill(
        function("FPDFPath_GetDrawMode", "i", "ppp"), chosen, len(chosen), np.int32, 2, apart=True
    )
    filled = modes[:, 0] != 0
    paths = list(compress(chosen, filled.tolist()))
    places = np.array(order)[thick][filled].tolist()
    return _described(paths, boxes[thick][filled], places, outer)


def _described(paths: list[int], boxes: Floats, order: list[float], outer: Floats) -> list[Area]:
    clips = clip_boxes(paths)
    shown = np.concatenate(
        (np.maximum(boxes[:, :2], clips[:, :2]), np.minimum(boxes[:, 2:], clips[:, 2:])), axis=1
    )
    hides, dark = _is_opaque(paths), _is_dark(paths)
    return [
        Area((left, bottom, right, top), *rest)
        for (left, bottom, right, top), *rest in zip(
            transform(shown, outer).tolist(), order, hides.tolist(), dark.tolist(), strict=True
        )
        if left < right and bottom < top
    ]


def _is_opaque(paths: list[int]) -> Mask:
    """Rectangles that let nothing through, and are on no layer: that could be off."""
    clear = np.array(each(function("FPDFPageObj_HasTransparency", "i", "p"), paths), int) != 0
    sides = np.array(each(function("FPDFPath_CountSegments", "i", "p"), paths), int)
    opaque: Mask = ~clear & (sides <= _SIDES) & ~layered(paths)
    return opaque


def _is_dark(paths: list[int]) -> Mask:
    colours = fill(
        function("FPDFPageObj_GetFillColor", "i", "ppppp"),
        paths,
        len(paths),
        np.uint32,
        4,
        apart=True,
    )
    dark: Mask = (colours[:, 3] > 0) & (colours[:, :3].astype(int).max(axis=1) <= _DARK)
    return dark
