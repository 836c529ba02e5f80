"""What a printer is, and what several of them need."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.accuracy.form import Form, Grid

MM = 72 / 25.4
PAPERS = {  # width and height in millimetres, upright
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B5": (176, 250),
    "letter": (216, 279),
}
SIZE = 9  # points of the type at scale 1
MARGIN = 15  # millimetres


Write = Callable[[Sequence[Form]], list[bytes | None]]


class Printer(NamedTuple):
    """``write`` prints many forms at once and gives their bytes in order, None where the program
    could not. ``share``: of the documents of a run. ``program``: what must be installed.
    """

    name: str
    suffix: str
    share: float
    write: Write
    program: str | None = None


def one_by_one(write: Callable[[Form], bytes]) -> Write:
    """A printer within this process."""
    return lambda forms: [write(form) for form in forms]


def paper(form: Form) -> tuple[float, float]:
    """Width and height of the page in millimetres, as it lies."""
    wide, high = PAPERS[form.layout.paper]
    return (high, wide) if form.layout.landscape else (wide, high)


def shares(form: Form, grid: Grid) -> list[float]:
    """The part of the width that each column takes: more where longer texts stand. Parts of one
    table have the same columns.
    """
    longest = [4.0] * grid.width
    alike = [one for _, one in form.grids() if one.width == grid.width]
    for cell, (_, left, _, right) in (place for one in alike for place in one.places().items()):
        if left == right:
            lines = cell.text.split("\n")
            longest[left] = max(longest[left], *(min(len(one), 24) for one in lines))
    return [one / sum(longest) for one in longest]


def spans(grid: Grid) -> dict[tuple[int, int], tuple[str, int, int]]:
    """(row, column) where a cell begins -> its text, its rows and its columns."""
    return {
        (top, left): (cell.text, bottom - top + 1, right - left + 1)
        for cell, (top, left, bottom, right) in grid.places().items()
    }


def header_rows(grid: Grid) -> int:
    """How many rows a printer repeats on each page: the header, if the grid begins with it."""
    for r, row in enumerate(grid.rows[:3]):
        if any("三级指标" in cell.text or "指标值" in cell.text for cell in row):
            return r + 1 if r == 0 or set(grid.rows[r - 1]) & set(row) else 0
    return 0


def escaped(text: str) -> str:
    """A text within markup."""
    return html.escape(text)
