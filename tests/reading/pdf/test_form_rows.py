"""The labelled lines above a table without rules are rows of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.drawing import pdf, text
from transforms.document import Table
from transforms.reading import read

XS = (60, 160, 280, 470)
BODY = [
    ("一级指标", "二级指标", "三级指标", "年度指标值"),
    ("产出指标", "数量指标", "培训次数", "≥12次"),
    ("产出指标", "质量指标", "合格率", "≥95%"),
    ("效益指标", "社会效益指标", "受益人数", "≥300人"),
]
Words = Sequence[tuple[float, float, str]]  # column or x, y below the line before, text


def page(*form: Words, gap: float = 22) -> Table:
    """The one table of a page with these lines above it, each a list of words."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 350, 60, "项目支出绩效目标表")
        _body(canvas, _form(canvas, form, 100.0) + gap - 22)

    (table,) = (block for block in read(pdf(draw), "a.pdf").blocks if isinstance(block, Table))
    assert [tuple(filter(None, row.words)) for row in table.rows[-4:]] == BODY
    return table


def _form(canvas: Canvas, form: Sequence[Words], y: float) -> float:
    """Draw the lines from a height on; returns the height below them."""
    for words in form:
        for x, down, said in words:
            text(canvas, XS[int(x)] if x < len(XS) else x, y + down, said)
        y += 22 + max(down for _, down, _ in words)
    return y


def _body(canvas: Canvas, y: float) -> None:
    for number, row in enumerate(BODY):
        for x, said in zip(XS, row, strict=True):
            text(canvas, x, y + 22 * number, said)


def heads(table: Table) -> list[list[str]]:
    """Each row above the header, every cell that says something once."""
    return [
        list({id(cell): cell.text for cell in row if cell is not None and cell.text}.values())
        for row in table.rows[:-4]
    ]


NAME = [(0, 0, "项目名称"), (1, 0, "校舍安全保障")]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ([NAME], [["项目名称", "校舍安全保障"]]),
        ([NAME, [(0, 0, "预算金额"), (1, 0, "640.00")]], [NAME, ["预算金额", "640.00"]]),
        (
            [[(0, 0, "主管部门"), (1, 0, "某区教育局"), (2, 0, "实施单位"), (3, 0, "第一小学")]],
            [["主管部门", "某区教育局", "实施单位", "第一小学"]],
        ),
        # a label of two lines beside a value of one, and the other way round
        (
            [[(0, 0, "年度资金总额"), (1, 6, "640.00"), (0, 12, "（万元）")]],
            [["年度资金总额（万元）", "640.00"]],
        ),
        (
            [[(1, 0, "维修校舍，消除"), (0, 6, "年度绩效目标"), (1, 12, "隐患。")]],
            [["年度绩效目标", "维修校舍，消除隐患。"]],
        ),
        # a goal that goes on in further lines
        (
            [NAME, [(0, 0, "年度绩效目标"), (1, 0, "维修校舍，"), (1, 12, "消除隐患。")]],
            [NAME, ["年度绩效目标", "维修校舍，消除隐患。"]],
        ),
    ],
)
def test_labelled_lines_are_rows(form: list[Words], said: list[list[str]]) -> None:
    wanted = [[one if isinstance(one, str) else one[2] for one in row] for row in said]
    found = [[cell.replace("\n", "") for cell in row] for row in heads(page(*form))]
    assert found == wanted


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ([(0, 0, "以下为本年度项目情况。")], []),
        ([(0, 0, "项目名称校舍安全保障")], []),
        # rows, whatever they say
        ([(0, 0, "本单位"), (1, 0, "校舍安全保障")], ["本单位", "校舍安全保障"]),
        (
            [(0, 0, "项目名称"), (110, 0, "校舍"), (1, 0, "安全")],
            ["项目名称", "校舍", "安全"],
        ),
    ],
)
def test_a_line_of_one_text_stays_a_line(form: Words, said: list[str]) -> None:
    assert heads(page(form)) == ([said] if said else [])


def test_a_line_far_above_is_no_row() -> None:
    assert heads(page(NAME, gap=80)) == []


def test_a_line_between_two_rows_is_a_row() -> None:
    said = "以下为本年度项目情况。"
    assert heads(page(NAME, [(0, 0, said)])) == [["项目名称", "校舍安全保障"], [said]]
