"""A page of PDFium as a picture."""

from __future__ import annotations

import numpy as np
import pypdfium2.raw as c

from transforms.reading.pdf.pdfium import function
from transforms.reading.picture.raster import Pixels


def rendered(page: int, scale: float, longest: int) -> tuple[Pixels, float]:
    """The page as it is looked at, and pixels a point: ``scale``, or less where the longer side
    would have more than ``longest`` pixels.
    """
    width, height = (
        function(f"FPDF_GetPage{side}F", "f", "p")(page) for side in ("Width", "Height")
    )
    scale = min(scale, longest / max(width, height))
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
