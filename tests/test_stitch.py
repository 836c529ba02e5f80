"""Where a table goes on and where another one begins: the same for every format."""

from __future__ import annotations

from transforms.document import Block, Cell, Line, Row, Table
from transforms.joining.join import stitch

HEADER = ["项目名称（资金使用单位）", "总计", "绩效目标", "绩效指标"]
HEADING = ["项目支出绩效目标表", "部门名称：甲局", "单位：万元"]
FORM = ["一级指标", "二级指标", "三级指标", "指标值"]


def table(
    *rows: list[str], page: int | None = None, sheet: str | None = None, **edges: bool
) -> Table:
    return Table(
        tuple(
            Row(Cell(text, number, page, sheet) for text in row)
            for number, row in enumerate(rows, 1)
        ),
        **edges,
    )


def lines(*texts: str, page: int | None = None, sheet: str | None = None) -> list[Line]:
    return [Line(text, number, page, sheet) for number, text in enumerate(texts, 1)]


def texts(blocks: tuple[Block, ...]) -> list[str | list[list[str]]]:
    return [
        block.text
        if isinstance(block, Line)
        else [[cell.text if cell else "" for cell in row] for row in block.rows]
        for block in blocks
    ]


def test_repeated_heading_and_header_of_the_same_department() -> None:
    first, second = ["合计", "30", "", ""], ["甲项目", "10", "目标", "指标"]
    blocks = (
        *lines(*HEADING, page=1),
        table(HEADER, first, second, page=1),
        *lines("1", page=1),
        *lines(*HEADING, page=2),
        table(HEADER, ["乙项目", "20", "目标", "指标"], page=2),
        *lines("2", page=2),
    )
    assert texts(stitch(blocks)) == [
        *HEADING,
        [HEADER, first, second, ["乙项目", "20", "目标", "指标"]],
        "2",
    ]


def test_two_departments_stay_two_tables() -> None:
    other = ["项目支出绩效目标表", "部门名称：乙局", "单位：万元"]
    row = ["甲项目", "10", "目标", "指标"]
    blocks = (
        *lines(*HEADING, page=1),
        table(HEADER, row, page=1),
        *lines(*other, page=2),
        table(HEADER, row, page=2),
    )
    assert texts(stitch(blocks)) == [*HEADING, [HEADER, row], *other, [HEADER, row]]


def test_prose_between_ends_a_table() -> None:
    row = ["甲项目", "10", "目标", "指标"]
    blocks = (
        table(HEADER, row, page=1),
        *lines("以上为第一部分。", page=1),
        table(HEADER, row, page=2),
    )
    assert len(stitch(blocks)) == 3


def test_running_heads_and_feet_are_no_prose() -> None:
    blocks: list[Block] = []
    for page in (1, 2, 3):
        blocks += [
            *lines("甲局2024年部门预算", page=page),
            table(HEADER, [f"项目{page}", "10", "目标", "指标"], page=page),
            *lines(f"第 {page} 页 共 3 页", page=page),
        ]
    found = [block for block in stitch(tuple(blocks)) if isinstance(block, Table)]
    assert [len(one.rows) for one in found] == [4]


def test_a_part_without_evidence_goes_on_only_on_another_page() -> None:
    first, second = (
        table(HEADER, ["甲项目", "10", "目标", "指标"], page=1),
        ["乙项目", "20", "建设", "若干"],
    )
    assert len(stitch((first, table(second, page=2)))) == 1
    assert len(stitch((first, table(second, page=1)))) == 2


def test_forms_of_two_projects_stay_two() -> None:
    one = table(
        ["项目名称", "甲", "主管部门", "丙局"],
        FORM,
        ["产出指标", "数量指标", "培训", "≥7次"],
        page=1,
    )
    two = table(
        ["项目名称", "乙", "主管部门", "丙局"],
        FORM,
        ["产出指标", "数量指标", "月报", "12份"],
        page=2,
    )
    assert len(stitch((one, two))) == 2


