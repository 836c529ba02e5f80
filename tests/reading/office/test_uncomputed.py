"""Formulas of which a workbook stores no result: a program wrote them, and nobody opened it."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from transforms.parse import Parsed, parse
from transforms.rows.source import Source


def read(*values: object, points: object = 10, total: object = 12.5) -> Parsed:
    book = Workbook()
    sheet = book.active
    sheet.append(["项目支出绩效目标表（2024年度）"])
    sheet.append(["项目名称", "技能培训"])
    sheet.append(["年度资金总额（万元）", total])
    sheet.append(["一级指标", "二级指标", "三级指标", "指标值", "分值"])
    for number, value in enumerate(values, 1):
        sheet.append(["产出指标", "数量指标", f"第{number}项工作完成数", value, points])
    out = BytesIO()
    book.save(out)
    return parse(out.getvalue(), Source("2024/a.xlsx"))


@pytest.mark.parametrize("value", ["=46所", "=2座", "=380米", "=1,500套", "=12", "=3.5公里"])
def test_a_value_that_was_taken_for_a_formula_is_read(value: str) -> None:
    row, last = read(value, "≥5个").indicators
    assert (row.annual_value, row.finding_id) == (value, None)
    assert row.effective.operator == "="
    assert last.annual_value == "≥5个"


@pytest.mark.parametrize(
    "value", ['="≥"&90&"%"', "=B3", "=5*2", "=SUM(E1:E3)", '=TEXT(0.95,"0%")', "=2024-1", "=1/4"]
)
def test_what_nobody_computed_is_held_back(value: str) -> None:
    row, last = (parsed := read(value, "≥5个")).indicators
    assert (bool(row.finding_id), bool(last.finding_id)) == (True, False)
    assert "formula_error" in {one["rule"] for one in parsed.findings}


def test_points_and_amounts_that_nobody_computed_are_told() -> None:
    parsed = read("≥5个", points="=5*2", total="=10+2.5")
    assert [row.finding_id is None for row in parsed.indicators] == [False]
    assert {"formula_error", "amount_unreadable"} <= {one["rule"] for one in parsed.findings}
    assert [project["total"] for project in parsed.projects] == [None]
