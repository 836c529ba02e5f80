"""Which rows count: a superseded edition and a duplicate stay in the tables and are marked, so that every view counts once.

Everything here is derived anew from all documents in every build: it depends on the set of documents, never on their history.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.sql import scratch, statement

MARKS = {"is_current": pa.scalar(True), "duplicate_of": pa.scalar(None, pa.string())}
"""The columns that say whether a project counts, with what they hold if it does."""


def mark(documents: pa.Table, projects: pa.Table) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Documents and projects with is_current, superseded_by and duplicate_of set, and the findings about it (rule, document, project).
    Of projects any columns will do that hold those which editions.sql names; the same come back.
    """
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for part in statement("editions").split(";\n"):
            if part.strip():
                connection.execute(part)
        marks = _table(connection, "marks").cast(pa.schema([projects.schema.field(name) for name in ("project_id", *MARKS)]))
        return _marked_documents(documents, _table(connection, "document_marks")), marked(projects, marks), _table(connection, "edition_findings")


def marks_of(projects: pa.Table) -> pa.Table:
    """The projects that do not count, with what is said of each in one column ``mark``: few, where a mark for each would be many."""
    few = projects.filter(pc.or_(pc.invert(projects["is_current"]), pc.is_valid(projects["duplicate_of"])))
    said = pc.binary_join_element_wise(few["project_id"], few["is_current"].cast(pa.string()), pc.fill_null(few["duplicate_of"], ""), " ")
    return few.append_column("mark", said).combine_chunks()


def marked(rows: pa.Table, marks: pa.Table) -> pa.Table:
    """The rows with is_current and duplicate_of as the marks have it; what has no mark counts."""
    for name, default in MARKS.items():
        if name in rows.column_names:
            column = pc.fill_null(marks[name].take(pc.index_in(rows["project_id"], value_set=marks["project_id"])), default)
            rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
    return rows


def _marked_documents(documents: pa.Table, marks: pa.Table) -> pa.Table:
    """The documents with is_current and superseded_by as the marks have it; the rows of a file with the same bytes are counted at the first path."""
    at = pc.index_in(documents["path"], value_set=marks["path"])
    again = pc.fill_null(marks["again"].take(at), pa.scalar(value=False))
    said = {"is_current": pc.is_null(at), "superseded_by": marks["superseded_by"].take(at),
            **{name: pc.if_else(again, 0, documents[name]) for name in ("project_count", "indicator_count")}}
    for name, column in said.items():
        field = documents.schema.field(name)
        documents = documents.set_column(documents.schema.get_field_index(name), field, column.cast(field.type))
    return documents


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return connection.table(name).to_arrow_table()
