"""Text that the page does not show as it stands: invisible text (render mode 3) and text cut off by
a clipping path.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as c

from transforms.reading.page.marks import Floats, Ints, Mask
from transforms.reading.pdf.clips import WHOLE, clip_box, clip_counts, clips_of
from transforms.reading.pdf.objects import Objects, transform
from transforms.reading.pdf.pdfium import each, function, ints


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
    if not invisible.any() and not (clip_counts(clips_of(list(first))) > 0).any():
        return None
    texts = [text for group, _ in objects.texts for text in group]
    paths = clips_of(texts)
    clipped = clip_counts(paths) > 0
    outer = np.repeat(
        [matrix for _, matrix in objects.texts], [len(group) for group, _ in objects.texts], axis=0
    )
    boxes = np.tile(WHOLE, (len(texts), 1))
    for index in np.flatnonzero(clipped):
        boxes[index] = transform(clip_box(paths[index]), outer[index])[0]
    return _by_character(texts, invisible, boxes, text_page, count)


def _by_character(
    texts: list[int], invisible: Mask, boxes: Floats, text_page: int, count: int
) -> Hidden:
    """Texts' properties -> their characters'."""
    handles, owners = np.array(texts, np.int64), text_objects(text_page, count)
    order = np.argsort(handles)
    at = np.clip(np.searchsorted(handles[order], owners), 0, len(handles) - 1)
    place = order[at]
    known = handles[place] == owners
    return Hidden(known & invisible[place], np.where(known[:, None], boxes[place], WHOLE))


def text_objects(text_page: int, count: int) -> Ints:
    """The handle of the text object of each of the first ``count`` characters; 0 where PDFium put
    the character in.
    """
    found = each(
        function("FPDFText_GetTextObject", "p", "pi"), repeat(text_page), ints(range(count))
    )
    return np.array([one or 0 for one in found], np.int64)
