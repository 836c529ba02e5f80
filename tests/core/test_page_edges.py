"""What tells a table that goes on from one that begins: header, headings, edges of pages."""

from __future__ import annotations

import pytest

from transforms.document import Block, Cell, Line, Row, Table
from transforms.joining.page_edges import (
    headers_and_footers,
    is_header_row,
    names_itself,
    repeated_header,
    unglued,
)
from transforms.words.headings import is_heading
from transforms.words.page_numbers import is_page_number

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")


def row(*cells: str | Cell | None) -> Row:
    return Row(Cell(cell, 1) if isinstance(cell, str) else cell for cell in cells)


def table(*rows: tuple[str | Cell | None, ...], page: int | None = None, **edges: bool) -> Table:
    return Table(
        tuple(
            Row(Cell(cell, 1, page) if isinstance(cell, str) else cell for cell in one)
            for one in rows
        ),
        **edges,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 34 -", True),
        ("第 3 页 共 12 页", True),
        ("3/12", True),
        ("— iv —", True),
        ("三", True),
        ("1,460.00", False),
        ("12345热线", False),
        ("", False),
    ],
)
def test_page_numbers(text, expected):
    assert is_page_number(text) is expected


def page_lines(*blocks: Block) -> list[str]:
    found = headers_and_footers(blocks)
    return [block.text for block in blocks if isinstance(block, Line) and id(block) in found]


def page(number: int, *texts: str) -> list[Block]:
    return [Line(text, place, number) for place, text in enumerate(texts, 1)]


def test_what_stands_at_the_edge_of_two_pages_belongs_to_them_whatever_number_it_bears():
    assert page_lines(
        *page(1, "甲局部门预算 第1版", "一", "正文甲", "正文乙", "二"),
        *page(2, "甲局部门预算 第2版", "正文丙", "正文丁", "尾"),
    ) == ["甲局部门预算 第1版", "一", "二", "甲局部门预算 第2版"]
    # twice on one page
    assert page_lines(*page(1, "甲局部门预算", "正文"), *page(1, "甲局部门预算", "正文")) == []


def test_only_the_two_lines_at_either_end_of_a_page_are_its_edge():
    middle = [*page(1, "甲", "乙", "同文", "丙", "丁"), *page(2, "戊", "己", "同文", "庚", "辛")]
    assert page_lines(*middle) == []
    low = [*page(1, "甲", "乙", "丙", "同文", "丁"), *page(2, "戊", "己", "庚", "同文", "辛")]
    assert page_lines(*low) == ["同文", "同文"]


def test_a_short_page_counts_each_line_once_and_tables_take_a_place_at_the_edge():
    assert page_lines(*page(1, "同文"), *page(2, "同文")) == ["同文", "同文"]
    body = (
        table(HEADER, page=1),
        table(HEADER, page=1),
        *page(1, "同文", "甲", "乙"),
        *page(2, "同文", "丙", "丁"),
    )
    # on the first page two tables stand above it, and two lines below
    assert page_lines(*body) == []


def test_lines_without_pages_belong_to_no_page_but_a_page_number_is():
    assert page_lines(Line("同文", 1), Line("- 3 -", 2), Line("同文", 3)) == ["- 3 -"]
    # a table without a place stands on no page
    assert page_lines(*page(1, "同文"), Table((Row((None,)),)), *page(2, "同文")) == [
        "同文",
        "同文",
    ]


def test_a_heading_is_never_a_header_of_the_page():
    assert (
        page_lines(
            *page(1, "项目支出绩效目标表", "部门名称：甲局"),
            *page(2, "项目支出绩效目标表", "部门名称：甲局"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目支出绩效目标表", True),
        ("部门名称：甲局", True),
        ("单位：万元", True),
        ("2024年度部门预算", False),
        ("以上为第一部分。", False),
    ],
)
def test_headings(text, expected):
    assert is_heading(text) is expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("一级指标", "二级指标"), True),
        (("一级指标", "二级指标", "奇怪"), True),
        (("一级指标", "二级指标", "1", "2"), False),
        (("一级指标", "二级指标", "1", "2", "3"), False),
        (("一级指标", "培训"), False),
        (("一级指标",), False),
        (("一级指标", ""), False),
        (("甲", "乙", "丙"), True),
        (("甲", "乙"), False),
        (("甲", "乙", ""), False),
        (("甲", "乙", "12.5"), False),
        (("甲", "乙", "年度目标：丙"), False),
        (("甲", "乙", "合计"), False),
        (("甲", "乙", "三" * 30), True),
        (("甲", "乙", "三" * 31), False),
        (("一级指标", "二级指标", None), True),
        (("甲", "乙", "丙", None), True),
        (("", "", ""), False),
        (("一级指标", "二级指标", "三级指标", "甲", "乙", "1", "2"), False),
    ],
)
def test_header_rows(cells, expected):
    assert is_header_row(row(*cells)) is expected


def test_a_merged_header_cell_counts_once():
    wide = Cell("甲", 1)
    assert is_header_row(row(wide, wide, wide)) is False
    assert is_header_row(row(wide, wide, "乙", "丙")) is True


def test_texts_are_folded_and_stand_at_every_position():
    wide = Cell("甲 局（本级）", 1)
    assert row(wide, wide, None, "乙").words == ("甲局(本级)", "甲局(本级)", "", "乙")


