"""What others promise for the same indicator, and what became of the money: each figure is known
beforehand.
"""

from __future__ import annotations

import pytest

from tests.views.made import Ind, P, answer, build


def promised(department: str, value: str, project: str = "办公", name: str = "入学率") -> P:
    return P(project, [Ind("质量指标", name, value)], department=department, region="广州市天河区")


def test_each_department_counts_once_and_kinds_are_apart(tmp_path):
    curated = build(
        tmp_path,
        promised("甲区教育局", "≥90%"),
        promised("乙区教育局", "≥95%"),
        promised("丙县教育局", "≥95%"),
        *(promised("丁市教育局", "≥60%", f"项目{n}") for n in range(5)),
        promised("戊市教育科技局", "≥10%"),
        promised("甲区民政局", "≥20%"),
        promised("己市教育局", "大幅提高"),
    )
    query = """SELECT department_kind, department_count, target_count, lowest, lower_quartile,
                      median_value, highest, common_value, identical_share, base_unit
               FROM benchmark_values"""
    assert answer(curated, query) == [("教育", 4, 8, 60, 60, 90, 95, 95, 0.5, "%")]


@pytest.mark.parametrize(
    ("department", "kind"),
    [
        ("教育局", "教育"),
        ("广州市海珠区教育局", "教育"),
        ("某县教育和体育局", None),
        ("某市教育科技局", None),
        ("某市城市管理和综合执法局", "城市管理"),
        ("某省财政厅", "财政"),
        ("某区某某中心", None),
    ],
)
def test_the_kind_of_a_department_is_known_or_null(tmp_path, department, kind):
    curated = build(tmp_path, promised(department, "≥90%"))
    assert answer(curated, "SELECT department_kind FROM organisation_kinds") == [(kind,)]


@pytest.mark.parametrize(
    ("code", "level"),
    [("440000", "省"), ("440100", "市"), ("440105", "县"), ("44", None), ("NULL", None)],
)
def test_the_level_of_a_region(tmp_path, code, level):
    value = "NULL" if code == "NULL" else f"'{code}'"
    query = f"SELECT region_level({value}) FROM projects"
    assert answer(build(tmp_path, promised("甲局", "≥1")), query) == [(level,)]


def test_an_indicator_of_other_departments_is_found_under_another_name(tmp_path):
    curated = build(
        tmp_path,
        promised("甲局", "≥9万元", name="设备购置费"),
        promised("乙局", "≥8万元", name="设备购置经费"),
        promised("丙局", "≥8万元", name="设备维修费"),
    )
    query = """SELECT department, department_count, names_used FROM similar_indicators
               ORDER BY department"""
    assert answer(curated, query) == [("乙局", 2, 2), ("甲局", 2, 2)]


def test_planned_and_executed_stand_beside_the_year_before(tmp_path):
    rows = [Ind("数量指标", "次数", "≥3次")]
    curated = build(
        tmp_path,
        P("甲", rows, year=2023, total=100),
        P("甲", rows, year=2023, kind="self_evaluation", budget=80, executed=20),
        P("甲", rows, year=2024, total=120),
        P("乙", rows, year=2024, kind="self_evaluation", budget=50, executed=50),
    )
    query = """SELECT project, fiscal_year, planned, adjusted, executed, execution_rate,
                      planned_before, executed_before
               FROM planned_executed ORDER BY project, fiscal_year"""
    assert answer(curated, query) == [
        ("乙", 2024, None, 50, 50, 1.0, None, None),
        ("甲", 2023, 100, 80, 20, 0.25, None, None),
        ("甲", 2024, 120, None, None, None, 100, 20),
    ]
