"""Tables without rules: texts centred beside their values, columns that nearly touch, what a
browser prints around them.
"""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Line, Table
from transforms.reading import read

HEAD = ("项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "指标值")
NAMES = ["养护里程", "公共服务覆盖面及便利程度", "合格率", "群众综合满意度", "受益人数", "及时率"]
VALUES = ["≥12公里", "逐步提高", "100%", "≥95%", "≥300人", "≥98%"]
LEVELS = ["数量指标", "社会效益指标", "质量指标", "服务对象满意度指标", "社会效益指标", "时效指标"]
FIRST = ["产出指标", "效益指标", "产出指标", "满意度指标", "效益指标", "产出指标"]
XS = (60, 160, 220, 270, 370, 480)
ROWS = [("农村公路养护", "38.60", *row) for row in zip(FIRST, LEVELS, NAMES, VALUES, strict=True)]


def tables(*pages) -> list[list[tuple[str, ...]]]:
    found = read(draw.pdf(*pages), "a.pdf").blocks
    return [[row.words for row in one.rows] for one in found if isinstance(one, Table)]


def page(rows, xs=XS, top=100.0, wrapped=6, lines=()):
    """Rows 22 apart, and more where a name is wrapped: its lines then stand around the others."""

    def drawn(canvas: Canvas) -> None:
        y = top
        for x, at, said in lines:
            draw.text(canvas, x, at, said)
        for row in rows:
            y += row_at(canvas, xs, y, row, wrapped)

    return drawn


def row_at(canvas: Canvas, xs, y: float, row, wrapped: int) -> int:
    """Draw a row; returns its height."""
    name, long = row[4], len(row[4]) > wrapped
    y += 6 if long else 0
    for x, said in zip(xs, row, strict=True):
        draw.text(canvas, x, y, "" if said is name and long else said)
    if long:
        draw.text(canvas, xs[4], y - 6, name[:wrapped])
        draw.text(canvas, xs[4], y + 6, name[wrapped:])
    return 34 if long else 22


@pytest.mark.parametrize("wrapped", [6, 7, 8])
def test_names_of_two_lines_around_their_value(wrapped: int) -> None:
    assert tables(page([HEAD, *ROWS], wrapped=wrapped)) == [[HEAD, *ROWS]]


def test_a_page_that_goes_on_with_names_around_their_value() -> None:
    first, second = tables(page([HEAD, *ROWS[2:]], wrapped=20), page(ROWS))
    assert (first, second) == ([HEAD, *ROWS[2:]], ROWS)


@pytest.mark.parametrize("gap", [1.0, 1.5, 2.5])
def test_columns_that_nearly_touch(gap: float) -> None:
    left = 270 + 9 * draw.SIZE + gap
    xs = (60, 160, 220, 220 + 5 * draw.SIZE + gap + 1, left, 480)
    xs = (*xs[:3], 270, left, 480)
    assert tables(page([HEAD, *ROWS], xs=xs, wrapped=20)) == [[HEAD, *ROWS]]


def test_a_unit_right_above_the_header_is_none_of_it() -> None:
    lines = [(500, 82, "单位：万元")]
    assert tables(page([HEAD, *ROWS], wrapped=20, lines=lines)) == [[HEAD, *ROWS]]


@pytest.mark.parametrize(
    "foot", ["file:///home/ys.html 1/3", "https://www.example.gov.cn/a/b_12.html 12/30"]
)
def test_what_a_browser_prints_below_is_no_row(foot: str) -> None:
    lines = [(30, 20, "2024/11/30 20:17 绩效目标公开"), (30, 585, foot)]
    rows = ROWS * 3
    drawn = page([HEAD, *rows], wrapped=20, top=160, lines=lines)
    assert tables(drawn) == [[HEAD, *rows]]
    said = [one.text for one in read(draw.pdf(drawn), "a.pdf").blocks if isinstance(one, Line)]
    assert any("html" in one for one in said)


def test_the_title_of_the_next_table_ends_a_table() -> None:
    lines = [(300, 100 + 22 * 7, "项目支出绩效目标表（2024年度）")]
    (first, *_) = tables(page([HEAD, *ROWS], wrapped=20, lines=lines))
    assert first == [HEAD, *ROWS]
