"""Several indicators in one row, numbered or on lines of their own in its cells."""

from __future__ import annotations

import pytest

from transforms.parse import Parsed, parse
from transforms.rows.source import Source

FORM = (
    "<p>项目支出绩效目标表（2024年度）</p><table><tr><td>项目名称<td colspan=3>技能培训</tr>"
    "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
    "<tr><td>产出指标<td>数量指标<td>{}<td>{}</tr>"
    "<tr><td>满意度指标<td>服务对象满意度指标<td>学员满意度<td>≥90%</tr></table>"
)


def read(names: str, values: str) -> Parsed:
    page = FORM.format(names.replace("\n", "<br>"), values.replace("\n", "<br>"))
    return parse(page.encode(), Source("2024/a.html"))


@pytest.mark.parametrize(
    ("names", "values", "numbers"),
    [
        ("（1）{}\n（2）{}", "（1）{}\n（2）{}", ("（1）", "（2）")),
        ("(1){} (2){}", "(1){} (2){}", ("(1)", "(2)")),
        ("①{}\n②{}", "①{}\n②{}", ("①", "②")),
        ("①{}；②{}", "①{}；②{}", ("①", "②")),
        ("一、{}\n二、{}", "一、{}\n二、{}", ("一、", "二、")),
        ("（一）{}\n（二）{}", "（一）{}\n（二）{}", ("（一）", "（二）")),
        ("指标1：{}\n指标2：{}", "指标1：{}\n指标2：{}", ("指标1：", "指标2：")),
        ("1.{}\n2.{}", "1.{}\n2.{}", ("1.", "2.")),
        ("1、{}2、{}", "1、{}2、{}", ("1、", "2、")),
        ("1.{}\n2.{}", "①{}\n②{}", ("1.", "2.")),
        ("（1）{}\n（2）{}", "{}\n{}", ("（1）", "（2）")),
    ],
)
def test_each_number_is_an_indicator(names: str, values: str, numbers: tuple[str, str]) -> None:
    parsed = read(
        names.format("培训乡村医生人数", "培训考核合格率"), values.format("≥260人", "≥95%")
    )
    assert [(row.name, row.annual_value) for row in parsed.indicators] == [
        (f"{numbers[0]}培训乡村医生人数", "≥260人"),
        (f"{numbers[1]}培训考核合格率", "≥95%"),
        ("学员满意度", "≥90%"),
    ]
    assert all(row.finding_id is None for row in parsed.indicators)


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ("培训乡村医生人数\n培训考核场次", "≥260人\n=4场"),
        ("培训乡村医生人数\n培训考核场次\n培训考核合格率", "≥260人\n=4场\n≥95%"),
        ("培训乡村医生人数\n培训考核场次", "260人\n4场"),
        ("1.培训乡村医生人数\n2.培训考核场次\n3.合格率", "1.≥260人\n2.=4场"),
    ],
)
def test_lines_of_which_nothing_says_whose_they_are_are_held_back(names: str, values: str) -> None:
    parsed = read(names, values)
    assert "cells_glued" in {one["rule"] for one in parsed.findings}
    assert [row.name for row in parsed.indicators if row.finding_id is None] == ["学员满意度"]


@pytest.mark.parametrize(
    ("names", "values", "name", "value"),
    [
        ("培训乡村\n医生人数", "≥260人", "培训乡村医生人数", "≥260人"),
        ("培训乡村医生人数（5G、\n2个班）", "≥260人", "培训乡村医生人数（5G、2个班）", "≥260人"),
        ("1.培训乡村医生人数", "≥260人", "1.培训乡村医生人数", "≥260人"),
        ("培训（1）班人数", "≥260人", "培训（1）班人数", "≥260人"),
        ("①培训人数", "①≥260人", "①培训人数", "①≥260人"),
    ],
)
def test_one_indicator_stays_one(names: str, values: str, name: str, value: str) -> None:
    first = read(names, values).indicators[0]
    assert (first.name, first.annual_value) == (name, value)
