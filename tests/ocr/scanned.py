"""Draws the first document as it is printed and scans it: a PDF whose pages are nothing but
pictures.
"""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, TableStyle

from transforms.parse import parse
from transforms.reading.pdf.fonts import drawing, only
from transforms.records import MONEY
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

FONT = "STSong-Light"
WIDTHS = [90, 55, 55, 45, 45, 200, 290]


def printed(source: str) -> bytes:
    """The document's lines and its tables (lines with tabs) on landscape pages with ruled tables;
    the header is repeated on every page.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    story: list[Flowable] = []
    for is_table, group in groupby(
        filter(str.strip, source.splitlines()), key=lambda line: "\t" in line
    ):
        lines = list(group)
        story += (
            [_table(lines, style)]
            if is_table
            else [Paragraph(line.lstrip("# "), style) for line in lines]
        )
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=landscape(A4), leftMargin=30, rightMargin=30, topMargin=36, bottomMargin=36
    ).build(story)
    return out.getvalue()


def _table(lines: list[str], style: ParagraphStyle) -> LongTable:
    rows = [(line.split("\t") + [""] * 7)[:7] for line in lines]
    cells = [
        [Paragraph(cell.replace("&", "&amp;").replace("<", "&lt;"), style) for cell in row]
        for row in rows
    ]
    return LongTable(
        cells,
        WIDTHS,
        repeatRows=1,
        splitInRow=1,
        style=TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        ),
    )


def scanned(pdf: bytes, *, skew: float = 0, dpi: int = 200) -> bytes:
    """Each page as one JPEG, turned by ``skew`` degrees; by a quarter or half a turn the page turns
    with it.
    """
    out = io.BytesIO()
    canvas = Canvas(out)
    with only(drawing()), pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            upright = page.render(scale=dpi / 72).to_pil().convert("RGB")
            picture = upright.rotate(
                skew, Image.Resampling.BICUBIC, expand=skew % 90 == 0, fillcolor="white"
            )
            size = picture.width * 72 / dpi, picture.height * 72 / dpi
            jpeg = io.BytesIO()
            picture.save(jpeg, "JPEG", quality=85)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(jpeg), 0, 0, *size)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def first_document(corpus: Path) -> str:
    """The text of the document with 24 indicators."""
    return (corpus / "haizhu_digital_government_center.txt").read_text("utf-8")


def agrees(scan: bytes, corpus: Path) -> None:
    """Assert that a scan of the first document gives its 24 indicators and its amounts, every
    number right, and says that it was recognised.
    """
    expected = parse(first_document(corpus).encode(), Source("2024/a.txt"))
    found = parse(scan, Source("2024/a.pdf"))
    assert len(found.indicators) == 24
    assert _numbers(found) == _numbers(expected)
    assert _amounts(found) == _amounts(expected)
    assert {row["rule"] for row in found.findings} - {row["rule"] for row in expected.findings} == {
        "read_by_ocr"
    }
    assert all("read_by_ocr" in row.flags for row in found.indicators)


def _numbers(parsed: Parsed) -> list[tuple[object, ...]]:
    return [
        (
            row.ordinal,
            row.category,
            row.subcategory,
            row.effective.kind,
            row.effective.operator,
            row.effective.number,
            row.effective.unit,
        )
        for row in parsed.indicators
    ]


def _amounts(parsed: Parsed) -> list[dict[str, object]]:
    return [{key: row[key] for key in MONEY} for row in parsed.projects]
