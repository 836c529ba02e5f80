"""Words drawn over a page and not written into its tables: 内部资料 in large grey letters."""

from __future__ import annotations

import numpy as np

from transforms.reading.page.marks import Chars, Edges, Mask, chars

_LARGE = 2.5  # times the size of most characters of the page
_DEEP = 0.15  # of a character's size: so far it reaches over a rule


def watermark(found: Chars, edges: Edges) -> Mask:
    """Which characters belong to words that are much larger than the text, and of which one at
    least is drawn across a horizontal rule: no cell has room for it. A title crosses none.
    """
    over: Mask = np.zeros(len(found), bool)
    ink = found.codes > 0x20
    if not ink.any() or not len(edges.horizontal):
        return over
    # a line of the table may stand on the same baseline: each character tells its own size
    height = found.bottom - found.top
    large = ink & (height > _LARGE * float(np.median(height[ink])))
    for baseline in np.unique(found.baseline[large]) if large.any() else ():
        line = large & (found.baseline == baseline)
        if _crosses(found.take(line), edges):
            over |= line
    return over


def without(found: Chars, over: Mask) -> Chars:
    """The other characters; how large they are is seen anew, without what stands beside them."""
    kept = found.take(~over)
    box = np.array([kept.left, kept.top, kept.right, kept.bottom]).T
    return chars(kept.codes, box, kept.baseline, kept.clip)


def _crosses(line: Chars, edges: Edges) -> bool:
    y, start, end = (edges.horizontal[:, [at]] for at in range(3))
    reach = _DEEP * (line.bottom - line.top)
    over = (y > line.top + reach) & (y < line.bottom - reach)
    return bool((over & (start < line.right) & (end > line.left)).any())
