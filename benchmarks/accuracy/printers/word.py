"""Word documents by python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import (
    MARGIN,
    SIZE,
    Printer,
    escaped,
    header_rows,
    one_by_one,
    paper,
    shares,
)

_NUMBER = (
    f'<w:p {nsdecls("w")}><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def docx(form: Form) -> bytes:
    """Merged cells are vMerge and gridSpan, as Word writes them."""
    document = Document()
    _lay(document, form)
    for block in form.blocks:
        if isinstance(block, Break):
            document.add_page_break()
        elif isinstance(block, str):
            document.add_paragraph(block)
        else:
            document.element.body.insert_element_before(_table(form, block), "w:sectPr")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _lay(document: Any, form: Form) -> None:
    section, (wide, high) = document.sections[0], paper(form)
    landscape = WD_ORIENT.LANDSCAPE if form.layout.landscape else WD_ORIENT.PORTRAIT
    section.orientation, section.page_width, section.page_height = landscape, Mm(wide), Mm(high)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(MARGIN))
    style = document.styles["Normal"]
    style.font.size = Pt(SIZE * form.layout.scale)
    style.paragraph_format.space_after = Pt(0)
    if form.layout.numbered:
        section.footer.is_linked_to_previous = False
        section.footer.part.element.append(parse_xml(_NUMBER))
    if form.layout.lead:
        document.add_paragraph().paragraph_format.space_before = Pt(form.layout.lead)


def _table(form: Form, grid: Grid) -> Any:
    width = (paper(form)[0] - 2 * MARGIN) * 56.7
    widths = [round(width * one) for one in shares(form, grid)]
    border = {"solid": "single", "dotted": "dotted", "none": "nil"}[form.layout.rules]
    borders = "".join(f'<w:{side} w:val="{border}" w:sz="4"/>' for side in _SIDES)
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    head = header_rows(grid) if form.layout.repeat else 0
    rows = "".join(_row(form, grid, r, widths, r < head) for r in range(len(grid.rows)))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(width)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(form: Form, grid: Grid, r: int, widths: list[int], head: bool) -> str:
    places, cells = grid.places(), []
    for cell in dict.fromkeys(grid.rows[r]):
        top, left, bottom, right = places[cell]
        merge = (
            "" if top == bottom else f'<w:vMerge w:val="{"restart" if r == top else "continue"}"/>'
        )
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[left : right + 1])}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{right - left + 1}"/>{merge}</w:tcPr>'
            f"{_paragraphs(cell.text if r == top else '')}</w:tc>"
        )
    whole = "<w:cantSplit/>" if form.layout.whole_rows else ""
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{whole}{again}</w:trPr>{''.join(cells)}</w:tr>"


def _paragraphs(text: str) -> str:
    run = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    return "".join(run.format(escaped(line)) for line in text.split("\n"))


PRINTERS = (Printer("docx", "docx", 14, one_by_one(docx)),)
