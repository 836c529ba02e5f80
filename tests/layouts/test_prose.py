"""Targets in running text and in strings: cut where the text shows it, else held back whole."""

from __future__ import annotations

from tests.layouts.printed import Grid, corpus_rows
from tests.layouts.test_pages import extracts
from transforms.document import Document, Line
from transforms.records import Extract

TONGXIN = (
    "下马关镇2023年衔接资金项目绩效目标设定公示\n"
    "项目名称：葡萄种植项目\n"
    "项目资金：50万元\n"
    "一、 产出指标\n"
    "数量指标:★补助各类瓜果蔬菜种植数量,黄金蜜(葡萄)种植数量(≥**株)>=17600株；"
    "种植作物成活率(≥**%)>=85；"
    "时效指标:完成及时\n"
    "率(≥**%)>=100%。成本指标,作物种植补助标准,黄金蜜(葡萄)补助成本(≤**元/株)≤28.40/株。\n"
    "二、 效益指标\n"
    "经济效益指标:脱贫地区特色产业产值(≥**万元)≥80万元;促使脱贫户、监测户增加收入(≥**万元)≥80万元。"
    "社会效益目标:★★★受益脱贫户、监测户人口数(≥**户)≥10户。可持续影响指标:持续发展。\n"
    "三、 满意度指标\n"
    "服务对象满意度指标:受益脱贫户满意度(≥**%)≥95%。\n"
    "四、公示时间\n"
    "公示期十天，欢迎监督。"
)


def text(lines: str) -> list[Extract]:
    return extracts(
        Document(
            "text", tuple(Line(line, number) for number, line in enumerate(lines.splitlines(), 1))
        )
    )


def test_running_text_of_the_corpus(corpus: object) -> None:
    (extract,) = text(TONGXIN)
    (project,) = extract.projects
    total = project.amounts["total"]
    assert total is not None
    assert (extract.layout, project.project, total.value) == ("running_text", "葡萄种植项目", 50)
    good = [
        (one.category, one.subcategory, one.name, one.annual_value)
        for one in project.indicators
        if not one.findings
    ]
    wanted = [
        (row.level1, row.level2, row.name, row.values[0])
        for row in corpus_rows("ningxia_tongxin_xiamaguan_2023_putao")
        if row.name
    ]
    assert good == wanted
    assert [
        (one.source_text, one.findings[0].rule) for one in project.indicators if one.findings
    ] == [("持续发展", "value_not_cut")]


def test_result_behind_the_target() -> None:
    (extract,) = text(
        "数量指标：布防飞机数量≥6架，实际布防6架；质量指标：作业合格率100%，实际100%；"
        "社会效益指标：生态修复功能提高"
    )
    assert extract.heading.document_kind == "self_evaluation"
    assert [
        (one.name, one.annual_value, one.actual_value) for one in extract.projects[0].indicators
    ] == [
        ("布防飞机数量", "≥6架", "6架"),
        ("作业合格率", "100%", "100%"),
        ("生态修复功能提高", None, None),
    ]


def test_counted_string() -> None:
    (extract,) = text(
        "项目名称：运转经费\n设 1条数量指标:维护月数≥1个月;设 1条质量指标:合格率≥80%;"
        "设 1条经济效益指标:维护单位日常运转定性有效;"
        "设 2条满意度指标:群众满意度≥90%。"
    )
    rows = extract.projects[0].indicators
    assert [(one.subcategory, one.name, one.operator, one.annual_value) for one in rows[:3]] == [
        ("数量指标", "维护月数", None, "≥1个月"),
        ("质量指标", "合格率", None, "≥80%"),
        ("经济效益指标", "维护单位日常运转", "定性", "有效"),
    ]
    assert rows[3].findings[0].rule == "value_not_cut"  # two are announced, one is there


def test_strings_of_a_budget_system_in_the_cell() -> None:
    coded = (
        "指标编码：11,指标名称：培训人数,运算符号：≥,指标值：100,计量单位：人; "
        "指标编码：31,指标名称：满意度,运算符号：≥,指标值：95,计量单位：%"
    )
    (extract,) = extracts(
        Grid()
        .add("项目名称", "总计", "绩效目标", "绩效指标")
        .add("甲", "1.00", "好", coded)
        .table()
    )
    rows = extract.projects[0].indicators
    assert [
        (one.subcategory_code, one.name, one.operator, one.annual_value, one.unit) for one in rows
    ] == [("11", "培训人数", "≥", "100", "人"), ("31", "满意度", "≥", "95", "%")]
    assert [coded[slice(*one.span)] for one in rows if one.span] == [
        one.source_text for one in rows
    ]


def test_text_that_lost_its_cells_is_held_back() -> None:
    (extract,) = text(
        "2019年高中助学金项目绩效评价指标表\n评价指标评价内容指标名称指标说明目标值分值备注\n"
        "产出数量指标享受资助人数达到预计值210010\n资金支出率95%以上10"
    )
    assert [one.findings[0].rule for one in extract.projects[0].indicators] == [
        "cells_glued",
        "cells_glued",
    ]
    assert [one.name for one in extract.projects[0].indicators] == ["", ""]


def test_prose_between_tables_is_read_and_both_tables_stay() -> None:
    table = (
        Grid()
        .add("一级指标", "二级指标", "三级指标", "指标值")
        .add("产出指标", "数量指标", "人数", "5")
        .table()
    )
    lines = tuple(Line(line, number) for number, line in enumerate(TONGXIN.splitlines(), 1))
    found = extracts(Document("docx", (table, *lines, Line("项目支出绩效目标表", 99), table)))
    assert [one.layout for one in found] == ["level_columns", "running_text", "level_columns"]
