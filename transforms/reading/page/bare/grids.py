"""A table whose texts fit -> its grid."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.grid import Grid
from transforms.reading.page.marks import FOOT, Floats, Ints

_PADDING = (0.1, 0.35)  # em that a cell leaves free at its sides, at least and at most


def grid_of(sheet: Sheet, fit: Fit, *, goes_on: bool) -> Grid | None:
    """The grid; None where a line of a cell lies beside its rows. ``goes_on``: the table goes on
    from the page before.
    """
    heights = np.array(fit.heights) - FOOT * sheet.em
    slots = _slots(sheet, fit)
    if not _in_place(fit, heights, slots):
        return None
    doubtful = set(fit.doubtful) if fit.sure else set(range(len(slots)))
    return Grid(
        _columns(sheet, fit),
        heights,
        slots,
        goes_on and (fit.sure or fit.hanging) and not fit.words.headers,
        False,
        False,
        frozenset(number for row in doubtful for number in slots[row].tolist()),
        int(np.searchsorted(fit.heights, fit.words.body)),
    )


def _slots(sheet: Sheet, fit: Fit) -> Ints:
    slots = np.arange((len(fit.heights) - 1) * len(sheet.edges)).reshape(-1, len(sheet.edges))
    for block, (first, last) in fit.spans.items():
        slots[first : last + 1, block.edge : block.last + 1] = slots[first, block.edge]
    _, numbers = np.unique(slots, return_inverse=True)
    return numbers.reshape(slots.shape).astype(np.intp)


def _columns(sheet: Sheet, fit: Fit) -> Floats:
    """The borders of the columns: half of what the longest text leaves free before the next."""
    least, most = (one * sheet.em for one in _PADDING)
    padding = max(min([most, *_rooms(sheet, fit)]), least)
    right = max(block.right for block in fit.spans) + padding
    return np.array([*(edge - padding for edge in sheet.edges), right])


def _rooms(sheet: Sheet, fit: Fit) -> Iterator[float]:
    for block in fit.spans:
        if block.last + 1 < len(sheet.edges):
            yield (sheet.edges[block.last + 1] - block.right) / 2


def _in_place(fit: Fit, heights: Floats, slots: Ints) -> bool:
    """Whether each line lies in the rows of its cell."""
    for block, (first, last) in fit.spans.items():
        lines = np.array([text.baseline - FOOT * text.em for text in block.texts])
        rows = np.searchsorted(heights, lines) - 1
        if not ((rows >= first) & (rows <= last)).all():
            return False
    return len(slots) > 0
