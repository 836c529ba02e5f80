"""Tables without rules, as programs print them: cells in the middle of their rows or at the top,
merged levels, lines in cells, columns that nearly touch, two pages. Read right, or held.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from tests.reading.pdf import drawing as draw
from transforms.parse import parse
from transforms.reading import read
from transforms.rows.parsed import IndicatorRow
from transforms.rows.source import Source

FONT = "STSong-Light"
FORM = [["项目名称", "校舍安全保障", "", ""], ["主管部门", "某区教育局", "", ""]]
HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值"]
Row = tuple[str, str, str, str]
ROWS: list[Row] = [
    ("产出指标", "数量指标", "维修校舍", "≥12所"),
    ("产出指标", "数量指标", "购置学生课桌椅和教师办公桌椅的数量", "≥300套"),
    ("产出指标", "质量指标", "工程验收合格率", "100%"),
    ("产出指标", "时效指标", "工程按照计划完成的时间", "2024年12月31日前"),
    ("效益指标", "社会效益指标", "受益学生", "≥4500人"),
    ("效益指标", "社会效益指标", "消除校舍安全隐患，保障师生生命安全", "效果明显"),
    ("满意度指标", "服务对象满意度指标", "学生满意度", "≥95%"),
]


@dataclass(frozen=True)
class Print:
    """How a table is printed."""

    valign: str = "MIDDLE"
    size: float = 9
    leading: float = 1.3
    pad: float = 3
    widths: tuple[float, ...] = (60, 70, 110, 90)
    right: bool = False  # values at the right of their column
    page: tuple[float, float] = (595, 842)
    form: bool = True


def printed(how: Print, rows: list[Row] = ROWS) -> list[IndicatorRow]:
    """What is read of such a print."""
    registerFont(UnicodeCIDFont(FONT))
    heads = [*(FORM if how.form else []), HEADER]
    cells: list[list[Any]] = [[_said(how, text, 0) for text in row] for row in heads]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), how.valign),
        ("TOPPADDING", (0, 0), (-1, -1), how.pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), how.pad),
    ]
    for at, row in enumerate(rows, len(heads)):
        shown = [_said(how, text, column) for column, text in enumerate(row)]
        for column in (0, 1):
            group = [other[: column + 1] for other in rows]
            first, count = group.index(row[: column + 1]), group.count(row[: column + 1])
            if first + len(heads) != at:
                shown[column] = ""
            elif count > 1:
                style.append(("SPAN", (column, at), (column, at + count - 1)))
        cells.append(shown)
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=how.page, leftMargin=50, rightMargin=50)
    document.build([_said(how, "项目支出绩效目标表", 0), Table(cells, how.widths, style=style)])
    return list(parse(out.getvalue(), Source("2024/a.pdf")).indicators)


def _said(how: Print, text: str, column: int) -> Paragraph:
    style = ParagraphStyle(
        "a",
        fontName=FONT,
        fontSize=how.size,
        leading=how.leading * how.size,
        wordWrap="CJK",
        alignment=2 if how.right and column == 3 else 0,
    )
    return Paragraph(text, style)


def told(row: IndicatorRow) -> Row:
    return (
        row.category_printed or "",
        row.subcategory_printed or "",
        row.name or "",
        row.annual_value or "",
    )


PRINTS = [
    Print(),
    Print(size=7.5),
    Print(size=12, widths=(80, 90, 160, 120)),
    Print(leading=1.5),
    Print(leading=1.2, pad=1.5),
    Print(pad=8),
    Print(widths=(45, 50, 70, 60)),
    Print(widths=(25, 28, 80, 70), form=False),  # levels of two characters a line
    Print(widths=(60, 60, 110, 260)),
    Print(page=(842, 595), widths=(90, 110, 250, 200)),
    Print(form=False),
    Print(right=True),
    Print(widths=(60, 70, 110, 45)),  # amounts of two lines
    Print(widths=(30, 34, 60, 40)),
    Print(pad=5, leading=1.7),
]


@pytest.mark.parametrize("how", PRINTS)
def test_cells_in_the_middle_of_their_rows(how: Print) -> None:
    found = printed(how)
    assert [told(row) for row in found] == ROWS
    assert not any(row.finding_id for row in found)


@pytest.mark.parametrize("pad", [0, 0.5, 1, 2, 3, 6])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("widths", [(60, 70, 110, 90), (45, 60, 75, 55), (60, 70, 220, 150)])
def test_what_is_published_is_right(pad: float, valign: str, widths: tuple[float, ...]) -> None:
    rows = printed(Print(valign, pad=pad, widths=widths))
    assert {told(row) for row in rows if row.finding_id is None} <= set(ROWS)


@pytest.mark.parametrize("high", [300, 340, 380, 420])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_a_table_over_two_pages(high: float, valign: str) -> None:
    rows = printed(Print(valign, page=(595, high)))
    published = [told(row) for row in rows if row.finding_id is None]
    assert set(published) <= set(ROWS)
    assert len(published) == len(set(published))


GROUPS = [(1, 6), (2, 5), (3, 4), (4, 3), (6, 1), (1, 1, 5), (2, 3, 2), (1, 2, 1, 3)]


@pytest.mark.parametrize("groups", GROUPS)
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
@pytest.mark.parametrize("short", [True, False])
def test_levels_over_any_number_of_rows(
    groups: tuple[int, ...], valign: str, *, short: bool
) -> None:
    firsts = ["产出指标", "成本指标", "效益指标", "满意度指标"]
    seconds = ["数量指标", "经济成本指标", "社会效益指标", "服务对象满意度指标"]
    of = [group for group, count in enumerate(groups) for _ in range(count)]
    texts = [("第一项", "1个"), ("第二项", "2个"), ("第三项", "3个")] if short else []
    pairs = texts * 3 or [row[2:] for row in ROWS]
    rows = [
        (firsts[at], seconds[at], f"{name}{number}", value)
        for number, (at, (name, value)) in enumerate(zip(of, pairs, strict=False))
    ]
    found = printed(Print(valign), rows)
    published = [told(row) for row in found if row.finding_id is None]
    assert set(published) <= set(rows)
    if valign == "MIDDLE" and not short:
        assert published == rows


@pytest.mark.parametrize("gap", [1, 1.5, 2, 4])
def test_columns_that_nearly_touch(gap: float) -> None:
    rows = [
        ("产出指标", "数量指标", "维修校舍建设", "≥12所"),
        ("产出指标", "质量指标", "工程验收合格", "100%"),
        ("效益指标", "社会效益", "受益学生人数", "≥4500人"),
        ("满意度", "满意度", "学生家长满意", "≥95%"),
    ]
    lefts = [60.0, 60 + 36 + gap, 60 + 72 + 2 * gap, 60 + 72 + 54 + 3 * gap]

    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        for at, row in enumerate([("一级指标", "二级指标", "三级指标", "指标值"), *rows]):
            for left, said in zip(lefts, row, strict=True):
                draw.text(canvas, left, 90 + 18 * at, said)

    (table,) = read(draw.pdf(page), "a.pdf").tables()
    assert [row.words for row in table.rows[1:]] == rows
