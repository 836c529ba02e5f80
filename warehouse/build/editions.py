"""Which rows count: a superseded edition and a duplicate stay in the tables and are marked, so that
every view counts once.

Everything here is derived anew from all documents in every build: it depends on the set of
documents, never on their history.
"""

from __future__ import annotations

from hashlib import sha256

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.build.amounts import COLUMNS as JUDGED
from warehouse.build.columns import with_column
from warehouse.build.organise import COLUMNS
from warehouse.catalogue.sql import scratch, statement

MARKS = {
    "is_current": pa.scalar(True),
    "duplicate_of": pa.scalar(None, pa.string()),
    "counted_as": pa.scalar(None, pa.string()),
}
"""The columns that say whether a project counts, with what they hold if it does."""


_STEPS = ("editions", "counted", "presumed", "edition_findings")
_PROJECT_KEY = 20  # hex digits, see schemas.organisations


def mark(documents: pa.Table, projects: pa.Table) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Documents and projects with is_current, superseded_by and duplicate_of set, and the findings
    about it (rule, document, project). Of projects any columns will do that hold those which
    the statements name; the same come back.
    """
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for name in _STEPS:
            for part in statement(f"build/{name}").split(";\n"):
                if part.strip():
                    connection.execute(part)
        marks = _table(connection, "marks").cast(
            pa.schema([projects.schema.field(name) for name in ("project_id", *MARKS)])
        )
        return (
            _marked_documents(documents, _table(connection, "document_marks")),
            _defaulted(projects, marks),
            _table(connection, "edition_findings"),
        )


def marked(rows: pa.Table, projects: pa.Table) -> pa.Table:
    """The rows with what is said of their projects, in every column that both have; the key of an
    indicator begins with its project's.
    """
    if "project_id" not in rows.column_names:
        return rows
    at = pc.index_in(rows["project_id"], value_set=projects["project_id"])
    if "indicator_key" in rows.column_names:
        begin = projects["project_key"].take(at)
        end = pc.utf8_slice_codeunits(rows["indicator_key"], _PROJECT_KEY)
        rows = with_column(rows, "indicator_key", pc.binary_join_element_wise(begin, end, ""))
    for name in (*MARKS, *COLUMNS, *JUDGED):
        if name in rows.column_names:
            rows = with_column(rows, name, projects[name].take(at))
    return rows


def _defaulted(projects: pa.Table, marks: pa.Table) -> pa.Table:
    """The projects with the marks; what has none counts."""
    at = pc.index_in(projects["project_id"], value_set=marks["project_id"])
    for name, default in MARKS.items():
        projects = with_column(projects, name, pc.fill_null(marks[name].take(at), default))
    return projects


def originals(documents: pa.Table) -> pa.Table:
    """The documents with the ids under which they were read: a copy has that of its bytes."""
    return with_column(
        documents, "document_id", pc.coalesce(documents["copy_of"], documents["document_id"])
    )


def _id_of_copy(document_id: str, path: str) -> str:
    """A copy has an id of its own, so that a join by document_id finds one document."""
    return sha256(f"{document_id}/{path}".encode("utf-8", "surrogatepass")).hexdigest()


def _marked_documents(documents: pa.Table, marks: pa.Table) -> pa.Table:
    """The documents with is_current and superseded_by as the marks have it; the rows of a file with
    the same bytes are counted at the first path.
    """
    at = pc.index_in(documents["path"], value_set=marks["path"])
    again = pc.fill_null(marks["again"].take(at), pa.scalar(value=False))
    copy_of = marks["copy_of"].take(at)
    named = zip(documents["document_id"].to_pylist(), documents["path"].to_pylist(), strict=True)
    own = [
        _id_of_copy(*one) if copied else one[0]
        for one, copied in zip(named, pc.is_valid(copy_of).to_pylist(), strict=True)
    ]
    said = {
        "document_id": pa.chunked_array([pa.array(own, pa.string())]),
        "copy_of": copy_of,
        "is_current": pc.is_null(at),
        "superseded_by": marks["superseded_by"].take(at),
        **{
            name: pc.if_else(again, 0, documents[name])
            for name in ("project_count", "indicator_count")
        },
    }
    for name, column in said.items():
        field = documents.schema.field(name)
        documents = documents.set_column(
            documents.schema.get_field_index(name), field, column.cast(field.type)
        )
    return documents


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return connection.table(name).to_arrow_table()
