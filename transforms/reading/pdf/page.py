"""One page of PDFium: its text, its size, and how to turn it so that its text stands upright."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as c
from numpy.typing import NDArray

from transforms.reading.page.marks import Edges, Floats
from transforms.reading.pdf.pdfium import each, function, ints


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates (y upwards) to those of ``marks``: quarter turns of the text,
    and the page's box in points.
    """

    turns: int  # counter-clockwise
    box: tuple[float, float, float, float]  # left, bottom, right, top

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        left, bottom, right, top = self.box
        return (right - left, top - bottom) if self.turns % 2 == 0 else (top - bottom, right - left)

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Turn points; the top left corner of the page becomes the origin."""
        left, bottom, right, top = self.box
        return (
            (x - left, top - y),
            (y - bottom, x - left),
            (right - x, y - bottom),
            (top - y, right - x),
        )[self.turns]

    def boxes(self, box: Floats) -> Floats:
        """Turn boxes, shape (n, 4): left, bottom, right, top -> left, top, right, bottom."""
        x0, y0 = self.points(box[:, 0], box[:, 1])
        x1, y1 = self.points(box[:, 2], box[:, 3])
        return np.array(
            [np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)]
        ).T

    def edges(self, horizontal: Floats, vertical: Floats) -> Edges:
        """Turn segments given as boxes without width."""
        across, down = self.boxes(horizontal), self.boxes(vertical)
        if self.turns % 2:
            across, down = down, across
        return Edges(across[:, [1, 0, 2]], down[:, [0, 1, 3]])


def page_box(page: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of what the page shows, in its own coordinates."""
    rectangle = c.FS_RECTF()
    function("FPDF_GetPageBoundingBox", "i", "pp")(page, ctypes.addressof(rectangle))
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def page_area(page: int) -> float:
    """Square points."""
    left, bottom, right, top = page_box(page)
    return (right - left) * (top - bottom)


LOST = 0xFFFD  # stands for a glyph that stands for no character
Codes = NDArray[np.uint32]


def page_text(text_page: int) -> str:
    """All text of the page as PDFium orders it; lines end in CR LF."""
    return as_text(page_codes(text_page))


def as_text(codes: Codes) -> str:
    """Code points -> text."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "replace")


def page_codes(text_page: int) -> Codes:
    """The code point of each character of the page, LOST for a glyph that has none: PDFium's text
    leaves it out.
    """
    count = max(function("FPDFText_CountChars", "i", "p")(text_page), 0)
    codes = np.frombuffer(_units(text_page, count), "<u2").astype(np.uint32)
    if len(codes) == count:
        return codes
    found = each(function("FPDFText_GetUnicode", "u", "pi"), repeat(text_page), ints(range(count)))
    codes = np.array(found, np.uint32)
    codes[codes == 0] = LOST
    return codes


def _units(text_page: int, count: int) -> bytes:
    """The text in UTF-16: as many units as characters, unless some are outside the Basic
    Multilingual Plane or stand for nothing.
    """
    if count <= 0:
        return b""
    buffer = np.empty(2 * (count + 1), np.uint16)
    units = function("FPDFText_GetText", "i", "piip")(text_page, 0, count, buffer.ctypes.data)
    return buffer[: max(units - 1, 0)].tobytes()
