"""Texts that touch a rule, lie over it, or stand closer to their neighbour than to their cell."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Table
from transforms.reading import read
from transforms.reading.page import marks
from transforms.reading.page.assign import assign

XS = (60, 159, 240, 330, 447)  # 11, 9, 10 and 13 characters wide
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
Texts = tuple[str | tuple[str, ...], ...]


def grid(canvas: Canvas, ys: list[float]) -> None:
    for y in ys:
        canvas.line(XS[0], draw.PAGE[1] - y, XS[-1], draw.PAGE[1] - y)
    for x in XS:
        canvas.line(x, draw.PAGE[1] - ys[0], x, draw.PAGE[1] - ys[-1])


def rows(*texts: Texts, pitch: float = 18, leading: float = 18, pad: float = 3) -> Table:
    """Rows of one height, with texts centred in them however many lines they have."""
    ys = [80 + pitch * at for at in range(len(texts) + 1)]

    def drawn(canvas: Canvas) -> None:
        grid(canvas, ys)
        for row, (top, bottom) in zip(texts, pairwise(ys), strict=True):
            for x, cell in zip(XS, row, strict=False):
                centred(canvas, x + pad, (top + bottom) / 2, cell, leading)

    (table,) = (one for one in read(draw.pdf(drawn), "a.pdf").blocks if isinstance(one, Table))
    return table


def centred(
    canvas: Canvas, x: float, middle: float, cell: str | tuple[str, ...], leading: float
) -> None:
    lines = (cell,) if isinstance(cell, str) else cell
    top = middle + 3 - leading * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        draw.text(canvas, x, top + leading * number, line)


ROWS: list[Texts] = [
    HEAD,
    ("产出指标", "数量指标", "养护里程", "≥12公里"),
    ("产出指标", "质量指标", "合格率", "100%"),
    ("效益指标", "社会效益指标", "受益人数", "≥300人"),
]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("column", [2, 3])
@pytest.mark.parametrize("leading", [14, 16, 18])
def test_a_text_taller_than_its_row_stays_in_it(at: int, column: int, leading: float) -> None:
    tall = list(ROWS[at])
    tall[column] = ("提高公共服务能", "力")
    whole = [*ROWS[:at], tuple(tall), *ROWS[at + 1 :]]
    found = rows(*whole, pitch=leading, leading=leading)
    expected = [tuple("".join(cell) for cell in row) for row in whole]
    assert [row.words for row in found.rows] == expected


def test_a_text_of_one_line_on_a_rule_is_not_moved() -> None:
    found = rows(*ROWS, pitch=16)
    assert [row.words for row in found.rows] == ROWS


@pytest.mark.parametrize(
    ("column", "left", "right"),
    [
        (1, "服务对象满意度指标", "师生满意度"),
        (1, "服务对象满意度指标", "2024年师生满意度"),
        (0, "社会公众服务对象满意度", "满意度指标"),
        (2, "受益群众户数年度完成率", "≥95%"),
        (2, "全县高标准农田建设面积", "120.50"),
        (2, "全县高标准农田建设面积", "1.2万亩"),
    ],
)
def test_two_texts_flush_with_the_rule_between_them_are_two(column, left, right) -> None:
    room = int((XS[column + 1] - XS[column]) / draw.SIZE)
    flush = ["", "", "", ""]
    flush[column : column + 2] = left[-room:], right
    found = rows(*ROWS, tuple(flush), pad=0.1)
    assert found.rows[-1].words == tuple(flush)


def test_a_text_that_runs_over_the_rule_is_one() -> None:
    found = rows(*ROWS, ("效益指标", "社会效益指标", "受益群众满意程度和知晓率", ""))
    assert found.rows[-1].words[2:] == ("受益群众满意程度和知晓率", "")


def test_a_line_half_over_another_makes_the_cell_uncertain() -> None:
    def drawn(canvas: Canvas) -> None:
        grid(canvas, [80, 98, 116, 134])
        for at, row in enumerate(ROWS[:3]):
            for x, said in zip(XS[:4], row, strict=True):
                draw.text(canvas, x + 3, 92 + 18 * at, str(said))
        draw.text(canvas, XS[2] + 8, 128 - 5, "绩效目标表")

    (table,) = (one for one in read(draw.pdf(drawn), "a.pdf").blocks if isinstance(one, Table))
    cell = table.rows[2][2]
    assert cell is not None
    assert "uncertain" in cell.repaired


@pytest.mark.parametrize("thickness", [0.4, 0.8, 2.0])
def test_rules_that_one_path_fills(thickness: float) -> None:
    ys = [80.0, 98, 116, 134, 152]

    def drawn(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for y in ys:
            path.rect(XS[0], draw.PAGE[1] - y, XS[-1] - XS[0], thickness)
        for x in XS:
            path.rect(x, draw.PAGE[1] - ys[-1], thickness, ys[-1] - ys[0])
        canvas.drawPath(path, stroke=0, fill=1)
        for at, row in enumerate(ROWS):
            for x, said in zip(XS[:4], row, strict=True):
                draw.text(canvas, x + 4, 92 + 18 * at, str(said))

    (table,) = (one for one in read(draw.pdf(drawn), "a.pdf").blocks if isinstance(one, Table))
    assert table.ruled
    assert [row.words for row in table.rows] == ROWS


def test_large_areas_that_one_path_fills_are_no_rules() -> None:
    def drawn(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for at in range(4):
            path.rect(XS[0], draw.PAGE[1] - 100 - 40 * at, 400, 18)
        canvas.setFillGray(0.9)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillGray(0)
        draw.text(canvas, 70, 70, "绩效目标说明")

    blocks = read(draw.pdf(drawn), "a.pdf").blocks
    assert not any(isinstance(one, Table) for one in blocks)


def beside(mark: str, behind: str, over: float) -> tuple[str, str]:
    """The cells of a row whose third text ends with a closing mark that hangs ``over`` points over
    the rule, and whose fourth begins right behind the rule, as in the rows above.
    """
    words = "设备数（套"

    def drawn(canvas: Canvas) -> None:
        ys = [80, 98, 116, 134]
        grid(canvas, [float(y) for y in ys])
        for y, row in zip(ys, (HEAD, ("产出指标", "质量指标", "合格率", "100%")), strict=False):
            for x, cell in zip(XS, row, strict=False):
                draw.text(canvas, x + 2, y + 13, cell)
        size = draw.SIZE
        draw.text(canvas, XS[3] + over - (len(words) + 1) * size, ys[2] + 13, words + mark)
        draw.text(canvas, XS[3] + 2, ys[2] + 13, behind)

    (table,) = (one for one in read(draw.pdf(drawn), "a.pdf").blocks if isinstance(one, Table))
    _, _, name, value = table.rows[2]
    assert name is not None
    assert value is not None
    return name.text.removeprefix(words), value.text


@pytest.mark.parametrize("mark", ["）", "。", "、", "》", "”"])
@pytest.mark.parametrize("behind", ["无", "685", "按期完成", "≥12次"])
@pytest.mark.parametrize("over", [4, 5.5, 7, 8])
def test_a_closing_mark_over_the_rule_does_not_draw_the_next_cell(
    mark: str, behind: str, over: float
) -> None:
    assert beside(mark, behind, over) == (mark, behind)


def test_a_page_without_cells_keeps_its_closing_marks() -> None:
    codes = np.array([ord(one) for one in "套）无"], np.uint32)
    left = np.arange(3) * 9.0
    box = np.stack([left, left * 0, left + 9, left * 0 + 9], axis=1)
    found, *_ = assign(marks.chars(codes, box, np.full(3, 8.0)), [])
    assert found.tolist() == [-1, -1, -1]
