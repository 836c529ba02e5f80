"""Text: tables with tabs, and with bars."""

from __future__ import annotations

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import Printer, one_by_one


def _rows(grid: Grid) -> list[list[str]]:
    places = grid.places()
    return [
        [
            cell.text.replace("\n", "") if places[cell][:2] == (r, c) else ""
            for c, cell in enumerate(row)
        ]
        for r, row in enumerate(grid.rows)
    ]


def tabs(form: Form) -> bytes:
    """Cells parted by tabs."""
    lines: list[str] = []
    for block in form.blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(row) for row in _rows(block)]
        else:
            lines.append("\f" if isinstance(block, Break) else block)
    return "\n".join([*lines, ""]).encode()


def bars(form: Form) -> bytes:
    """Cells parted by bars, as Markdown has them."""
    lines: list[str] = []
    for block in form.blocks:
        if isinstance(block, Grid):
            rows = [f"| {' | '.join(row)} |" for row in _rows(block)]
            lines += [rows[0], "|" + " --- |" * block.width, *rows[1:], ""]
        else:
            lines.append("" if isinstance(block, Break) else block)
    return "\n".join([*lines, ""]).encode()


PRINTERS = (
    Printer("text", "txt", 10, one_by_one(tabs)),
    Printer("markdown", "md", 3, one_by_one(bars)),
)
