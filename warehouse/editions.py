"""Which rows count: a superseded edition and a duplicate stay in the tables and are marked, so that every view counts once.

Everything here is derived anew from all documents in every build: it depends on the set of documents, never on their history.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from schemas.arrow import schema
from warehouse.sql import scratch, statement


def mark(documents: pa.Table, projects: pa.Table) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Documents and projects with is_current, superseded_by and duplicate_of set, and the findings about it (rule, document, project)."""
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for part in statement("editions").split(";\n"):
            if part.strip():
                connection.execute(part)
        marked = [_table(connection, name).select(schema(name).names).cast(schema(name)) for name in ("documents", "projects")]
        return marked[0], marked[1], _table(connection, "edition_findings")


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    found: pa.Table = connection.table(f"marked_{name}" if name in ("documents", "projects") else name).to_arrow_table()
    return found
