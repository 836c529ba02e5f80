"""Whether characters leave a trace in a picture of their page.

A glyph of a font that the PDF brings along shows light and dark. In place of any other a plain box
is drawn (``boxfont``): that one shows if it differs from the ground on two sides at least; on one
there may be a rule or a neighbour.
"""

from __future__ import annotations

from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from transforms.reading.page.marks import Floats, Ints, Mask
from transforms.reading.pdf.page import Frame, page_box
from transforms.reading.pdf.pdfium import each, fill, function, ints
from transforms.reading.pdf.render import rendered
from transforms.reading.picture.raster import Pixels

_TRACE = 24  # of 255: what differs less from its ground is not seen
_SCALE = 2.0  # pixels a point
_LONGEST = 3000  # pixels of the picture's longer side
_INNER = 0.05  # of a box's side: what stands so near to its edge may be a rule beside it
_OUTER = 0.15  # the same: the ground is looked at so far away
_SMALL = 1.0  # points: nothing can be said of a smaller box
_SIDES = 2


def leave_traces(page: int, text_page: int, asked: Ints, owners: Ints) -> Mask:
    """For each of the characters ``asked`` by number; ``owners``: their text objects."""
    picture, scale = rendered(page, _SCALE, _LONGEST)
    boxes = _boxes(page, text_page, asked) * scale
    brought = {one: _is_brought(one) for one in set(owners.tolist())}
    found = [
        _is_blot(picture, box) if brought[owner] else _is_seen_box(picture, box)
        for box, owner in zip(boxes, owners.tolist(), strict=True)
    ]
    small = (boxes[:, 2:] - boxes[:, :2] < _SMALL * scale).any(axis=1)
    return np.array(found, bool) | small


def _is_brought(text: int) -> bool:
    """Whether the PDF brings the font of a text along; what has none is taken for such."""
    font = function("FPDFTextObj_GetFont", "p", "p")(text)
    return not font or function("FPDFFont_GetIsEmbedded", "i", "p")(font) != 0


def _boxes(page: int, text_page: int, asked: Ints) -> Floats:
    """The characters' boxes as the page is looked at: left, top, right, bottom in points."""
    loose = fill(
        function("FPDFText_GetLooseCharBox", "i", "pip"),
        repeat(text_page),
        len(asked),
        np.float32,
        4,
        apart=False,
        index=ints(asked.tolist()),
    ).astype(np.float64)[:, [0, 3, 2, 1]]
    turns = function("FPDFPage_GetRotation", "i", "p")(page)
    return Frame(turns, page_box(page)).boxes(loose)


def _is_blot(picture: Pixels, box: Floats) -> bool:
    """Whether there is light and dark within a box."""
    ink = _inside(picture, box, -_INNER)
    return not len(ink) or bool((np.ptp(ink, axis=0) > _TRACE).any())


def _is_seen_box(picture: Pixels, box: Floats) -> bool:
    """Whether a box is drawn there: it shows light and dark, or another colour than its sides."""
    if _is_blot(picture, box):
        return True
    own = _inside(picture, box, -_INNER).mean(axis=0)
    sides = each(lambda side: _side(picture, box, side), range(4))
    return sum(bool((np.abs(side - own) > _TRACE).any()) for side in sides) >= _SIDES


def _inside(picture: Pixels, box: Floats, grown: float) -> NDArray[np.int64]:
    """The colours within a box, grown by a share of its sides: shape (pixels, 3)."""
    more = grown * np.tile(box[2:] - box[:2], 2) * (-1, -1, 1, 1)
    left, top, right, bottom = np.rint(box + more).astype(int).tolist()
    part = picture[max(top, 0) : max(bottom, top + 1, 0), max(left, 0) : max(right, left + 1, 0)]
    return part.reshape(-1, 3).astype(np.int64)


def _side(picture: Pixels, box: Floats, side: int) -> Floats:
    """The colour in the middle of one side, a little outside: left, top, right, bottom."""
    outer = box + _OUTER * np.tile(box[2:] - box[:2], 2) * (-1, -1, 1, 1)
    point = (box[:2] + box[2:]) / 2
    point[side % 2] = outer[side]
    x, y = np.clip(np.rint(point).astype(int), 0, np.array(picture.shape[1::-1]) - 1).tolist()
    colour: Floats = picture[y, x].astype(np.float64)
    return colour
