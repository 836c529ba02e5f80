"""Which amounts are doubtful, which agree with something, and which nobody can compare: money that
is summed says so.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.catalogue.sql import scratch, statement

COLUMNS = ("amount_check", "amount_doubt")
"""The columns of a project that are set here."""
_TOLD = "amount_implausible"  # magnitude is told by a rule of its own


def judge(projects: pa.Table, paths: dict[str, str]) -> tuple[pa.Table, list[dict[str, Any]]]:
    """The projects with COLUMNS set, and the findings about implausible amounts. ``paths``:
    document_id -> path.
    """
    with scratch() as connection:
        connection.register("projects", projects)
        for part in statement("build/amounts").split(";\n"):
            if part.strip():
                connection.execute(part)
        found = connection.table("judged").to_arrow_table()
    at = pc.index_in(projects["project_id"], value_set=found["project_id"])
    for name in COLUMNS:
        place = projects.schema.get_field_index(name)
        projects = projects.set_column(
            place, projects.schema.field(name), found[name].take(at).cast(pa.string())
        )
    return projects, _findings(projects, found, paths)


def _findings(projects: pa.Table, found: pa.Table, paths: dict[str, str]) -> list[dict[str, Any]]:
    told = {
        row["project_id"]: row
        for row in found.filter(pc.equal(found["amount_doubt"], _TOLD)).to_pylist()
    }
    if not told:
        return []
    rows = projects.filter(
        pc.is_in(projects["project_id"], value_set=pa.array(told, pa.string()))
    ).select(["project_id", "document_id", "project", "page", "sheet", "row"])
    findings = [
        {
            "rule": _TOLD,
            "document_id": row["document_id"],
            "path": paths[row["document_id"]],
            "project_id": row["project_id"],
            "found": told[row["project_id"]]["found"],
            "expected": told[row["project_id"]]["expected"],
            "source_text": row["project"],
            **{name: row[name] for name in ("page", "sheet", "row")},
        }
        for row in rows.to_pylist()
    ]
    return sorted(findings, key=lambda one: (one["path"], one["project_id"]))
