"""Forms that go on over a page under their header printed again."""

from __future__ import annotations

import pytest

from transforms.document import Block, Cell, Line, Row, Table
from transforms.joining.join import stitch

FORM = ("项目名称", "甲", "", "")
HEADER = ("绩效指标", "一级指标", "二级指标", "指标值")
FIRST, SECOND = ("", "产出指标", "数量指标", "7次"), ("", "效益指标", "社会效益指标", "8次")


def table(*rows: tuple[str | None, ...], page: int | None = 1, **edges: bool) -> Table:
    return Table(
        tuple(Row(None if text is None else Cell(text, 1, page) for text in one) for one in rows),
        **edges,
    )


def tables(*blocks: Block) -> list[list[tuple[str | None, ...]]]:
    return [
        [tuple(cell and cell.text for cell in one) for one in block.rows]
        for block in stitch(blocks)
        if isinstance(block, Table)
    ]


def kinds(*blocks: Block) -> list[str]:
    return [block.text if isinstance(block, Line) else "table" for block in stitch(blocks)]


@pytest.mark.parametrize("number", ["3", "- 3 -", "第 3 页 共 9 页", "3 / 9 页"])
def test_a_form_goes_on_under_its_header_with_nothing_but_page_numbers_between(number):
    first, second = (
        table(FORM, HEADER, FIRST),
        table(("", *HEADER[1:]), SECOND, page=2, open_bottom=True),
    )
    assert tables(first, Line(number, 1, 1), second) == [[FORM, HEADER, FIRST, SECOND]]
    (whole,) = stitch((first, second))
    assert isinstance(whole, Table)
    assert (whole.open_top, whole.open_bottom, whole.ruled) == (False, True, True)


def test_it_goes_on_over_three_pages_and_the_page_numbers_between_are_gone():
    parts = [
        table(FORM, HEADER, FIRST),
        Line("1", 9, 1),
        table(HEADER, SECOND, page=2),
        Line("2", 9, 2),
        table(HEADER, FIRST, page=3),
        Line("3", 9, 3),
    ]
    assert tables(*parts) == [[FORM, HEADER, FIRST, SECOND, FIRST]]
    assert kinds(*parts) == ["table", "3"]


def test_other_text_between_ends_the_form():
    parts = [
        table(FORM, HEADER, FIRST),
        Line("1", 9, 1),
        Line("说明如下", 10, 1),
        table(HEADER, SECOND, page=2),
    ]
    assert kinds(*parts) == ["table", "1", "说明如下", "table"]
    assert len(tables(*parts)) == 2


def test_lines_before_between_and_behind_stay_in_their_order():
    assert kinds(
        Line("标题", 1), Line("7", 2), table(FORM, HEADER), Line("8", 3), Line("9", 4)
    ) == ["标题", "7", "table", "8", "9"]
    assert kinds(Line("甲", 1), Line("乙", 2)) == ["甲", "乙"]
    other = table(("项目名称", "乙", "", ""), HEADER)
    assert kinds(table(FORM, HEADER), Line("7", 1), other) == ["table", "7", "table"]
    assert kinds() == []


@pytest.mark.parametrize(
    ("change", "second"),
    [
        ("another width", table((*HEADER, "备注"), (*SECOND, ""), page=2)),
        ("another header", table(("绩效指标", "一级指标", "三级指标", "指标值"), SECOND, page=2)),
    ],
)
def test_what_does_not_go_on(change, second):
    first = table(FORM, HEADER, FIRST)
    assert len(tables(first, second)) == 2, change


def test_it_goes_on_under_its_header_on_the_same_page_too():
    assert tables(table(FORM, HEADER, FIRST), table(HEADER, SECOND)) == [
        [FORM, HEADER, FIRST, SECOND]
    ]


def test_under_its_header_again_it_does_not_begin_anew():
    second = ("", "产出指标", "质量指标", "9次")
    assert len(tables(table(FORM, HEADER, FIRST, SECOND), table(HEADER, second))) == 2


def test_the_label_at_the_side_may_be_blank_the_second_time_and_levels_bear_remarks():
    first = table(FORM, ("绩效指标", "一级指标", "二级绩效指标（选填）", "指标值"))
    assert (
        len(tables(first, table((None, "一级指标", "二级绩效指标（选填）", "指标值"), page=2))) == 1
    )
    assert (
        len(tables(table(FORM, ("甲", "名称", "x", "")), table(("乙", "名称", "x", ""), page=2)))
        == 2
    )
