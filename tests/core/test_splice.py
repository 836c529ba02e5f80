"""Two parts of a table cut by a page's end: the row and the merged cells that the break cut are
whole again, and nothing else is joined.
"""

from __future__ import annotations

import pytest

from transforms.document import Cell, Row, Table
from transforms.joining.splice import joined, splice

NEW = {"page_break"}


def row(*texts: str | Cell | None, number: int = 1, page: int | None = None) -> Row:
    return Row(Cell(text, number, page) if isinstance(text, str) else text for text in texts)


def table(*rows: Row, **edges: bool) -> Table:
    return Table(tuple(map(Row, rows)), **edges)


def texts(spliced: Table) -> list[list[str | None]]:
    return [[cell.text if cell is not None else None for cell in one] for one in spliced.rows]


FIRST = row("产出指标", "数量指标", "组织开展培训", "≥7次")


@pytest.mark.parametrize(("ruled", "part_ruled"), [(True, True), (True, False), (False, True)])
def test_edges_are_those_of_the_outer_ends_and_ruled_only_if_both_are(ruled, part_ruled):
    whole = splice(
        table(FIRST, ruled=ruled, open_top=True, open_bottom=False),
        table(
            row("满意度指标", "", "满意度", "≥90%"),
            ruled=part_ruled,
            open_top=False,
            open_bottom=True,
        ),
    )
    assert (whole.ruled, whole.open_top, whole.open_bottom) == (ruled and part_ruled, True, True)
    whole = splice(
        table(FIRST, ruled=ruled, open_bottom=True),
        table(row("满意度指标", "", "满意度", "≥90%"), open_top=True),
    )
    assert (whole.open_top, whole.open_bottom) == (False, False)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("open_bottom", [True, False])
def test_a_part_that_was_nothing_but_the_header_adds_nothing_but_its_edge(ruled, open_bottom):
    first = table(FIRST, ruled=ruled, open_top=not open_bottom, open_bottom=not open_bottom)
    assert splice(first, Table((), True, True, open_bottom)) == Table(
        first.rows, ruled, not open_bottom, open_bottom
    )


def test_a_row_cut_by_an_open_edge_goes_on_though_it_has_no_number():
    last = row("产出指标", "质量指标", "系统建设", "通过验收")
    rest = row("", "", "与运行", "")
    assert texts(splice(table(FIRST, last, open_bottom=True), table(rest))) == [
        [*map(str, ("产出指标", "数量指标", "组织开展培训", "≥7次"))],
        ["产出指标", "质量指标", "系统建设与运行", "通过验收"],
    ]
    assert texts(splice(table(FIRST, last), table(rest, open_top=True)))[-1] == [
        "产出指标",
        "质量指标",
        "系统建设与运行",
        "通过验收",
    ]
    # no open edge: it is a row of its own
    assert len(splice(table(FIRST, last), table(rest)).rows) == 3


def test_the_rest_of_a_row_must_not_fill_its_last_column_and_the_row_must_have_it():
    last, rest = row("产出指标", "质量指标", "系统建设", "通过验收"), row("", "", "与运行", "合格")
    assert len(splice(table(last, open_bottom=True), table(rest)).rows) == 2
    assert (
        len(
            splice(
                table(row("产出指标", "质量指标", "系统建设", ""), open_bottom=True),
                table(row("", "", "与运行", "")),
            ).rows
        )
        == 2
    )


def test_a_row_with_a_value_where_the_row_before_has_one_is_its_own():
    assert (
        len(
            splice(
                table(FIRST, open_bottom=True),
                table(row("", "", "参训人员", "≥89人"), open_top=True),
            ).rows
        )
        == 2
    )


def test_text_below_a_blank_goes_on_only_over_an_open_edge():
    last, rest = row("产出指标", "", "组织开展", "≥7次"), row("", "甲类", "业务培训", "")
    assert len(splice(table(last), table(rest)).rows) == 2
    assert texts(splice(table(last, open_bottom=True), table(rest))) == [
        ["产出指标", "甲类", "组织开展业务培训", "≥7次"]
    ]


