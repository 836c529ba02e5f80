"""Which column holds a level where no header says it, and rows that hold several indicators."""

from __future__ import annotations

import pytest

from transforms.document import Cell, Row
from transforms.layouts.shared.grid_rows import text_at
from transforms.parse import parse
from transforms.rows.source import Source

LEVELS = (
    ("产出指标", "数量指标", "培训次数", "≥7次"),
    ("产出指标", "质量指标", "培训合格率", "≥95%"),
    ("效益指标", "社会效益指标", "受益人数", "1000人"),
)


def rows(header: str, *body: str, above: str = "项目名称\t甲项目") -> list[tuple[str | None, ...]]:
    """Level 1, level 2, name and annual value of what is published."""
    text = "\n".join(("项目支出绩效目标表", "", above, header, *body))
    read = parse(text.encode(), Source("2024/a.txt"))
    return [
        (row.category, row.subcategory, row.name, row.annual_value)
        for row in read.indicators
        if row.finding_id is None
    ]


@pytest.mark.parametrize("mark", ["-", "—", "/", "：", "→", ""])
def test_two_levels_in_one_cell(mark):
    body = (f"{first}{mark}{second}\t{name}\t{value}" for first, second, name, value in LEVELS)
    assert rows("指标类别\t指标名称\t指标值", *body) == list(LEVELS)


@pytest.mark.parametrize("word", ["指标类型", "指标类别", "指标分类", "类别", "指标属性"])
def test_level_2_alone_under_a_word_that_names_no_level(word):
    body = ("\t".join(row[1:]) for row in LEVELS)
    assert rows(f"{word}\t指标名称\t指标值", *body) == list(LEVELS)


@pytest.mark.parametrize(
    "header",
    [
        "指标大类\t指标中类\t考核事项\t拟达标准",
        "甲类\t乙类\t考核内容\t应达目标",
        "大类\t小类\t具体事项\t要求",
        "层级一\t层级二\t指标描述内容\t计划标准",
    ],
)
def test_a_header_of_words_that_nobody_listed(header):
    assert rows(header, *map("\t".join, LEVELS)) == list(LEVELS)


def test_words_above_rows_without_names_and_targets_are_no_header():
    assert rows("大类\t小类\t备注", *("\t".join((*row[:2], "无")) for row in LEVELS)) == []


def test_four_levels_and_a_fourth_that_nobody_filled_in():
    header = "一级指标\t二级指标\t三级指标\t四级指标\t指标值"
    full = ("\t".join((*row[:2], "一组", *row[2:])) for row in LEVELS)
    blank = ("\t".join((*row[:3], "", row[3])) for row in LEVELS)
    assert rows(header, *full) == list(LEVELS)
    assert rows(header, *blank) == list(LEVELS)


@pytest.mark.parametrize(
    ("name", "value", "pieces"),
    [
        ("1.甲人数；2.乙人数", "1.≥8人；2.≥9人", [("1.甲人数", "≥8人"), ("2.乙人数", "≥9人")]),
        ("1、甲率 2、乙率", "1、≥8% 2、9%以上", [("1、甲率", "≥8%"), ("2、乙率", "9%以上")]),
        ("（1）甲数（2）乙数", "（1）8个（2）9个", None),
        ("1.甲人数；2.乙人数", "1.≥8人；2.≥9人；3.≥1人", []),
        ("1.甲人数；2.乙人数", "≥8人", [("1.甲人数；2.乙人数", "≥8人")]),
        ("培训2.0版", "1.5万人", [("培训2.0版", "1.5万人")]),
    ],
)
def test_numbered_names_and_values_of_one_row(name, value, pieces):
    found = rows("一级指标\t二级指标\t三级指标\t指标值", f"产出指标\t数量指标\t{name}\t{value}")
    assert pieces is None or [one[2:] for one in found] == pieces


@pytest.mark.parametrize("nothing", ["无", "/", "—", "不适用"])
def test_a_row_of_nothing_is_no_indicator(nothing):
    row = f"效益指标\t经济效益指标\t{nothing}\t{nothing}"
    assert rows("一级指标\t二级指标\t三级指标\t指标值", "\t".join(LEVELS[0]), row) == [LEVELS[0]]


@pytest.mark.parametrize(
    ("above", "project", "code"),
    [
        ("项目名称\tP2024001\t甲项目", "甲项目", "P2024001"),
        ("项目名称\t350000-24-0012\t甲项目", "甲项目", "350000-24-0012"),
        ("项目名称\t12345热线\t主管部门\t某局", "12345热线", None),
        ("项目名称\t甲项目\t乙", "甲项目", None),
    ],
)
def test_a_code_before_the_name_of_the_project(above, project, code):
    text = f"绩效目标表\n\n{above}\n一级指标\t二级指标\t三级指标\t指标值\n" + "\t".join(LEVELS[0])
    (read,) = parse(text.encode(), Source("2024/a.txt")).projects
    assert (read["project"], read["project_code"]) == (project, code)


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("预算金额：58万元", 58),
        ("预算金额（元）：580,000", 58),
        ("项目名称：甲项目  预算金额：58万元  年度：2024年", 58),
        ("预算金额：见附表", None),
    ],
)
def test_an_amount_in_a_line_above_the_table(line, total):
    text = f"绩效目标表\n{line}\n\n一级指标\t二级指标\t三级指标\t指标值\n" + "\n".join(
        map("\t".join, LEVELS)
    )
    (read,) = parse(text.encode(), Source("2024/a.txt")).projects
    assert read["total"] == total


@pytest.mark.parametrize(
    ("second", "values"),
    [
        (("2000元/人", "/", ""), [row[3] for row in LEVELS]),
        # either may be the target: nothing is published
        (("2000元/人", "≥3个", "10%"), []),
    ],
)
def test_of_two_columns_of_values_the_filled_one_is_read_or_none(second, values):
    body = ("\t".join((*row, other)) for row, other in zip(LEVELS, second, strict=True))
    found = rows("一级指标\t二级指标\t三级指标\t数量\t标准", *body)
    assert [one[3] for one in found] == values


@pytest.mark.parametrize(
    ("again", "mark", "whole"),
    [
        ("·月", "clipped", "720元/人·月"),
        ("·月", "", "720元/人·月·月"),
        ("/年", "clipped", "720元/人·月/年"),
    ],
)
def test_what_the_next_page_draws_again_of_a_cut_cell_is_no_part_of_it(again, mark, whole):
    row = Row((Cell("720元/人·月", 1), Cell(again, 1, repaired=frozenset({mark}))))
    assert text_at(row, (0, 1)) == whole
