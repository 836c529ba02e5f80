"""Page numbers: printed over the page, perhaps inside the frame of a table, and no text of it."""

from __future__ import annotations

import numpy as np

from transforms._seam import is_page_number
from transforms.reading.pdf.marks import Chars, Mask
from transforms.reading.pdf.segments import text_lines

_EDGE = 0.1  # of the page's height, at its top and bottom
_CENTRE = 0.02  # of its width


def folio(chars: Chars, size: tuple[float, float]) -> Mask:
    """Which characters are the page's number: a line of its own at the edge of the page, in the middle of it or decorated (- 3 -, 第3页)."""
    width, height = size
    found: Mask = np.zeros(len(chars), bool)
    edge = ((chars.baseline < height * _EDGE) | (chars.baseline > height * (1 - _EDGE))) & (chars.codes > 0x20)
    if not edge.any():
        return found
    lines = text_lines(chars.take(edge))
    for line in (lines[0], lines[-1]):
        text = "".join(cell.text for cell in line.cells)
        centred = abs((line.cells[0].left + line.cells[-1].right) / 2 - width / 2) <= _CENTRE * width
        if is_page_number(text) and (centred or not text.isalnum()):
            found |= abs(chars.baseline - line.baseline) < line.em / 2
    return found
