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


@pytest.mark.parametrize(
    "parts", [[("其中：清淤工程", "6"), ("护坡工程", "4")], [("其中：财政拨款", "8")]]
)
def test_parts_below_a_project_are_no_projects(parts):
    rows = [A, *(total(*one) for one in parts), B]
    parsed = listing(rows)
    assert [(one["project"], one["total"]) for one in parsed.projects] == [
        ("甲项目", 10),
        ("乙项目", 20),
    ]
    assert [one["found"] for one in parsed.findings if one["rule"] == "no_column"] == [
        amount for _, amount in parts
    ]


@pytest.mark.parametrize("carried", ["承前页", "过次页", "转下页", "接上页"])
def test_a_sum_carried_over_a_page_is_no_project(carried):
    assert names(listing([A, total(carried, "10"), B])) == ["甲项目", "乙项目"]


@pytest.mark.parametrize("kind", ["特定目标类", "其他运转类", "水利工程", "专项经费"])
def test_a_class_of_projects_is_no_unit(kind):
    parsed = listing([total(kind, "30"), A, B])
    assert {one["spending_unit"] for one in parsed.projects} == {None}
    assert names(parsed) == ["甲项目", "乙项目"]


NUMBERED = ("序号", *HEADS)


def test_the_amount_of_a_parent_is_that_of_its_children():
    rows = [("1", *A), ("1.1", *project("清淤", "6")), ("1.2", *project("护坡", "4")), ("2", *B)]
    parsed = listing(rows, NUMBERED)
    assert [one["total"] for one in parsed.projects] == [None, 6, 4, 20]
    assert told(parsed) == ["no_column"]


def test_children_that_do_not_add_up_are_projects_like_others():
    rows = [("1", *A), ("1.1", *project("清淤", "6")), ("2", *B)]
    assert [one["total"] for one in listing(rows, NUMBERED).projects] == [10, 6, 20]


def merged(*rows: str) -> Parsed:
    head = "".join(f"<td>{one}</td>" for one in ("项目名称", "资金来源", "预算数", *LEVELS))
    lines = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    page = f"<p>绩效目标表</p><p>单位：万元</p><table border=1>{lines}</table>"
    return parse(page.encode(), Source("2024/a.html"))


CELLS = "".join(f"<td>{one}</td>" for one in TARGET)


def test_one_amount_over_two_projects_is_of_none_of_them():
    first = f"<td>甲项目</td><td>财政</td><td rowspan=2>30</td>{CELLS}"
    parsed = merged(first, f"<td>乙项目</td><td>财政</td>{CELLS}")
    assert [one["total"] for one in parsed.projects] == [None, None]
    assert told(parsed).count("amount_unreadable") == 2


def test_two_amounts_of_one_project_are_told():
    first = f"<td rowspan=2>甲项目</td><td>财政拨款</td><td>100</td>{CELLS}"
    parsed = merged(first, f"<td>其他资金</td><td>20</td>{CELLS}")
    assert [(one["project"], one["total"]) for one in parsed.projects] == [("甲项目", None)]
    assert "amount_unreadable" in told(parsed)


YEARS = ("项目名称", "总额", "2024年", "2025年", "2026年", *LEVELS)


def test_of_amounts_of_several_years_the_table_s_own_counts():
    parsed = listing([project("甲项目", "30", "10", "12", "8")], YEARS)
    assert [(one["total"], one["period_total"]) for one in parsed.projects] == [(10, 30)]
    told = [one["found"] for one in parsed.findings if one["rule"] == "no_column"]
    assert told == ["12", "8"]


def test_the_owner_stands_in_a_row_of_the_table():
    above = [("部门名称：广州市海珠区水务局", *[""] * 4, "单位：万元"), HEADS, A]
    lines = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in above)
    page = f"<p>绩效目标表</p><table border=1>{lines}</table>"
    parsed = parse(page.encode(), Source("2024/a.html"))
    assert [one["department"] for one in parsed.projects] == ["广州市海珠区水务局"]
    assert [one["total"] for one in parsed.projects] == [10]


@pytest.mark.parametrize(("head", "unit"), [("某县第一小学", "某县第一小学"), ("特定目标类", None)])
@pytest.mark.parametrize("amount", ["", "30"])
def test_a_name_over_projects_is_no_project(head, unit, amount):
    parsed = listing([total(head, amount), A, B])
    assert names(parsed) == ["甲项目", "乙项目"]
    assert {one["spending_unit"] for one in parsed.projects} == {unit}
    assert told(parsed) == ([] if unit else ["no_column"])


def test_other_numbers_are_no_parts():
    rows = [("项目名称", "甲", "业务类型", "2"), ("财政拨款", "10", "", ""), LEVELS, TARGET]
    lines = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    page = f"<p>绩效目标表</p><p>单位：万元</p><table border=1>{lines}</table>"
    parsed = parse(page.encode(), Source("2024/a.html"))
    assert "parts_without_total" not in told(parsed)