def test_a_cell_over_the_whole_table_is_no_rest_of_a_row():
    wide = Cell("填报说明", 9)
    assert (
        len(
            splice(
                table(FIRST, open_bottom=True), table((wide, wide, wide, wide), open_top=True)
            ).rows
        )
        == 2
    )
    narrow = Cell("业务", 9)
    # two cells: a row like others
    assert (
        texts(splice(table(FIRST), table((narrow, narrow, Cell("业务", 9), Cell("", 9)))))[0][2]
        == "组织开展培训业务"
    )


def test_a_level_begins_a_row_whether_it_is_of_the_first_or_the_second():
    for level in ("效益指标", "质量指标"):
        assert (
            len(
                splice(
                    table(FIRST, open_bottom=True), table(row("", level, "", ""), open_top=True)
                ).rows
            )
            == 2
        )
    assert (
        len(
            splice(
                table(FIRST, open_bottom=True), table(row("产 出 指 标", "", "", ""), open_top=True)
            ).rows
        )
        == 2
    )


def test_a_blank_row_under_an_open_edge_is_the_rest_of_the_row_and_else_a_row():
    assert (
        len(
            splice(
                table(FIRST, open_bottom=True), table(row("", "", "", ""), row("", "", "甲", "1"))
            ).rows
        )
        == 2
    )
    assert len(splice(table(FIRST), table(row("", "", "", ""), row("", "", "甲", "1"))).rows) == 3


def test_a_short_row_is_joined_where_both_have_cells():
    last = row("产出指标", None, "组织开展", "≥7次")
    rest = row(None, "甲", "业务培训", None)
    whole = splice(table(last, open_bottom=True), table(rest, open_top=True))
    assert texts(whole) == [["产出指标", None, "组织开展业务培训", "≥7次"]]


def test_a_merged_cell_of_the_cut_row_is_put_together_once_and_goes_on_below():
    """The category is merged down into the rows below the break; the name is merged over two
    columns.
    """
    name, rest, category, below = (
        Cell("组织开展", 3, 1),
        Cell("业务培训", 1, 2),
        Cell("产出指标", 3, 1),
        Cell("", 1, 2),
    )
    first = table(row("头", "头2", "头3", "头4"), (category, name, name, Cell("≥7次", 3, 1)))
    second = table(
        (below, rest, rest, Cell("", 1, 2)),
        (below, Cell("参训人员", 2, 2), Cell("甲", 2, 2), Cell("≥89人", 2, 2)),
    )
    whole = splice(first, second)
    assert texts(whole)[1:] == [
        ["产出指标", "组织开展业务培训", "组织开展业务培训", "≥7次"],
        ["产出指标", "参训人员", "甲", "≥89人"],
    ]
    assert whole.rows[1][1] is whole.rows[1][2]
    assert whole.rows[2][0] is whole.rows[1][0] is category
    assert texts(first)[0] == texts(whole)[0]


def test_the_rest_of_a_merged_cell_with_text_goes_on_below_too():
    """Both rows below the break show the cell that the break cut: they show the whole one."""
    goal, rest = Cell("保障系统稳定", 2, 1), Cell("运行", 1, 2)
    whole = splice(
        table((goal, Cell("组织", 2, 1), Cell("≥7次", 2, 1))),
        table(
            (rest, Cell("培训", 1, 2), Cell("", 1, 2)),
            (rest, Cell("参训", 2, 2), Cell("9人", 2, 2)),
        ),
    )
    assert texts(whole) == [
        ["保障系统稳定运行", "组织培训", "≥7次"],
        ["保障系统稳定运行", "参训", "9人"],
    ]
    assert whole.rows[0][0] is whole.rows[1][0]


def halves(upper: str, lower: str, *, over: int = 2, under: int = 2) -> Table:
    """A first column merged over ``over`` rows above the break and ``under`` below it, and a second
    one of whole rows.
    """
    top, bottom = Cell(upper, 1, 1), Cell(lower, 1, 2)
    return splice(
        table(*[(top, Cell(f"{n}次", n, 1)) for n in range(over)]),
        table(*[(bottom, Cell(f"{n}个", n, 2)) for n in range(under)]),
    )


def first_column(whole: Table) -> list[str]:
    return [one[0].text for one in whole.rows if one[0] is not None]


