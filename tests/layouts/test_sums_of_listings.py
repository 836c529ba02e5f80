"""Rows of sums in a listing: before or behind their projects, in whatever word, for all or for one
unit. None is a project, and a sum that does not add up is told.
"""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

LEVELS = ("一级指标", "二级指标", "三级指标", "指标值")
TARGET = ("产出指标", "数量指标", "检查次数", "≥5次")
HEADS = ("项目名称", "预算数", *LEVELS)
Rows = list[tuple[str, ...]]


def listing(rows: Rows, heads: tuple[str, ...] = HEADS) -> Parsed:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in (heads, *rows))
    lines = "".join(f"<tr>{row}</tr>" for row in cells)
    page = (
        "<html><head><meta charset='utf-8'></head><body><p>2024年项目支出绩效目标表</p>"
        f"<p>部门名称：某县教育局</p><p>单位：万元</p><table border=1>{lines}</table></body></html>"
    )
    return parse(page.encode(), Source("2024/a.html"))


def project(name: str, *amounts: str) -> tuple[str, ...]:
    return (name, *amounts, *TARGET)


def total(name: str, *amounts: str) -> tuple[str, ...]:
    return (name, *amounts, "", "", "", "")


def names(parsed: Parsed) -> list[str | None]:
    return [one["project"] for one in parsed.projects]


def told(parsed: Parsed) -> list[str]:
    return [one["rule"] for one in parsed.findings if one["rule"] != "region_unknown"]


A, B, C = project("甲项目", "10"), project("乙项目", "20"), project("丙项目", "5")
WORDS = (
    "合计", "总计", "共计", "累计", "小计", "合　计：", "合计（万元）", "本页合计", "部门合计",
    "全县合计", "项目合计", "总　　计", "某县教育局",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_total_is_no_project_in_whatever_word(word, first):
    rows = [A, B, C]
    rows.insert(0 if first else 3, total(word, "35"))
    parsed = listing(rows)
    assert names(parsed) == ["甲项目", "乙项目", "丙项目"]
    assert {one["reconciled"] for one in parsed.projects} == {True}
    assert told(parsed) == []
    assert {one["spending_unit"] for one in parsed.projects} <= {None, "某县教育局"}


@pytest.mark.parametrize("word", ["合计", "共计", "部门合计"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_total_that_does_not_add_up_is_told(word, first):
    rows = [A, B]
    rows.insert(0 if first else 2, total(word, "31"))
    parsed = listing(rows)
    assert names(parsed) == ["甲项目", "乙项目"]
    assert told(parsed) == ["sum_of_rows"]


BEHIND = [A, B, total("教育局本级小计", "30"), C, total("第一小学小计", "5"), total("合计", "35")]


@pytest.mark.parametrize(
    "rows",
    [
        BEHIND,
        BEHIND[:-1],
        [BEHIND[2], A, B, BEHIND[4], C],
        [BEHIND[5], BEHIND[2], A, B, BEHIND[4], C],
        [BEHIND[2], A, B, BEHIND[4], C, BEHIND[5]],
    ],
)
def test_sums_of_units_name_the_unit(rows):
    parsed = listing(rows)
    units = [(one["project"], one["spending_unit"]) for one in parsed.projects]
    assert units == [
        ("甲项目", "教育局本级"),
        ("乙项目", "教育局本级"),
        ("丙项目", "第一小学"),
    ]
    assert told(parsed) == []


def test_a_project_without_detail_is_no_sum_though_its_amount_is_one():
    parsed = listing([A, total("丁项目", "10")])
    assert names(parsed) == ["甲项目", "丁项目"]
    assert told(parsed) == ["no_indicators"]


OTHER = ("项目名称", "预算数", "一般公共预算", "政府性基金", "上年结转", *LEVELS)


def test_amounts_without_a_column_are_told_and_take_part_in_the_sum():
    rows = [project("甲项目", "10", "6", "4", ""), project("乙项目", "20", "13", "5", "2")]
    parsed = listing(rows, OTHER)
    assert [one["reconciled"] for one in parsed.projects] == [True, True]
    told = [one["found"] for one in parsed.findings if one["rule"] == "no_column"]
    assert told == ["4", "5", "2"]


def test_parts_that_do_not_add_up_are_told_beside_amounts_without_a_column():
    parsed = listing([project("甲项目", "10", "6", "3", "")], OTHER)
    assert sorted(told(parsed)) == ["no_column", "row_sum"]
