"""What a form says of the whole project: its score, amounts in rows that no alias names, a block
that stands in a table of its own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from transforms.document import Cell, Row, Table
from transforms.joining.splice import splice
from transforms.layouts.shared.scores import printed_score
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROW = ["产出指标", "数量指标", "培训次数", "≥4次", "5次", "50", "48"]
NAME = ["项目名称", "培训经费", "", "", "", "", ""]


def wide(*texts: str) -> list[str]:
    return [*texts, *[""] * (len(HEAD) - len(texts))]


def page(*blocks: str | list[list[str]]) -> Parsed:
    """Lines and tables as one text of tab-divided cells."""
    texts = [one if isinstance(one, str) else "\n".join(map("\t".join, one)) for one in blocks]
    return parse("\n\n".join(texts).encode(), Source("2024/a.txt"))


def only(parsed: Parsed) -> dict[str, Any]:
    (project,) = parsed.projects
    return dict(project)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("总分：83", "83"),
        ("项目总得分99分", "99"),
        ("（2022年度）　项目总得分：99.5 分", "99.5"),
        ("自评得分：100分", "100"),
        ("综合评分为 91.25", "91.25"),
        ("经评价，综合得分 88 分；等级良", "88"),
        ("总分：100", None),  # may be the points that can be reached
        ("得分：10", None),  # of one line
        ("总分差3分", None),
        ("自评得分率95%", None),
        ("总分2024年", None),
    ],
)
def test_a_score_is_read_where_it_says_whose_it_is(text: str, score: str | None) -> None:
    assert printed_score(text) == score


@pytest.mark.parametrize(
    "blocks",
    [
        ("项目支出绩效自评表", "项目总得分96分", [NAME, HEAD, ROW]),
        ("项目支出绩效自评表", [NAME, HEAD, ROW, wide("总分：96")]),
        ("项目支出绩效自评表", [NAME, wide("自评总分（分）", "96"), HEAD, ROW]),
        ("项目支出绩效自评表", [NAME, wide("主管部门", "某局", "自评得分", "96分"), HEAD, ROW]),
        ("项目支出绩效自评表", [NAME, HEAD, ROW, wide("总分", "", "", "", "", "100", "96")]),
    ],
)
def test_the_score_of_a_project_stands_in_many_places(blocks: tuple[Any, ...]) -> None:
    parsed = page(*blocks)
    assert only(parsed)["score"] == 96
    assert [row.name for row in parsed.indicators] == ["培训次数"]


def test_points_of_the_execution_are_no_score() -> None:
    execution = ["预算执行", "分值", "10", "执行率", "100%", "自评得分", "10"]
    assert only(page("项目支出绩效自评表", [NAME, execution, HEAD, ROW]))["score"] is None


def test_two_scores_that_differ_are_told() -> None:
    rows = [NAME, wide("自评总分", "97.6"), HEAD, ROW, wide("总分", "", "", "", "", "100", "96")]
    parsed = page("项目支出绩效自评表", rows)
    assert only(parsed)["score"] == 96
    assert any("97.6" in str(one["source_text"]) for one in parsed.findings)


@pytest.mark.parametrize("name", ["一般预算内拨款", "省级配套", "上年结余", "专项债券资金"])
def test_amounts_below_a_row_without_an_alias_keep_their_heads(name: str) -> None:
    block = [
        wide("预算执行情况（万元）", "资金来源", "预算数（A）", "执行数（B）", "执行率（B/A）"),
        wide("", name, "63", "60", "95%"),
        wide("", "合计", "63", "60", "95%"),
    ]
    project = only(page("项目支出绩效自评表", [NAME, *block, HEAD, ROW]))
    assert (project["total"], project["executed"]) == (Decimal(63), Decimal(60))


@pytest.mark.parametrize("label", ["部门（单位）名称", "部门名称"])
@pytest.mark.parametrize("between", [(), ("单位：万元",)])
def test_the_form_of_a_department_may_be_a_table_of_its_own(
    label: str, between: tuple[str, ...]
) -> None:
    form = [[label, "某市财政局", ""], ["预算情况", "部门预算总额（万元）", "1,876.55"]]
    parsed = page("部门整体绩效目标表", form, *between, [HEAD[:4], ROW[:4]])
    assert only(parsed)["total"] == Decimal("1876.55")


def test_a_form_that_cannot_be_joined_is_told() -> None:
    form = [["项目名称", "培训经费", ""], ["项目资金", "年度资金总额", "120.5"]]
    lines = "\n\n".join(f"第{number}段，说明如下。" for number in range(3))
    parsed = page("项目支出绩效目标表", form, f"二、其他项目\n\n{lines}", [HEAD[:4], ROW[:4]])
    read = [project["total"] for project in parsed.projects]
    told = [one for one in parsed.findings if "120.5" in str(one["source_text"])]
    assert Decimal("120.5") in read or told


@pytest.mark.parametrize(
    "text", ["项目名称 培训经费", "项目名称：培训经费", "项目名称    培训经费"]
)
def test_a_line_of_two_cells_names_the_project(text: str) -> None:
    parsed = page("项目支出绩效目标表", text, [HEAD[:4], ROW[:4]])
    assert only(parsed)["project"] == "培训经费"


def test_two_labels_down_the_side_are_not_one_cell() -> None:
    money, goals = Cell("预算执行情况（万元）（20分）", 1), Cell("年度绩效目标1（80分）", 3)
    above = Table((Row((money, Cell("预算数", 1))), Row((money, Cell("1.56", 2)))))
    below = Table((Row((goals, Cell("一级指标", 3))), Row((goals, Cell("产出指标", 4)))))
    texts = [[cell.text if cell else None for cell in row] for row in splice(above, below).rows]
    assert [row[0] for row in texts] == [money.text] * 2 + [goals.text] * 2


@pytest.mark.parametrize("row", ["合计：100", "合计:100", "总计：100", "合计（分）：100"])
def test_a_sum_of_points_below_the_indicators_is_no_money(row: str) -> None:
    parsed = page("项目支出绩效自评表", "单位：元", [NAME, HEAD, ROW, wide(row)])
    assert only(parsed)["total"] is None


@pytest.mark.parametrize(
    "title", ["项目绩效自评结果汇总", "项目支出绩效目标一览", "绩效目标汇总表"]
)
def test_a_second_form_in_one_grid_begins_with_its_title(title: str) -> None:
    head = ["项目名称", "预算金额", *HEAD[:4]]
    rows = [["道路维修", "56", *ROW[:4]], ["路灯更换", "12", *ROW[:4]]]
    grid = [[*NAME[:4], "", ""], [*HEAD[:4], "", ""], [*ROW[:4], "", ""]]
    parsed = page("项目支出绩效目标表", [*grid, [title, "", "", "", "", ""], head, *rows])
    names = [project["project"] for project in parsed.projects]
    assert names == ["培训经费", "道路维修", "路灯更换"]


def test_amounts_of_a_form_that_became_lines_are_told() -> None:
    lines = "项目名称 培训经费\n年度资金总额 120.5 100 83%"
    parsed = page("项目支出绩效目标表", lines, [HEAD[:4], ROW[:4]])
    told = "".join(str(one["source_text"]) for one in parsed.findings)
    assert only(parsed)["total"] == Decimal("120.5") or "120.5" in told