@pytest.mark.parametrize(("over", "under"), [(2, 2), (2, 1), (1, 2)])
def test_a_merged_cell_that_is_blank_below_the_break_is_one(over, under):
    whole = halves("产出指标", "", over=over, under=under)
    assert first_column(whole) == ["产出指标"] * (over + under)
    assert len({id(one[0]) for one in whole.rows}) == 1


def test_cells_that_are_not_merged_on_either_side_stay_two():
    assert first_column(halves("产出指标", "", over=1, under=1)) == ["产出指标", ""]


def test_other_rows_that_are_merged_say_nothing_about_the_last():
    other, bottom = Cell("甲", 1), Cell("", 3)
    assert first_column(
        splice(
            table((other, Cell("1次", 1)), (other, Cell("2次", 1)), row("乙", "3次")),
            table((bottom, Cell("4个", 3))),
        )
    ) == ["甲", "甲", "乙", ""]
    merged = Cell("丙", 5)
    assert first_column(
        splice(
            table(row("甲", "1次"), row("乙", "3次")),
            table(row("", "4个"), (merged, Cell("5个", 5)), (merged, Cell("6个", 6))),
        )
    ) == ["甲", "乙", "", "丙", "丙"]


def test_a_blank_merged_cell_does_not_swallow_the_text_below():
    assert first_column(halves("", "质量指标")) == ["", "", "质量指标", "质量指标"]


def test_a_long_text_that_has_not_ended_goes_on():
    whole = halves("为了保障全区政务系统的稳定", "运行而做")  # twelve characters and more
    assert first_column(whole) == ["为了保障全区政务系统的稳定运行而做"] * 4
    assert whole.rows[0][0] is not None
    assert whole.rows[0][0].repaired == NEW
    assert (
        first_column(halves("为了保障全区政务系统的稳", "定运行"))[0]
        == "为了保障全区政务系统的稳定运行"
    )  # exactly twelve
    assert first_column(halves("为了保障全区政务系统", "运行"))[-1] == "运行"  # shorter: two cells


@pytest.mark.parametrize("end", ["。", "；", ";", "！", "？", "!", "?"])
def test_a_text_that_has_ended_does_not_go_on(end):
    assert first_column(halves(f"为了保障全区政务系统的稳定{end}", "另一件事"))[-1] == "另一件事"


@pytest.mark.parametrize(("over", "under"), [(2, 2), (4, 1), (1, 3)])
def test_a_long_text_beside_a_merged_value_of_its_own_is_another_text(over, under):
    """The value that ends and begins with the name says that another row begins; one that is blank
    below the break says that it goes on.
    """
    upper, lower = (
        Cell("专项资金的投入是否产生了成果转让收益", 1),
        Cell("专项资金的投入是否节约了成本", 3),
    )
    yes, other, blank = Cell("是", 1), Cell("是", 3), Cell("", 3)

    def parts(value: Cell) -> Table:
        return splice(
            table(*[(upper, yes, Cell(f"{n}", n)) for n in range(over)]),
            table(*[(lower, value, Cell(f"{n}", n)) for n in range(under)]),
        )

    assert first_column(parts(other))[-1] == lower.text
    assert first_column(parts(blank))[-1] == upper.text + lower.text


def test_a_level_that_was_put_together_before_says_nothing_of_the_name_beside_it():
    level, name = Cell("社会效益", 1), Cell("专项资金投入是否增加了公众的认知度", 1)
    blank, more = Cell("", 2), Cell("和满意度", 2)
    whole = splice(
        table((level, name, Cell("①", 1))),
        table((blank, more, Cell("②", 2)), (blank, more, Cell("③", 3))),
    )
    assert texts(whole) == [["社会效益", name.text + more.text, sign] for sign in "①②③"]


def cut_row(upper: str, lower: str, *, full: bool = True, points: str = "") -> Table:
    """A name that may go on below the break, beside points that are there once or twice."""
    name = Cell(upper, 1, 1, repaired=frozenset({"full"} if full else ()))
    return splice(
        table((Cell("数量指标", 1), name, Cell("≤20个工作", 1), Cell("5", 1))),
        table((Cell("", 2), Cell(lower, 2, 2), Cell("日", 2), Cell(points, 2))),
    )


