"""The characters of a page: their code points, boxes and baselines, with as few calls into PDFium
as will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from math import pi

import numpy as np

from transforms.reading.page.marks import Chars, Floats, Ints, Mask, chars
from transforms.reading.pdf.hidden import hidden
from transforms.reading.pdf.objects import Objects
from transforms.reading.pdf.page import LOST, Codes, Frame, as_text, page_box, page_codes
from transforms.reading.pdf.pdfium import each, fill, function, ints
from transforms.reading.pdf.unseen import unseen

_HYPHENS = (0x02, 0xFFFE)  # what PDFium puts for a hyphen at the end of a line
_FLAT = 0.01  # points
_QUARTER = pi / 2
_TURN_TOLERANCE = 0.05  # radians: a scan's text layer is never quite straight
# of the first character's size: a character of a run that stands so much higher or lower is asked
# for its own baseline
_STRAY = 0.2


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gives to the grid; ``layer``: its text is the invisible layer that some OCR
    program put over a scan.

    ``left``: by reason the characters that are left out.
    """

    chars: Chars
    frame: Frame
    layer: bool
    left: dict[str, str]


def page_chars(page: int, text_page: int, objects: Objects) -> Page:
    """The characters that the page itself holds, not the spaces and line ends that PDFium adds.

    Invisible text is left out, unless the page has little else: then it is the text layer over a
    scan. Clipped text counts where it can be seen.
    """
    codes = _codes(text_page)
    ink = codes > 0x20
    starts = np.flatnonzero(ink & ~np.append(False, ink[:-1])) if len(codes) else np.zeros(0, int)
    angle = each(
        function("FPDFText_GetCharAngle", "f", "pi"), repeat(text_page), ints(starts.tolist())
    )
    placed = (
        _turned(page, text_page, codes) if any(angle) else _upright(page, text_page, codes, starts)
    )
    left, _, right, _ = placed.box.T
    # what has no height cannot be seen, or its font is unknown: the ledger tells that it is missing
    seen = ink & (placed.box[:, 3] - placed.box[:, 1] > _FLAT)
    kept = placed.kept & (seen | ((codes == 0x20) & (right > left)))
    secret = hidden(objects, text_page, starts, len(codes))
    layer = secret is not None and bool((secret.invisible & kept).sum() * 2 > kept.sum())
    apart = {"at another angle": ink & ~placed.kept}
    if secret is not None and not layer:
        apart["invisible"] = ink & kept & secret.invisible
        kept &= ~secret.invisible
    drawn = None if layer else unseen(page, text_page, objects, len(codes))
    if drawn is not None:
        # a page whose text is not seen is the text layer over a scan too
        layer = bool((drawn & kept & ink).sum() * 2 > (kept & ink).sum())
        apart["not to be seen"] = ink & kept & drawn & (not layer)
        kept &= ~apart["not to be seen"]
    chosen = np.flatnonzero(kept)
    clip = None if secret is None else placed.frame.boxes(secret.clip[chosen])
    found = chars(codes[chosen], placed.box[chosen], np.round(placed.baseline[chosen], 2), clip)
    left_out = {reason: as_text(codes[mask]) for reason, mask in apart.items()}
    return Page(found, placed.frame, layer, left_out)


def _codes(text_page: int) -> Codes:
    codes = page_codes(text_page)
    odd = np.flatnonzero(codes == _HYPHENS[1])
    asked = each(function("FPDFText_GetUnicode", "u", "pi"), repeat(text_page), ints(odd.tolist()))
    # the text has the same for a glyph that stands for no character: it is lost, and no hyphen
    codes[odd[np.array(asked, int) == 0]] = LOST
    codes[(codes == _HYPHENS[0]) | (codes == _HYPHENS[1])] = ord("-")
    codes[codes == 0xA0] = 0x20
    codes[(codes >= 0xD800) & (codes < 0xE000)] = LOST  # half of a pair is no character
    return codes


@dataclass(frozen=True, slots=True)
class _Placed:
    """Every character's box and baseline on the page as it is read, and which of them run with the
    page's text.
    """

    frame: Frame
    box: Floats
    baseline: Floats
    kept: Mask


def _upright(page: int, text_page: int, codes: Codes, starts: Ints) -> _Placed:
    """A run of characters between two of PDFium's own spaces or line ends has one baseline: that of
    its first character.
    """
    count, frame = len(codes), Frame(0, page_box(page))
    box = _boxes(text_page, count, frame)
    first = np.zeros(count, int)
    first[starts] = starts
    first = np.maximum.accumulate(first)
    size = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])[first]
    stray = (codes > 0x20) & (np.abs(box[:, 3] - box[first, 3]) > _STRAY * size)
    stray[starts] = True
    asked = np.flatnonzero(stray)
    baseline = _baselines(text_page, asked, frame)
    last = np.maximum(np.cumsum(stray) - 1, 0)
    return _Placed(
        frame, box, baseline[last] if len(asked) else np.zeros(count), np.ones(count, bool)
    )


def _turned(page: int, text_page: int, codes: Codes) -> _Placed:
    """The angle tells which characters belong to the page as it is read."""
    count = len(codes)
    # PDFium counts clockwise
    angle = -np.array(
        each(function("FPDFText_GetCharAngle", "f", "pi"), repeat(text_page), ints(range(count)))
    )
    quarters = np.rint(angle / _QUARTER).astype(int) % 4
    frame = Frame(int(np.bincount(quarters[codes > 0x20], minlength=4).argmax()), page_box(page))
    off = np.abs((angle - frame.turns * _QUARTER + pi) % (2 * pi) - pi)
    kept = (off < _TURN_TOLERANCE) | (codes <= 0x20)
    baseline = _baselines(text_page, np.arange(count), frame)
    return _Placed(frame, _boxes(text_page, count, frame), baseline, kept)


def _boxes(text_page: int, count: int, frame: Frame) -> Floats:
    """Boxes as wide as the PDF says, shape (n, 4), joined with the ink (``boxfont``)."""
    loose = fill(
        function("FPDFText_GetLooseCharBox", "i", "pip"),
        repeat(text_page),
        count,
        np.float32,
        4,
        apart=False,
        index=ints(range(count)),
    )
    # FS_RECTF is left, top, right, bottom
    return frame.boxes(loose.astype(np.float64)[:, [0, 3, 2, 1]])


def _baselines(text_page: int, asked: Ints, frame: Frame) -> Floats:
    """Of the characters ``asked`` by number."""
    origin = fill(
        function("FPDFText_GetCharOrigin", "i", "pipp"),
        repeat(text_page),
        len(asked),
        np.float64,
        2,
        apart=True,
        index=ints(asked.tolist()),
    )
    return frame.points(origin[:, 0], origin[:, 1])[1]
