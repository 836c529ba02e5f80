"""A hundred documents that hold a target table where it is easily overlooked: 20 hiding places,
five headings and two layouts.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator

from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from tests.reading.ofd import drawing as ofd
from tests.reading.pdf import drawing as draw

Rows = list[list[str]]
HEADINGS = (
    "项目支出绩效目标表（含转移支付项目）",
    "附件3：2024年部门预算项目绩效目标公开表",
    "项 目 支 出 绩 效 目 标 申 报 表",
    "表十二　财政支出项目绩效目标批复表",
    "",
)
ITEMS = "1、1-产出指标,11-数量指标,培训{n}班次数；实施周期指标值:≥{n}次,年度指标值:≥{n}次；"
ONE_CELL: Rows = [
    ["项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"],
    ["合计", "30.00", "30.00", "", ""],
    ["运维经费", "10.00", "10.00", "保障运行", ITEMS.format(n=7)],
    ["培训经费", "20.00", "20.00", "完成培训", ITEMS.format(n=8)],
]
LEVELS: Rows = [
    ["项目名称", "运维经费", "", ""],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "培训7班次数", "≥7次"],
    ["", "质量指标", "培训8班次数", "≥95%"],
]
FOUND = {"培训7班次数", "培训8班次数"}
BUDGET: Rows = [
    ["收入", "预算数", "支出", "预算数"],
    ["一般公共预算", "100.00", "教育支出", "60.00"],
    ["政府性基金", "20.00", "卫生支出", "60.00"],
]
PROSE = "本部门认真贯彻落实各项决策部署，持续推进各项工作，详见单位的项目绩效目标表。"
DEPARTMENT = "部门名称：广州市海珠区某局"


def _html(heading: str, rows: Rows) -> str:
    table = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<p>{heading}</p><p>{DEPARTMENT}</p><p>单位：万元</p><table>{table}</table>"


def _page(body: str, encoding: str = "utf-8") -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(encoding)


def _text(heading: str, rows: Rows, encoding: str) -> bytes:
    return "\n".join(
        [
            PROSE,
            *map("\t".join, BUDGET),
            "",
            heading,
            DEPARTMENT,
            "单位：万元",
            *map("\t".join, rows),
        ]
    ).encode(encoding)


def _word(heading: str, rows: Rows, *, prose: int = 1, nested: bool = False) -> bytes:
    document = Document()
    for _ in range(prose):
        document.add_paragraph(PROSE)
    for line in (heading, DEPARTMENT, "单位：万元"):
        document.add_paragraph(line)
    place = document.add_table(1, 1).cell(0, 0) if nested else document
    table = place.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _book(
    heading: str,
    rows: Rows,
    *,
    sheets: int = 20,
    state: str = "visible",
    down: int = 0,
    right: int = 0,
) -> bytes:
    book = Workbook()
    for number in range(sheets):
        sheet = book.create_sheet(f"表{number}")
        for row in BUDGET:
            sheet.append(row)
    sheet = book.create_sheet("附", index=sheets // 2)
    sheet.sheet_state = state
    for r, row in enumerate([[heading], [DEPARTMENT], ["单位：万元"], *rows], 1 + down):
        for c, text in enumerate(row, 1 + right):
            sheet.cell(r, c, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pdf(heading: str, rows: Rows, *, before: int, rotate: int = 0) -> bytes:
    def prose(canvas: Canvas) -> None:
        for line in range(20):
            draw.text(canvas, 60, 60 + 15 * line, PROSE)

    def target(canvas: Canvas) -> None:
        for y, line in enumerate((heading, DEPARTMENT, "单位：万元")):
            draw.text(canvas, 60, 30 + 15 * y, line)
        widths = (90, 60, 60, 150, 320) if len(rows[0]) == 5 else (120, 120, 200, 120)
        draw.table(canvas, rows, widths=widths)
        if rotate:
            canvas.setPageRotation(rotate)

    return draw.pdf(*[prose] * before, target)


def _ofd(heading: str, rows: Rows) -> bytes:
    widths = (30, 22, 22, 45, 130) if len(rows[0]) == 5 else (40, 40, 70, 40)
    lines = "".join(
        ofd.text(20, 15 + 6 * y, line)
        for y, line in enumerate((heading, DEPARTMENT, "单位：万元"))
        if line
    )
    return ofd.ofd(*[ofd.text(20, 40, PROSE[:20])] * 5, lines + ofd.table(rows, widths))


def _rtf(heading: str, rows: Rows) -> bytes:
    def escaped(text: str) -> str:
        return "".join(f"\\u{ord(one)}?" for one in text)

    cells = "".join(f"\\cellx{1500 * number}" for number in range(1, len(rows[0]) + 1))
    table = "".join(
        f"\\trowd{cells}"
        + "".join(f"\\pard\\intbl {escaped(text)}\\cell" for text in row)
        + "\\row"
        for row in rows
    )
    lines = "".join(f"\\pard {escaped(line)}\\par" for line in (PROSE, heading, DEPARTMENT))
    return f"{{\\rtf1\\ansi\\ansicpg936 {lines}{table}\\pard\\par}}".encode("ascii")


def _zip(data: bytes, name: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("说明.txt", PROSE)
        archive.writestr("#" * len(name), data)
    return out.getvalue().replace(b"#" * len(name), name)


PLACES: dict[str, Callable[[str, Rows], bytes]] = {
    "text_gbk": lambda heading, rows: _text(heading, rows, "gb18030"),
    "text_utf16": lambda heading, rows: _text(heading, rows, "utf-16"),
    "html_wrong_charset": lambda heading, rows: _page(_html(heading, rows), "gb18030"),
    "html_for_looks": lambda heading, rows: _page(
        f"<table><tr><td>菜单</td></tr><tr><td>{_html(heading, rows)}</td></tr></table>"
    ),
    "html_after_200_paragraphs": lambda heading, rows: _page(
        f"<p>{PROSE}</p>" * 200 + _html("", BUDGET) + _html(heading, rows)
    ),
    "word": _word,
    "word_after_200_paragraphs": lambda heading, rows: _word(heading, rows, prose=200),
    "word_nested": lambda heading, rows: _word(heading, rows, nested=True),
    "sheet_among_twenty": _book,
    "sheet_hidden": lambda heading, rows: _book(heading, rows, state="hidden"),
    "sheet_very_hidden": lambda heading, rows: _book(heading, rows, state="veryHidden"),
    "sheet_far_down_and_right": lambda heading, rows: _book(heading, rows, down=300, right=30),
    "pdf_last_page": lambda heading, rows: _pdf(heading, rows, before=11),
    "pdf_rotated": lambda heading, rows: _pdf(heading, rows, before=2, rotate=90),
    "pdf_upside_down": lambda heading, rows: _pdf(heading, rows, before=0, rotate=180),
    "ofd_last_page": _ofd,
    "rtf": _rtf,
    "zip_gbk_name": lambda heading, rows: _zip(
        _book(heading, rows), "目标/附件.xlsx".encode("gbk")
    ),
    "zip_in_zip": lambda heading, rows: _zip(_zip(_word(heading, rows), b"a.doc"), b"inner.zip"),
    "zip_wrong_extension": lambda heading, rows: _zip(_pdf(heading, rows, before=1), b"table.xls"),
}


def planted() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each document."""
    for place, write in PLACES.items():
        for number, heading in enumerate(HEADINGS):
            yield f"{place}_{number}", write(heading, (ONE_CELL, LEVELS)[number % 2])