def test_a_row_whose_full_lines_go_on_is_one_row_though_its_value_is_cut():
    assert texts(cut_row("检验报告出具时", "间")) == [
        ["数量指标", "检验报告出具时间", "≤20个工作日", "5"]
    ]


def test_a_row_beside_which_a_line_had_room_or_that_has_points_is_its_own():
    for parts in (
        cut_row("检验报告出具时", "间", full=False),
        cut_row("检验报告出具时", "间", points="5"),
        cut_row("检验报告出具时间。", "间"),
        cut_row("检验报告", "质量指标"),
    ):
        assert len(parts.rows) == 2


def test_a_level_does_not_go_on_a_long_text():
    assert first_column(halves("为了保障全区政务系统的稳定运行", "质量指标"))[-1] == "质量指标"


def test_the_merged_cells_of_several_columns_are_put_together():
    one, two, blank, blank_too = Cell("产出指标", 1), Cell("数量指标", 1), Cell("", 3), Cell("", 3)
    whole = splice(
        table((one, Cell("x", 1), two, Cell("1次", 1)), (one, Cell("y", 2), two, Cell("2次", 2))),
        table((blank, Cell("z", 3), blank_too, Cell("3次", 3))),
    )
    assert texts(whole)[-1] == ["产出指标", "z", "数量指标", "3次"]
    whole = splice(
        table((one, None, two, Cell("1次", 1)), (one, None, two, Cell("2次", 2))),
        table((blank, None, blank_too, Cell("3次", 3))),
    )
    assert texts(whole)[-1] == ["产出指标", None, "数量指标", "3次"]
    assert texts(
        splice(table((one, Cell("1次", 1)), (one, Cell("2次", 2))), table((None, Cell("3次", 3))))
    )[-1] == [None, "3次"]
    assert texts(
        splice(
            table((None, Cell("1次", 1)), (None, Cell("2次", 2))),
            table((blank, Cell("3次", 3)), (blank, Cell("4次", 3))),
        )
    )[-1] == ["", "4次"]


def test_two_halves_keep_the_place_of_the_upper_one_and_both_repairs():
    whole = joined(
        Cell("上", 7, 1, repaired=frozenset({"kangxi"})),
        Cell("下", 1, 2, repaired=frozenset({"line_breaks"})),
    )
    assert (whole.text, whole.row, whole.page, whole.repaired) == (
        "上下",
        7,
        1,
        {"kangxi", "line_breaks", "page_break"},
    )


@pytest.mark.parametrize("wider", ["above", "below"])
def test_without_boxes_the_narrower_part_is_padded_on_the_right(wider):
    wide, narrow = (
        table(row("产出指标", "培训", "7次", "备注"), row("效益指标", "x", "8次", "y")),
        table(row("质量指标", "合格率", "90%"), row("时效指标", "及时率", "95%")),
    )
    first, second = (wide, narrow) if wider == "above" else (narrow, wide)
    padded = {len(one) for one in splice(first, second).rows}
    assert padded == {4}
    assert ["质量指标", "合格率", "90%", None] in texts(splice(first, second))


def boxed(text: str, left: float, right: float, top: float = 0) -> Cell:
    return Cell(text, 1, 1, None, (left, top, right, top + 10))


def test_parts_of_which_one_has_no_boxes_are_padded():
    first = table((boxed("产出指标", 0, 100), boxed("培训", 100, 200), boxed("7次", 200, 300)))
    assert texts(splice(first, table(row("效益指标", "8次"))))[-1] == ["效益指标", "8次", None]
    assert texts(splice(table(row("效益指标", "8次")), first))[0] == ["效益指标", "8次", None]


def test_columns_come_in_line_by_their_edges_also_where_the_first_cells_are_merged():
    """Above: 0-100-200-300, its first row merged over two columns. Below: 0-200-300 and, by a point
    or two, 303.
    """
    wide = boxed("项目概况", 0, 200)
    first = table(
        (wide, wide, boxed("甲", 200, 300)),
        (boxed("产出指标", 0, 100, 10), boxed("培训", 100, 200, 10), boxed("7次", 200, 300, 10)),
    )
    part = table((boxed("满意度指标", 0, 201, 20), boxed("≥85%", 201, 303, 20)))
    assert texts(splice(first, part)) == [
        ["项目概况", "项目概况", "甲"],
        ["产出指标", "培训", "7次"],
        ["满意度指标", "满意度指标", "≥85%"],
    ]
    assert texts(splice(part, first))[0] == ["满意度指标", "满意度指标", "≥85%"]


