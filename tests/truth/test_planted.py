"""Every review rule, and every state of publication, against projects planted for it (planted/)."""

from __future__ import annotations

from collections import Counter

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.truth.planted import delivery
from tests.truth.planted.form import HAI
from tests.truth.planted.projects import projects
from tests.views.made import answer, answers
from warehouse.catalogue.lists import signal_file

RULES = [row["signal"] for row in signal_file("rules")]
PLANTED = projects()
HITS = {(rule, one.name): hit for one in PLANTED for rule, hit in one.hits.items()}
NEAR = {(rule, one.name) for one in PLANTED for rule in one.near}


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    raw = tmp_path_factory.mktemp("planted") / "raw"
    delivery.write(raw)
    run(Options(raw, raw.parent / "curated", workers=1), Direct())
    return raw.parent / "curated"


@pytest.fixture(scope="module")
def asked(curated):
    """What the rules say, computed once for all questions about it."""
    with answers(curated, "signals", "lead_sources", "signal_summary") as ask:
        yield ask


@pytest.mark.parametrize("planted", [HITS, NEAR], ids=["hits", "near"])
def test_each_rule_has_a_planted_project(planted):
    assert {rule for rule, _ in planted} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_was_planted_and_nothing_else(asked, rule):
    query = f"SELECT project, evidence FROM signals WHERE signal = '{rule}' AND outcome = '命中'"
    planted = {name: hit.evidence for (own, name), hit in HITS.items() if own == rule}
    assert dict(asked(query)) == planted


@pytest.mark.parametrize(("rule", "project"), sorted(NEAR))
def test_what_nearly_breaks_a_rule_was_judged_and_is_no_lead(asked, rule, project):
    query = f"""SELECT DISTINCT outcome FROM signals
                WHERE signal = '{rule}' AND project = '{project}' AND fiscal_year = 2024"""
    assert asked(query) == [("未命中",)]


@pytest.mark.parametrize(("rule", "project"), sorted(HITS))
def test_a_lead_cites_the_document_page_and_row_of_each_value(asked, rule, project):
    query = f"""SELECT path, page, row FROM lead_sources
                WHERE signal = '{rule}' AND project = '{project}'"""
    found = asked(query)
    assert set(found) == delivery.places(HITS[rule, project].cites)
    assert len(found) == len(HITS[rule, project].cites)


def test_leads_are_counted_by_rule(asked):
    query = "SELECT signal, sum(hits) FROM signal_summary GROUP BY 1"
    counts = Counter(rule for rule, _ in HITS)
    assert dict(asked(query)) == {rule: counts[rule] for rule in RULES}


def test_the_states_of_publication(curated):
    query = "SELECT department, coverage FROM department_coverage WHERE fiscal_year = 2024"
    states = {f"{HAI}{name}": state for name, state in delivery.STATES.items()}
    others = {one.department: "已入库" for one in PLANTED if one.year == 2024}
    assert dict(answer(curated, query)) == states | others


def test_states_are_counted_by_region(curated):
    query = """SELECT expected_count, loaded_count, no_table_count, held_count, unseen_count
               FROM coverage_summary WHERE fiscal_year = 2024 AND region_code = '440105'"""
    own = {one.department for one in PLANTED if one.department.startswith(HAI)}
    assert answer(curated, query) == [(len(own) + 5, len(own), 1, 3, 1)]


def test_what_a_state_rests_on_is_told_with_its_file(curated):
    query = """SELECT p.department, path, p.status
               FROM publications p JOIN documents USING (document_id)"""
    told = {
        ("农业农村局", "2024/农业农村局.html", "held_back"),
        ("林业局", "2024/林业局.html", "no_table"),
        ("气象局", "2024/气象局.pdf", "unreadable"),
        ("粮食局", f"2024/{HAI}粮食局/目标表.docx", "unreadable"),
    }
    found = {(name.removeprefix(HAI), *rest) for name, *rest in answer(curated, query)}
    assert {one for one in found if one[0] in delivery.STATES} == told
    held = "SELECT path, name, q.page, row FROM quarantine q JOIN documents USING (document_id)"
    assert answer(curated, held) == [("2024/农业农村局.html", "出苗率", None, 9)]
