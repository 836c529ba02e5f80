"""Page numbers, and what a browser prints at the edge of a page: no text of a table, even inside
its frame.
"""

from __future__ import annotations

import numpy as np

from transforms.reading.page.marks import Chars, Mask
from transforms.words.page_numbers import is_of_browser, is_page_number

_EDGE = 0.1  # of the page's height, at its top and bottom
_CENTRE = 0.02  # of its width


def folio(chars: Chars, size: tuple[float, float]) -> Mask:
    """Which characters are the page's number: a line of its own at the edge of the page, in the
    middle of it or decorated (- 3 -, 第3页), or a line that a browser prints there.
    """
    width, height = size
    found: Mask = np.zeros(len(chars), bool)
    edge = ((chars.baseline < height * _EDGE) | (chars.baseline > height * (1 - _EDGE))) & (
        chars.codes > 0x20
    )
    if not edge.any():
        return found
    baselines = chars.baseline[edge]
    for outermost in (baselines.min(), baselines.max()):
        line = edge & (abs(chars.baseline - outermost) < chars.em / 2)
        if _is_number(chars.take(line), width):
            found |= line
    return found


def _is_number(line: Chars, width: float) -> bool:
    text = "".join(map(chr, line.codes[np.argsort(line.left, kind="stable")].tolist()))
    centred = abs((line.left.min() + line.right.max()) / 2 - width / 2) <= _CENTRE * width
    is_number = is_page_number(text) and (bool(centred) or not text.isalnum())
    return is_number or is_of_browser(text)