def test_edges_six_points_apart_are_one_and_more_are_two():
    first = table((boxed("产出指标", 0, 100), boxed("7次", 100, 300)))
    three = [boxed("效益指标", 0, 50), boxed("甲", 50, 106), boxed("9次", 106, 300)]
    assert texts(splice(first, table(tuple(three))))[0] == ["产出指标", "产出指标", "7次"]
    three = [boxed("效益指标", 0, 50), boxed("甲", 50, 107), boxed("9次", 107, 300)]
    assert texts(splice(first, table(tuple(three))))[0] == ["产出指标", "产出指标", "7次", "7次"]


def test_merged_cells_printed_again_below_the_break_are_one():
    head = [Cell(text, 1) for text in ("是否节约成本", "是/否", "是")]
    again = [Cell(text, 4) for text in ("是否推进发展", "是/否", "是")]
    above = table(
        row(*head, "①"), row(*head, "②", number=2), row(*again, "①", number=4), ruled=True
    )
    below = table(row("是否推进发展", "是/否", "是", "②", number=5))
    *_, last, first = splice(above, below).rows
    assert [one is other for one, other in zip(last, first, strict=True)] == [True] * 3 + [False]


def test_rows_that_are_alike_by_chance_stay_two():
    above = table(row("培训次数", "次", "10", "5"), row("会议次数", "次", "10", "5", number=2))
    below = table(row("会议次数", "次", "10", "6", number=3))
    *_, last, first = splice(above, below).rows
    assert not any(one is other for one, other in zip(last, first, strict=True))


def _cut_project(upper: str, goal: str = "保障开放", *, full: bool = True) -> tuple[Table, Table]:
    """A listing cut behind the first of a project's rows: number, project, amount, goal, levels."""
    mark = frozenset({"full"}) if full else frozenset()
    before = row("3", "校舍维修", "640", "维修校舍。", "满意度指标", "群众满意度", "≥90%")
    above = [Cell(text, 2, 1) for text in ("4", upper, "218.36", goal, "产出指标", "数量指标")]
    above[1] = above[1]._replace(repaired=mark)
    above[3] = above[3]._replace(repaired=mark)
    below = [Cell(text, 3, 2) for text in ("", "放及采购", "", "，丰富馆藏资源。", "", "")]
    last = below[:4]
    return table(before, (*above, Cell("≥2册", 2, 1))), table(
        (*below, Cell("≥60场", 3, 2)),
        (*last, below[4], Cell("质量指标", 4, 2), Cell("≥9%", 4, 2)),
    )


@pytest.mark.parametrize("upper", ["图书馆免费开", "开", "公共图书馆免费开", "2024年公共图书馆开"])
def test_a_full_line_of_a_project_goes_on_where_its_number_is_blank(upper: str) -> None:
    whole = texts(splice(*_cut_project(upper)))
    assert whole[1][:3] == ["4", upper + "放及采购", "218.36"]
    assert whole[2] == ["4", upper + "放及采购", *whole[1][2:6], "≥60场"]
    # level 2 is merged over no other row, and blank below a level 1 that goes on
    assert whole[2][4:6] == ["产出指标", "数量指标"]
    assert whole[3][3:6] == ["保障开放，丰富馆藏资源。", "产出指标", "质量指标"]


def test_a_line_with_room_or_that_has_ended_does_not_go_on() -> None:
    assert texts(splice(*_cut_project("图书馆开放", full=False)))[2][1] == "放及采购"
    assert texts(splice(*_cut_project("图书馆开放。")))[2][1] == "放及采购"


