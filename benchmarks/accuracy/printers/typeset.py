"""PDF by reportlab, with the font of the project."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import (
    MARGIN,
    MM,
    SIZE,
    Printer,
    escaped,
    header_rows,
    paper,
    shares,
)
from transforms.font import FONT


def pdf(form: Form) -> bytes | None:
    """None where a cell is higher than a page."""
    if "accuracy" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("accuracy", FONT))
    size = SIZE * form.layout.scale
    style = ParagraphStyle(
        "a", fontName="accuracy", fontSize=size, leading=1.3 * size, wordWrap="CJK"
    )
    shown = [_block(form, block, style) for block in form.blocks]
    if form.layout.lead:
        shown.insert(0, Spacer(1, min(form.layout.lead, _room(form)[1] - 80)))
    wide, high = paper(form)
    margins = dict.fromkeys(
        (f"{side}Margin" for side in ("left", "right", "top", "bottom")), MARGIN * MM
    )
    out = BytesIO()
    try:
        paged = SimpleDocTemplate(out, pagesize=(wide * MM, high * MM), invariant=1, **margins)
        foot = _foot if form.layout.numbered else _nothing
        paged.build(shown, onFirstPage=foot, onLaterPages=foot)
    except LayoutError:
        return None
    return out.getvalue()


def _nothing(_canvas: Any, _document: Any) -> None:
    pass


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont("accuracy", SIZE)
    canvas.drawCentredString(document.pagesize[0] / 2, 20, f"- {document.page} -")


def _room(form: Form) -> tuple[float, float]:
    wide, high = paper(form)
    return (wide - 2 * MARGIN) * MM - 12, (high - 2 * MARGIN) * MM - 12


def _block(form: Form, block: str | Grid | Break, style: Any) -> Any:
    if isinstance(block, Break):
        return PageBreak()
    if isinstance(block, str):
        return Paragraph(escaped(block) or "&nbsp;", style)
    cells: list[list[Any]] = [[""] * block.width for _ in block.rows]
    drawn: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if form.layout.rules != "none":
        dashes = (1, 2) if form.layout.rules == "dotted" else None
        drawn.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black, 0, dashes))
    for cell, (top, left, bottom, right) in block.places().items():
        cells[top][left] = Paragraph(escaped(cell.text).replace("\n", "<br/>"), style)
        if (top, left) != (bottom, right):
            drawn.append(("SPAN", (left, top), (right, bottom)))
    widths = [_room(form)[0] * share for share in shares(form, block)]
    head = header_rows(block) if form.layout.repeat else 0
    return Table(cells, widths, style=drawn, repeatRows=head)


PRINTERS = (Printer("reportlab", "pdf", 8, lambda forms: [pdf(form) for form in forms]),)
