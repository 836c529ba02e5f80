"""Titles, years, goals and kinds: what speaks of a form, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.layouts.shared.labels import is_goal_label
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source
from transforms.words.headings import read_heading

CASES = Path(__file__).parents[1] / "material" / "cases"
LEVELS = "一级指标\t二级指标\t三级指标\t年度指标值"
ROWS = "产出指标\t数量指标\t培训次数\t≥1次\n产出指标\t质量指标\t合格率\t≥90%"


def case(name: str) -> Parsed:
    return parse((CASES / name).read_bytes(), Source(name))


def text(page: str) -> Parsed:
    return parse(page.encode(), Source("a.txt"))


@pytest.mark.parametrize(
    ("name", "year"), [("W4_year_a.html", 2022), ("W4_year_c.html", 2022), ("W4_year_g.html", 2023)]
)
def test_the_forms_own_year_comes_before_the_pages(name, year):
    assert case(name).document["fiscal_year"] == year


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某县2023年部门预算公开", "项目支出绩效自评表", "（2022年度）"], 2022),
        (["某县2023年部门预算公开", "项目支出绩效自评表", "(2022年度) 单位：万元"], 2022),
        (["某县2023年部门预算公开", "项目支出绩效自评表", "二〇二二年度"], 2022),
        (["2023年项目支出绩效自评表", "2022年"], 2023),
        (["某县2023年部门预算公开", "项目支出绩效自评表"], 2023),
        (["项目支出绩效自评表", "2022年度", "2023年3月15日"], 2022),
        (["2023年度", "项目支出绩效自评表"], 2023),
    ],
)
def test_a_line_below_the_title_is_the_forms_own(lines, year):
    assert read_heading(lines).fiscal_year == year


@pytest.mark.parametrize(
    ("name", "title", "kind", "scope"),
    [
        ("W3_dept_self_two.html", "部门整体支出绩效自评表", "self_evaluation", "department"),
        ("W3_monitor_two.html", "项目支出绩效运行监控表", "monitoring", "project"),
    ],
)
def test_a_cell_beside_others_is_no_title(name, title, kind, scope):
    parsed = case(name)
    assert parsed.document["title"] == title
    assert [(row["document_kind"], row["scope"]) for row in parsed.projects] == [(kind, scope)]


@pytest.mark.parametrize("name", ["F6_goal_is_label.html", "F6b_goal_is_label.html"])
def test_a_label_is_no_goal(name):
    assert [row["goal"] for row in case(name).projects] == ["入股分红"]


@pytest.mark.parametrize(
    "label",
    [
        "年度总体目标完成情况",
        "年初设定目标",
        "绩效目标",
        "全年（调整）目标",
        "中期目标：",
        "总目标实现情况说明",
    ],
)
def test_words_of_labels_say_no_goal(label):
    assert is_goal_label(label)


@pytest.mark.parametrize(
    "goal", ["完成全年目标", "实现总体目标", "目标1：完成", "保障运行", "入股分红"]
)
def test_a_goal_is_kept_however_short(goal):
    assert not is_goal_label(goal)


def test_captions_between_two_forms_belong_to_the_second():
    parsed = case("W7_caption_row_between_forms.html")
    names = [(row["project"], str(row["total"])) for row in parsed.projects]
    assert names == [("安全隐患维修", "20.00"), ("办案业务费", "24.00")]
    assert [row.name for row in parsed.indicators] == [
        "维修面积",
        "干警满意度",
        "调解员人数",
        "干警满意度",
    ]


@pytest.mark.parametrize(
    ("cells", "kind"), [("\t", "target"), ("/\t—", "target"), ("1次\t95%", "self_evaluation")]
)
def test_results_that_nobody_filled_in_make_no_self_evaluation(cells, kind):
    results = cells.split("\t")
    rows = [f"{row}\t{result}" for row, result in zip(ROWS.split("\n"), results, strict=True)]
    page = "\n".join(
        ["2024年项目支出绩效目标表", "项目名称\t培训费", f"{LEVELS}\t实际完成值", *rows]
    )
    assert [row["document_kind"] for row in text(page).projects] == [kind]