ROWS = [row("产出指标", "数量指标", name, "≥7次", number=at) for at, name in enumerate("甲乙丙", 1)]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        (("合格率（项", "≥95%"), ("目验收）", ""), ("合格率（项目验收）", "≥95%")),
        (("培训人数", "2024年12月"), ("", "底前"), ("培训人数", "2024年12月底前")),
        (("培训人数", "显著"), ("", "提升"), ("培训人数", "显著提升")),
        (
            ("社会效益", "举办讲座，宣传矿冶遗产，弘扬"),
            ("", "文化。"),
            ("社会效益", "举办讲座，宣传矿冶遗产，弘扬文化。"),
        ),
    ],
)
def test_the_end_of_one_cell_below_a_break_is_put_to_it(upper, lower, whole):
    cut = splice(table(*ROWS, row("", "", *upper)), table(row("", "", *lower), ROWS[0]))
    assert texts(cut)[3][2:] == list(whole)
    assert len(cut.rows) == 5


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("合格率", "显著提升"), ("安全培训", "")),  # a name without a value
        (("合格率", "≥95%"), ("", "≥3次")),  # a value without a name
        (("合格率", "完成。"), ("", "提升")),
        (("合格率（项目）", "显著提升"), ("验收（一）", "")),
    ],
)
def test_a_row_of_its_own_is_put_to_none(upper, lower):
    cut = splice(table(*ROWS, row("", "", *upper)), table(row("", "", *lower), ROWS[0]))
    assert len(cut.rows) == 6


@pytest.mark.parametrize("above", [["二级指标", "三级指标"], ["一级指标", "绩效指标"]])
def test_a_name_below_a_header_is_no_end_of_the_name_above(above):
    """Beside names stand levels, not names: the header's own words make no column of names."""
    rows = [("年度目标", "完成任务"), above, ("数量指标", "参保人数(人)")]
    upper = [row("", *texts, "", number=at) for at, texts in enumerate(rows)]
    whole = splice(table(*upper), table(row("", "", "补助面积(万亩)", "", number=9)))
    assert texts(whole)[-1] == ["", "", "补助面积(万亩)", ""]


def test_the_same_unit_beside_two_names_tells_that_they_are_two():
    """The level goes on below the break: that it is blank there says nothing of the names."""
    full = frozenset({"full"})
    level, name = Cell("社会效益", 1, 1), Cell("是否创造便利条件", 1, 1, repaired=full)
    unit, below = Cell("是/否", 1, 1), Cell("是/否", 3, 2)
    blank, other = Cell("", 3, 2), Cell("是否防止疫情传播", 3, 2)
    above = [(level, name, unit, Cell(text, at, 1)) for at, text in enumerate("①②", 1)]
    under = [(blank, other, below, Cell(text, at, 2)) for at, text in enumerate("①②", 3)]
    whole = texts(splice(table(*above), table(*under)))
    assert [row[:3] for row in whole[1:3]] == [
        ["社会效益", "是否创造便利条件", "是/否"],
        ["社会效益", "是否防止疫情传播", "是/否"],
    ]


def cut_value(upper: tuple[str, str], lower: tuple[str, str], *, full: bool = True) -> Table:
    """A name and a value at a page's end, the row below, and two rows above that have units."""
    marks = frozenset({"full"} if full else ())
    above = [row("数量指标", name, value) for name, value in (("里程", "≥428公里"), ("率", "≥78%"))]
    last = Row((Cell("质量指标", 1), *(Cell(text, 1, 1, repaired=marks) for text in upper)))
    return splice(table(*above, last), table(row("", *lower, number=2)))


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        (("交工验", "=10"), ("收合格率", "0%"), ("交工验收合格率", "=100%")),
        (("交工验", "=100"), ("收合格率", "%"), ("交工验收合格率", "=100%")),
        (("安全生命防护", "≥35."), ("工程", "6公里"), ("安全生命防护工程", "≥35.6公里")),
        (("培训乡村", "≥1,2"), ("医生人数", "60人"), ("培训乡村医生人数", "≥1,260人")),
        (("人均成本", "≤14"), ("", "00元/人"), ("人均成本", "≤1400元/人")),
        (("日常养护里程", "≥428"), ("", "公里"), ("日常养护里程", "≥428公里")),
        (("发放及", "95"), ("时率", "%以上"), ("发放及时率", "95%以上")),
        (("成灾", "≤3"), ("率", ".3‰"), ("成灾率", "≤3.3‰")),
    ],
)
def test_a_value_that_a_page_cuts_within_its_number_is_one(upper, lower, whole):
    assert texts(cut_value(upper, lower))[2:] == [["质量指标", *whole]]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("交工验收率", "=100%"), ("合格率", "95%")),
        (("交工验收", "=10"), ("合格率", "≥90%")),
        (("交工验收率。", "=10"), ("合格率", "0%")),
        (("交工验收", "完成"), ("合格率", "100%")),
    ],
)
def test_a_value_of_its_own_below_a_full_one_is_a_row(upper, lower):
    assert len(cut_value(upper, lower).rows) == 4


