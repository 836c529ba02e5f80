"""One small page with a table, as a picture, and what it is put into."""

from __future__ import annotations

import io
from zipfile import ZipFile

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.ocr.scanned import FONT
from transforms.reading.pdf.fonts import drawing, only

ROWS = [
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "培训次数", "≥12次"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%"),
]
SIZE = (420, 240)


def drawn(canvas: Canvas, *, table: bool = True) -> None:
    """The heading and the table, or prose."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas.setFont(FONT, 12)
    if not table:
        canvas.drawString(40, 200, "本部门主要职责是负责全区数字政府建设工作。")
        return
    canvas.drawString(140, 210, "项目支出绩效目标表")
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            canvas.rect(20 + 95 * column, 160 - 40 * row, 95, 40)
            canvas.drawString(24 + 95 * column, 175 - 40 * row, text[:7])


def picture() -> Image.Image:
    """The page at 200 dpi."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE)
    drawn(canvas)
    canvas.save()
    with only(drawing()), pypdfium2.PdfDocument(out.getvalue()) as document:
        noise = np.random.default_rng(7).integers(
            0, 12, (round(SIZE[1] * 200 / 72), round(SIZE[0] * 200 / 72), 3)
        )
        page = document[0].render(scale=200 / 72).to_pil().convert("RGB").resize(noise.shape[1::-1])
        return Image.fromarray(
            np.clip(np.asarray(page).astype(int) - noise, 0, 255).astype(np.uint8)
        )


def as_file(kind: str, **options: object) -> bytes:
    """The picture as .jpg, .png or .tif."""
    out = io.BytesIO()
    picture().save(out, kind, dpi=(200, 200), **options)
    return out.getvalue()


def annex() -> bytes:
    """A PDF of one page of text and one that is a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE)
    drawn(canvas, table=False)
    canvas.showPage()
    canvas.drawImage(ImageReader(picture()), 0, 0, *SIZE)
    canvas.save()
    return out.getvalue()


def half_scanned() -> bytes:
    """A PDF of a page whose table is a picture, below a heading whose font is not embedded."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SIZE[0], SIZE[1] + 60))
    canvas.setFont(FONT, 14)
    canvas.drawString(60, SIZE[1] + 25, "海珠区教育局整体绩效目标公开")
    canvas.drawImage(ImageReader(picture()), 0, 0, *SIZE)
    canvas.save()
    return out.getvalue()


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BODY = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>\
<w:p><w:r><w:t>附件</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline>
 <wp:extent cx="{width}" cy="{height}"/><a:blip r:embed="rId7"/></wp:inline></w:drawing></w:r>\
</w:p></w:body></w:document>"""
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId7" Type="image" Target="media/image1.jpeg"/></Relationships>'
)


def word(*, centimetres: tuple[int, int] = (16, 10)) -> bytes:
    """A .docx whose only content is the picture, shown that large."""
    out = io.BytesIO()
    width, height = (360_000 * one for one in centimetres)
    with ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("word/document.xml", _BODY.format(width=width, height=height))
        file.writestr("word/_rels/document.xml.rels", _RELATIONS)
        file.writestr("word/media/image1.jpeg", as_file("jpeg"))
    return out.getvalue()
