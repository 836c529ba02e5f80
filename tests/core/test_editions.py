"""Which projects count, against the rule said in Python: SQL ranks only those whose hash comes
back, and must find what ranking all would.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import schema
from warehouse.build.editions import mark

ROW = st.fixed_dictionaries(
    {
        "document": st.integers(0, 4),
        "fiscal_year": st.sampled_from([2024, 2024, 2025, None]),
        "document_kind": st.sampled_from(["target", "target", "self_evaluation"]),
        "region_code": st.sampled_from(["440105", None]),
        "spending_unit": st.sampled_from([None, "中心", "001中心"]),
        "project": st.sampled_from(["培训", "培训（二）", "培训(二)", None]),
        "total": st.sampled_from([None, 1, 2]),
    }
)


def tables(rows: list[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    """The documents, of different kinds so that no edition replaces another, and their projects."""
    documents = [
        {
            "document_id": f"{number}",
            "path": f"{9 - number}.txt",
            "bytes": 1,
            "document_kinds": f"{number}",
            "project_count": number % 2,
            "indicator_count": 0,
            "fiscal_year_source": "path",
            "table_count": 1,
            "finding_count": 0,
            "status": "curated",
            "is_current": True,
            "parser_version": "1",
        }
        for number in range(5)
    ]
    projects = [
        row
        | {
            "project_id": f"p{number:02}",
            "project_key": f"{row['project']}",
            "document_id": f"{row['document']}",
            "ordinal": number,
            "department": "某局",
            "scope": "project",
            "is_current": True,
        }
        for number, row in enumerate(rows)
    ]
    wanted = pa.schema([field.with_nullable(True) for field in schema("projects")])
    owners = [
        f"{row['region_code']}{(row['spending_unit'] or '某局').removeprefix('001')}"
        for row in rows
    ]
    return pa.Table.from_pylist(documents, schema("documents")), pa.Table.from_pylist(
        projects, wanted
    ).append_column("owner", pa.array(owners, pa.string()))


def told(projects: pa.Table) -> dict[str, str]:
    """Project -> the one that counts in its stead, by the rule: same unit, name, year, kind and
    region; the fullest document, then one with an amount, then the first path.
    """
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in projects.to_pylist():
        if row["fiscal_year"]:
            unit = (row["spending_unit"] or row["department"]).removeprefix("001")
            name = (
                row["project"].replace("（", "(").replace("）", ")")
                if row["project"]
                else ("alone", row["document_id"])
            )
            groups[unit, name, row["fiscal_year"], row["document_kind"], row["region_code"]].append(
                row
            )
    found = {}
    for rows in groups.values():
        first, *others = sorted(
            rows,
            key=lambda row: (
                -(row["document"] % 2),
                row["total"] is None,
                9 - row["document"],
                row["ordinal"],
            ),
        )
        found |= {
            row["project_id"]: first["project_id"]
            for row in others
            if row["document"] != first["document"]
        }
    return found


ROWS = st.lists(ROW, max_size=12)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_ranking_the_few_finds_what_ranking_all_would(rows: list[dict[str, Any]]) -> None:
    found_by_both(rows)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_ranking_the_few_finds_it_in_many_more(rows: list[dict[str, Any]]) -> None:
    found_by_both(rows)


def found_by_both(rows: list[dict[str, Any]]) -> None:
    documents, projects = tables(rows)
    wide = projects.append_column(
        "document", pa.array([row["document"] for row in rows], pa.int32())
    )
    _, found, findings = mark(documents, projects)
    expected = told(wide)
    assert {
        row["project_id"]: row["duplicate_of"] for row in found.to_pylist() if row["duplicate_of"]
    } == expected
    assert {
        row["project_id"] for row in found.to_pylist() if not row["is_current"]
    } == expected.keys()
    repeated = [row for row in findings.to_pylist() if row["rule"] != "maybe_counted_twice"]
    assert sorted(row["project_id"] for row in repeated) == sorted(expected)


def test_a_copy_counts_nothing_and_a_replaced_edition_keeps_its_counts() -> None:
    """Three files: an edition, its copy under a later path, and the edition that replaces both."""
    one = tables([])[0].to_pylist()[0] | {
        "document_kinds": "target",
        "department": "某局",
        "project_count": 1,
        "indicator_count": 7,
    }
    early, late = (
        one | {"published_on": date(2024, 2, 1)},
        one | {"document_id": "9", "path": "later.txt", "published_on": date(2024, 3, 1)},
    )
    documents = pa.Table.from_pylist(
        [early | {"path": "a.txt"}, early | {"path": "b.txt"}, late], schema("documents")
    )
    rows = [
        {
            "document": number,
            "fiscal_year": 2024,
            "document_kind": "target",
            "project": "培训",
            "region_code": None,
            "spending_unit": None,
            "total": 1,
        }
        for number in (0, 9)
    ]
    found, projects, _ = mark(documents, tables(rows)[1])
    columns = ("path", "is_current", "superseded_by", "project_count", "indicator_count")
    assert [tuple(row[name] for name in columns) for row in found.to_pylist()] == [
        ("a.txt", False, "9", 1, 7),
        ("b.txt", False, "0", 0, 0),
        ("later.txt", True, None, 1, 7),
    ]
    assert projects["is_current"].to_pylist() == [False, True]
