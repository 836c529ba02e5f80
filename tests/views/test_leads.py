"""Leads that hold: rules that can fire on the forms in use, the size of a difference, where each
value stands, thresholds that users set, and what they found out about a lead.
"""

from __future__ import annotations

import pytest

from tests.views.made import Ind, P, answer, answers, build
from warehouse.files.layout import Warehouse
from warehouse.files.settings import Settings


def evaluated(rate: float, scores: list[float], whole: float | None) -> P:
    """A self-evaluation on the standard form: 10 points for the execution."""
    rows = [
        Ind("数量指标", f"次数{n}", "≥3次", actual="3次", points=30, score=score)
        for n, score in enumerate(scores)
    ]
    return P("甲", rows, kind="self_evaluation", budget=100, executed=100 * rate, score=whole)


@pytest.mark.parametrize(
    ("rate", "scores", "whole", "outcome"),
    [
        (0.5, [30, 30, 30], 95, "命中"),  # 90 of 90, and 5 of 10 for the execution
        (0.5, [30, 30, 29], 94, "命中"),
        (0.5, [30, 30, 20], 85, "未命中"),
        (0.9, [30, 30, 30], 99, "未命中"),
        (0.5, [30, 30, 30], None, "命中"),
        (0.5, [], 99, "命中"),
        (0.5, [], 95, "未命中"),
        (0.5, [30, 30, None], None, "无法判断"),
    ],
)
def test_little_was_spent_and_the_indicators_have_all_points(
    tmp_path, rate, scores, whole, outcome
):
    curated = build(tmp_path, evaluated(rate, scores, whole))
    query = "SELECT outcome FROM signals WHERE signal = 'underspent_full_score'"
    assert answer(curated, query) == [(outcome,)]


def test_the_evidence_of_little_spent_shows_both_figures(tmp_path):
    curated = build(tmp_path, evaluated(0.5, [30, 30, 30], 95))
    query = "SELECT evidence FROM signals WHERE signal = 'underspent_full_score'"
    assert answer(curated, query) == [
        ("预算100.0万元，执行50.0万元（50.0%），指标得分90.0/90.0，自评95.0分",)
    ]


def two_years(target: str, result: str, name: str = "合格率") -> tuple[P, P]:
    """Last year's result, and this year's target."""
    return (
        P("甲", [Ind("质量指标", name, "≥80%", actual=result)], kind="self_evaluation", year=2023),
        P("甲", [Ind("质量指标", name, target)], year=2024),
    )


@pytest.mark.parametrize(
    ("target", "result", "name", "outcome", "size"),
    [
        ("≥89%", "90%", "合格率", "未命中", None),
        ("≥85.5%", "90%", "合格率", "未命中", None),  # five per cent of it exactly
        ("≥85%", "90%", "合格率", "命中", "，低5.6%"),
        ("≤6%", "5%", "投诉率", "命中", "，高20.0%"),
        ("≤5.2%", "5%", "投诉率", "未命中", None),
        ("≤1%", "0%", "投诉率", "命中", None),
    ],
)
def test_a_target_below_last_years_result_by_more_than_the_tolerance(
    tmp_path, target, result, name, outcome, size
):
    curated = build(tmp_path, *two_years(target, result, name))
    query = """SELECT outcome, coalesce(evidence, '') FROM signals
               WHERE signal = 'below_last_result' AND fiscal_year = 2024"""
    ((found, evidence),) = answer(curated, query)
    assert found == outcome
    assert size is None or evidence.endswith(size)


@pytest.mark.parametrize(("departments", "hits"), [(2, 2), (3, 3), (8, 0)])
def test_an_identical_set_in_three_departments_is_a_hit(tmp_path, departments, hits):
    copied = [Ind("数量指标", f"专题活动{n}", f"≥{n}场") for n in range(1, 6)]
    curated = build(
        tmp_path, *(P(f"项目{n}", copied, department=f"局{n}") for n in range(departments))
    )
    query = "FROM signals WHERE signal = 'copied_indicators' AND outcome = '命中'"
    assert len(answer(curated, query)) == hits


