"""Page numbers, and what a browser prints at the edge of a page: no text of a table, even inside
its frame.
"""

from __future__ import annotations

import numpy as np

from transforms.reading.page.marks import Chars, Mask
from transforms.words.page_numbers import is_of_browser, is_page_number

_EDGE = 0.1  # of the page's height, at its top and bottom
_CENTRE = 0.02  # of its width
_APART = 0.9  # of the height of a character: nearer than two lines are


def folio(chars: Chars, size: tuple[float, float]) -> Mask:
    """Which characters are the page's number: a line of its own at the edge of the page, in the
    middle of it or decorated (- 3 -, 第3页), or a line that a browser prints there.
    """
    width, height = size
    found: Mask = np.zeros(len(chars), bool)
    ink = chars.codes > 0x20
    edge = ink & ((chars.baseline < height * _EDGE) | (chars.baseline > height * (1 - _EDGE)))
    if not edge.any():
        return found
    baselines = chars.baseline[edge]
    for outermost in (baselines.min(), baselines.max()):
        away = abs(chars.baseline - outermost)
        # what stands beside it may lie a little lower, and below what counts as the edge
        line = ink & (away < chars.em / 2)
        alone = not (ink & (away < chars.em * _APART) & ~line).any()
        if _is_number(chars.take(line), width, alone=alone):
            found |= line
    return found


def _is_number(line: Chars, width: float, *, alone: bool) -> bool:
    """``alone``: nothing stands so near that it may be of the same line, in another font."""
    text = "".join(map(chr, line.codes[np.argsort(line.left, kind="stable")].tolist()))
    centred = abs((line.left.min() + line.right.max()) / 2 - width / 2) <= _CENTRE * width
    is_number = alone and is_page_number(text) and (bool(centred) or not text.isalnum())
    return is_number or is_of_browser(text)
