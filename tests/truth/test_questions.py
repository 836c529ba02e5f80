"""The twenty questions of the cookbook, each answer against the truth of the delivery."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.truth import delivery
from tests.truth.delivery import YEARS
from tests.views.made import answer
from warehouse.catalogue.notebook import queries

PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
SECTIONS = {
    number: queries(text)
    for text in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    if (number := text.split(" ")[0]).isdigit()
}
FACTS = delivery.facts()
LARGE = [one for one in FACTS if one.amount >= 500]
EACH = len(FACTS) // len(YEARS)


def of(year: int) -> list[delivery.Fact]:
    return [one for one in FACTS if one.year == year]


def place(one: delivery.Fact) -> str:
    return delivery.REGIONS[one.region][1] + one.department


def short(name: str) -> str:
    """A department's name without the city before it."""
    return re.sub(".*市", "", name)


def per_department(figure) -> dict:
    """(year, department) -> what the figure says of its facts."""
    groups: dict = {}
    for one in FACTS:
        groups.setdefault((one.year, place(one)), []).append(one)
    return {key: figure(group) for key, group in groups.items()}


def test_every_question_is_compared():
    compared = "\n".join(name for name in globals() if name.startswith("test_question_"))
    assert {int(one) for one in re.findall(r"(?<=_)\d+(?=_)", compared)} == set(map(int, SECTIONS))


@pytest.mark.parametrize("query", [one for found in SECTIONS.values() for one in found])
def test_an_answer_states_its_year(query):
    assert re.match(r"SELECT (i\.)?fiscal_year\b", query)


def ask(curated, number: int, nth: int = 0) -> list[tuple]:
    return answer(curated, SECTIONS[str(number)][nth])


def test_question_1_projects_and_money(curated):
    found = {(row[0], short(row[1])): row[2:4] for row in ask(curated, 1)}
    assert found == per_department(lambda group: (7, sum(one.amount for one in group)))
    biggest = sorted((one.amount for one in of(2024)), reverse=True)[:20]
    assert [row[4] for row in ask(curated, 1, 1)] == biggest


def test_question_2_large_projects_with_few_indicators(curated):
    found = [(row[0], row[4]) for row in ask(curated, 2)]
    assert sorted(found) == sorted((one.year, one.amount) for one in LARGE)


def test_question_3_what_is_missing(curated):
    found = {(row[0], row[1]): row[2:5] for row in ask(curated, 3)}
    for year in YEARS:
        large = len([one for one in LARGE if one.year == year])
        assert found[year, "无产出指标"] == (0, EACH, 0)
        assert found[year, "无效益指标"] == (large, EACH - large, 0)
        assert found[year, "满意度缺失"] == (0, EACH, 0)
    gaps = {(row[0], short(row[2])): row[3:] for row in ask(curated, 3, 1)}
    assert gaps == per_department(lambda _: (7, 1.0, 1.0))


def test_question_4_quantified_and_vague(curated):
    found = {(row[0], short(row[1])): row[2:] for row in ask(curated, 4)}
    assert found == per_department(lambda _: (21, 100.0, 0.0))


def test_question_6_term_and_year(curated):
    assert [row[:4] for row in ask(curated, 6)] == [
        (year, "target", "无法判断", EACH) for year in YEARS
    ]


def test_question_7_against_the_year_before(curated):
    rows = ask(curated, 7)
    kept = {
        year: sum(row[-1] for row in rows if row[0] == year and row[3] == "不变") for year in YEARS
    }
    # one project of seven was renamed in 2024
    assert kept[2022] == 0
    assert kept[2023] == 3 * EACH
    assert 3 * EACH * 6 // 7 <= kept[2024] <= 3 * EACH


def test_question_8_below_last_years_result(curated):
    rows = ask(curated, 8)
    assert {year: len([row for row in rows if row[0] == year]) for year in YEARS} == {
        2022: 0,
        2023: EACH,
        2024: EACH * 6 // 7,
    }
    assert all("上年实际85次，今年目标≥80次，低5.9%" in row[-1] for row in rows)


@pytest.mark.parametrize("number", [5, 9, 10, 13, 14, 15, 18])
def test_question_5_9_10_13_14_15_18_have_no_row_where_nothing_is_amiss(curated, number):
    assert ask(curated, number) == []


def test_question_11_satisfaction(curated):
    assert ask(curated, 11) == [
        (year, "绩效目标", "≥", 82.0, "%", EACH, 100.0) for year in reversed(YEARS)
    ]


def test_question_12_unit_costs(curated):
    found = sorted((row[0], round(row[6], 6)) for row in ask(curated, 12))
    assert found == sorted((one.year, round(one.printed_yuan / 80, 6)) for one in FACTS)


def test_question_16_costs_that_equal_the_budget(curated):
    assert ask(curated, 16) == [
        (year, "target", "无法判断", EACH, sum(one.amount for one in of(year))) for year in YEARS
    ]


def test_question_17_suspect_money(curated):
    suspect = sum(one.amount for one in FACTS if one.is_mistaken)
    found = {(row[0], row[3]) for row in ask(curated, 17)}
    assert (2023, "道路维护") in found
    assert {project for _, project in found} <= {"道路维护", "440100-道路维护"}
    assert [row[:3] for row in ask(curated, 17, 1)] == [
        (year, sum(one.amount for one in of(year)), suspect if year == 2023 else 0)
        for year in YEARS
    ]


def test_question_19_topics(curated):
    found = {(row[0], row[2]): row[3:] for row in ask(curated, 19)}
    for topic, project in (("信息化", "信息化运维"), ("培训", "业务培训")):
        for year in YEARS:
            own = [one.amount for one in of(year) if one.project == project]
            assert found[year, topic] == (len(own), sum(own))
    assert {row[0] for row in ask(curated, 19, 1)} == {2024}


def test_question_20_where_a_number_stands(curated):
    rows = {row[2]: row for row in ask(curated, 20)}
    # targets of three years, self-evaluations of two
    assert len(rows) == 5 * EACH
    assert all(row[3] and row[5] is not None and "满意" in row[6] for row in rows.values())
