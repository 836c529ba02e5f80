"""Counts and sums against deliveries whose truth is known (delivery.py)."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.truth import delivery
from tests.views.made import answer

KEY = "region_code, fiscal_year, regexp_replace(department, '.*区', '')"


def money(group) -> dict[object, Decimal]:
    """The true money by what ``group`` says of a fact."""
    found: dict[object, Decimal] = defaultdict(Decimal)
    for one in delivery.facts():
        found[group(one)] += one.amount
    return dict(found)


def number(group, facts=None) -> Counter:
    return Counter(map(group, delivery.facts() if facts is None else facts))


def place(one: delivery.Fact) -> tuple:
    return one.region, one.year, one.department


def asked(curated, query: str) -> dict:
    """First columns -> the last one."""
    return {row[:-1] if len(row) > 2 else row[0]: row[-1] for row in answer(curated, query)}


def test_projects_are_counted_once(curated):
    query = f"SELECT {KEY}, count(*) FROM projects_once GROUP BY ALL"
    assert asked(curated, query) == number(place)


@pytest.mark.parametrize("view", ["projects_once", "project_summary", "department_summary"])
def test_money_is_counted_once(curated, view):
    assert asked(curated, f"SELECT {KEY}, sum(amount) FROM {view} GROUP BY ALL") == money(place)


def test_the_views_by_region_and_by_department_agree_with_the_truth(curated):
    regions = "SELECT region_code, fiscal_year, amount FROM region_summary"
    assert asked(curated, regions) == money(lambda one: (one.region, one.year))
    counts = f"SELECT {KEY}, project_count FROM department_summary"
    assert asked(curated, counts) == number(place)
    indicators = f"SELECT {KEY}, indicator_count FROM department_summary"
    assert asked(curated, indicators) == {key: 3 * n for key, n in number(place).items()}
    assert len(answer(curated, "FROM department_summary")) == 36


def test_indicators_of_each_kind(curated):
    query = """SELECT fiscal_year, count(*) FROM targets_by_kind
               WHERE document_kind_label LIKE '%目标%' GROUP BY 1"""
    of_a_year = 3 * len(delivery.facts()) // len(delivery.YEARS)
    assert asked(curated, query) == dict.fromkeys(delivery.YEARS, of_a_year)
    query = query.replace("目标", "自评")
    assert asked(curated, query) == dict.fromkeys(delivery.YEARS[:2], of_a_year)


def test_views_that_people_count_on_hold_each_indicator_once(curated):
    of_a_year = 3 * len(delivery.facts()) // len(delivery.YEARS)
    query = "SELECT fiscal_year, count(*) FROM targets GROUP BY 1"
    assert asked(curated, query) == dict.fromkeys(delivery.YEARS, of_a_year)
    assert answer(curated, "SELECT count(*) FROM long_table") == [(3 * of_a_year,)]


def test_coverage_has_the_kind_in_its_grain_and_the_figures_of_departments(curated):
    query = f"SELECT document_kind, {KEY}, tables_read FROM coverage"
    kinds = {"target": delivery.YEARS, "self_evaluation": delivery.YEARS[:2]}
    wanted = {
        (kind, *key): 7 for kind, years in kinds.items() for key in number(place) if key[1] in years
    }
    assert asked(curated, query) == wanted
    query = f"SELECT {KEY}, {{}} FROM {{}} GROUP BY ALL"
    for figure in ("sum(project_count)", "sum(indicator_count)", "sum(indicators_held_back)"):
        told = [
            asked(curated, query.format(figure, view))
            for view in ("coverage", "department_coverage", "department_summary")
        ]
        assert told[0] == told[1] == told[2]
    loaded = "SELECT fiscal_year, sum(loaded_count), sum(expected_count) FROM coverage_summary"
    assert answer(curated, loaded + " GROUP BY 1 ORDER BY 1") == [
        (year, 12, 12) for year in delivery.YEARS
    ]


def test_a_document_that_repeats_its_departments_project_is_loaded(tmp_path):
    delivery.write(tmp_path / "raw", without=frozenset({"copy", "corrected", "dated"}))
    (folder,) = (tmp_path / "raw" / "2024").glob("00*")
    for other in (tmp_path / "raw").glob("*/*"):
        if other != folder:
            shutil.rmtree(other)
    text = (folder / "绩效目标表.html").read_text(encoding="utf-8")
    (folder / "单位.html").write_text(text.replace("<body>", "<body> "), encoding="utf-8")
    run(Options(tmp_path / "raw", tmp_path / "c", workers=1), Direct())
    query = "SELECT DISTINCT document_kind, coverage, project_count FROM coverage"
    assert answer(tmp_path / "c", query) == [("target", "已入库", 7)]


def test_every_department_is_covered_once_a_year(curated):
    query = f"SELECT {KEY}, coverage FROM coverage"
    assert asked(curated, query) == dict.fromkeys(number(place), "已入库")


def test_a_department_that_was_renamed_is_compared_with_itself(curated):
    query = """SELECT fiscal_year, count(DISTINCT region_code || department)
               FROM year_over_year GROUP BY ALL"""
    assert asked(curated, query) == {2023: 12, 2024: 12}
    kept = "SELECT count(*) FROM year_over_year WHERE fiscal_year = 2023 AND change = '不变'"
    assert answer(curated, kept) == [(3 * 84,)]


def test_targets_and_results_are_compared_once(curated):
    query = "SELECT fiscal_year, count(*) FROM target_vs_result GROUP BY ALL"
    assert asked(curated, query) == {2022: 252, 2023: 252}


def test_rules_over_results_judge_every_self_evaluation_whatever_code_its_names_bear(curated):
    query = """SELECT signal, fiscal_year, count(*) FROM signals
               WHERE outcome <> '无法判断' AND considered > 0 AND signal IN
                     ('low_target', 'below_last_result', 'underspent_full_score') GROUP BY ALL"""
    asked_of = {(signal, year): 84 for signal in ("low_target",) for year in (2022, 2023)}
    # a project that was renamed in 2024 has another key
    asked_of |= {("below_last_result", 2023): 84, ("below_last_result", 2024): 72}
    assert asked(curated, query) == asked_of


def test_a_join_by_document_finds_each_indicator_once(curated):
    assert answer(curated, "SELECT count(*) - count(DISTINCT document_id) FROM documents") == [(0,)]
    joined = "SELECT count(*) FROM indicators JOIN documents USING (document_id)"
    assert answer(curated, joined) == answer(curated, "SELECT count(*) FROM indicators")


def test_every_printed_form_is_listed_with_its_organisation(curated):
    forms = """SELECT printed_name FROM organisations JOIN (
                   SELECT organisation_id FROM organisations
                   WHERE printed_name = '海珠区卫生健康局') USING (organisation_id)"""
    found = {row[0] for row in answer(curated, forms)}
    assert {"广州市海珠区卫生健康局", "海珠区卫生健康局"} <= found
    assert any("委员会" in one for one in found)
    assert answer(
        curated,
        "SELECT count(DISTINCT organisation_id) FROM organisations WHERE as_department > 0",
    ) == [(12,)]


def test_suspect_money_is_apart(curated):
    suspect = sum(one.amount for one in delivery.facts() if one.is_mistaken)
    assert answer(
        curated,
        "SELECT fiscal_year, sum(amount_suspect), sum(amount_unchecked) FROM department_summary "
        "WHERE amount_suspect > 0 GROUP BY 1",
    ) == [(2023, suspect, 0)]
    listed = "SELECT DISTINCT project FROM reconciliation WHERE amount_issues IS NOT NULL"
    assert {delivery.MISTAKEN[3]} == {row[0] for row in answer(curated, listed)}


def test_a_mistaken_unit_is_found_without_another_year(tmp_path):
    delivery.write(tmp_path / "raw")
    for year in (2022, 2024):
        shutil.rmtree(tmp_path / "raw" / str(year))
    run(Options(tmp_path / "raw", tmp_path / "curated", workers=1), Direct())
    found = "SELECT project, amount_doubt FROM projects_once WHERE amount_check = 'doubtful'"
    assert answer(tmp_path / "curated", found) == [(delivery.MISTAKEN[3], "amount_implausible")]


def test_the_summary_of_a_run_says_what_counts(tmp_path):
    delivery.write(tmp_path / "raw")
    summary = run(Options(tmp_path / "raw", tmp_path / "curated", workers=2), Direct())
    assert summary.current == len(delivery.facts())
    assert summary.current_indicators == 3 * len(delivery.facts())
    assert summary.total == f"{sum(one.amount for one in delivery.facts()):,.2f}"
    suspect = sum(one.amount for one in delivery.facts() if one.is_mistaken)
    assert summary.money == {"suspect": (1, f"{suspect:,.2f}")}
    assert summary.projects == summary.current + sum(summary.not_counted.values())


def test_the_same_file_in_two_years_is_read_for_both(tmp_path):
    delivery.write(tmp_path / "raw")
    file = next((tmp_path / "raw" / "2022").glob("00*/绩效目标表.html"))
    text = file.read_text(encoding="utf-8").replace("2022年度", "")
    raw = tmp_path / "other" / "raw"
    for year in (2022, 2023):
        (raw / str(year)).mkdir(parents=True)
        (raw / str(year) / "绩效目标表.html").write_text(text, encoding="utf-8")
    run(Options(raw, tmp_path / "c", workers=1), Direct())
    query = "SELECT fiscal_year, count(*) FROM projects_once GROUP BY 1"
    assert asked(tmp_path / "c", query) == {2022: 7, 2023: 7}