FULL = frozenset({"full"})


def full(*texts: str) -> Row:
    """A row of which each text fills its last line, unless a blank stands behind it."""
    return Row(
        Cell(text.strip(), 1, 1, repaired=frozenset() if text.endswith(" ") else FULL)
        for text in texts
    )


BODY = (
    row("产出指标", "数量指标", "养护里程", "≥428公里", "10"),
    row("产出指标", "数量指标", "防护工程", "≥35公里", "10"),
)


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        # points, which each row has, are blank
        (
            ("产出", "质量", "优良", "≥7", "10"),
            ("指标", "指标", "中等路率", "8%", ""),
            "优良中等路率",
        ),
        (
            ("", "质量指标", "残疾人生", "明显改善", "10"),
            ("", "", "活自理能力", "", ""),
            "残疾人生活自理能力",
        ),
        (
            ("", "时效指标", "培训", "2024年", "5"),
            ("", "", "完成时限", "11月底前", ""),
            "培训完成时限",
        ),
        # the rest of a name reads like a level
        (
            ("", "满意度指标", "流动点", "≥92% ", "10"),
            ("", "", "群众满意度", "", ""),
            "流动点群众满意度",
        ),
        (
            ("", "服务对象", "退役军人", "≥92% ", "10"),
            ("", "满意度指标", "满意度", "", ""),
            "退役军人满意度",
        ),
    ],
)
def test_a_row_cut_above_a_column_that_is_always_filled(upper, lower, whole):
    spliced = splice(table(*BODY, full(*upper)), table(row(*lower, number=2)))
    assert len(spliced.rows) == 3
    assert texts(spliced)[2][2] == whole


def around(upper: Row, lower: Row) -> Table:
    """The two halves of a row, with rows of the same table above and below, without points."""
    above = table(*(Row(one[:4]) for one in BODY), Row((Cell("", 1), *upper)))
    rest = row("", "质量指标", "合格率", "≥95%", number=3)
    return splice(above, table(Row((Cell("", 2), *lower)), rest))


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        (("", "工程完工", "2024年10"), ("", "时间", "月31日前"), "2024年10月31日前"),
        (("", "群众安全", "不断增"), ("", "意识", "强"), "不断增强"),
        (("", "自理能", "明显"), ("", "力", "改善"), "明显改善"),
        (("", "照明光", "≥"), ("", "源数量", "1500套"), "≥1500套"),
        (("", "养护成本", "≤1.2万元/"), ("", "", "公里"), "≤1.2万元/公里"),
    ],
)
def test_a_value_that_is_no_whole_one_goes_on(upper, lower, whole):
    assert texts(around(full(*upper), row(*lower)))[2][3] == whole


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("", "招聘会", "≥6场"), ("", "培训", "=17个")),
        (("", "招聘会", "≥6"), ("", "培训", "≥17")),
        (("", "安全意识", "增强"), ("", "能力", "优")),
        (("", "招聘会", "2024年10月"), ("", "培训", "11月")),
    ],
)
def test_a_whole_value_below_a_whole_one_is_a_row(upper, lower):
    assert len(around(full(*upper), row(*lower)).rows) == 5


def test_a_unit_that_is_blank_beside_points_is_no_cut():
    units = [row("", "数量指标", name, "≥", "6", "场", "10") for name in ("甲会", "乙会")]
    above = table(*units, full("效益指标", "社会效益指标", "事故率", "≤", "0", "%", "15"))
    below = table(row("", "", "安全意识", "定性", "增强", "", "15"), units[0])
    assert len(splice(above, below).rows) == 5


