"""A table that is cut anywhere is the same table; two tables that look alike stay two."""

from __future__ import annotations

import pytest

from transforms.document import Block, Cell, Line, Row, Table
from transforms.joining.join import stitch

FORM = (("项目名称", "甲项目", "", ""), ("主管部门", "某局", "", ""))
HEADER = (("一级指标", "二级指标", "三级指标", "年度指标值"),)
BODY = (
    ("产出指标", "数量指标", "培训人数", "≥90人"),
    ("", "质量指标", "合格率", "≥95%"),
    ("", "", "优良率", "90%以上"),
    ("效益指标", "社会效益指标", "受益人数", "1000人"),
    ("", "", "知晓程度", "明显提高"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
)
WHOLE = (*FORM, *HEADER, *BODY)
BETWEEN = (
    (),
    ("续表",),
    ("（续上表）",),
    ("接上页：",),
    ("- 2 -",),
    ("单位：万元",),
    ("部门名称：某局",),
    ("附件2", "2024年项目支出绩效目标表（续）"),
    ("2024年项目支出绩效目标表",),
    ("注：以上指标由业务科室填报，数据截至上年末。",),
    ("以上数据由各单位汇总，未经审计。",),
    ("第 2 页 共 3 页", "单位：万元"),
    ("某县文化和旅游局    第2页",),
    ("某县文化和旅游局 第2页/共3页", "单位：万元"),
)
ABOVE = ("2024年项目支出绩效目标表", "单位：万元")


def table(
    *rows: tuple[str | None, ...], sheet: str | None = None, page: int | None = None
) -> Table:
    return Table(
        tuple(
            Row(None if text is None else Cell(text, number, page, sheet) for text in one)
            for number, one in enumerate(rows, 1)
        )
    )


def lines(texts: tuple[str, ...], **place: int) -> list[Line]:
    return [Line(text, number, **place) for number, text in enumerate(texts, 1)]


def stitched(*blocks: Block) -> list[tuple[tuple[str, ...], ...]]:
    found = stitch((*lines(ABOVE), *blocks))
    return [
        tuple(tuple(cell.text if cell else "" for cell in row) for row in block.rows)
        for block in found
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize("texts", BETWEEN)
def test_cut_below_the_header_anywhere_with_anything_between(texts):
    for at in range(len(FORM) + 2, len(WHOLE)):
        assert stitched(table(*WHOLE[:at]), *lines(texts), table(*WHOLE[at:])) == [WHOLE], at


@pytest.mark.parametrize("texts", BETWEEN)
def test_cut_below_the_header_which_comes_again(texts):
    for at in range(len(FORM) + 2, len(WHOLE)):
        second = table(*HEADER, *WHOLE[at:])
        assert stitched(table(*WHOLE[:at]), *lines(texts), second) == [WHOLE], at


def test_cut_above_the_header():
    for at in range(1, len(FORM) + 1):
        assert stitched(table(*WHOLE[:at]), table(*WHOLE[at:])) == [WHOLE], at


def test_cut_right_below_the_header():
    at = len(FORM) + 1
    assert stitched(table(*WHOLE[:at]), table(*WHOLE[at:])) == [WHOLE]


def test_the_next_sheet_goes_on():
    parts = table(*WHOLE[:5], sheet="1"), table(*WHOLE[5:], sheet="2")
    assert stitched(*parts) == [WHOLE]


def test_levels_printed_again_below_the_cut():
    again = (("产出指标", "质量指标", "优良率", "90%以上"), *WHOLE[6:])
    assert stitched(table(*WHOLE[:5]), table(*again)) == [(*WHOLE[:5], *again)]


@pytest.mark.parametrize("gone", [1, 2])
def test_columns_that_a_merged_cell_left_out_below_the_cut(gone):
    """The rows behind the cut have no cell for the levels above it."""
    rest = tuple(row[1:] for row in WHOLE[4:6])
    assert stitched(table(*WHOLE[:4]), table(*rest)) == [WHOLE[:6]]
    short = ((*WHOLE[5][gone:], *(None,) * gone), WHOLE[6])
    assert stitched(table(*WHOLE[:5]), table(*short)) == [(*WHOLE[:5], WHOLE[5], WHOLE[6])]


def test_columns_that_the_form_above_made_finer():
    fine = tuple((*row[:2], "", *row[2:]) for row in FORM)
    rows = tuple(Row(Cell(text, 1) for text in row) for row in fine) + tuple(
        _wide(row) for row in (*HEADER, *BODY[:2])
    )
    (joined,) = stitched(Table(rows), table(*BODY[2:]))
    assert joined[-1] == ("满意度指标", "服务对象满意度指标", "服务对象满意度指标", *BODY[-1][2:])


def _wide(row: tuple[str, ...]) -> Row:
    first, second, *others = (Cell(text, 1) for text in row)
    return Row((first, second, second, *others))


def test_a_name_printed_on_both_sides_of_the_cut_is_one():
    name, again, value = Cell("培训", 1), Cell("培训", 1), Cell("≥7次", 1)
    head = table(*HEADER).rows
    upper = tuple(Row((Cell("产出指标", n), Cell("数量指标", n), name, value)) for n in (1, 2))
    lower = (Row((Cell("", 1), Cell("", 1), again, value)),)
    (joined,) = stitch((Table((*head, *upper)), Table((*lower, *table(*BODY[3:]).rows))))
    assert isinstance(joined, Table)
    assert joined.rows[3][2] is joined.rows[2][2]
    assert joined.rows[3][2] is not None
    assert joined.rows[3][2].text == "培训"


def test_what_a_line_between_says_is_kept_behind_the_table():
    note = "注：以上指标由业务科室填报，数据截至上年末。"
    found = stitch((table(*WHOLE[:6]), *lines((note, "续表", "3")), table(*WHOLE[6:])))
    assert [one.text if isinstance(one, Line) else "table" for one in found] == ["table", note]


SECOND = (
    ("产出指标", "数量指标", "修路", "7公里"),
    ("效益指标", "社会效益指标", "通行时间", "≤1小时"),
)
OTHER_FORM = (("项目名称", "乙项目", "", ""), *HEADER, *SECOND)


@pytest.mark.parametrize(
    ("texts", "second"),
    [
        pytest.param((), OTHER_FORM, id="a form of another project"),
        pytest.param(("2025年项目支出绩效目标表",), OTHER_FORM, id="its own title"),
        pytest.param((), SECOND, id="levels begin anew"),
        pytest.param((), (*HEADER, *SECOND), id="levels begin anew under the header again"),
        pytest.param(("项目名称：乙项目",), (*HEADER, *SECOND), id="another project in a line"),
        pytest.param(("二、道路维护项目",), (*HEADER, *SECOND), id="a numbered heading"),
        pytest.param(("部门名称：乙局",), (*HEADER, *SECOND), id="another department"),
        pytest.param(("单位：元",), (("", "", "优良率", "≥9%"),), id="another unit"),
        pytest.param(
            ("政府采购表",), (("货物", "电脑", "台式", "30台"),), id="another kind of table"
        ),
        pytest.param((), (("年度资金总额", "100", "50", "50%"),), id="amounts"),
        pytest.param((), (("办公费", "水费", "3.5", "4.1"),), id="numbers under names"),
        pytest.param((), (("负责人", "张三", "电话", "020-123"),), id="signatures"),
        pytest.param(
            (),
            (("项目", "预算数", "执行数", "执行率"), ("培训", "10", "9", "90%")),
            id="a header of its own",
        ),
        pytest.param((), (("培训", "7次"), ("会议", "3次")), id="too few columns to tell"),
    ],
)
def test_two_tables_stay_two(texts, second):
    first = table(*WHOLE[:-1])
    whole = table(*WHOLE)
    for above in (first, whole):
        assert len(stitched(above, *lines(texts), table(*second))) == 2


def test_a_list_of_projects_is_no_form_that_goes_on():
    projects = table(("项目名称", "金额", "绩效目标", "备注"), ("甲", "10", "目标", ""))
    assert len(stitched(projects, table(*HEADER, *BODY))) == 2


def test_cut_below_the_name_of_a_part():
    band = ("年度绩效指标", "", "", "")
    above, below = (*FORM, *HEADER, *BODY[:1], band), (*HEADER, *BODY)
    assert stitched(table(*above), table(*below)) == [(*above, *below)]


def test_a_label_down_the_side_is_printed_again():
    head = ("绩效指标", "一级指标", "二级指标", "指标值")
    first, second = ("", "产出指标", "数量指标", "7次"), ("绩效指标", "效益指标", "社会效益", "8次")
    assert stitched(table(head, first), table(second)) == [(head, first, ("", *second[1:]))]


@pytest.mark.parametrize("text", ["续表", "- 2 -", "单位：万元", "部门名称：某局", "（续上表）"])
def test_a_row_of_a_sheet_where_the_table_was_cut(text):
    band = (text, "", "", "")
    for at in range(len(FORM) + 2, len(WHOLE)):
        assert stitched(table(*WHOLE[:at], band, *WHOLE[at:])) == [WHOLE]
        assert stitched(table(*WHOLE[:at], band, *HEADER, *WHOLE[at:])) == [WHOLE]


def test_a_row_that_names_another_form_stays_in_the_sheet():
    rows = (*WHOLE, ("2025年项目支出绩效目标表", "", "", ""), *OTHER_FORM)
    assert stitched(table(*rows)) == [rows]


UNLISTED = (
    ("指标大类", "指标中类", "考核事项", "拟达标准"),
    ("甲类", "乙类", "考核内容", "应达目标"),
    ("类别一", "类别二", "名称", "目标值"),
)


@pytest.mark.parametrize("words", UNLISTED)
@pytest.mark.parametrize("texts", [*BETWEEN[:6], BETWEEN[9]])
def test_cut_below_a_header_that_nobody_listed(words, texts):
    rows = [tuple(text or "产出指标" for text in row) for row in BODY[:2]] + list(BODY[3:4])
    whole = (*FORM, words, *rows, *BODY[5:])
    for at in range(len(FORM) + 2, len(whole)):
        assert stitched(table(*whole[:at]), *lines(texts), table(*whole[at:])) == [whole], at


@pytest.mark.parametrize("words", UNLISTED)
def test_another_form_behind_a_header_that_nobody_listed_stays_one(words):
    whole = (*FORM, words, *BODY)
    other = (("项目名称", "乙项目", "", ""), *HEADER, *BODY)
    assert stitched(table(*whole), table(*other)) == [whole, other]


def merged(*rows: tuple[str, ...]) -> Table:
    """A grid in which ^ goes on with the cell above."""
    made: list[Row] = []
    for number, row in enumerate(rows, 1):
        cells = [made[-1][at] if text == "^" else Cell(text, number) for at, text in enumerate(row)]
        made.append(Row(cells))
    return Table(tuple(made))


SUBROWS = (
    ("产出指标", "数量指标", "是否推进发展", "是", "5", "甲"),
    ("^", "^", "^", "^", "5", "乙"),
    ("^", "^", "^", "^", "5", "丙"),
    ("^", "^", "^", "^", "5", "丁"),
)
POINTED = ("一级指标", "二级指标", "三级指标", "指标值", "分值", "理由")


@pytest.mark.parametrize("at", [1, 2, 3])
def test_points_of_each_row_of_a_merged_name_are_kept_behind_a_cut(at):
    again = tuple(SUBROWS[0][:4]) + SUBROWS[at][4:]
    above = merged(POINTED, *SUBROWS[:at])
    below = merged(
        again, *SUBROWS[at + 1 :], ("效益指标", "社会效益指标", "受益人数", "9人", "5", "")
    )
    (rows,) = stitched(above, below)
    assert [row[4] for row in rows[1:5]] == ["5"] * 4


def test_a_row_of_another_level_does_not_go_on_with_the_one_before():
    head = ("一级指标", "二级指标", "三级指标", "", "指标值")
    above = (head, ("产出指标", "质量指标", "指标1", "准确率", "=100%"))
    below = (("产出指标", "时效指标", "指标1", "及时率", "=100%"),)
    assert stitched(table(*above), *lines(("续表",)), table(*below)) == [(*above, *below)]


@pytest.mark.parametrize(
    "texts", [("续表",), ("（续上表）",), ("附件2", "2024年项目支出绩效目标表（续）")]
)
def test_cut_below_no_header_at_all_where_the_lines_say_so(texts):
    whole = (*FORM, *BODY)
    for at in (len(FORM) + 2, len(FORM) + 3, len(whole) - 1):
        assert stitched(table(*whole[:at]), *lines(texts), table(*whole[at:])) == [whole], at


@pytest.mark.parametrize("texts", [(), ("第 2 页",), ("单位：万元",), ("某局对下列内容负责。",)])
def test_cut_below_no_header_at_all_where_nothing_says_so(texts):
    whole = (*FORM, *BODY)
    assert stitched(table(*whole[:5]), *lines(texts), table(*whole[5:])) == [whole]


@pytest.mark.parametrize("texts", [("项目名称：乙项目",), ("乙项目支出绩效目标表",)])
def test_a_line_that_begins_another_table_parts_two_without_headers(texts):
    whole = (*FORM, *BODY)
    assert len(stitched(table(*whole[:5]), *lines(texts), table(*whole[5:]))) == 2


def test_levels_that_begin_anew_part_two_tables_without_headers():
    whole = (*FORM, *BODY)
    assert len(stitched(table(*whole), table(*BODY))) == 2


@pytest.mark.parametrize("dots", ["……", "...", "/", "—"])
@pytest.mark.parametrize("texts", [("续表",), ("单位：万元",), ()])
def test_a_row_that_the_form_left_blank_is_no_rest_of_the_name_above(dots, texts):
    above = (*FORM, *HEADER, ("产出指标", "数量指标", "指标2：完成农业综合水价改革项目", "1"))
    below = (
        ("产出指标", "数量指标", dots, ""),
        ("", "质量指标", "指标1：工程质量合格", ""),
        ("满意度指标", "服务对象满意度指标", "指标1：服务对象满意度", "90%"),
    )
    (rows,) = stitched(table(*above), *lines(texts), table(*below))
    assert [row[2] for row in rows[-4:]] == [
        "指标2：完成农业综合水价改革项目", dots, "指标1：工程质量合格", "指标1：服务对象满意度",
    ]  # fmt: skip


def test_a_page_that_cuts_below_the_header_leaves_its_words_whole():
    head = ("一级指标", "二级指标", "三级指标", "计量单位", "目标值", "指标值")
    below = (
        ("预算绩效", "预算管理", "预算执行进度", "%", "40%", ""),
        ("", "", "预算调整次数", "次", "0", ""),
    )
    open_table = Table(table(head).rows, open_bottom=True)
    (rows,) = stitched(open_table, table(*below))
    assert rows == (head, *below)


def test_a_part_over_finer_columns_of_a_table_without_a_header():
    def boxed(rows: tuple[tuple[str, ...], ...], edges: tuple[int, ...], page: int) -> Table:
        return Table(
            tuple(
                Row(
                    Cell(text, at, page=page, box=(edges[c], at * 20, edges[c + 1], at * 20 + 20))
                    for c, text in enumerate(row)
                )
                for at, row in enumerate(rows, 1)
            )
        )

    above = boxed(
        (("产出指标", "数量指标", "培训人数", "90人"), ("产出指标", "质量指标", "合格率", "95%")),
        (0, 100, 200, 300, 400), 1,
    )  # fmt: skip
    below = boxed(
        (("产出指标", "成本指标", "培训成本", "10", "万元"),
         ("满意度指标", "服务对象满意度指标", "学员满意度", "90", "%")),
        (0, 100, 200, 300, 350, 400), 2,
    )  # fmt: skip
    assert sum(len(rows) for rows in stitched(above, below)) == 4
