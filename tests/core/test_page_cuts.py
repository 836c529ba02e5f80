"""What the end of a page cuts in two: levels, header words, numbers, forms, labels at the side."""

from __future__ import annotations

import pytest

from tests.core.test_joining import lines, table
from transforms.document import Cell, Row, Table
from transforms.joining.join import stitch

HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")
FORM = (("项目名称", "甲项目", "", "", ""), ("主管部门", "某局", "", "", ""))
FIRST = ("产出指标", "数量指标", "培训人数", "≥90人", "10")


def full(*texts: str, page: int = 1) -> Row:
    """A row whose texts fill their last lines."""
    return Row(Cell(text, 1, page, repaired=frozenset({"full"})) for text in texts)


def whole(above: Table, below: Table) -> list[list[str]]:
    """The rows of the one table that the two are."""
    (one,) = (block for block in stitch((above, below)) if isinstance(block, Table))
    return [[cell.text if cell else "" for cell in row] for row in one.rows]


def part(*rows: Row) -> Table:
    return Table(tuple(rows))


CUTS = (
    ("质量指", "标"),
    ("质量", "指标"),
    ("质", "量指标"),
)


@pytest.mark.parametrize(("upper", "lower"), CUTS)
@pytest.mark.parametrize(("score", "rest"), [("12", ""), ("11.", "5"), ("1,", "200")])
def test_a_row_of_which_the_level_and_the_score_are_cut(upper, lower, score, rest):
    rows = whole(
        part(
            *table(HEAD, FIRST, page=1).rows,
            full("产出指标", upper, "验收一次", "100%", score),
        ),
        part(
            full("", lower, "性合格率", "", rest, page=2),
            full("效益指标", "社会效益指标", "受益人数", "≥9人", "5", page=2),
        ),
    )
    assert rows[2] == ["产出指标", upper + lower, "验收一次性合格率", "100%", score + rest]
    assert rows[3][2:] == ["受益人数", "≥9人", "5"]


def test_a_whole_number_goes_on_with_no_other():
    rows = whole(
        part(*table(HEAD, FIRST, page=1).rows, full("", "", "合格率", "100%", "12")),
        part(full("", "", "优良率", "", "5", page=2)),
    )
    assert [row[4] for row in rows[1:]] == ["10", "12", "5"]


@pytest.mark.parametrize(("upper", "lower"), [("效益指", "标"), ("效益", "指标"), ("效", "益指标")])
def test_a_merged_level_is_cut_within_its_name(upper, lower):
    one, other = Cell(upper, 2, 1), Cell(lower, 1, 2)
    rows = whole(
        part(
            *table(HEAD, FIRST, page=1).rows,
            Row((one, *table(("经济效益指标", "收入", "≥9元", "5"), page=1).rows[0])),
            Row((one, *table(("社会效益指标", "人数", "≥9人", "5"), page=1).rows[0])),
        ),
        part(
            Row((other, *table(("生态效益指标", "面积", "≥9亩", "5"), page=2).rows[0])),
            Row((other, *table(("可持续影响指标", "年限", "≥9年", "5"), page=2).rows[0])),
        ),
    )
    assert [row[0] for row in rows[2:]] == [upper + lower] * 4


def below_the_cut(*above: str) -> list[str]:
    """Level 2 of all rows, where 生态效益指标 is printed below the cut only; equal texts
    that follow each other are one merged cell.
    """
    made: list[Cell] = []
    for text in above:
        made.append(made[-1] if made and made[-1].text == text else Cell(text, 1, 1))
    rows = [
        Row((Cell("效益指标", 1, 1), cell, *(Cell(f"{text}{at}", 1, 1) for text in "甲乙丙")))
        for at, cell in enumerate(made)
    ]
    last = full("效益指标", "生态效益指标", "面积", "≥9亩", "5", page=2)
    return [row[1] for row in whole(part(*table(HEAD, page=1).rows, *rows), part(last))[1:]]


@pytest.mark.parametrize("blank", [1, 2, 3])
def test_a_level_that_stands_below_the_cut_is_that_of_the_blank_part_above(blank):
    found = below_the_cut("社会效益指标", "社会效益指标", *[""] * blank)
    assert found == ["社会效益指标"] * 2 + ["生态效益指标"] * (blank + 1)


@pytest.mark.parametrize(
    "above",
    [
        ("社会效益指标", ""),  # nothing is merged: a blank says the same as above
        ("经济效益指标", "", "社会效益指标", "社会效益指标", ""),  # blanks elsewhere
    ],
)
def test_a_blank_that_may_mean_the_level_above_is_left(above):
    assert below_the_cut(*above) == [*above, "生态效益指标"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("一级指", "二级指标", "三级指标", "年度指标值"), ("标", "", "", "")),
        (("一级指标", "二级指", "三级指", "年度指标值"), ("", "标", "标", "")),
        (("一级指标", "二级指标", "三级指标", "年度指"), ("", "", "", "标值")),
    ],
)
def test_a_header_that_is_cut_is_one_row(upper, lower):
    rows = whole(
        table(*(row[:4] for row in FORM), upper, page=1),
        table(lower, FIRST[:4], ("", "质量指标", "合格率", "≥95%"), page=2),
    )
    assert rows[2] == list(HEAD[:4])
    assert rows[3] == list(FIRST[:4])


MIDDLES = (
    (("总体目标", "中期目标", "年度目标"), ("", "建成图书馆", "建成一半")),
    (("年度总体目标", "预期目标", "实际完成情况"), ("", "建成图书馆", "已建成")),
    (("绩效目标", "建成图书馆", ""),),
    (("实施单位", "某馆", ""), ("年度总体目标", "建成图书馆", "")),
    (("年度资金总额", "120", ""), ("总体目标", "建成图书馆", "")),
)


@pytest.mark.parametrize("middle", MIDDLES)
def test_a_form_over_three_pages_is_one_table(middle):
    found = stitch(
        (
            table(*FORM, page=1),
            table(*middle, page=2),
            table(HEAD, FIRST, page=3),
        )
    )
    (one,) = found
    assert isinstance(one, Table)
    assert len(one.rows) == len(FORM) + len(middle) + 2


@pytest.mark.parametrize(
    "middle",
    [
        (("项目名称", "乙项目", ""), ("总体目标", "建成图书馆", "")),
        (("主管部门", "项目属性", "总体目标"), ("另一局", "新增", "建成图书馆")),
        (("收入", "支出", "结余"), ("120", "120", "0")),
    ],
)
def test_what_names_its_owner_or_no_form_is_no_middle(middle):
    assert len(stitch((table(*FORM, page=1), table(*middle, page=2)))) == 2


@pytest.mark.parametrize("text", ["绩效指标", "绩 效 指 标"])
def test_a_label_down_the_side_that_stands_beside_the_table_does_not_part_it(text):
    first = [("绩效指标", *row) for row in (HEAD, FIRST)]
    second = ("绩效指标", "效益指标", "社会效益指标", "受益人数", "≥9人", "5")
    found = stitch((table(*first, page=1), *lines((text,)), table(second, page=2)))
    assert [len(block.rows) for block in found if isinstance(block, Table)] == [3]