def test_the_first_row_of_a_table_may_be_cut():
    above = table(
        row("一级指标", "二级指标", "三级指标", "指标值"), full("产出指标", "数量", "新增", "≥9")
    )
    rows = (
        row("", "指标", "摄像头", "20个"),
        row("", "", "报警器", "≥6个"),
        row("", "", "灯", "≥9盏"),
    )
    assert texts(splice(above, table(*rows)))[1] == ["产出指标", "数量指标", "新增摄像头", "≥920个"]


def test_a_level_of_its_own_that_is_cut_tells_that_the_row_is():
    above = table(*(Row(one[:4]) for one in BODY), full("", "时效指", "检测结", "≤1个"))
    below = table(
        row("", "标", "果公示时间", "工作日"), row("效益指标", "社会效益指标", "率", "≤5%")
    )
    assert texts(splice(above, below))[2] == ["", "时效指标", "检测结果公示时间", "≤1个工作日"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("产出指标", "数量指标", "招聘会", "≥6场", "10"), ("", "", "培训人数", "≥110人", "10")),
        (("产出指标", "数量指标", "招聘会", "≥6场", "10"), ("", "质量指标", "合格率", "≥96%", "")),
        (("产出指标", "数量指标", "1.招聘", "≥6场", "10"), ("", "", "2.培训", "优", "")),
        (("产出指标", "数量指标", "招聘会 ", "≥6场", "10"), ("", "", "人数", "≥110人", "")),
        (("产出指标", "数量指标", "招聘会。", "≥6场", "10"), ("", "", "人数", "≥110人", "")),
    ],
)
def test_a_row_of_its_own_below_full_lines_stays_one(upper, lower):
    spliced = splice(table(*BODY, full(*upper)), table(row(*lower, number=2)))
    assert len(spliced.rows) == 4


@pytest.mark.parametrize(
    ("upper", "lower", "words"),
    [
        (
            "一级 二级 三级 指标 权重",
            "指标 指标 指标 值 ",
            "一级指标 二级指标 三级指标 指标值 权重",
        ),
        (
            "一级指 二级指 三级指 年度指 权重",
            "标 标 标 标值 ",
            "一级指标 二级指标 三级指标 年度指标值 权重",
        ),
        (
            "一级指标 二级指标 三级指标 年度指标 实际完成",
            "   值 值",
            "一级指标 二级指标 三级指标 年度指标值 实际完成值",
        ),
    ],
)
def test_a_header_that_a_page_cuts_is_one(upper, lower, words):
    above = table(row("项目名称", *["城区绿化"] * 4), full(*upper.split(" ")))
    spliced = splice(above, table(row(*lower.split(" "), number=2), BODY[0]))
    assert texts(spliced)[1] == words.split(" ")


def test_a_header_of_two_rows_stays_two():
    over = Cell("绩效指标", 1, 1, repaired=FULL)
    above = table(row("项目名称", "城区绿化", "", ""), Row((over, over, over, *full("年度指标"))))
    spliced = splice(above, table(row("一级指标", "二级指标", "三级指标", "目标值", number=2)))
    assert len(spliced.rows) == 3


def test_a_level_that_a_page_cuts_between_two_rows_is_one():
    above = table(*BODY, full("满意度指标", "服务对象满意", "师生满意度 ", "≥90% ", "5 "))
    spliced = splice(above, table(row("", "度指标", "家长满意度", "≥85%", "5")))
    assert texts(spliced)[2:] == [
        ["满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "5"],
        ["", "服务对象满意度指标", "家长满意度", "≥85%", "5"],
    ]


def test_a_value_that_did_not_fill_its_line_is_not_cut():
    assert len(cut_value(("交工验", "=10"), ("收合格率", "0%"), full=False).rows) == 4


def test_numbers_of_a_column_without_units_are_rows():
    full = frozenset({"full"})
    above = [row("数量指标", name, value) for name, value in (("里程", "428"), ("率", "78"))]
    last = Row((Cell("质量", 1), Cell("交工验", 1, 1, repaired=full), Cell("10", 1, repaired=full)))
    assert len(splice(table(*above, last), table(row("", "收率", "0"))).rows) == 4
