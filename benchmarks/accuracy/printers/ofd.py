"""OFD by the writer of the tests: nobody else's program prints it here, so it counts apart."""

from __future__ import annotations

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import Printer, one_by_one, paper, shares
from tests.reading.ofd import drawing

_LEFT, _BOTTOM = 15.0, 15.0


class _Pages:
    """Pages filled from top to bottom."""

    def __init__(self, form: Form) -> None:
        self.form, self.size = form, paper(form)
        self.pages: list[str] = [""]
        self.y = 20.0 + min(form.layout.lead / 72 * 25.4, self.size[1] - 60)

    def turn(self) -> None:
        self.pages.append("")
        self.y = 15.0

    def line(self, text: str) -> None:
        if self.y + drawing.LINE > self.size[1] - _BOTTOM:
            self.turn()
        if text:
            self.pages[-1] += drawing.text(_LEFT, self.y + drawing.SIZE, text)
        self.y += drawing.LINE + 2

    def grid(self, grid: Grid) -> None:
        widths = [(self.size[0] - 2 * _LEFT) * one for one in shares(self.form, grid)]
        heights, start = _heights(grid, widths), 0
        while start < len(grid.rows):
            stop, y = start, self.y
            while stop < len(grid.rows) and y + heights[stop] < self.size[1] - _BOTTOM:
                y += heights[stop]
                stop += 1
            if stop == start and self.y == 15.0:  # higher than a page
                stop, y = start + 1, y + heights[start]
            if stop > start:
                self.pages[-1] += _drawn(grid, start, stop, widths, self.y)
            self.y, start = y, stop
            if start < len(grid.rows):
                self.turn()


def _heights(grid: Grid, widths: list[float]) -> list[float]:
    found = [drawing.PAD + drawing.LINE] * len(grid.rows)
    for cell, (top, left, _, right) in grid.places().items():
        lines = len(_wrapped(cell.text, sum(widths[left : right + 1])))
        found[top] = max(found[top], drawing.PAD + lines * drawing.LINE)
    return found


def _wrapped(text: str, room: float) -> list[str]:
    return drawing.wrap(text.replace("\n", ""), room)


def _drawn(grid: Grid, start: int, stop: int, widths: list[float], top: float) -> str:
    """Some rows; a merged cell that a page cuts prints its text above the cut only."""
    places = grid.places()
    rows, wide, tall = [], {}, {}
    for r in range(start, stop):
        texts = [""] * grid.width
        for c, cell in enumerate(grid.rows[r]):
            first, left, last, right = places[cell]
            if (max(first, start), left) != (r, c):
                continue
            texts[c] = cell.text.replace("\n", "") if first == r else ""
            wide[r - start, c] = right - left + 1
            tall[r - start, c] = min(last + 1, stop) - r
        rows.append(texts)
    return drawing.table(rows, widths, x=_LEFT, top=top, wide=wide, tall=tall)


def ofd(form: Form) -> bytes:
    """All blocks on as many pages as they need."""
    pages = _Pages(form)
    for block in form.blocks:
        if isinstance(block, Break):
            pages.turn()
        elif isinstance(block, str):
            pages.line(block)
        else:
            pages.grid(block)
    return drawing.ofd(*pages.pages, size=pages.size)


PRINTERS = (Printer("ofd", "ofd", 4, one_by_one(ofd)),)
