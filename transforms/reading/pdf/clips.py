"""Clipping paths: outside of them nothing of an object is seen."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from transforms.reading.page.marks import Floats, Ints
from transforms.reading.pdf.pdfium import each, fill, function

WHOLE = (-1e9, -1e9, 1e9, 1e9)
"""The box of what is not clipped."""


def clip_boxes(objects: list[int]) -> Floats:
    """The boxes to which objects are clipped: left, bottom, right, top; shape (n, 4)."""
    boxes = np.tile(WHOLE, (len(objects), 1))
    paths = clips_of(objects)
    for index in np.flatnonzero(clip_counts(paths) > 0):
        boxes[index] = clip_box(paths[index])[0]
    return boxes


def clips_of(objects: list[int]) -> list[int | None]:
    """The clipping path of each object."""
    return each(function("FPDFPageObj_GetClipPath", "p", "p"), objects)


def clip_counts(clips: list[int | None]) -> Ints:
    """Of how many paths each consists; nothing is clipped where there are none."""
    return np.array(each(function("FPDFClipPath_CountPaths", "i", "p"), clips), int)


def clip_box(clip: int | None) -> Floats:
    """Where all the clipping paths overlap; each is taken as its bounding box. Shape (1, 4)."""
    box = np.array(WHOLE)
    for path in range(function("FPDFClipPath_CountPaths", "i", "p")(clip)):
        number = max(function("FPDFClipPath_CountPathSegments", "i", "pi")(clip, path), 0)
        segments = each(
            function("FPDFClipPath_GetPathSegment", "p", "pii"),
            repeat(clip),
            repeat(path),
            range(number),
        )
        points = fill(
            function("FPDFPathSegment_GetPoint", "i", "ppp"),
            segments,
            number,
            np.float32,
            2,
            apart=True,
        )
        if number:
            box = np.concatenate(
                (np.maximum(box[:2], points.min(axis=0)), np.minimum(box[2:], points.max(axis=0)))
            )
    return box[None]