def test_the_next_row_is_not_the_rest_of_the_row_before() -> None:
    first = table(FORM, ["产出指标", "数量指标", "培训", "≥7次"], page=1)
    second = ["", "", "参训人员", "≥89人次"]
    assert texts(stitch((first, table(FORM, second, page=2))))[0][1:] == [
        ["产出指标", "数量指标", "培训", "≥7次"],
        second,
    ]


def test_the_rest_of_a_row_has_no_value_of_its_own() -> None:
    first = table(FORM, ["产出指标", "数量指标", "组织开展数字政府", "≥7次"], page=1)
    (joined,) = stitch(
        (first, table(FORM, ["", "", "业务培训", ""], ["", "质量指标", "合格率", "100%"], page=2))
    )
    assert isinstance(joined, Table)
    assert texts((joined,))[0][1] == ["产出指标", "数量指标", "组织开展数字政府业务培训", "≥7次"]
    cell = joined.rows[1][2]
    assert cell is not None
    assert (cell.page, cell.row, cell.repaired) == (1, 2, {"page_break"})


def test_a_level_below_the_break_begins_a_row() -> None:
    first = table(FORM, ["产出指标", "数量指标", "培训", "≥7次"], page=1)
    assert len(stitch((first, table(FORM, ["", "质量指标", "", ""], page=2)))[0].rows) == 3


def test_sheets_go_on_with_the_same_header_or_by_what_they_hold() -> None:
    row = ["甲项目", "10", "目标", "指标"]
    first = table(HEADER, row, sheet="1")
    assert len(stitch((first, table(HEADER, row, sheet="2")))) == 1
    assert len(stitch((first, table(["甲", "乙", "", ""], sheet="2")))) == 2


def test_captions_inside_the_grid_decide_too() -> None:
    def sheet(department: str, name: str) -> Table:
        title, caption = Cell("项目支出绩效目标表", 1), Cell(f"部门名称：{department}", 2)
        return Table(
            (
                Row((title,) * 4),
                Row((caption,) * 4),
                *table(HEADER, ["甲项目", "10", "目标", "指标"], sheet=name).rows,
            )
        )

    assert len(stitch((sheet("甲局", "1"), sheet("甲局", "2")))) == 1
    assert len(stitch((sheet("甲局", "1"), sheet("乙局", "2")))) == 2


def test_pages_with_different_column_edges_come_in_line() -> None:
    def cell(text: str, left: float, right: float, page: int) -> Cell:
        return Cell(text, 1, page, None, (left, 0, right, 10))

    goal = cell("年度目标：完成培训", 0, 300, 1)
    head = Row(
        cell(text, 100 * index, 100 * index + 100, 1)
        for index, text in enumerate(["一级指标", "三级指标", "指标值"])
    )
    first = Table(
        (
            Row((goal, goal, goal)),
            head,
            Row(
                cell(text, 100 * index, 100 * index + 100, 1)
                for index, text in enumerate(["产出指标", "培训", "7次"])
            ),
        )
    )
    wide = cell("满意度指标", 0, 200, 2)
    (joined,) = stitch((first, Table((Row((wide, cell("≥85%", 200, 300, 2))),))))
    assert texts((joined,))[0][-1] == ["满意度指标", "满意度指标", "≥85%"]


def test_a_header_on_the_way_down_goes_with_the_caption_above_it() -> None:
    first, second, caption = (
        ["甲项目", "10", "目标", "指标"],
        ["乙项目", "20", "目标", "指标"],
        ["单位：万元", "", "", ""],
    )
    whole = table(
        HEADER, first, HEADER, second, HEADER, ruled=False, open_top=True, open_bottom=True
    )
    (clean,) = stitch((whole,))
    assert texts((clean,)) == [[HEADER, first, second]]
    assert isinstance(clean, Table)
    assert (clean.ruled, clean.open_top, clean.open_bottom) == (False, True, True)
    (closed,) = stitch((table(HEADER, first, HEADER, second),))
    assert isinstance(closed, Table)
    assert (closed.ruled, closed.open_top, closed.open_bottom) == (True, False, False)
    assert texts(stitch((table(caption, HEADER, first, caption, HEADER, second),))) == [
        [caption, HEADER, first, second]
    ]
    sound = table(HEADER, first, second)
    assert stitch((sound,))[0] is sound


