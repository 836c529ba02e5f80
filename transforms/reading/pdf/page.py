"""One page of PDFium: its cheap text, and where it pays its characters, with the page turned so that the text stands upright."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat
from math import pi

import numpy as np
import pypdfium2.raw as c
from numpy.typing import NDArray

from transforms.reading.pdf.hidden import hidden
from transforms.reading.pdf.marks import Chars, Edges, Floats, Mask, chars
from transforms.reading.pdf.objects import Objects
from transforms.reading.pdf.pdfium import each, fill, function

_HYPHENS = (0x02, 0xFFFE)  # what PDFium puts for a hyphen at the end of a line
_QUARTER = pi / 2
_WIDE = 0x2E80  # from here on characters are 1 em wide
_APART = 1.3  # times the usual advance of a Chinese character: if the next one is farther there may be a gap
_TURN_TOLERANCE = 0.05  # radians: a scan's text layer is never quite straight


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates (y upwards) to those of ``marks``: quarter turns of the text, and the page's box in points."""

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
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]

    def boxes(self, box: Floats) -> Floats:
        """Turn boxes, shape (n, 4): left, bottom, right, top -> left, top, right, bottom."""
        x0, y0 = self.points(box[:, 0], box[:, 1])
        x1, y1 = self.points(box[:, 2], box[:, 3])
        return np.column_stack((np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)))

    def edges(self, horizontal: Floats, vertical: Floats) -> Edges:
        """Turn segments given as boxes without width."""
        across, down = self.boxes(horizontal), self.boxes(vertical)
        if self.turns % 2:
            across, down = down, across
        return Edges(across[:, [1, 0, 2]], down[:, [0, 1, 3]])


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gives to the grid; ``layer``: its text is the invisible layer that some OCR program put over a scan."""

    chars: Chars
    frame: Frame
    layer: bool


def page_area(page: int) -> float:
    """Square points."""
    left, bottom, right, top = _bounds(page)
    return (right - left) * (top - bottom)


def page_text(text_page: int) -> str:
    """All text of the page as PDFium orders it; lines end in CR LF."""
    return _units(text_page, function("FPDFText_CountChars", "i", "p")(text_page)).decode("utf-16-le", "replace")


def _units(text_page: int, count: int) -> bytes:
    """The text in UTF-16: as many units as characters, unless some are outside the Basic Multilingual Plane or stand for nothing."""
    if count <= 0:
        return b""
    buffer = ctypes.create_string_buffer(4 * (count + 1))
    units = function("FPDFText_GetText", "i", "piip")(text_page, 0, count, ctypes.addressof(buffer))
    return buffer.raw[:2 * max(units - 1, 0)]


def page_chars(page: int, text_page: int, objects: Objects) -> Page:
    """The characters that the page itself holds, not the spaces and line ends that PDFium adds.

    Invisible text is left out, unless the page has little else: then it is the text layer over a scan. Clipped text counts where it can be seen.
    """
    count = max(function("FPDFText_CountChars", "i", "p")(text_page), 0)
    codes = _codes(text_page, count)
    origin = fill(function("FPDFText_GetCharOrigin", "i", "pipp"), repeat(text_page), count, np.float64, 2, apart=True, index=range(count))
    angle = _angles(text_page, codes, origin)
    frame = Frame(_turns(angle[codes > 0x20]), _bounds(page))
    box = _turned_boxes(text_page, count, origin, frame) if frame.turns else _boxes(text_page, codes, origin)
    kept = (_upright(angle, frame.turns) & (codes > 0x20)) | ((codes == 0x20) & (box[:, 2] > box[:, 0]))
    secret = hidden(objects, text_page, count)
    layer = secret is not None and bool((secret.invisible & kept).sum() * 2 > kept.sum())
    if secret is not None and not layer:
        kept &= ~secret.invisible
    chosen = np.flatnonzero(kept)
    clip = None if secret is None else secret.clip[chosen]
    return Page(_chars(codes[chosen], box[chosen], origin[chosen], frame, clip), frame, layer)


def _codes(text_page: int, count: int) -> NDArray[np.uint32]:
    units = np.frombuffer(_units(text_page, count), "<u2").astype(np.uint32)
    codes = units if len(units) == count else np.array(each(function("FPDFText_GetUnicode", "u", "pi"), repeat(text_page), range(count)), np.uint32)
    codes[np.isin(codes, _HYPHENS)] = ord("-")
    codes[codes == 0xA0] = 0x20
    return codes


def _angles(text_page: int, codes: NDArray[np.uint32], origin: Floats) -> Floats:
    """Direction of each character in radians, counter-clockwise. Only characters that do not go on to the right on one line are asked."""
    angle = np.zeros(len(origin))
    ink = np.flatnonzero(codes > 0x20)
    step = np.diff(origin[ink], axis=0)
    runs = (step[:, 1] == 0) & (step[:, 0] > 0)
    asked = ink[~(np.append(False, runs) | np.append(runs, False))] if len(ink) else ink
    ask = function("FPDFText_GetCharAngle", "f", "pi")
    angle[asked] = each(ask, repeat(text_page), asked.tolist())
    if angle.any():  # turned text may look as if it ran on to the right from one cell to the next
        angle[ink] = each(ask, repeat(text_page), ink.tolist())
    return -angle  # PDFium counts clockwise


def _turns(angle: Floats) -> int:
    """Quarter turns of most characters."""
    return int(np.bincount(np.rint(angle / _QUARTER).astype(int) % 4, minlength=4).argmax())


def _upright(angle: Floats, turns: int) -> Mask:
    """Characters that run with the page's text: a watermark across the page does not."""
    off = np.abs((angle - turns * _QUARTER + pi) % (2 * pi) - pi)
    upright: Mask = off < _TURN_TOLERANCE
    return upright


