"""The metrics of warehouse/catalogue/metrics.csv on the four surfaces that show them: views, page,
Superset and cookbook say the same figure of a year, and it is the true one.

Two deliveries: ``whole`` is delivery.py; ``mixed`` has what that one lacks (vague and blank
targets, an amount that is missing, rows held back), with its truth written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bi.superset.bundle import HERE, files
from flows.dashboard.pack import pack
from flows.dashboard.questions import answers
from tests.truth import delivery
from tests.truth.test_questions import SECTIONS
from tests.views.made import Ind, P, answer, build
from warehouse.catalogue.definitions import known
from warehouse.catalogue.metrics import metrics
from warehouse.catalogue.query import published
from warehouse.catalogue.render import refresh
from warehouse.files.layout import Warehouse

Truth = dict[str, dict[int, float]]
SIGNAL = "no_benefit"
"""The rule whose outcomes are compared: every project of 500 万元 and more breaks it."""
SUMMARIES = ("year_summary", "region_summary", "department_summary")
OF_SIGNALS = ("department_signals", "signal_summary")
CALLED = {  # as signal_summary and department_signals call them
    "hits": "projects_hit",
    "misses": "projects_missed",
    "undecided": "projects_undecided",
    "amount_all": "amount",
    "share_of_judged": "hit_amount_share",
    "amount_share": "hit_amount_share",
}
SHARES = {name for name, one in metrics().items() if one.over}
COUNTED = [Ind("数量指标", "次数", "≥5次")]
MIXED = (
    P("甲", [*COUNTED, Ind("质量指标", "合格率", "≥90%")], total=100),
    P("乙", [
        *COUNTED,
        Ind("质量指标", "质量", "显著提升"),
        Ind("质量指标", "水平", "良好"),
        Ind("质量指标", "验收", "通过验收"),
        Ind("时效指标", "时间", ""),
    ], total=50),
    P("丙", COUNTED, total=None, department="乙局"),
    P("丁", COUNTED, total=30, year=2023, held=1),
)  # fmt: skip


def whole() -> Truth:
    """By hand from the facts: every target is a number, no row is held back."""
    years = {year: _of_year(year) for year in delivery.YEARS}
    return {name: {year: true[name] for year, true in years.items()} for name in metrics()}


def _of_year(year: int) -> dict[str, float]:
    own = [one for one in delivery.facts() if one.year == year]
    large = [one for one in own if one.amount >= 500]
    money = float(sum(one.amount for one in own))
    hit = float(sum(one.amount for one in large))
    return {
        "project_count": len(own),
        "amount": money,
        "amount_missing": 0,
        "amount_suspect": float(sum(one.amount for one in own if one.is_mistaken)),
        "amount_unchecked": 0,
        "amount_all_verifiable": money,
        "verifiable_amount_share": 1,
        "indicator_count": 3 * len(own),
        "indicators_held_back": 0,
        "quantified_share": 1,
        "verifiable_share": 1,
        "vague_share": 0,
        "empty_share": 0,
        "projects_hit": len(large),
        "projects_missed": len(own) - len(large),
        "projects_judged": len(own),
        "projects_undecided": 0,
        "amount_hit": hit,
        "amount_judged": money,
        "hit_amount_share": hit / money,
        "loaded_count": 12,
        "no_table_count": 0,
        "held_count": 0,
        "unseen_count": 0,
        "expected_count": 12,
    }


def mixed() -> Truth:
    """By hand from MIXED: 2023, 2024."""
    true = {
        "project_count": (1, 3),
        "amount": (30, 150),
        "amount_missing": (0, 1),
        "amount_suspect": (0, 0),
        "amount_unchecked": (30, 150),
        "amount_all_verifiable": (0, 100),
        "verifiable_amount_share": (0, 2 / 3),
        "indicator_count": (1, 8),
        "indicators_held_back": (1, 0),
        "quantified_share": (1, 4 / 8),
        "verifiable_share": (1, 5 / 8),
        "vague_share": (0, 2 / 8),
        "empty_share": (0, 1 / 8),
    }
    return {name: dict(zip((2023, 2024), pair, strict=True)) for name, pair in true.items()}


TRUTH = {"whole": whole(), "mixed": mixed()}


@pytest.fixture(scope="session")
def deliveries(curated, tmp_path_factory):
    made = build(tmp_path_factory.mktemp("mixed"), *MIXED)
    refresh(Warehouse(made))  # Superset opens the catalogue
    return {"whole": curated, "mixed": made}


def by_year(rows: list[tuple], names: list[str], *, kept: set[str]) -> Truth:
    """Metric -> year -> the figure; rows of one year are added up, which a share cannot be."""
    found: Truth = {}
    at = names.index("fiscal_year")
    for column, name in enumerate(names):
        metric = CALLED.get(name, name) if name in kept else name
        if metric not in metrics():
            continue
        years = [row[at] for row in rows]
        if metric in SHARES and len(years) != len(set(years)):
            continue
        of_metric = found.setdefault(metric, {})
        for row in rows:
            of_metric[row[at]] = of_metric.get(row[at], 0) + float(row[column] or 0)
    return found


def of_views(curated) -> Iterator[tuple[str, Truth]]:
    views = known(curated / "current")
    for name in (*SUMMARIES, "coverage_summary", *OF_SIGNALS):
        columns = list(views[name].columns)
        where = f"WHERE signal = '{SIGNAL}'" if name in OF_SIGNALS else ""
        rows = answer(curated, f"SELECT {', '.join(columns)} FROM {name} {where}")
        # the amount_share of other views is a share of the year's money, no metric
        yield name, by_year(rows, columns, kept=set(CALLED) if where else set())
    counted = "SELECT fiscal_year, sum(indicator_count) FROM category_summary GROUP BY 1"
    rows = answer(curated, counted)
    yield "category_summary", by_year(rows, ["fiscal_year", "indicator_count"], kept=set())


def of_page(curated) -> Iterator[tuple[str, Truth]]:
    """What the page adds up: each project's own part of each figure, as the page holds it."""
    page = json.loads(json.dumps(pack(answers(published(curated))), default=str))
    found: Truth = {name: {} for name in page["figures"]}
    for project in page["projects"]:
        for name, adds in zip(page["figures"], project[-1], strict=True):
            found[name][project[1]] = found[name].get(project[1], 0) + adds
    yield "page", found