def test_where_a_table_ends_is_its_last_row_not_its_first() -> None:
    """The second part goes on from the page before; the third stands on the same page as the
    second.
    """
    first = table(HEADER, ["甲项目", "10", "目标", "指标"], page=1)
    own = table(["丙项目", "30", "建设", "若干"], page=2)
    assert [
        len(block.rows)
        for block in stitch((first, table(["乙项目", "20", "目标", "指标"], page=2), own))
        if isinstance(block, Table)
    ] == [3, 1]


def test_on_one_page_only_an_open_edge_lets_a_table_go_on() -> None:
    row, other = ["甲项目", "10", "目标", "指标"], ["乙项目", "20", "目标", "指标"]
    for above, below in ((True, False), (False, True)):
        assert (
            len(
                stitch(
                    (
                        table(HEADER, row, page=1, open_bottom=above),
                        table(other, page=1, open_top=below),
                    )
                )
            )
            == 1
        )


def test_a_row_without_cells_stands_on_no_page() -> None:
    first = Table((*table(HEADER, ["甲项目", "10", "目标", "指标"], page=1).rows, Row((None,) * 4)))
    assert len(stitch((first, table(["乙项目", "20", "目标", "指标"], page=1)))) == 1


def test_the_edges_of_a_part_count_below_its_repeated_header() -> None:
    first = table(FORM, ["产出指标", "质量指标", "系统建设", "通过验收"], page=1)
    rest, joined = ["", "", "与运行", ""], ["产出指标", "质量指标", "系统建设与运行", "通过验收"]
    assert texts(stitch((first, table(FORM, rest, page=2, open_top=True)))) == [[FORM, joined]]
    assert texts(stitch((first, table(FORM, rest, page=2)))) == [
        [FORM, ["产出指标", "质量指标", "系统建设", "通过验收"], rest]
    ]
    (whole,) = stitch(
        (first, table(FORM, ["效益指标", "", "甲", "9次"], page=2, ruled=False, open_bottom=True))
    )
    assert isinstance(whole, Table)
    assert (whole.ruled, whole.open_top, whole.open_bottom) == (False, False, True)


def test_header_and_rest_of_a_row_that_share_their_cells_come_apart() -> None:
    first = table(FORM, ["产出指标", "质量指标", "系统建设", "通过验收"], page=1)
    glued = [FORM[0], FORM[1], f"{FORM[2]}与运行", FORM[3]]
    assert texts(stitch((first, table(glued, page=2)))) == [
        [FORM, ["产出指标", "质量指标", "系统建设与运行", "通过验收"]]
    ]


def test_the_lines_above_a_table_are_those_since_the_table_before() -> None:
    row = ["甲项目", "10", "目标", "指标"]
    blocks = (
        table(HEADER, row, page=1),
        *lines("部门名称：乙局", page=2),
        table(HEADER, row, page=2),
        *lines("部门名称：乙局", page=3),
        table(HEADER, row, page=3),
        *lines("部门名称：甲局", page=4),
        table(HEADER, row, page=4),
    )
    assert [block if isinstance(block, str) else len(block) for block in texts(stitch(blocks))] == [
        2,
        "部门名称：乙局",
        3,
        "部门名称：甲局",
        2,
    ]


def test_lines_alone_stay_as_they_are() -> None:
    assert texts(stitch(tuple(lines("甲", "乙")))) == ["甲", "乙"]
