"""Columns beside the targets: parts of the year, ticks, rates, signs of term and year."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules, targets

YEAR = """> 项目支出绩效目标表（2024年度）
项目名称 | 公交车购置 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | {}
产出指标 | 数量指标 | 购置车辆 | 10辆 | 25辆 | 60辆
^ | 质量指标 | 合格率 | 97% | 98% | 99%
"""
BELOW = """> 项目支出绩效目标表（2024年度）
项目名称 | 公交车购置 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效目标值 | < | <
^ | ^ | ^ | {}
产出指标 | 数量指标 | 购置车辆 | 10辆 | 25辆 | 60辆
^ | 质量指标 | 合格率 | 97% | 98% | 99%
"""


def values(page: str, form: str) -> list[str | None]:
    return [value for *_, value in targets(read(page, form))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", [YEAR, BELOW])
@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("1-3月 | 1-6月 | 1-12月", ["60辆", "99%"]),
        ("1—3月 | 1—6月 | 全年", ["60辆", "99%"]),
        ("一季度 | 二季度 | 全年目标值", ["60辆", "99%"]),
        ("上半年 | 前三季度 | 年度", ["60辆", "99%"]),
        ("全年 | 上半年 | 下半年", ["10辆", "97%"]),
        ("第1季度累计 | 第2季度累计 | 全年累计", ["60辆", "99%"]),
    ],
)
def test_the_whole_year_has_the_targets(page, heads, wanted, form):
    assert values(page.format(heads), form) == wanted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", [YEAR, BELOW])
def test_parts_alone_have_none(page, form):
    assert values(page.format("一季度 | 二季度 | 三季度"), form) == []
    assert rules(read(page.format("一季度 | 二季度 | 三季度"), form))


RESULTS = """> 项目支出绩效自评表（2024年度）
项目名称 | 档案数字化 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | {}
产出指标 | 数量指标 | 扫描档案 | 80万页 | {}
^ | 质量指标 | 差错率 | ≤0.05% | {}
"""


def results(page: str, form: str) -> list[tuple[str | None, str | None]]:
    kept = (row for row in read(page, form).indicators if row.finding_id is None)
    return [(row.annual_value, row.actual_value) for row in kept]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tick", ["√", "✓", "☑"])
def test_a_tick_is_no_result(tick, form):
    page = RESULTS.format(
        "完成情况 | < | <\n^ | ^ | ^ | ^ | 已完成 | 未完成 | 实际值",
        f"{tick} |  | 82万页",
        f" | {tick} | 0.06%",
    )
    assert results(page, form) == [("80万页", "82万页"), ("≤0.05%", "0.06%")]


@pytest.mark.parametrize("form", FORMS)
def test_a_tick_alone_is_what_is_printed_as_result(form):
    page = RESULTS.format("完成情况 | 得分 | 偏差原因", "√ | 50 | ", "√ | 40 | ")
    assert results(page, form) == [("80万页", "√"), ("≤0.05%", "√")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heads", ["实际数 | 完成率 | 是否完成", "实际情况 | 达成率 | 是否达标"])
def test_a_rate_is_no_result(heads, form):
    page = RESULTS.format(heads, "82万页 | 102.5% | 是", "0.06% | 80% | 否")
    assert results(page, form) == [("80万页", "82万页"), ("≤0.05%", "0.06%")]


SIGNS = """> 部门预算项目支出绩效目标申报表（2024年度）
项目名称 | 检测能力 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | {} | < | {} | <
^ | ^ | ^ | {sign} | 指标值 | {sign} | 指标值
产出指标 | 数量指标 | 购置设备 | ≥ | 45台 | ≥ | 15台
^ | 质量指标 | 完好率 | = | 100% | = | 100%
^ | 成本指标 | 单价 | {} | 9万元 | ≤ | 8万元
"""
BOTH = [("45台", "15台", ">="), ("100%", "100%", "="), ("9万元", "8万元", "<=")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", ["指标性质", "符号"])
@pytest.mark.parametrize(("term", "year"), [("实施期目标", "2024年目标"), ("中期", "年度")])
def test_term_and_year_have_signs_of_their_own(term, year, sign, form):
    parsed = read(SIGNS.format(term, year, "≤", sign=sign), form)
    kept = [row for row in parsed.indicators if row.finding_id is None]
    found = [(row.period_value, row.annual_value, row.effective.operator) for row in kept]
    assert found == BOTH


@pytest.mark.parametrize("form", FORMS)
def test_other_signs_of_the_term_are_held_back(form):
    parsed = read(SIGNS.format("实施期目标", "2024年目标", "=", sign="指标性质"), form)
    assert [row.name for row in parsed.indicators if row.finding_id] == ["单价"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("word", ["合计", "总计", "小计"])
def test_a_sum_that_goes_over_the_indicators_is_no_project(word, form):
    page = f"""> 项目绩效目标一览表（2024年）
> 单位：万元
序号 | 项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 预算安排
1 | 环卫保洁 | 产出指标 | 数量指标 | 清运垃圾 | ≥5200吨 | 128
2 | 村级运转 | 产出指标 | 数量指标 | 保障村委会 | 14个 | 86.8
{word} | < | < | < | < | < | 214.8
"""
    parsed = read(page, form)
    assert [one["project"] for one in parsed.projects] == ["环卫保洁", "村级运转"]
    assert values(page, form) == ["≥5200吨", "14个"]


OVER = """> 项目支出绩效自评表（2024年度）
项目名称 | < | 河湖修复 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 目标值 | < | 完成值 | <
^ | ^ | ^ | {}
产出指标 | 数量指标 | 修复岸线 | 30公里 | 12公里 | 20公里 | 13公里
^ | 质量指标 | 合格率 | 99% | 98% | 97% | 96%
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "heads",
    [
        "三年总目标 | 本年目标 | 累计完成 | 本年完成",
        "实施期目标 | 年度目标 | 累计完成 | 当年完成",
        "中期 | 年度 | 中期 | 年度",
    ],
)
def test_target_and_result_of_the_term_and_of_the_year(heads, form):
    parsed = read(OVER.format(heads), form)
    kept = [row for row in parsed.indicators if row.finding_id is None]
    found = [(row.period_value, row.annual_value, row.actual_value) for row in kept]
    assert found == [("30公里", "12公里", "13公里"), ("99%", "98%", "96%")]


TWO_NAMES = """> 项目支出绩效目标表（2024年度）
项目名称 | 农机补贴 | < | < | <
一级指标 | 二级指标 | {} | 指标值
产出指标 | 数量指标 | 拖拉机 | 补贴台数 | ≥320台
^ | ^ | 收割机 | 作业面积 | ≥85亩
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heads", ["指标对象 | 指标属性", "考核对象 | 考核要素", "对象 | 属性"])
def test_half_a_name_is_no_name(heads, form):
    assert targets(read(TWO_NAMES.format(heads), form)) == []
    assert rules(read(TWO_NAMES.format(heads), form))
