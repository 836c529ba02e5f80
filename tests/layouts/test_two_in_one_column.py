"""One head over two things: target and result in one cell, and a value between sign and unit."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules

BOTH = """> 项目支出绩效自评表（2024年度）
项目名称 | 科普场馆 | < | < | <
一级指标 | 二级指标 | 三级指标 | {} | 分值
产出指标 | 数量指标 | 开放天数 | {} | 50
^ | 质量指标 | 展品完好率 | {} | 40
"""
PARTS = """> 项目支出绩效目标表（2024年度）
项目名称 | 移民扶持 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | {} | < | <
产出指标 | 数量指标 | 扶持人数 | {}
^ | ^ | 建设项目 | {}
"""


def found(page: str, form: str) -> list[tuple[str | None, str | None, str | None]]:
    parsed = read(page, form)
    kept = (row for row in parsed.indicators if row.finding_id is None)
    return [(row.name, row.annual_value, row.actual_value) for row in kept]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "head",
    ["目标值/完成值", "年度指标值/实际完成值", "目标/实际", "计划值（实际值）", "指标值 / 完成值"],
)
def test_target_and_result_in_one_cell(head: str, form: str) -> None:
    page = BOTH.format(head, "≥300天/312天", "≥95%／97%")
    assert found(page, form) == [("开放天数", "≥300天", "312天"), ("展品完好率", "≥95%", "97%")]


@pytest.mark.parametrize("form", FORMS)
def test_the_result_may_stand_first(form: str) -> None:
    page = BOTH.format("完成值/目标值", "312天/≥300天", "97%/≥95%")
    assert found(page, form) == [("开放天数", "≥300天", "312天"), ("展品完好率", "≥95%", "97%")]


@pytest.mark.parametrize("form", FORMS)
def test_the_result_may_stand_in_brackets(form: str) -> None:
    page = BOTH.format("目标值（完成值）", "≥300天（312天）", "≥95%(97%)")
    assert found(page, form) == [("开放天数", "≥300天", "312天"), ("展品完好率", "≥95%", "97%")]


@pytest.mark.parametrize("form", FORMS)
def test_a_unit_with_a_slash_is_no_border(form: str) -> None:
    page = BOTH.format("目标值/完成值", "80元/人·月/85元/人·月", "优良/优良")
    both = [("开放天数", "80元/人·月", "85元/人·月"), ("展品完好率", "优良", "优良")]
    assert found(page, form) == both


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "cell", ["80元/人", "≥95%/达标", "≤10/10万", "300天", "3/4/5", "≥3次/", "≥95%（含）"]
)
def test_a_cell_without_two_values_is_held_back(cell: str, form: str) -> None:
    page = BOTH.format("目标值/完成值", cell, "≥95%/97%")
    assert found(page, form) == [("展品完好率", "≥95%", "97%")]
    assert "cells_glued" in rules(read(page, form))


@pytest.mark.parametrize("form", ["xlsx", "docx", "html"])
@pytest.mark.parametrize(
    ("head", "one", "other"),
    [
        ("指标值", "≥ | 5260 | 人", "= | 14 | 个"),
        ("年度指标值", "≥ | 5260 | 人", "= | 14 | 个"),
        ("目标值", "大于等于 | 5260 | 人", "等于 | 14 | 个"),
        ("绩效指标值", "5260 | 人 | ≥", "14 | 个 | ="),
    ],
)
def test_a_value_between_sign_and_unit(head: str, one: str, other: str, form: str) -> None:
    parsed = read(PARTS.format(head, one, other), form)
    read_as = [
        (row.annual_value, row.effective.operator, row.effective.number, row.effective.unit)
        for row in parsed.indicators
        if row.finding_id is None
    ]
    assert read_as == [("5260", ">=", 5260, "人"), ("14", "=", 14, "个")]


@pytest.mark.parametrize("form", FORMS)
def test_two_columns_of_values_under_one_head_are_not_one(form: str) -> None:
    page = PARTS.format("指标值", "≥ | 5260 | 5300", "≥ | 14 | 15")
    assert not [one for one in found(page, form) if one[1] in ("5260", "14")]
    assert rules(read(page, form))
