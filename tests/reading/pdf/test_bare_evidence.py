"""Tables without rules whose rows the words tell: the taxonomy, heads over two lines, forms below
one another, a part below 续表. Read right, or held.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

FONT = "STSong-Light"
HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
FORM = [["项目名称", "校舍安全", "", ""], ["主管部门", "某区教育局", "", ""]]
WIDTHS = (80, 110, 170, 120)
Rows = list[list[str]]
ROWS: Rows = [
    ["产出指标", "数量指标", "维修校舍", "≥12所"],
    ["产出指标", "质量指标", "工程验收合格率", "100%"],
    ["效益指标", "社会效益指标", "受益学生", "≥4500人"],
    ["满意度指标", "服务对象满意度指标", "学生满意度", "≥95%"],
]


def table(
    rows: Rows, widths: tuple[float, ...] = WIDTHS, valign: str = "MIDDLE", pad: float = 3
) -> Flowable:
    """A table without rules; equal levels in the first two columns are merged."""
    registerFont(UnicodeCIDFont(FONT))
    cells: list[list[Any]] = [[said(text) for text in row] for row in rows]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), valign),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
    ]
    for column in (0, 1):
        for first, last in runs([row[: column + 1] for row in rows]):
            for at in range(first + 1, last + 1):
                cells[at][column] = ""
            style.append(("SPAN", (column, first), (column, last)))
    return Table(cells, widths, style=style)


def runs(heads: Rows) -> Iterator[tuple[int, int]]:
    """First and last row of equal levels, where there are several."""
    at = 0
    for head, own in groupby(heads):
        count = len(list(own))
        if head[-1] and count > 1:
            yield at, at + count - 1
        at += count


def said(text: str) -> Paragraph:
    style = ParagraphStyle("a", fontName=FONT, fontSize=9, leading=11.7, wordWrap="CJK")
    return Paragraph(text, style)


def read(*parts: Flowable | str) -> Parsed:
    """What is read of a page with these parts."""
    registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=(595, 842), leftMargin=50, rightMargin=50)
    document.build([said(one) if isinstance(one, str) else one for one in parts])
    return parse(out.getvalue(), Source("2024/a.pdf"))


def published(parsed: Parsed) -> Rows:
    return [
        [row.category_printed or "", row.subcategory_printed or "", row.name, row.annual_value]
        for row in parsed.indicators
        if row.finding_id is None
    ]


# a level that stands beside another one's rows: only the taxonomy tells whose they are
TAXONOMY = [
    [
        ("成本指标", "经济成本指标"),
        *[("产出指标", one) for one in ("数量指标", "质量指标", "时效指标")],
    ],
    [
        ("产出指标", "数量指标"),
        *[("效益指标", f"{one}效益指标") for one in ("经济", "社会", "生态")],
    ],
    [
        *[("产出指标", one) for one in ("数量指标", "质量指标", "时效指标")],
        ("效益指标", "社会效益指标"),
    ],
    [
        ("成本指标", "经济成本指标"),
        *[("产出指标", one) for one in ("数量指标", "质量指标", "时效指标")],
        *[("效益指标", f"{one}效益指标") for one in ("经济", "社会", "生态")],
    ],
]


@pytest.mark.parametrize("levels", TAXONOMY)
@pytest.mark.parametrize("valign", ["MIDDLE", "TOP"])
@pytest.mark.parametrize("pad", [3, 5])
def test_the_taxonomy_tells_whose_rows_they_are(
    levels: list[tuple[str, str]], valign: str, pad: float
) -> None:
    rows = [[*pair, f"第{at}项工作", f"≥{at}个"] for at, pair in enumerate(levels, 1)]
    found = read("项目支出绩效目标表", table([*FORM, HEADER, *rows], valign=valign, pad=pad))
    assert published(found) == rows


@pytest.mark.parametrize("valign", ["MIDDLE", "TOP"])
def test_where_the_taxonomy_tells_nothing_both_ways_are_held_or_one_is_right(valign: str) -> None:
    levels = [("产出指标", "数量指标"), *[("产出指标", "质量指标")] * 3]
    rows = [[*pair, f"第{at}项工作", f"≥{at}个"] for at, pair in enumerate(levels, 1)]
    found = published(read("项目支出绩效目标表", table([*FORM, HEADER, *rows], valign=valign)))
    assert all(row in rows for row in found)


TITLES = [
    ["表二 项目支出绩效目标表"],
    ["项目支出绩效目标表（2024年度）"],
    ["2024年度项目支出绩效目标表", "单位：万元"],
    ["项目绩效目标申报表", "主管部门：某区教育局"],
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("widths", [WIDTHS, (100, 90, 180, 110)])
def test_a_form_below_another_is_one_of_its_own(
    title: list[str], widths: tuple[float, ...]
) -> None:
    second = [["项目名称", "图书购置", "", ""], *FORM[1:], HEADER, *ROWS[:3]]
    parts = [table([*FORM, HEADER, *ROWS], pad=0), *title, table(second, widths, pad=0)]
    found = read("项目支出绩效目标表", *parts)
    assert all(row in ROWS for row in published(found))
    assert published(found) in ([*ROWS, *ROWS[:3]], [])
    names = [project["project"] for project in found.projects]
    assert not names or names == ["校舍安全", "图书购置"]


@pytest.mark.parametrize("between", ["续表", "（续上表）", "注：接上页。", ""])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_what_goes_on_below_has_the_columns_of_the_table_above(between: str, cut: int) -> None:
    parts = [table([*FORM, HEADER, *ROWS[:cut]]), between or Spacer(1, 14), table(ROWS[cut:])]
    found = read("项目支出绩效目标表", *parts)
    assert published(found) == ROWS


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_the_words_of_a_header_may_have_two_lines(valign: str) -> None:
    """绩效指 / 标值: which column has the targets is known all the same."""
    widths = (48, 80, 70, 40, 50)
    header = ["一级指标", "二级指标", "三级指标", "绩效指标值", "权重分值"]
    rows = [
        ["产出指标", "数量指标", "维修校舍的数量", "≥12所", "20"],
        ["产出指标", "质量指标", "补贴按时发放率", "100%", "30"],
        ["效益指标", "社会效益指标", "受益学生的人数", "≥45人", "40"],
    ]
    form = [[*row, ""] for row in FORM]
    found = read("项目支出绩效目标表", table([*form, header, *rows], widths, valign, 0))
    assert all([*row, "x"][:4] in [one[:4] for one in rows] for row in published(found))


HEADERS = [
    ["绩效目标（定量）", "", "绩效内容", "绩效目标值"],
    ["目标内容", "", "考核内容", "目标值"],
    ["绩效指标", "", "内容及说明", "指标值"],
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_a_header_of_unknown_words_is_the_line_above_the_first_level(
    header: list[str], valign: str
) -> None:
    found = read("项目支出绩效目标表", table([*FORM, header, *ROWS], valign=valign, pad=1))
    assert published(found) in (ROWS, [])
    assert published(found) or found.document["status"] != "no_table"


@pytest.mark.parametrize("points", ["（40分）", "(40分)", "（100分）"])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_points_behind_a_level_break_over_lines(points: str, valign: str) -> None:
    rows = [[f"{row[0]}{points}", *row[1:]] for row in ROWS]
    found = read("项目支出绩效目标表", table([*FORM, HEADER, *rows], (62, 90, 150, 80), valign))
    assert published(found) in (rows, [])


@pytest.mark.parametrize("second", ["100%", "95分", "2024年"])
def test_a_number_below_a_word_beside_a_text_that_may_go_on_is_no_row(second: str) -> None:
    rows = [
        ["产出指标", "数量指标", "维修校舍", f"年底前完成<br/>{second}", "教育局办公室"],
        ["产出指标", "质量指标", "工程验收合格率", "100%", "教育局办公室"],
    ]
    header = [*HEADER, "责任科室"]
    form = [[*row, ""] for row in FORM]
    parts = table([*form, header, *rows], (80, 80, 130, 90, 40), "TOP", 0)
    found = published(read("项目支出绩效目标表", parts))
    right = [[*row[:3], row[3].replace("<br/>", "")] for row in rows]
    assert all(row in right for row in found)


def clipped(rows: list[list[str]], pitch: float, leading: float) -> Parsed:
    """A sheet whose rows are lower than two lines: those of one cell stick out of it."""
    registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    canvas.setFont(FONT, 9)
    canvas.drawString(60, 500, "项目支出绩效目标表")
    for at, row in enumerate(rows):
        for left, text in zip((60, 170, 320, 560), row, strict=True):
            lines = text.split("|")
            for number, line in enumerate(lines):
                down = (number - (len(lines) - 1) / 2) * leading
                canvas.drawString(left, 480 - at * pitch - down, line)
    canvas.save()
    return parse(out.getvalue(), Source("2024/a.pdf"))


@pytest.mark.parametrize("two", [(0,), (1,), (0, 2), (1, 3), (0, 3)])
@pytest.mark.parametrize(("pitch", "leading"), [(14.0, 12.0), (14.4, 11.5), (15.0, 12.5)])
def test_lines_that_stick_out_of_clipped_cells_are_of_their_rows(
    two: tuple[int, ...], pitch: float, leading: float
) -> None:
    """They are nearer to those of the next cell than to one another."""
    rows = [list(row) for row in ROWS]
    for at in two:
        rows[at][2] = "新建和改建的校舍数量以及|购置的教学设备"
    found = published(clipped([*FORM, HEADER, *rows], pitch, leading))
    found = [[text.replace("\n", "") for text in row] for row in found]
    right = [[text.replace("|", "") for text in row] for row in rows]
    assert found == right
