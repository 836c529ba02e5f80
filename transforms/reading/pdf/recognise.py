"""Pages that are pictures -> blocks, if the extra ``jixiao[ocr]`` is installed.

Each page is rendered, and the picture read.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pypdfium2.raw as c

from schemas.messages import english
from transforms.document import Unread
from transforms.reading.common.limits import MAX_RECOGNISED
from transforms.reading.pdf.pdfium import function
from transforms.reading.picture.ocr import available
from transforms.reading.picture.page import DPI, Picture, read_picture
from transforms.reading.picture.raster import Pixels

_LONGEST = 5000  # pixels of a page's longer side: a poster is rendered more coarsely


def recognised(unread: tuple[Unread, ...]) -> tuple[list[Unread], list[Unread]]:
    """Which pages are to be recognised, and which stay unread, with what can be done about it."""
    wanted = [one for one in unread if one.rule == "needs_ocr"]
    if wanted and not available():
        return [], [
            replace(one, message=f"{one.message}; {english('found.needs_ocr')}")
            if one in wanted
            else one
            for one in unread
        ]
    limit = english("found.first_scans", limit=MAX_RECOGNISED)
    left = [one for one in unread if one.rule != "needs_ocr"]
    left += [replace(one, message=f"{one.message}; {limit}") for one in wanted[MAX_RECOGNISED:]]
    return wanted[:MAX_RECOGNISED], sorted(left, key=lambda one: one.page or 0)


def read_scan(page: int, number: int) -> Picture:
    """The lines and tables of an open page that is a picture. None: there is no table on it."""
    image, scale = _render(page)
    return read_picture(image, 72 * scale, number)


def _render(page: int) -> tuple[Pixels, float]:
    """The page as it is looked at, and pixels a point."""
    width, height = (
        function(f"FPDF_GetPage{side}F", "f", "p")(page) for side in ("Width", "Height")
    )
    scale = min(DPI / 72, _LONGEST / max(width, height))
    image = np.full((max(round(height * scale), 1), max(round(width * scale), 1), 3), 255, np.uint8)
    high, wide = image.shape[:2]
    bitmap = function("FPDFBitmap_CreateEx", "p", "iiipi")(
        wide, high, c.FPDFBitmap_BGR, image.ctypes.data, image.strides[0]
    )
    try:
        function("FPDF_RenderPageBitmap", "v", "ppiiiiii")(
            bitmap, page, 0, 0, wide, high, 0, c.FPDF_ANNOT
        )
    finally:
        function("FPDFBitmap_Destroy", "v", "p")(bitmap)
    return image, scale
