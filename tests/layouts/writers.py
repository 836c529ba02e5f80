"""Printed lines and grids as a file: workbook, Word document, web page, PDF, text."""

from __future__ import annotations

import html
from io import BytesIO
from typing import Any

from tests.layouts.printed import Grid

Block = str | Grid


def xlsx(*blocks: Block) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet, top = book.active, 0
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(top + 1, 1, block).data_type = "s"
            top += 1
        else:
            _put(sheet, block, top)
            top += len(block.matrix) + 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, grid: Grid, top: int) -> None:
    for r, c, number in grid.firsts():
        if grid.texts[number]:
            # '= 8' is text, not a formula
            sheet.cell(top + r + 1, c + 1, grid.texts[number]).data_type = "s"
    for first, left, last, right in grid.merges():
        sheet.merge_cells(
            start_row=top + first + 1,
            start_column=left + 1,
            end_row=top + last + 1,
            end_column=right + 1,
        )


def docx(*blocks: Block) -> bytes:
    from docx import Document

    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.matrix), len(block.matrix[0]))
        for r, c, number in block.firsts():
            table.cell(r, c).text = block.texts[number]
        for top, left, bottom, right in block.merges():
            table.cell(top, left).merge(table.cell(bottom, right)).text = block.texts[
                block.matrix[top][left]
            ]
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def page(*blocks: Block) -> bytes:
    body = "".join(
        f"<p>{html.escape(block)}</p>" if isinstance(block, str) else _table(block)
        for block in blocks
    )
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def _table(grid: Grid) -> str:
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for top, left, bottom, right in grid.merges()
    }
    rows = [""] * len(grid.matrix)
    for r, c, number in grid.firsts():
        down, across = spans.get((r, c), (1, 1))
        rows[r] += f'<td rowspan="{down}" colspan="{across}">{html.escape(grid.texts[number])}</td>'
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def pdf(*blocks: Block) -> bytes:
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    out = BytesIO()
    shown = [
        Paragraph(html.escape(block), style) if isinstance(block, str) else _ruled(block, style)
        for block in blocks
    ]
    SimpleDocTemplate(out, pagesize=landscape(A3), leftMargin=20, rightMargin=20).build(shown)
    return out.getvalue()


def _ruled(grid: Grid, style: Any) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table

    shown: list[list[object]] = [[""] * len(row) for row in grid.matrix]
    for r, c, number in grid.firsts():
        shown[r][c] = Paragraph(html.escape(grid.texts[number]), style)
    spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in grid.merges()]
    return Table(
        shown,
        colWidths=[1100 / len(shown[0])] * len(shown[0]),
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans],
    )


def txt(*blocks: Block) -> bytes:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        rows = [[""] * len(row) for row in block.matrix]
        for r, c, number in block.firsts():
            rows[r][c] = block.texts[number].replace("\n", "")
        lines += ["", *("\t".join(row) for row in rows), ""]
    return "\n".join([*lines, ""]).encode()


WRITERS = {"xlsx": xlsx, "docx": docx, "html": page, "pdf": pdf}