def test_a_header_of_two_rows_and_the_caption_above_it_is_repeated_whole():
    caption, top, below = row("单位：万元"), row("绩效指标", "绩效指标甲", "指标值"), row(*HEADER)
    body = row("产出指标", "数量指标", "培训", "7次")
    assert (
        repeated_header(
            (caption, top, below, body),
            (caption, top, below, row("效益指标", "社会效益指标", "甲", "8次")),
        )
        == 3
    )
    assert repeated_header((caption, top, below, body), (top, below)) == 0  # without its caption
    # no header among what is repeated
    assert repeated_header((caption, body), (caption, body)) == 0
    # the first row of the body is no header, though it is repeated
    assert repeated_header((row(*HEADER), body), (row(*HEADER), body)) == 1
    assert (
        repeated_header(
            (row(*HEADER), row(*HEADER), body), (row(*HEADER), row(*HEADER), row("别", "的", "9"))
        )
        == 2
    )


def test_at_most_six_rows_are_a_header():
    rows = tuple(row(f"标题{n}") for n in range(5))
    assert repeated_header((*rows, row(*HEADER)), (*rows, row(*HEADER))) == 6
    rows = tuple(row(f"标题{n}") for n in range(6))
    assert repeated_header((*rows, row(*HEADER)), (*rows, row(*HEADER))) == 0


def test_a_header_is_the_same_where_it_is_merged_otherwise_or_blank_cells_differ():
    wide = Cell("三级指标", 1)
    assert (
        repeated_header(
            (row("一级指标", wide, wide, "指标值"),), (row("一级指标", "三级指标", "", "指标值"),)
        )
        == 1
    )


def test_a_part_with_a_header_a_title_or_the_first_label_of_the_table_is_one_of_its_own():
    first = table(("项目名称", "甲"), HEADER)
    assert names_itself(first, table(HEADER))
    assert names_itself(first, table(("项目支出绩效目标表", "x")))
    assert names_itself(first, table(("项目名称", "乙")))
    assert names_itself(first, table(("", "项目名称", "乙")))  # a blank cell is passed over
    assert not names_itself(first, table(("产出指标", "7次")))
    assert not names_itself(first, table(("产出指标", "项目名称")))
    assert not names_itself(first, table(("", "")))
    assert not names_itself(table(("", "")), table(("产出指标", "7次")))
    assert not names_itself(table(("项目名称",)), table(("产出指标",)))


def test_header_and_first_row_without_a_rule_between_are_cut_in_two():
    first = table(("序号", *HEADER), ("1", "产出指标", "数量指标", "培训", "7次"), page=1)
    glued = table(
        ("序号2", "一级指标\n效益指标", "二级指标 社会效益指标", "三级指标受益人数", "指标值 ≥9人"),
        ("3", "满意度指标", "服务对象满意度", "满意度", "≥90%"),
        page=2,
        ruled=False,
        open_top=True,
        open_bottom=True,
    )
    cut = unglued(first, glued)
    assert [list(one.words) for one in cut.rows] == [
        ["序号", *HEADER],
        ["2", "效益指标", "社会效益指标", "受益人数", "≥9人"],
        ["3", "满意度指标", "服务对象满意度", "满意度", "≥90%"],
    ]
    assert [cell.text for cell in cut.rows[1] if cell] == [
        "2",
        "效益指标",
        "社会效益指标",
        "受益人数",
        "≥9人",
    ]
    assert (cut.ruled, cut.open_top, cut.open_bottom) == (False, True, True)
    assert [cell.repaired for cell in cut.rows[1] if cell] == [{"page_break"}] * 5
    assert [cell.repaired for cell in cut.rows[0] if cell] == [frozenset()] * 5
    assert {cell.page for cell in cut.rows[0] if cell} == {2}
    closed = unglued(first, Table(glued.rows, True, False, False))
    assert (closed.ruled, closed.open_top, closed.open_bottom) == (True, False, False)


def test_merged_and_missing_cells_stay_so_when_they_are_cut():
    wide, glued = Cell("三级指标", 1), Cell("三级指标培训", 1, repaired=frozenset({"kangxi"}))
    cut = unglued(
        table(("一级指标", wide, wide, "指标值", None)),
        table(("一级指标产出指标", glued, glued, "指标值7次", None)),
    )
    assert [list(one.words) for one in cut.rows] == [
        ["一级指标", "三级指标", "三级指标", "指标值", ""],
        ["产出指标", "培训", "培训", "7次", ""],
    ]
    assert cut.rows[0][1] is cut.rows[0][2]
    assert cut.rows[1][1] is cut.rows[1][2]
    assert cut.rows[1][4] is None
    assert cut.rows[1][1] is not None
    assert cut.rows[1][1].repaired == {"kangxi", "page_break"}


def test_a_header_below_a_caption_is_found_and_only_among_the_first_six_rows():
    part = table(("一级指标产出指标", "二级指标数量指标", "三级指标培训", "指标值7次"))
    assert len(unglued(table(("标题", "", "", ""), HEADER), part).rows) == 2
    assert (
        len(unglued(table(*[(f"标题{n}", "", "", "") for n in range(5)], HEADER), part).rows) == 2
    )
    assert unglued(table(*[(f"标题{n}", "", "", "") for n in range(6)], HEADER), part) is part


@pytest.mark.parametrize(
    "part",
    [
        HEADER,
        ("一级指标", "二级指标", "三级指标", "别的"),
        ("一级指标产出", "二级指标数量", "三级指标培训"),
        ("产出", "数量", "培训", "7次"),
    ],
)
def test_what_is_not_glued_stays_as_it_is(part):
    one = table(part)
    assert unglued(table(HEADER), one) is one
    assert unglued(table(("甲", "1", "2", "3")), one) is one  # no header to be glued to
