"""Sheets wider than their page: what is printed beside, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from tests.reading.pdf.drawing import PAGE
from transforms.document import Line, Table
from transforms.reading import read

LEFT, RIGHT = [100, 150, 460], [90, 120]
HEAD = ["一级指标", "二级指标", "三级指标"], ["指标值", "备注"]
ROWS = (
    (["产出指标", "数量指标", "培训次数"], ["≥7次", ""]),
    (["产出指标", "质量指标", "合格率"], ["100%", "抽查"]),
    (["效益指标", "社会效益", "参与人次"], ["≥60人", ""]),
    (["满意度指标", "群众满意度", "群众满意度"], ["≥95%", "问卷"]),
)
Page = Callable[[Canvas], None]


def page(
    rows: Sequence[Sequence[str]], widths: Sequence[float], title: str = "", top: float = 80
) -> Page:
    def drawn(canvas: Canvas) -> None:
        if title:
            draw.text(canvas, 60, 70, title)
        draw.table(canvas, rows, widths=widths, top=top)

    return drawn


def sides(rows: Sequence[tuple[list[str], list[str]]]) -> tuple[list[list[str]], list[list[str]]]:
    return [left for left, _ in rows], [right for _, right in rows]


def tables(*pages: Page) -> list[list[list[str]]]:
    found = read(draw.pdf(*pages), "a.pdf").blocks
    return [
        [[cell.text if cell else "" for cell in row] for row in block.rows]
        for block in found
        if isinstance(block, Table)
    ]


def test_the_right_side_of_a_sheet_is_put_beside_the_left_one() -> None:
    left, right = sides([HEAD, *ROWS])
    (table,) = tables(page(left, LEFT, "绩效目标表"), page(right, RIGHT))
    assert table == [[*one, *other] for one, other in zip(left, right, strict=True)]


def test_cells_of_the_right_side_say_where_they_stand_on_the_wide_sheet() -> None:
    left, right = sides([HEAD, *ROWS])
    (table,) = read(draw.pdf(page(left, LEFT, "表"), page(right, RIGHT)), "a.pdf").tables()
    last = table.rows[1]
    assert {(cell.page, cell.row) for cell in last if cell} == {(1, 3)}
    edges = [cell.box[0] for cell in last if cell and cell.box]
    assert edges == [60.0, 160.0, 310.0, 770.0, 860.0]


def test_pages_down_and_then_over() -> None:
    upper, lower = sides([HEAD, *ROWS]), sides([*ROWS[1:], *ROWS])
    first, second = tables(
        page(upper[0], LEFT), page(lower[0], LEFT), page(upper[1], RIGHT), page(lower[1], RIGHT)
    )
    assert first == [[*one, *other] for one, other in zip(*upper, strict=True)]
    assert second == [[*one, *other] for one, other in zip(*lower, strict=True)]


def test_a_title_that_runs_over_the_edge_is_said_once() -> None:
    left, right = sides([HEAD, *ROWS])
    document = read(draw.pdf(page(left, LEFT, "目标表"), page(right, RIGHT, "目标表")), "a.pdf")
    assert [one.text for one in document.blocks if isinstance(one, Line)] == ["目标表"]


def test_another_form_of_the_same_columns_is_no_right_side() -> None:
    left, _ = sides([HEAD, *ROWS])
    assert tables(page(left, LEFT), page(left, LEFT)) == [left, left]


def test_rows_at_other_heights_are_no_right_side() -> None:
    left, right = sides([HEAD, *ROWS])
    assert tables(page(left, LEFT), page(right, RIGHT, top=90)) == [left, right]
    assert tables(page(left, LEFT), page(right[:-1], RIGHT)) == [left, right[:-1]]


def test_a_page_with_room_for_the_next_column_has_no_right_side() -> None:
    left, right = sides([HEAD, *ROWS])
    narrow = [100, 100, 100]
    assert sum(narrow) + RIGHT[0] < PAGE[0] - 120
    assert tables(page(left, narrow), page(right, RIGHT)) == [left, right]


def running_over(rows: Sequence[Sequence[str]], *, said: bool) -> Page:
    """The right side of a sheet whose first row has one cell over the edge: no rule is drawn around
    what is left of it. The next cell over the edge (``said``) shows the end of its text.
    """

    def drawn(canvas: Canvas) -> None:
        top = 80 + draw.height(HEAD[0], LEFT)
        draw.text(canvas, 60, top - 7, "平台运维项目")
        draw.table(canvas, rows, widths=RIGHT, top=top)
        if said:
            path = canvas.beginPath()
            path.rect(60, 0, 100, PAGE[1])
            canvas.clipPath(path, stroke=0, fill=0)
            draw.text(canvas, 20, top + 11, "某市某某局")

    return drawn


def test_the_right_side_begins_lower_below_a_cell_that_runs_over_the_edge() -> None:
    first = ["项目名称", "", "智慧城市平台运维项目"]
    left, right = sides([HEAD, *ROWS[1:]])
    over = [["", "自评得分"], *right]
    document = read(
        draw.pdf(
            page([first, ["主管部门", "", "某市某某局"], *left], LEFT),
            running_over(over, said=True),
        ),
        "a.pdf",
    )
    (table,) = document.tables()
    assert table.rows[0].words == (*first, "", "")
    assert [row.words for row in table.rows[2:]] == [
        (*one, *other) for one, other in zip(left, right, strict=True)
    ]
    assert not [block for block in document.blocks if isinstance(block, Line)]


def test_a_table_that_begins_lower_is_no_right_side_where_no_cell_runs_over() -> None:
    left, right = sides([HEAD, *ROWS])
    assert len(tables(page(left, LEFT), running_over(right[1:], said=False))) == 2


def test_a_page_of_one_row_is_beside_where_the_sheet_is_known_by_its_others() -> None:
    upper, lower = sides([HEAD, *ROWS]), sides(ROWS[:1])
    first, second = tables(
        page(upper[0], LEFT), page(lower[0], LEFT), page(upper[1], RIGHT), page(lower[1], RIGHT)
    )
    assert (len(first[0]), second) == (5, [[*lower[0][0], *lower[1][0]]])
    alone = tables(page(lower[0], LEFT), page(lower[1], RIGHT))
    assert len(alone) == 2


def test_a_table_of_one_row_goes_beside_with_the_one_above_it() -> None:
    """The sheet holds two tables: where the upper one shows it, the lower one lies beside too."""
    left, right = sides([HEAD, *ROWS])

    def both(rows: Sequence[Sequence[str]], widths: Sequence[float], title: str) -> Page:
        def drawn(canvas: Canvas) -> None:
            draw.text(canvas, 60, 70, title)
            end = draw.table(canvas, rows[:-1], widths=widths)
            draw.table(canvas, rows[-1:], widths=widths, top=end + 30)

        return drawn

    upper, lower = tables(both(left, LEFT, "绩效目标表"), both(right, RIGHT, ""))
    whole = [[*one, *other] for one, other in zip(left, right, strict=True)]
    assert [upper, lower] == [whole[:-1], whole[-1:]]


FORM = (
    (["项目名称", "城区路灯维护"], [" ", " "], [" "]),
    (["主管部门", "某县住建局"], ["实施单位", "照明管理站"], [" "]),
    (["年度目标", "保障"], [" ", " "], [" "]),
    (["一级指标", "二级指标"], ["三级指标", "指标值"], ["权重"]),
    (["产出指标", "数量指标"], ["维护路灯", "≥9盏"], ["10"]),
    (["满意度指标", "群众满意度"], ["市民满意度", "≥90%"], ["10"]),
)


def of_form(side: int) -> list[list[str]]:
    return [list(parts[side]) for parts in FORM]


def across(goal: str, widths: Sequence[float]) -> Page:
    """The middle of a form: its row of goals goes over both edges, so that no rule is there."""
    rows = of_form(1)

    def drawn(canvas: Canvas) -> None:
        draw.table(canvas, rows[:2], widths=widths)
        draw.text(canvas, 150, 128, goal)
        draw.table(canvas, rows[3:], widths=widths, top=134)

    return drawn


def test_the_middle_of_a_form_over_three_pages_is_one_table() -> None:
    left, middle, right = [340, 350], [330, 350], [110]
    found = tables(page(of_form(0), left), across("路灯正常", middle), page(of_form(2), right))
    assert len(found) == 1
    rows = [[text for text in row if text.strip()] for row in found[0]]
    assert rows[3:] == [[*one, *two, *three] for one, two, three in FORM[3:]]
    assert "路灯正常" in rows[2]


def test_columns_as_wide_by_chance_are_a_right_side_where_other_heads_stand_there() -> None:
    same = [340, 350]
    (table,) = tables(page(of_form(0), same), page(of_form(1), same))
    assert table[3][-2:] == ["三级指标", "指标值"]
    assert table[4] == ["产出指标", "数量指标", "维护路灯", "≥9盏"]


def test_the_unit_beside_the_department_begins_no_form() -> None:
    rows = [parts for number, parts in enumerate(FORM) if number]
    left, right = [list(one[0]) for one in rows], [list(one[1]) for one in rows]
    assert right[0][0] == "实施单位"
    (table,) = tables(page(left, [340, 350]), page(right, [330, 340]))
    assert table[0] == ["主管部门", "某县住建局", "实施单位", "照明管理站"]


AGAIN = (
    ["一级指标", "二级指标", "三级指标"],
    ["产出指标", "数量指标", "培训次数"],
    ["产出指标", "质量指标", "合格率"],
    ["满意度指标", "群众满意度", "群众满意度"],
)
TARGETS = ["年度指标值", "≥7次", "100%", "≥95%"]
RESULTS = ["实际完成值", "8次", "99%", "96%"]


def beside_names(values: list[str]) -> list[list[str]]:
    return [[*names, value] for names, value in zip(AGAIN, values, strict=True)]


@pytest.mark.parametrize("widths", [[100, 110, 150, 110], [90, 90, 120, 80]])
@pytest.mark.parametrize("more", [RESULTS, ["得分", "10", "9", "10"], ["偏差原因", "", "迟", ""]])
def test_results_beside_names_that_are_printed_again(widths: list[float], more: list[str]) -> None:
    """Print titles: each page has the levels and names, and room is left at the right."""
    first, second = beside_names(TARGETS), beside_names(more)
    together = [[*row, value] for row, value in zip(first, more, strict=True)]
    assert tables(page(first, widths, "自评表"), page(second, widths, "自评表")) == [together]


def test_a_form_of_the_same_indicators_is_no_right_side() -> None:
    """The self-evaluation behind the target table: it has targets of its own."""
    first = [[*row, ""] for row in beside_names(TARGETS)]
    second = [[*row, more] for row, more in zip(beside_names(TARGETS), RESULTS, strict=True)]
    widths = [90, 90, 120, 80, 80]
    assert len(tables(page(first, widths, "目标表"), page(second, widths, "自评表"))) == 2
