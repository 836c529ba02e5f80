"""A condition on a department or a year reads a part of what a large build holds of the leads."""

from __future__ import annotations

import json

import duckdb
import pytest

from benchmarks.bench_national import phase_write
from benchmarks.nation import Year, stage
from warehouse.build import derive
from warehouse.catalogue.definition import FITTED, fitted_group
from warehouse.catalogue.definitions import known
from warehouse.catalogue.query import published
from warehouse.catalogue.stored import DERIVED

VIEWS = ("signal_outcomes", "leads", "department_signals")


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """Two years of about 160 departments; row groups as small as DuckDB writes them, so that few
    rows make several.
    """
    root = tmp_path_factory.mktemp("pruning")
    stage(root / "staged", 40_000, [Year(2024, "target"), Year(2025, "target")])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(derive, "ABOVE", 0)
        patched.setattr(derive, "fitted_group", lambda _: 2048)
        phase_write(root)
    return published(root / "curated")


def row_groups(build, view, condition):
    """(read, there): row groups of a view's files under a condition, as EXPLAIN ANALYZE tells."""
    files = f"'{build / DERIVED / view}/*/*.parquet'"
    query = f"SELECT count(amount) FROM (SELECT * FROM {files}) WHERE {condition}"
    if view == "department_signals":
        query = query.replace("amount", "amount_hit")
    told = json.loads(duckdb.sql(f"EXPLAIN (ANALYZE, FORMAT json) {query}").fetchall()[0][1])
    waiting, read, there = [*told["operator"]], 0, 0
    while waiting:
        one = waiting.pop()
        waiting += one.get("children", [])
        read += one.get("row_groups_scanned", 0)
        there += one.get("total_row_groups_to_scan", 0)
    return read, there


@pytest.mark.parametrize("view", VIEWS)
def test_a_condition_reads_a_part(build, view):
    """Before, each file was one row group, in the order of amounts: all of it was read."""
    folder = build / DERIVED / view
    departments = duckdb.sql(f"SELECT DISTINCT department FROM '{folder}/*/*.parquet'").fetchall()
    assert len(departments) > 100
    read = [row_groups(build, view, f"department = '{one}'") for (one,) in departments]
    assert 0 < sum(one for one, _ in read) / sum(there for _, there in read) < 0.7
    for year in (2024, 2025):
        some, there = row_groups(build, view, f"fiscal_year = {year}")
        assert 0 < some / there < 0.8


def test_row_groups_grow_with_the_build(build):
    """Small ones of a small build; as many rows as DuckDB's own where files are long anyway."""
    every = known(build)
    assert all(every[view].row_group == FITTED for view in VIEWS)
    assert [fitted_group(rows) for rows in (0, 262_144, 300_000, 50_000_000)] == [
        8192,
        8192,
        8192,
        122_880,
    ]
    assert all(fitted_group(rows) % 2048 == 0 for rows in range(0, 5_000_000, 99_991))
