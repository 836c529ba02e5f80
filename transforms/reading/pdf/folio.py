"""Page numbers: printed over the page, perhaps inside the frame of a table, and no text of it."""

from __future__ import annotations

from transforms._seam import is_page_number
from transforms.reading.pdf.marks import Chars, Mask
from transforms.reading.pdf.segments import text_lines

_EDGE = 0.1  # of the page's height, at its top and bottom
_CENTRE = 0.02  # of its width


def folio(chars: Chars, size: tuple[float, float]) -> Mask:
    """Which characters are the page's number: a line of its own at the edge of the page, in the middle of it or decorated (- 3 -, 第3页)."""
    width, height = size
    found: Mask = chars.codes < 0
    lines = text_lines(chars)
    for line in {id(one): one for one in (*lines[:1], *lines[-1:])}.values():
        text = "".join(cell.text for cell in line.cells)
        centred = abs((line.cells[0].left + line.cells[-1].right) / 2 - width / 2) <= _CENTRE * width
        at_edge = not height * _EDGE < line.baseline < height * (1 - _EDGE)
        if at_edge and is_page_number(text) and (centred or not text.isalnum()):
            found |= abs(chars.baseline - line.baseline) < line.em / 2
    return found
