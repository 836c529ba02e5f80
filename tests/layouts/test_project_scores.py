"""The score of a project and of its indicators, in the places where forms print them."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules
from transforms.parse import parse
from transforms.rows.source import Source

TITLE = "> 2024年项目支出绩效自评表\n"
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分\n"
BODY = (
    "产出指标 | 数量指标 | 建房 | 20套 | 16套 | 8\n"
    "^ | 质量指标 | 合格率 | 100% | 98% | 9.5\n"
    "效益指标 | 社会效益指标 | 受益人口 | 3万人 | 2万人 | 10\n"
)
FORM = "项目名称 | {} | < | < | < | <\n"
SCORE = "自评得分：88.5分"
JOINT = [
    ("分值/得分", "{0}/{1}"),
    ("得分/分值", "{1}/{0}"),
    ("分值（得分）", "{0}（{1}）"),
    ("自评得分（分值）", "{1}({0})"),
    ("权重/得分", "{0}/{1}分"),
    ("分值、得分", "{0}、{1}"),
]


def scores(text: str, form: str = "html") -> list[float | None]:
    return [row["score"] for row in read(text, form).projects]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", [SCORE, "自评总分：88.5", "项目总得分88.5分", "综合得分：88.5分"])
def test_below_the_table(line, form):
    assert scores(f"{TITLE}{FORM.format('甲')}{HEAD}{BODY}\n> {line}\n", form) == [88.5]


@pytest.mark.parametrize("between", ["", "> 2024年项目支出绩效自评表\n", "> 附件2\n"])
def test_a_line_between_two_tables_belongs_to_the_upper_one(between):
    first, second = (f"{FORM.format(name)}{HEAD}{BODY}\n" for name in "甲乙")
    assert scores(f"{TITLE}{first}> {SCORE}\n{between}\n{second}") == [88.5, None]


def test_a_line_behind_the_name_of_the_next_project_is_that_projects():
    table = f"{HEAD}{BODY}\n"
    text = f"{TITLE}> 项目名称：甲\n{table}> 项目名称：乙\n> {SCORE}\n{table}"
    assert scores(text) == [None, 88.5]


@pytest.mark.parametrize("gap", ["　　", "　", "　 "])
def test_beside_the_name_in_one_line(gap):
    line = gap.join(("项目名称：甲", SCORE, "单位：万元"))
    found = read(f"{TITLE}> {line}\n{HEAD}{BODY}")
    assert [(row["project"], row["score"]) for row in found.projects] == [("甲", 88.5)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("head", "cell"), JOINT)
def test_points_and_score_in_one_column(head, cell, form):
    pairs = [("10", "8"), ("10", "9.5"), ("20", "20")]
    rows = [line.rpartition("|")[0] for line in BODY.splitlines()]
    body = "\n".join(f"{row}| {cell.format(*pair)}" for row, pair in zip(rows, pairs, strict=True))
    found = read(f"{TITLE}{FORM.format('甲')}{HEAD.replace('得分', head)}{body}", form)
    assert [(row.points, row.score) for row in found.indicators] == [(10, 8), (10, 9.5), (20, 20)]
    assert rules(found) == set()


def test_a_column_that_holds_other_text_stays_whole():
    rows = [line.rpartition("|")[0] for line in BODY.splitlines()]
    body = "\n".join(f"{row}| {cell}" for row, cell in zip(rows, ("10/8", "10", "优"), strict=True))
    found = read(f"{TITLE}{FORM.format('甲')}{HEAD.replace('得分', '分值/得分')}{body}")
    assert {row.score for row in found.indicators} == {None}
    assert "column_unknown" in rules(found)


@pytest.mark.parametrize("form", FORMS)
def test_sums_of_a_level_are_no_indicators(form):
    rows = BODY.splitlines()
    body = "\n".join(
        (*rows[:2], "^ | 小计 | < | < | < | 17.5", rows[2], "^ | 小计 | < | < | < | 10")
    )
    found = read(f"{TITLE}{FORM.format('甲')}{HEAD}{body}", form)
    assert [row.name for row in found.indicators] == ["建房", "合格率", "受益人口"]
    assert rules(found) == set()


@pytest.mark.parametrize("printed", ["优", "90-100", "良好", "一等"])
def test_a_score_in_words_beside_its_label_is_told(printed):
    """The column holds numbers: what stands there in words ended nowhere."""
    rows = [
        ["项目名称", "道路养护", "自评得分", printed],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "养护里程", "≥5公里"],
    ]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<p>项目支出绩效自评表</p><table border=1>{lines}</table>"
    parsed = parse(page.encode(), Source("2024/a.html"))
    assert parsed.projects[0]["score"] is None
    assert [one["rule"] for one in parsed.findings if one["found"] == printed] == ["no_column"]
