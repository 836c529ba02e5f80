"""Units that stand over the values, and numbers and units under each other's headers."""

from __future__ import annotations

import pytest

from tests.layouts.printed import blocks
from tests.layouts.writers import WRITERS, txt
from transforms.parse import parse
from transforms.rows.source import Source

FORMS = ["xlsx", "docx", "html", "txt"]


def read(form: str, header: str, *rows: str):
    wide = " | <" * (header.count("|") - 1)
    lines = ["> 项目支出绩效目标表（2024年度）", f"项目名称 | 道路养护{wide}", header, *rows, ""]
    data = (txt if form == "txt" else WRITERS[form])(*blocks("\n".join(lines)))
    parsed = parse(data, Source(f"2024/a.{form}"))
    return [row for row in parsed.indicators if row.finding_id is None]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("head", "values", "units"),
    [
        ("指标值（万元）", ("≤30", "5"), ("万元", "万元")),
        ("目标值(%)", ("≥95", "100"), ("%", "%")),
        ("年度指标值（单位：人次）", ("1,200", "≥30"), ("人次", "人次")),
        ("指标值（万元）", ("≤30", "≤5%"), ("万元", "%")),
        ("指标值（2024年）", ("≤30", "5"), (None, None)),
        ("指标值（分）", ("90", "5"), (None, None)),
    ],
)
def test_a_header_s_unit_is_that_of_bare_numbers(head, values, units, form):
    rows = read(
        form,
        f"一级指标 | 二级指标 | 三级指标 | {head}",
        f"产出指标 | 成本指标 | 养护成本 | {values[0]}",
        f"^ | ^ | 管理成本 | {values[1]}",
    )
    assert tuple(row.annual.unit for row in rows) == units


@pytest.mark.parametrize("form", FORMS)
def test_a_number_and_its_unit_under_each_other_s_header_are_exchanged(form):
    rows = read(
        form,
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 单位",
        "产出指标 | 数量指标 | 养护里程 | 公里 | 50",
        "产出指标 | 质量指标 | 合格率 | % | ≥95",
    )
    found = [(row.annual.operator, row.annual.number, row.annual.unit) for row in rows]
    assert found == [("=", 50, "公里"), (">=", 95, "%")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("brackets", ["（{}）", "({})"])
def test_level_2_in_brackets_behind_level_1(brackets, form):
    rows = read(
        form,
        "一级指标（二级指标） | 三级指标 | 目标值 | 备注",
        f"产出指标{brackets.format('数量指标')} | 养护里程 | ≥50公里 | ",
        f"效益指标{brackets.format('社会效益指标')} | 投诉下降率 | ≥3% | ",
    )
    assert [row.subcategory for row in rows] == ["数量指标", "社会效益指标"]
