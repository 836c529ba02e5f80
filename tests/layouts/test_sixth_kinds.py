"""Kinds that the sixth look found: values below results, progress of a monitoring, costs in
prose by their numbering, village listings, units above units.
"""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(*parts: str, suffix: str = "html") -> Parsed:
    return parse("\n".join(parts).encode(), Source(f"2024/a.{suffix}"))


def sound(parsed: Parsed) -> list[tuple[str, str | None, str | None]]:
    return [
        (row.name, row.annual_value, row.actual_value)
        for row in parsed.indicators
        if row.finding_id is None
    ]


@pytest.mark.parametrize("result", ["完成情况", "实际完成情况", "全年完成情况"])
@pytest.mark.parametrize("value", ["数值", "指标值", "值"])
def test_a_value_below_results_is_a_result(result: str, value: str) -> None:
    head = (
        "<tr><td rowspan=2>一级指标</td><td rowspan=2>二级指标</td><td rowspan=2>三级指标</td>"
        f"<td colspan=2>绩效目标</td><td colspan=2>{result}</td></tr>"
        f"<tr><td>{value}</td><td>单位</td><td>{value}</td><td>单位</td></tr>"
    )
    rows = [("数量指标", "造林面积", "1.5", "1.52"), ("质量指标", "成活面积", "1.2", "1.3")]
    body = "".join(
        f"<tr><td>产出指标</td><td>{kind}</td><td>{name}</td><td>{target}</td><td>万亩</td>"
        f"<td>{actual}</td><td>万亩</td></tr>"
        for kind, name, target, actual in rows
    )
    parsed = read("<p>项目支出绩效自评表</p>", f"<table>{head}{body}</table>")
    assert [(name, target) for name, target, _ in sound(parsed)] == [row[1:3] for row in rows]
    assert [actual for _, _, actual in sound(parsed)] == [row[3] for row in rows]


@pytest.mark.parametrize(
    "head", ["截至9月底完成值", "截止9月完成值", "1-9月累计完成值", "前三季度完成值", "1-9月完成值"]
)
@pytest.mark.parametrize("more", ["完成进度", "监控信号", "预警等级", "纠偏措施"])
def test_progress_of_a_monitoring_is_no_target(head: str, more: str) -> None:
    names = ["一级指标", "二级指标", "三级指标", "年度目标值", head, more]
    row = ["产出指标", "数量指标", "新增岗位", "≥900个", "1012个", "正常"]
    parsed = read("<p>项目支出绩效运行监控表</p>", table(names, row))
    assert [one[:2] for one in sound(parsed)] == [("新增岗位", "≥900个")]


STYLES = [
    ("（一）", "1.", "4."),
    ("一、", "（1）", "（4）"),
    ("(1)", "1、", "4、"),
    ("一、", "1.", "4."),
]


@pytest.mark.parametrize(("group", "kind", "last"), STYLES)
def test_costs_numbered_as_kinds_are_one(group: str, kind: str, last: str) -> None:
    text = ["项目绩效目标", "项目名称：企业服务", f"{group}产出指标", f"{kind}数量指标"]
    text += ["走访企业：≥120家。", f"{last}成本指标", "人均成本：≤150元。"]
    parsed = read(*text, suffix="txt")
    levels = [(row.category, row.subcategory_printed) for row in parsed.indicators]
    assert levels == [("产出指标", "数量指标"), ("产出指标", "成本指标")]


@pytest.mark.parametrize("group", ["（{}）", "{}、"])
def test_costs_numbered_as_groups_are_a_group(group: str) -> None:
    text = ["项目绩效目标", "项目名称：企业服务", f"{group.format('一')}产出指标", "1.数量指标"]
    text += ["走访企业：≥120家。", f"{group.format('二')}成本指标", "人均成本：≤150元。"]
    parsed = read(*text, suffix="txt")
    assert [row.category for row in parsed.indicators] == ["产出指标", "成本指标"]


@pytest.mark.parametrize(
    "head", ["投资（万元）", "计划投资（万元）", "投资额（万元）", "项目投资（万元）"]
)
def test_a_listing_of_villages(head: str) -> None:
    names = ["序号", "项目名称", "建设地点", head, "产出指标", "满意度指标"]
    first = ["1", "小蚕房", "弄山村", "120.00", "数量指标：新建小蚕房≥36间", "农户满意度≥95%"]
    second = ["2", "道路硬化", "坡塘村", "65.40", "数量指标：硬化道路≥2.3公里", "群众满意度≥95%"]
    sums = ["合计", "", "", "185.40", "", ""]
    parsed = read("<p>2024年项目绩效目标公开表</p>", table(names, first, second, sums))
    assert [float(one["total"]) for one in parsed.projects] == [120.0, 65.4]
    assert [one[0] for one in sound(parsed)] == [
        "新建小蚕房",
        "农户满意度",
        "硬化道路",
        "群众满意度",
    ]


@pytest.mark.parametrize("outer", ["澜沙县卫生健康局", "某市教育委员会", "某镇人民政府"])
def test_units_below_a_department_are_no_projects(outer: str) -> None:
    names = ["单位名称、项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
    blank = ["", "", "", "", ""]
    one = ["签约服务", "做实签约", "产出指标", "数量指标", "签约人数", "≥2.8万人"]
    two = ["乡医养老", "按月发放", "产出指标", "数量指标", "领取人数", "142人"]
    units = ["妇幼保健服务中心", "机关服务中心"]
    rows = [[outer, *blank], [units[0], *blank], one, [units[1], *blank], two]
    parsed = read("<p>2024年部门项目支出绩效目标表</p>", table(names, *rows))
    found = [(row["project"], row["spending_unit"]) for row in parsed.projects]
    assert found == [("签约服务", units[0]), ("乡医养老", units[1])]
