"""Workbooks by openpyxl, with what a print of them needs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.pagebreak import Break as RowBreak

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import (
    SIZE,
    Printer,
    header_rows,
    one_by_one,
    shares,
)

_PAPERS = {"letter": 1, "A3": 8, "A4": 9, "A5": 11, "B5": 13}
_WIDTH = 130  # characters that the columns take together


def xlsx(form: Form) -> bytes:
    """A sheet, or one more for each break of sheets."""
    book = Workbook()
    sheet, top = book.worksheets[0], 1
    _lay(sheet, form)
    for block in form.blocks:
        if block is Break.SHEET:
            sheet, top = book.create_sheet(), 1
            _lay(sheet, form)
        elif block is Break.PAGE:
            sheet.row_breaks.append(RowBreak(id=max(top - 1, 1)))
        elif isinstance(block, Grid):
            _grid(sheet, form, block, top)
            top += len(block.rows)
        else:
            # '= 8' is text, not a formula
            sheet.cell(top, 1, block or None).data_type = "s"
            top += 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lay(sheet: Any, form: Form) -> None:
    setup, layout = sheet.page_setup, form.layout
    setup.paperSize = _PAPERS[layout.paper]
    setup.orientation = "landscape" if layout.landscape else "portrait"
    if layout.fit:
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if layout.numbered:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if layout.lead:
        sheet.page_margins.top = 0.6 + layout.lead / 72 / 2
    widest = max((one for _, one in form.grids()), key=lambda one: one.width, default=None)
    for number, share in enumerate(shares(form, widest) if widest else []):
        sheet.column_dimensions[_letter(number)].width = max(share * _WIDTH, 5)


def _letter(number: int) -> str:
    return chr(65 + number) if number < 26 else f"A{chr(65 + number - 26)}"


def _grid(sheet: Any, form: Form, grid: Grid, top: int) -> None:
    side = Side({"solid": "thin", "dotted": "dotted", "none": None}[form.layout.rules])
    border, font = Border(side, side, side, side), Font(size=SIZE * form.layout.scale)
    wrapped = Alignment(wrap_text=True, vertical="center")
    for r, row in enumerate(grid.rows):
        for c in range(len(row)):
            at = sheet.cell(top + r, c + 1)
            at.border, at.font, at.alignment = border, font, wrapped
    for cell, (first, left, last, right) in grid.places().items():
        if cell.text:
            sheet.cell(top + first, left + 1, cell.text).data_type = "s"
        if (first, left) != (last, right):
            sheet.merge_cells(None, top + first, left + 1, top + last, right + 1)
    _heights(sheet, form, grid, top)
    head = header_rows(grid) if form.layout.repeat else 0
    if head:
        sheet.print_title_rows = f"{top}:{top + head - 1}"


def _heights(sheet: Any, form: Form, grid: Grid, top: int) -> None:
    """Rows as high as their longest cell, which Excel does not do for merged ones."""
    widths, lines = shares(form, grid), [1.0] * len(grid.rows)
    for cell, (first, left, last, right) in grid.places().items():
        room = max(sum(widths[left : right + 1]) * _WIDTH / 2 / form.layout.scale - 1, 2)
        need = sum(-(-len(line) // int(room)) or 1 for line in cell.text.split("\n"))
        for r in range(first, last + 1):
            lines[r] = max(lines[r], need / (last - first + 1))
    for r, count in enumerate(lines):
        height = (count * 1.35 * SIZE + 3) * form.layout.scale
        sheet.row_dimensions[top + r].height = min(height, 400)


PRINTERS = (Printer("xlsx", "xlsx", 14, one_by_one(xlsx)),)
