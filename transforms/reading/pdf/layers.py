"""Layers of a page, which may be off."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from transforms.reading.page.marks import Mask
from transforms.reading.pdf.pdfium import each, function

_NAME = np.frombuffer("OC".encode("utf-16-le"), np.uint16)


def layered(handles: list[int]) -> Mask:
    """Which objects are in marked content of a layer (optional content, ISO 32000-2, 8.11)."""
    counts = np.array(each(function("FPDFPageObj_CountMarks", "i", "p"), handles), int)
    found = np.zeros(len(handles), bool)
    for depth in range(counts.max(initial=0)):
        marked = np.flatnonzero(counts > depth)
        inside = [handles[at] for at in marked.tolist()]
        marks = each(function("FPDFPageObj_GetMark", "p", "pi"), inside, repeat(depth))
        # the objects of one piece of marked content share its mark
        layers = [mark for mark in set(marks) - {None} if _is_layer(mark)]
        found[marked] |= np.isin(np.array([mark or 0 for mark in marks]), layers)
    return found


def _is_layer(mark: int) -> bool:
    name = np.zeros(4, np.uint16)
    length = np.zeros(1, np.uint32)
    function("FPDFPageObjMark_GetName", "i", "ppup")(
        mark, name.ctypes.data, name.nbytes, length.ctypes.data
    )
    # the length is in bytes, with a zero at the end
    return bool(length[0] == 2 * len(_NAME) + 2 and (name[: len(_NAME)] == _NAME).all())
