"""Lines that a browser draws below the last rule of a table that a page's end cuts."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Line, Table
from transforms.reading import read

WIDTHS = [80, 120, 150, 200]
COLUMNS = [63, 143, 263, 413]
HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
FIRST = [HEAD, ["产出指标", "数量指标", "城区绿化", "提升绿化水平，加强养护"]]
SECOND = [["产出指标", "质量指标", "树木成活率", "≥95%"]]


def blocks(*below: tuple[int, str], gap: float = 9, second=SECOND, first_line: str = ""):
    """Two pages; ``below``: column and text of what stands below the first table."""

    def upper(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        end = draw.table(canvas, FIRST, widths=WIDTHS)
        for column, words in below:
            draw.text(canvas, COLUMNS[column], end + gap, words)

    def lower(canvas: Canvas) -> None:
        if first_line:
            draw.text(canvas, COLUMNS[3], 77, first_line)
        draw.table(canvas, second, widths=WIDTHS)

    return read(draw.pdf(upper, lower), "a.pdf").blocks


def last_row(found) -> list[str]:
    table = next(one for one in found if isinstance(one, Table))
    return [cell.text if cell else "" for cell in table.rows[-1]]


def lines(found) -> list[str]:
    return [one.text for one in found if isinstance(one, Line)][1:]


@pytest.mark.parametrize(
    ("column", "words", "row"),
    [
        (3, "管理，提高", ["产出指标", "数量指标", "城区绿化", "提升绿化水平，加强养护管理，提高"]),
        (2, "面积", ["产出指标", "数量指标", "城区绿化面积", "提升绿化水平，加强养护"]),
        (1, "一", ["产出指标", "数量指标一", "城区绿化", "提升绿化水平，加强养护"]),
    ],
)
def test_a_line_of_one_column_goes_back_to_its_cell(column, words, row):
    found = blocks((column, words))
    assert last_row(found) == row
    assert lines(found) == []
    table = next(one for one in found if isinstance(one, Table))
    repairs = [cell.repaired for cell in table.rows[-1] if cell]
    assert [bool(one & {"page_break"}) for one in repairs] == [at == column for at in range(4)]


@pytest.mark.parametrize(
    "words", ["注：本表一式两份", "备注同上", "填报人：某某", "第 1 页", "- 1 -"]
)
def test_what_stands_at_the_foot_of_a_page_is_no_rest_of_a_cell(words):
    found = blocks((0, words))
    assert last_row(found) == FIRST[-1]
    assert lines(found) in ([words], [])


def test_a_line_further_below_is_a_line():
    found = blocks((3, "管理，提高"), gap=24)
    assert last_row(found) == FIRST[-1]
    assert lines(found) == ["管理，提高"]


def test_of_a_line_over_several_columns_nobody_can_say_what_is_whose():
    found = blocks((2, "面积及其附属设施的养护管理提高和改造工程"))
    table = next(one for one in found if isinstance(one, Table))
    doubted = [bool(cell and "uncertain" in cell.repaired) for cell in table.rows[-1]]
    assert doubted == [False, False, True, True]
    assert lines(found) != []


def test_numbers_above_the_next_page_s_first_row_make_it_uncertain():
    found = blocks(first_line="95%")
    table = [one for one in found if isinstance(one, Table)][-1]
    assert "uncertain" in table.rows[0][3].repaired


def test_numbers_below_a_table_that_does_not_go_on_are_a_line():
    def page(canvas: Canvas) -> None:
        end = draw.table(canvas, FIRST, widths=WIDTHS)
        draw.text(canvas, COLUMNS[3], end + 9, "管理，提高")

    found = read(draw.pdf(page), "a.pdf").blocks
    assert last_row(found) == FIRST[-1]
    assert [one.text for one in found if isinstance(one, Line)] == ["管理，提高"]