def test_an_identical_set_is_a_hit_though_others_use_some_of_its_names(tmp_path):
    copied = [Ind("数量指标", f"专题活动{n}", f"≥{n}场") for n in range(1, 6)]
    others = [
        P(f"别的{n}", [Ind("数量指标", "专题活动1", f"≥{10 + n}场")], department=f"别局{n}")
        for n in range(4)
    ]
    three = [P(f"项目{n}", copied, department=f"局{n}") for n in range(3)]
    curated = build(tmp_path, *three, *others)
    query = """SELECT project, hit_count FROM signals
               WHERE signal = 'copied_indicators' AND outcome = '命中' ORDER BY 1"""
    assert answer(curated, query) == [("项目0", 5), ("项目1", 5), ("项目2", 5)]


PRINTED = "SELECT sources, path, row FROM audit_sheet WHERE title_zh = '目标低于上年实际'"


def test_every_lead_names_the_place_of_each_value_and_last_years_too(tmp_path):
    curated = build(tmp_path, *two_years("≥70%", "90%"))
    query = """SELECT source_year, printed_value, path, page, row FROM lead_sources
               WHERE signal = 'below_last_result' ORDER BY source_year"""
    with answers(curated, "lead_sources", "audit_sheet") as ask:
        before, now = ask(query)
        printed = ask(PRINTED)
        ((rows, cited, placed),) = ask(
            "SELECT count(*), count(sources), count(path) FROM audit_sheet"
        )
    assert before == (2023, "≥80%；实际90%", "某区甲局2023self_evaluation0.txt", 1, 1)
    assert now == (2024, "≥70%", "某区甲局2024target1.txt", 1, 2)
    assert printed == [
        (
            "某区甲局2023self_evaluation0.txt 第1页第1行；某区甲局2024target1.txt 第1页第2行",
            "某区甲局2024target1.txt",
            2,
        )
    ]
    assert rows == cited == placed


def test_a_lead_that_rests_on_two_projects_names_both(tmp_path):
    copied = [Ind("数量指标", f"专题活动{n}", f"≥{n}场") for n in range(1, 6)]
    curated = build(tmp_path, *(P(f"项目{n}", copied, department=f"局{n}") for n in range(2)))
    query = """SELECT project, printed_value FROM lead_sources
               WHERE signal = 'copied_indicators' ORDER BY ALL"""
    assert answer(curated, query) == [
        (one, other) for one in ("项目0", "项目1") for other in ("项目0", "项目1")
    ]


def settled(curated, settings: Settings) -> None:
    settings.save(Warehouse(curated).published())


def test_thresholds_of_the_build_are_those_that_the_rules_use(tmp_path):
    curated = build(tmp_path, *two_years("≥85%", "90%"))
    settled(curated, Settings({"result_tolerance": "0.06"}))
    query = "SELECT outcome FROM signals WHERE signal = 'below_last_result' AND fiscal_year = 2024"
    assert answer(curated, query) == [("未命中",)]
    query = "SELECT value, default_value FROM parameters WHERE parameter = 'result_tolerance'"
    assert answer(curated, query) == [("0.06", "0.05")]


@pytest.mark.parametrize(
    ("evidence", "shown", "still"), [("", "有合理理由", "有效"), ("别的", "依据已变", "依据已变")]
)
def test_what_a_person_found_out_stands_beside_the_lead(tmp_path, evidence, shown, still):
    curated = build(tmp_path, *two_years("≥85%", "90%"))
    query = "SELECT lead_id FROM signals WHERE signal = 'below_last_result' AND outcome = '命中'"
    ((lead,),) = answer(curated, query)
    entry = {
        "lead_id": lead,
        "disposition": "有合理理由",
        "reason": "口径变化",
        "disposed_by": "张三",
        "disposed_on": "2024-05-01",
        "expected_evidence": evidence,
    }
    settled(curated, Settings({}, (entry, entry | {"lead_id": "no_output/2024/ab"})))
    one = f"SELECT disposition, disposed_by, reason FROM {{}} WHERE lead_id = '{lead}'"
    standing = "SELECT lead_id, standing FROM lead_dispositions"
    open_leads = "SELECT dispositions, open_leads, grade_a + grade_b FROM leads"
    with answers(curated, "signals", "audit_sheet", "lead_dispositions", "leads") as ask:
        for view in ("signals", "audit_sheet"):
            assert ask(one.format(view)) == [(shown, "张三", "口径变化")]
        assert dict(ask(standing)) == {lead: still, "no_output/2024/ab": "线索已不存在"}
        (row,) = ask(f"{open_leads} WHERE fiscal_year = 2024")
    assert row[0] == f"目标低于上年实际：{shown} 张三 2024-05-01 口径变化"
    assert row[2] - row[1] == (0 if evidence else 1)
