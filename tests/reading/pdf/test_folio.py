"""Which text at the edge of a page is its number, and which is a number of a table's cell."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.reading import read

WIDTHS = [100, 120, 100, 80]
FIRST = [["一级指标", "二级指标", "三级指标", "权重"], ["产出指标", "数量指标", "养护里程", "10"]]
TOP = 50  # the row's text lies just below what counts as the edge of the page
MIDDLE = 416  # where a number of two digits begins that stands in the middle


def second_page(number: str, y: float, left: float = MIDDLE) -> list[str]:
    """The row at the top of a second page, with a number drawn at a height of its own."""

    def first(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        draw.table(canvas, FIRST, widths=WIDTHS)

    def second(canvas: Canvas) -> None:
        draw.table(canvas, [["", "质量指标", "合格率", ""]], top=TOP, widths=WIDTHS)
        draw.text(canvas, left, y, number)

    *_, grid = read(draw.pdf(first, second), "a.pdf").tables()
    return [cell.text if cell else "" for cell in grid.rows[-1]]


@pytest.mark.parametrize("y", [57, 58, 59, 60, 61])
@pytest.mark.parametrize("number", ["10", "5", "15"])
def test_points_in_the_middle_of_the_page_are_of_their_row(number: str, y: float) -> None:
    assert second_page(number, y) == ["", "质量指标", "合格率", number]


@pytest.mark.parametrize("number", [".5", "35.", "2)"])
def test_half_a_number_at_the_edge_is_no_page_number(number: str) -> None:
    assert second_page(number, 58, left=386)[3] == number


@pytest.mark.parametrize("number", ["- 2 -", "第 2 页", "2"])
def test_a_page_number_is_of_no_row(number: str) -> None:
    assert second_page(number, 40, left=MIDDLE + 4 - 4.5 * len(number) / 2)[3] == ""
