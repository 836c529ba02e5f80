"""Text that nobody sees although it is drawn: white on white, black on black, painted over, or on a
layer that is off.

Most pages hold nothing that could hide text, and cost a few calls. Where something could, the
objects tell what is painted over, and a picture of the page tells the rest (``traces``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from transforms.reading.page.marks import Floats, Ints, Mask
from transforms.reading.pdf.areas import Area, filled_areas
from transforms.reading.pdf.hidden import text_objects
from transforms.reading.pdf.layers import layered
from transforms.reading.pdf.objects import Objects, bounds, transform
from transforms.reading.pdf.pdfium import fill, function
from transforms.reading.pdf.traces import leave_traces

_DARK = (
    110  # of 255: darker text is seen on everything but a dark ground, and a darker ground hides
)
_CLEAR = 64  # of 255: what is less opaque may not be seen
_INNER = 0.1  # of a text's height: by so much a cover may be smaller than the text


@dataclass(frozen=True, slots=True)
class _Texts:
    """All texts of a page: handles, places in the order of drawing, boxes when they are asked."""

    handles: list[int]
    order: Floats
    matrices: Floats  # of the forms around them, shape (n, 6)

    def boxes(self) -> Floats:
        """Left, bottom, right, top in the page's own coordinates."""
        return transform(bounds(self.handles), self.matrices.T)


def unseen(page: int, text_page: int, objects: Objects, count: int) -> Mask | None:
    """For each of the page's ``count`` characters whether nobody sees it; None if nothing on the
    page could hide text.
    """
    texts = _texts(objects)
    if not texts.handles:
        return None
    areas = filled_areas(objects)
    covered, doubted = _covered(texts, areas), _doubted(texts, areas)
    doubted &= ~covered
    if not covered.any() and not doubted.any():
        return None
    owners = text_objects(text_page, count)
    hidden = _of(texts, covered, owners)
    asked = np.flatnonzero(_of(texts, doubted, owners))
    if len(asked):
        traced = set(owners[asked[leave_traces(page, text_page, asked, owners[asked])]].tolist())
        hidden[asked] = ~np.isin(owners[asked], list(traced))
    return hidden


def _texts(objects: Objects) -> _Texts:
    groups = objects.texts
    handles = [text for group, _ in groups for text in group]
    matrices = np.repeat(
        np.array([matrix for _, matrix in groups]).reshape(-1, 6),
        [len(group) for group, _ in groups],
        axis=0,
    )
    return _Texts(handles, np.array(objects.text_order), matrices)


def _of(texts: _Texts, chosen: Mask, owners: Ints) -> Mask:
    """Which characters belong to the chosen texts."""
    return np.isin(owners, list(compress(texts.handles, chosen.tolist())))


def _covered(texts: _Texts, areas: list[Area]) -> Mask:
    """The texts that lie wholly below a rectangle which hides what is below it.

    Where other text is written over it they are left in: PDFium drops a character that stands twice
    at one place, whichever is seen, and what remains is told as printed over.
    """
    covers = [area for area in areas if area.hides and area.order > texts.order.min()]
    found = np.zeros(len(texts.handles), bool)
    if not covers:
        return found
    boxes = texts.boxes()
    x, y = _middles(boxes)
    for area in covers:
        left, bottom, right, top = area.box
        inside = (left <= x[0]) & (x[1] <= right) & (bottom <= y) & (y <= top)
        found |= inside & (texts.order < area.order)
    over = boxes[~found]
    for at in np.flatnonzero(found).tolist():
        found[at] = _is_apart(boxes[at], over).all()
    return found


def _is_apart(box: Floats, others: Floats) -> Mask:
    """Which boxes do not touch the one."""
    beside: Mask = (others[:, 0] > box[2]) | (others[:, 2] < box[0])
    beside |= (others[:, 1] > box[3]) | (others[:, 3] < box[1])
    return beside


def _middles(boxes: Floats) -> tuple[tuple[Floats, Floats], Floats]:
    """From where to where the texts reach, a little drawn in, and the height of their middles."""
    drawn_in = _INNER * (boxes[:, 3] - boxes[:, 1])
    sides = boxes[:, 0] + drawn_in, boxes[:, 2] - drawn_in
    return sides, (boxes[:, 1] + boxes[:, 3]) / 2


def _doubted(texts: _Texts, areas: list[Area]) -> Mask:
    """The texts that may not be seen: light or transparent, on a layer, on a dark ground, or below
    a later picture.
    """
    colours = fill(
        function("FPDFPageObj_GetFillColor", "i", "ppppp"),
        texts.handles,
        len(texts.handles),
        np.uint32,
        4,
        apart=True,
    ).astype(int)
    # without a colour of its own (a pattern) it is clear as well
    found: Mask = (colours[:, :3].max(axis=1) > _DARK) | (colours[:, 3] < _CLEAR)
    found |= layered(texts.handles)
    grounds = [area for area in areas if area.dark or area.picture]
    if grounds:
        box = texts.boxes()
        for area in grounds:
            found |= ~_is_apart(np.array(area.box), box) & (
                (texts.order < area.order) | (not area.picture)
            )
    return found
