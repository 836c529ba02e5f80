"""Which rows count: a superseded edition and a duplicate stay in the tables and are marked, so that every view counts once.

Everything here is derived anew from all documents in every build: it depends on the set of documents, never on their history.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.sql import scratch, statement


def mark(documents: pa.Table, projects: pa.Table) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Documents with is_current and superseded_by set; project_id, is_current and duplicate_of of the projects that do not count; and the findings
    about it (rule, document, project). Of projects any columns will do that hold those which editions.sql names.
    """
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for part in statement("editions").split(";\n"):
            if part.strip():
                connection.execute(part)
        of_project = pa.schema([projects.schema.field(name) for name in ("project_id", "is_current", "duplicate_of")])
        return (_table(connection, "marked_documents", documents.schema), _table(connection, "marks", of_project),
                _table(connection, "edition_findings", None))


def _table(connection: duckdb.DuckDBPyConnection, name: str, wanted: pa.Schema | None) -> pa.Table:
    found: pa.Table = connection.table(name).to_arrow_table()
    return found.select(wanted.names).cast(wanted) if wanted else found
