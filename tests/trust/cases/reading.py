"""Rules about files that cannot be read, or not to the end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.reading.ofd import drawing as ofd
from tests.reading.pdf import drawing as draw
from tests.trust.cases.case import ONE_CELL, Case, Files

TEXT = ONE_CELL.encode()
PICTURE = '<ofd:ImageObject ID="7" ResourceID="8" Boundary="0 0 297 210" CTM="297 0 0 210 0 0"/>'


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested(levels: int) -> bytes:
    data = TEXT
    for level in range(levels):
        data = packed({f"{level}.zip" if level else "a.txt": data})
    return data


def damaged() -> bytes:
    data = bytearray(packed({"a.txt": TEXT}))
    data[data.index(TEXT) + 5] ^= 0xFF
    return bytes(data)


def link() -> bytes:
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "b.txt")
    return out.getvalue()


def pdf(*lines: str, pages: int = 1, password: str | None = None) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, A4, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(50, 750 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def workbook(*, hidden: int | None = None) -> bytes:
    """A sheet of two indicators; ``hidden``: the row, from 1, that is not shown."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    for texts in (
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "培训次数", "≥7次"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
    ):
        sheet.append(texts)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(out)
    return out.getvalue()


def _picture():
    from PIL import Image

    return Image.effect_noise((300, 400), 60)


def drawn(*extra: Callable[[Canvas], None], hidden: bool = False) -> Files:
    """One ruled page of the one-cell layout; ``extra`` draws over it, ``hidden`` writes its text
    invisibly over a picture.
    """

    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 30, "项目支出绩效目标表")
        draw.text(canvas, 60, 45, "部门名称：广州市海珠区某局")
        draw.text(canvas, 60, 60, "单位：万元")
        if hidden:
            canvas.drawInlineImage(_picture().convert("RGB"), 0, 0, *draw.PAGE)
            canvas._code.append("3 Tr")
        draw.table(
            canvas,
            [
                ["项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"],
                ["运维经费", "10.00", "10.00", "保障运行。", INDICATORS],
            ],
        )
        for one in extra:
            one(canvas)

    return {"2024/a.pdf": draw.pdf(page)}


INDICATORS = "1、1-产出指标,11-数量指标,安全培训；实施周期指标值:≥1次,年度指标值:≥1次；"
CUT_OFF = rb"{\rtf1\ansi a text of some length\par"
LIMIT = {"transforms.reading.MAX_BYTES": 10_000}
PAGES = {"transforms.reading.pdf.document.MAX_PAGES": 2}
CASES = {
    "empty_file": Case(b"", TEXT),
    "too_large": Case(TEXT * 20, TEXT, LIMIT),
    "unknown_format": Case(bytes(range(256)) * 9, TEXT),
    "undecodable": Case(b"\xef\xbb\xbf" + TEXT.decode().encode("gb18030"), b"\xef\xbb\xbf" + TEXT),
    "archive_too_deep": Case({"2024/a.zip": nested(4)}, {"2024/a.zip": nested(3)}),
    "archive_unsafe": Case({"2024/a.zip": link()}, {"2024/a.zip": packed({"a.txt": TEXT})}),
    "broken_archive": Case({"2024/a.zip": damaged()}, {"2024/a.zip": packed({"a.txt": TEXT})}),
    "zip_bomb": Case(
        {"2024/a.zip": packed({"a.txt": b" " * 30_000_000}, zipfile.ZIP_DEFLATED)},
        {"2024/a.zip": packed({"a.txt": TEXT}, zipfile.ZIP_DEFLATED)},
    ),
    "password": Case(pdf("text", password="secret"), pdf("text")),
    "broken_pdf": Case(pdf("text")[:200], pdf("text")),
    "broken_file": Case(
        packed(
            {
                "[Content_Types].xml": (
                    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                    b'<Override PartName="/word/document.xml" ContentType="application/'
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                    b'"/></Types>'
                ),
                "word/document.xml": b"<w:document",
            }
        ),
        TEXT,
    ),
    "unread_part": Case(CUT_OFF, CUT_OFF + b"}"),
    "not_shown": Case(workbook(hidden=3), workbook()),
    "too_many_pages": Case(pdf("text", pages=3), pdf("text", pages=2), PAGES),
    "cell_uncertain": Case(
        drawn(lambda canvas: draw.text(canvas, 64 + sum(draw.WIDTHS[:4]), 109, "另一行")), drawn()
    ),
    "character_lost": Case(TEXT[:-3], TEXT),
    "characters_unaccounted": Case(
        drawn(lambda canvas: draw.text(canvas, 700, 109, "额")), drawn()
    ),
    "read_by_ocr": Case(drawn(hidden=True), drawn()),
    "needs_ocr": Case(ofd.ofd(PICTURE), ofd.ofd(ofd.text(20, 40, "a text of some length"))),
}
