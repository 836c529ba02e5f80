"""A printed grid as a file: workbook, Word document, web page, PDF."""

from __future__ import annotations

import html
from io import BytesIO

from tests.layouts.printed import Grid


def xlsx(grid: Grid) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    seen: set[int] = set()
    for r, row in enumerate(grid.matrix, 1):
        for c, number in enumerate(row, 1):
            if number not in seen and grid.texts[number]:
                cell = sheet.cell(r, c, grid.texts[number])
                cell.data_type = "s"  # '= 8' is text, not a formula
            seen.add(number)
    for top, left, bottom, right in grid.merges():
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def docx(grid: Grid) -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(len(grid.matrix), len(grid.matrix[0]))
    seen: set[int] = set()
    for r, row in enumerate(grid.matrix):
        for c, number in enumerate(row):
            if number not in seen:
                table.cell(r, c).text = grid.texts[number]
            seen.add(number)
    for top, left, bottom, right in grid.merges():
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        merged.text = grid.texts[grid.matrix[top][left]]
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def page(grid: Grid) -> bytes:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges()}
    lines: list[str] = []
    seen: set[int] = set()
    for r, row in enumerate(grid.matrix):
        lines.append("<tr>")
        for c, number in enumerate(row):
            if number not in seen:
                seen.add(number)
                down, across = spans.get((r, c), (1, 1))
                lines.append(f'<td rowspan="{down}" colspan="{across}">{html.escape(grid.texts[number])}</td>')
        lines.append("</tr>")
    return ("<html><head><meta charset='utf-8'></head><body><table border=1>" + "".join(lines) + "</table></body></html>").encode()


def pdf(grid: Grid) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    shown: list[list[object]] = []
    seen: set[int] = set()
    for row in grid.matrix:
        shown.append([Paragraph(html.escape(grid.texts[number]), style) if number not in seen else "" for number in row])
        seen.update(row)
    spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in grid.merges()]
    out = BytesIO()
    width = 1100 / len(grid.matrix[0])
    table = Table(shown, colWidths=[width] * len(grid.matrix[0]), style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
    SimpleDocTemplate(out, pagesize=landscape(A3), leftMargin=20, rightMargin=20).build([table])
    return out.getvalue()


WRITERS = {"xlsx": xlsx, "docx": docx, "html": page, "pdf": pdf}