def of_superset(curated) -> Iterator[tuple[str, Truth]]:
    import yaml

    spec: dict[str, Any] = yaml.safe_load((HERE / "dashboard.yaml").read_text(encoding="utf-8"))
    for dataset in files(spec, curated / "budget.duckdb").values():
        own = [one for one in dataset.get("metrics", ()) if one["metric_name"] in metrics()]
        view = dataset.get("table_name")
        # leads hold the projects that have one: their number is no figure of the year
        for one in own if view != "leads" else ():
            where = f"WHERE signal = '{SIGNAL}'" if view == "signals" else ""
            asked = f"SELECT fiscal_year, {one['expression']} FROM {view} {where} GROUP BY 1"
            rows = answer(curated, asked)
            yield view, by_year(rows, ["fiscal_year", one["metric_name"]], kept=set())


def of_cookbook(curated) -> Iterator[tuple[str, Truth]]:
    """The answers that give a metric of whole years, under its name."""
    for number, nth, where in ((1, 0, ""), (4, 0, ""), (17, 1, ""), (3, 0, "无效益指标")):
        query = SECTIONS[str(number)][nth]
        names = re.findall(r"(?:AS )?(\w+)(?=,|$)", query.split(" FROM")[0].split("\nFROM")[0])
        rows = [row for row in answer(curated, query) if not where or where in row]
        yield f"question {number}", by_year(rows, names, kept=set(CALLED) if where else set())


SURFACES = {
    "views": of_views,
    "page": of_page,
    "superset": of_superset,
    "cookbook": of_cookbook,
}
LEAST = {
    "views": set(metrics()) - {"empty_share"},
    "page": {"project_count", "amount", "amount_missing", "amount_suspect", "indicator_count",
             "amount_all_verifiable"},
    "superset": {"project_count", "amount", "verifiable_amount_share", "indicator_count",
                 "projects_hit", "amount_hit", "projects_undecided", "loaded_count"},
    "cookbook": {"project_count", "amount", "amount_suspect", "amount_unchecked", "projects_hit",
                 "projects_missed", "projects_undecided", "amount_hit", "amount_judged",
                 "indicator_count"},
}  # fmt: skip
"""The metrics that each surface shows at least: a comparison that lost them would prove nothing."""


def test_every_metric_has_its_truth():
    assert set(TRUTH["whole"]) == set(metrics())


@pytest.mark.parametrize("named", TRUTH)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_surface_shows_the_true_figures(deliveries, surface, named):
    truth, compared = TRUTH[named], set()
    for where, found in SURFACES[surface](deliveries[named]):
        for metric, years in found.items():
            if metric in truth:
                wanted = {year: pytest.approx(value) for year, value in truth[metric].items()}
                assert years == wanted, (where, metric)
                compared.add(metric)
    assert LEAST[surface] & set(truth) <= compared


def test_shares_that_no_view_of_a_year_shows_are_true(deliveries):
    """empty_share stands by category only: over the year it is asked as it is defined."""
    for named, curated in deliveries.items():
        query = (
            f"SELECT fiscal_year, {metrics()['empty_share'].sql} FROM project_summary GROUP BY 1"
        )
        wanted = {year: pytest.approx(one) for year, one in TRUTH[named]["empty_share"].items()}
        assert dict(answer(curated, query)) == wanted
