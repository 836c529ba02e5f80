"""Kinds that the eighth look found: names in numbered headings, prose with remarks and levels in
brackets, kinds over names and values, targets in the column of units, years in heads of amounts.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.layouts.test_sixth_kinds import read, sound, table

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [
    ["产出指标", "数量指标", "培训人数", "≥30人"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"],
]
VALUES = [("培训人数", "≥30人"), ("学员满意度", "≥90%")]


def targets(parsed):
    return [one[:2] for one in sound(parsed)]


@pytest.mark.parametrize("style", ["一、{}", "（一）{}", "1.{}", "1、{}", "项目一：{}", "(1){}"])
@pytest.mark.parametrize("name", ["双高建设专项", "学生资助（2024）", "实验室安全改造"])
def test_a_numbered_heading_names_the_project(style, name):
    parsed = read("<p>2024年绩效目标</p>", f"<p>{style.format(name)}</p>", table(HEAD, *ROWS))
    assert [one["project"] for one in parsed.projects] == [name]
    told = [one["found"] for one in parsed.findings if one["rule"] == "project_by_heading"]
    assert told == [name]


@pytest.mark.parametrize(
    "heading",
    ["一、项目基本情况", "二、绩效目标", "（三）部门职责", "四、指标完成情况", "一、预算收支总表",
     "双高建设专项", "五、存在的问题", "六、其他需要说明的问题"],
)  # fmt: skip
def test_the_heading_of_a_chapter_names_none(heading):
    parsed = read("<p>2024年绩效目标</p>", f"<p>{heading}</p>", table(HEAD, *ROWS))
    assert [one["project"] for one in parsed.projects] == [None]
    assert "project_missing" in {one["rule"] for one in parsed.findings}


def test_a_form_names_its_project_itself():
    form = table(["项目名称", "学生资助", "主管部门", "某局"], HEAD, *ROWS)
    parsed = read("<p>2024年绩效目标</p>", "<p>一、双高建设专项</p>", form)
    assert [one["project"] for one in parsed.projects] == ["学生资助"]


def test_each_heading_in_prose_begins_a_project():
    parts = []
    for number, name in zip("一二三", ("气象监测", "人工增雨", "雷达维护"), strict=True):
        parts += [f"（{number}）{name}", "1.项目资金：41.7万元，全部为财政拨款。", "2.绩效指标："]
        parts += ["数量指标：作业≥12次。", "质量指标：合格率≥90%。"]
    parsed = read("项目绩效目标", *parts, suffix="txt")
    assert [one["project"] for one in parsed.projects] == ["气象监测", "人工增雨", "雷达维护"]
    assert {one["total"] for one in parsed.projects} == {Decimal("41.7")}
    assert targets(parsed) == [("作业", "≥12次"), ("合格率", "≥90%")] * 3


@pytest.mark.parametrize(
    "remark", ["", "，已完成", "，未完成年初目标", "，完成率104.1%", "，偏差率2%", "，超额完成"]
)
@pytest.mark.parametrize("head", ["产出指标", "产出指标完成情况"])
def test_what_is_said_of_a_result_is_no_part_of_it(remark, head):
    text = ["项目支出绩效自评报告", "项目名称：绿化", f"（一）{head}", "1.数量指标"]
    text += [f"（1）栽植行道树：年初目标值1500株，实际完成值1562株{remark}。", "2.质量指标"]
    text += [f"（1）成活率：年初目标值≥95%，实际完成值93.6%{remark}。"]
    parsed = read(*text, suffix="txt")
    assert sound(parsed) == [("栽植行道树", "1500株", "1562株"), ("成活率", "≥95%", "93.6%")]


@pytest.mark.parametrize(
    "style", ["【{}-{}】", "[{}-{}]", "【{}—{}】", "【{}/{}】", "〔{}·{}〕", "【{}指标-{}指标】"]
)
def test_levels_in_brackets_before_each_indicator(style):
    items = [("产出", "数量", "管护河道：36公里"), ("产出", "质量", "达标率：≥95%")]
    items += [("效益", "社会效益", "村容：明显改善")]
    lines = [f"{n}.{style.format(*one[:2])}{one[2]}；" for n, one in enumerate(items, 1)]
    head = ["序号", "项目名称", "预算金额（万元）", "绩效指标"]
    parsed = read("<p>绩效目标表</p>", table(head, ["1", "管护", "88", "<br>".join(lines)]))
    assert [(row.category, row.subcategory) for row in parsed.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
    ]
    wanted = [("管护河道", "36公里"), ("达标率", "≥95%"), ("村容", "明显改善")]
    assert targets(parsed) == wanted


@pytest.mark.parametrize("sentence", ["以上内容随预算公开。", "上述指标由财务科解释。"])
def test_a_sentence_behind_the_last_item_is_no_part_of_it(sentence):
    text = [
        "项目绩效目标",
        "项目名称：签约",
        "数量指标：签约≥9000人",
        "质量指标：满意率≥90%",
        sentence,
    ]
    assert targets(read(*text, suffix="txt")) == [("签约", "≥9000人"), ("满意率", "≥90%")]


def test_costs_below_outputs_where_nothing_is_numbered():
    text = ["项目绩效目标", "项目名称：签约", "产出指标", "数量指标", "签约人数：≥90人", "成本指标"]
    text += ["签约费：120元/人", "满意度指标", "居民满意度：≥90%"]
    levels = [(row.category, row.name) for row in read(*text, suffix="txt").indicators]
    assert levels == [
        ("产出指标", "签约人数"),
        ("产出指标", "签约费"),
        ("满意度指标", "居民满意度"),
    ]


@pytest.mark.parametrize("name", ["指标内容", "三级指标", "指标名称"])
@pytest.mark.parametrize("value", ["指标值", "目标值"])
def test_kinds_over_names_and_values(name, value):
    kinds = ["数量指标", "质量指标", "服务对象满意度指标"]
    over = "".join(f"<td colspan=2>{kind}</td>" for kind in kinds)
    groups = "<td colspan=4>产出指标</td><td colspan=2>满意度指标</td>"
    page = (
        "<table><tr><td rowspan=3>项目名称</td><td rowspan=3>预算金额</td>"
        f"{groups}</tr><tr>{over}</tr><tr>{f'<td>{name}</td><td>{value}</td>' * 3}</tr>"
        "<tr><td>改造</td><td>160</td><td>面积</td><td>≥850平方米</td><td>合格率</td><td>100%</td>"
        "<td>患者满意度</td><td>≥90%</td></tr></table>"
    )
    parsed = read("<p>绩效目标汇总表</p><p>单位：万元</p>", page)
    assert targets(parsed) == [
        ("面积", "≥850平方米"),
        ("合格率", "100%"),
        ("患者满意度", "≥90%"),
    ]
    assert [row.subcategory for row in parsed.indicators] == kinds


@pytest.mark.parametrize("unit", ["单位（文字描述）", "计量单位/文字描述"])
@pytest.mark.parametrize("operator", ["文字描述", "定性"])
def test_a_target_in_words_in_the_column_of_units(unit, operator):
    head = [*HEAD[:3], "符号", "值", unit]
    rows = [["产出指标", "数量指标", "样点", "≥", "486", "个"]]
    rows += [["产出指标", "时效指标", "上报时限", operator, "", "12月20日前"]]
    parsed = read("<p>项目支出绩效目标表</p>", table(head, *rows))
    assert targets(parsed) == [("样点", "486"), ("上报时限", "12月20日前")]
    assert [row.effective.unit for row in parsed.indicators] == ["个", None]


@pytest.mark.parametrize(
    "label", ["2024年预算（万元）", "2024年度预算数（万元）", "2024年预算金额（万元）"]
)
def test_the_year_in_the_head_of_an_amount(label):
    head = ["项目名称", label, *HEAD]
    parsed = read("<p>绩效目标表</p>", table(head, ["培训", "62", *ROWS[0]], ["", "", *ROWS[1]]))
    assert [one["total"] for one in parsed.projects] == [Decimal(62)]


def test_of_amounts_of_two_years_the_table_s_own_counts():
    head = ["项目名称", "2023年预算（万元）", "2024年预算（万元）", *HEAD]
    parsed = read("<p>绩效目标表</p>", table(head, ["培训", "62", "70", *ROWS[0]]))
    assert [one["total"] for one in parsed.projects] == [Decimal(70)]
    assert [one["found"] for one in parsed.findings if one["rule"] == "no_column"] == ["62"]


def test_amounts_of_other_years_are_not_read():
    head = ["项目名称", "2022年预算（万元）", "2023年预算（万元）", *HEAD]
    parsed = read("<p>绩效目标表</p>", table(head, ["培训", "62", "70", *ROWS[0]]))
    assert [one["total"] for one in parsed.projects] == [None]
    assert "column_unknown" in {one["rule"] for one in parsed.findings}


@pytest.mark.parametrize(
    "term", ["长期绩效指标", "中长期绩效指标", "实施期绩效指标", "中期绩效指标"]
)
def test_targets_of_the_term_above_those_of_the_year(term):
    goals = ["目标", "长期目标", "长期目标", "年度目标", "年度目标"]
    texts = ["目标", "建成系统", "建成系统", "建成三处", "建成三处"]
    blocks = [
        [label, *row] for label in (term, "年度绩效指标") for row in (HEAD, *ROWS)
    ]  # fmt: skip
    parsed = read(
        "<p>绩效目标表</p>", table(["项目名称", "停车", "", "", ""], goals, texts, *blocks)
    )
    values = [(row.name, row.period_value, row.annual_value) for row in parsed.indicators]
    assert values == [(name, value, value) for name, value in VALUES]


def test_a_form_of_which_each_part_is_a_table_of_its_own():
    form = table(["项目名称", "服务保障", "主管部门", "某局"], ["预算数（万元）", "154.2", "", ""])
    goal = table(["年度目标", "落实政策。"], ["完成情况", "已完成。"])
    parsed = read(
        "<p>绩效目标表</p>", f"<table><tr><td>{form}{goal}{table(HEAD, *ROWS)}</td></tr></table>"
    )
    assert [(one["project"], one["total"]) for one in parsed.projects] == [
        ("服务保障", Decimal("154.2"))
    ]
    assert targets(parsed) == VALUES


@pytest.mark.parametrize(
    ("text", "value"),
    [("120万元（其中：省级100万元，地方20万元）", "120"), ("58万元，全部为财政拨款。", "58"),
     ("58.5万元（县级财政资金）", "58.5"), ("7.5万元；", "7.5")],
)  # fmt: skip
def test_an_amount_with_words_behind_it(text, value):
    form = table(["项目名称", "培训", "", ""], ["年度资金总额", text, "", ""], HEAD, *ROWS)
    parsed = read("<p>绩效目标表</p>", form)
    assert [one["total"] for one in parsed.projects] == [Decimal(value)]


@pytest.mark.parametrize("text", ["58万元，另有配套20万元", "58万元，比上年增加", "5万元（每年）"])
def test_an_amount_with_another_one_behind_it_is_told(text):
    form = table(["项目名称", "培训", "", ""], ["年度资金总额", text, "", ""], HEAD, *ROWS)
    parsed = read("<p>绩效目标表</p>", form)
    assert [one["total"] for one in parsed.projects] == [None]
    assert "amount_unreadable" in {one["rule"] for one in parsed.findings}


def test_an_amount_in_a_sentence_above_the_table_is_told():
    sentence = "该项目年初预算1250万元，全年执行1238.6万元。"
    parsed = read("<p>绩效目标</p><p>一、双高建设</p>", f"<p>{sentence}</p>", table(HEAD, *ROWS))
    told = [one["found"] for one in parsed.findings if one["rule"] == "amount_not_read"]
    assert told == ["1250万元"]