def _bounds(page: int) -> tuple[float, float, float, float]:
    rectangle = c.FS_RECTF()
    function("FPDF_GetPageBoundingBox", "i", "pp")(page, ctypes.addressof(rectangle))
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _boxes(text_page: int, codes: NDArray[np.uint32], origin: Floats) -> Floats:
    """Boxes of upright characters. A Chinese character that another follows within its line ends where that one begins, or where the space
    or line end begins that PDFium put in; all others, and the first of each run, which lends the run its height, are asked.
    """
    x, y = origin[:, 0], origin[:, 1]
    step = np.diff(x, append=x[-1:])
    wide = codes >= _WIDE
    follows = np.append(y[1:] == y[:-1], False) & (step > 0)
    usual = np.median(step[follows & wide]) if (follows & wide).any() else 0.0
    begins = np.append(True, ~follows[:-1] | (codes[:-1] <= 0x20))[:len(x)]
    known = wide & follows & ~begins & (step < _APART * usual)
    asked = np.flatnonzero(~known & (codes >= 0x20))
    loose = fill(function("FPDFText_GetLooseCharBox", "i", "pip"), repeat(text_page), len(asked), np.float32, 4, apart=False, index=asked.tolist())
    run = np.maximum.accumulate(np.where(begins, np.arange(len(x)), 0))
    above, below = np.zeros(len(x)), np.zeros(len(x))
    above[asked], below[asked] = loose[:, 1] - y[asked], loose[:, 3] - y[asked]
    box = np.column_stack((x, y + below[run], x + step, y + above[run]))
    box[asked] = loose[:, [0, 3, 2, 1]]  # FS_RECTF is left, top, right, bottom
    return box


def _turned_boxes(text_page: int, count: int, origin: Floats, frame: Frame) -> Floats:
    """PDFium's loose boxes hold for text that runs to the right only; elsewhere the ink and the origin tell the box."""
    ink = fill(function("FPDFText_GetCharBox", "i", "pipppp"), repeat(text_page), count, np.float64, 4, apart=True, index=range(count))
    box = ink[:, [0, 2, 1, 3]]  # it writes left, right, bottom, top
    forward = 0 if frame.turns % 2 == 0 else 1
    box[:, forward] = np.minimum(box[:, forward], origin[:, forward])
    box[:, forward + 2] = np.maximum(box[:, forward + 2], origin[:, forward])
    return box


def _chars(codes: NDArray[np.uint32], box: Floats, origin: Floats, frame: Frame, clip: Floats | None) -> Chars:
    _, baseline = frame.points(origin[:, 0], origin[:, 1])
    return chars(codes, frame.boxes(box), np.round(baseline, 2), None if clip is None else frame.boxes(clip))
