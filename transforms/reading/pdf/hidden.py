"""Text that the page does not show as it stands: invisible text (render mode 3) and text cut off by
a clipping path.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as c

from transforms.reading.page.marks import Floats, Ints, Mask
from transforms.reading.pdf.objects import Objects, transform
from transforms.reading.pdf.pdfium import each, fill, function, ints

_WHOLE = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True, slots=True)
class Hidden:
    """For each character of the page: whether it is invisible, and the box it is clipped to (left,
    bottom, right, top).
    """

    invisible: Mask
    clip: Floats  # shape (n, 4)


def hidden(objects: Objects, text_page: int, starts: Ints, count: int) -> Hidden | None:
    """What is hidden on the page; None if nothing is, which is nearly always.

    ``starts``: the first character of each run. To know that nothing is clipped it is enough to ask
    these.
    """
    modes = np.array(objects.modes, int)
    invisible = (modes == c.FPDF_TEXTRENDERMODE_INVISIBLE) | (modes == c.FPDF_TEXTRENDERMODE_CLIP)
    first = set(
        each(
            function("FPDFText_GetTextObject", "p", "pi"), repeat(text_page), ints(starts.tolist())
        )
    ) - {None}
    if not invisible.any() and not (_clip_counts(_clips(list(first))) > 0).any():
        return None
    texts = [text for group, _ in objects.texts for text in group]
    paths = _clips(texts)
    clipped = _clip_counts(paths) > 0
    outer = np.repeat(
        [matrix for _, matrix in objects.texts], [len(group) for group, _ in objects.texts], axis=0
    )
    boxes = np.tile(_WHOLE, (len(texts), 1))
    for index in np.flatnonzero(clipped):
        boxes[index] = transform(_clip_box(paths[index]), outer[index])[0]
    return _by_character(texts, invisible, boxes, text_page, count)


def _by_character(
    texts: list[int], invisible: Mask, boxes: Floats, text_page: int, count: int
) -> Hidden:
    """Texts' properties -> their characters'."""
    handles = np.array(texts, np.int64)
    found = each(
        function("FPDFText_GetTextObject", "p", "pi"), repeat(text_page), ints(range(count))
    )
    owners = np.array([one or 0 for one in found], np.int64)
    order = np.argsort(handles)
    at = np.clip(np.searchsorted(handles[order], owners), 0, len(handles) - 1)
    place = order[at]
    known = handles[place] == owners
    return Hidden(known & invisible[place], np.where(known[:, None], boxes[place], _WHOLE))


def _clips(texts: list[int]) -> list[int | None]:
    return each(function("FPDFPageObj_GetClipPath", "p", "p"), texts)


def _clip_counts(clips: list[int | None]) -> Ints:
    return np.array(each(function("FPDFClipPath_CountPaths", "i", "p"), clips), int)


def _clip_box(clip: int | None) -> Floats:
    """Where all the clipping paths overlap; each is taken as its bounding box. Shape (1, 4)."""
    box = np.array(_WHOLE)
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
