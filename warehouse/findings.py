"""Findings over the whole dataset: derived anew in every build from all documents and projects."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.keys import short_hash
from schemas.lookup import rows
from warehouse.sql import names, scratch, statement


def is_dataset_finding(findings: pa.Table) -> pa.Array:
    """Which findings are of a rule over the whole dataset (category ``dataset`` in the catalogue)."""
    return pc.is_in(findings["rule"], value_set=pa.array([row["rule"] for row in rows("rules") if row["category"] == "dataset"], pa.string()))


def dataset_findings(documents: pa.Table, projects: pa.Table, marks: pa.Table) -> pa.Table:
    """Findings about editions (``marks``) and of every rule in rules/*.sql."""
    found = marks.to_pylist()
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for name in names("rules"):
            found += [{"rule": name} | row for row in connection.sql(statement(f"rules/{name}")).to_arrow_table().to_pylist()]
    return pa.Table.from_pylist([_row(one) for one in found], schema("findings"))


def _row(found: dict[str, Any]) -> dict[str, Any]:
    rule = next(row for row in rows("rules") if row["rule"] == found["rule"])
    return {"expected": rule["expected"], "indicator_id": None, "source_text": None} | found | {
        "finding_id": short_hash(found["document_id"], found["path"], found["rule"], found["project_id"]), "severity": rule["severity"],
        "message": rule["message"]}
