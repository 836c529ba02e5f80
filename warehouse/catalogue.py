"""What stands in the DuckDB file that people and BI tools open: views over ``current/``, comments, analysis views. It holds no rows.

Views name absolute paths (relative ones would follow the caller's folder) and the link ``current``, so that a tool that keeps
the file open sees the next build at its next query. The file is replaced in one step, and only when its text would change.
Every table and view also stands there under its Chinese name with Chinese column names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from schemas.tables import PARTITION, Column, TableSchema, tables
from warehouse.definition import Definition, in_order, macro, view
from warehouse.labels import comment
from warehouse.layout import OLDER_UNKNOWN
from warehouse.lists import lists, parameters
from warehouse.sql import identifier, names, quote, statement
from warehouse.stored import with_stored

__all__ = ["comment", "definitions", "duckdb_type", "known", "statements", "table_view"]

_DUCKDB = {"text": "VARCHAR", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT", "bool": "BOOLEAN", "double": "DOUBLE",
           "money": "DECIMAL(18,6)", "date": "DATE", "timestamp": "TIMESTAMP"}
_PARAMETER = re.compile(r"@([a-z_]+)")
_OF_PROJECT = ("fiscal_year", "region_code", "region", "department", "project", "document_kind", "amount")
_OUTCOMES = ("signal", "project_id", "outcome", "hit_count", "considered", "evidence", "indicator_ids", *_OF_PROJECT)
_SHARED = ("projects_once", "review_rows", "readings", "target_vs_result")


def definitions(root: Path) -> list[str]:
    """SQL statements that define everything over the build (or link to one) at ``root``, in the order in which they run."""
    every = known(root)
    return statements(in_order(every, every))


def statements(chosen: list[Definition]) -> list[str]:
    """The statements of some definitions in order: both faces, then the comments."""
    views = [one for one in chosen if one.columns]
    return [*(one.create() for one in chosen), *(one.chinese() for one in views),
            *(line for one in views for line in (*one.comments(), *one.chinese_comments()))]


def known(root: Path) -> dict[str, Definition]:
    """Everything that can be asked of the build at ``root``, by English name: tables, lists, views, macros. The curated folder is
    the one above ``current`` or ``builds/<id>``.
    """
    curated = root.parent if root.name == "current" else root.parent.parent
    values = parameters()
    parts = [*(_table(table, root) for table in tables().values()), *lists(curated), _outcomes(values),
             *(view(name, _filled(statement(f"views/{name}"), values)) for name in names("views")),
             *(macro(name, _filled(statement(f"macros/{name}"), values)) for name in names("macros"))]
    return with_stored({one.name: one for one in parts}, root)


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with every @parameter as a literal. Raises KeyError for one that parameters.csv lacks."""
    return _PARAMETER.sub(lambda found: _literal(values[found[1]]), text)


def _literal(value: str) -> str:
    return value if re.fullmatch(r"-?\d+(\.\d+)?", value) else quote(value)


def _outcomes(values: dict[str, str]) -> Definition:
    """All review rules under one another, with the project's place and money. What they share is computed once."""
    parts = {name: f"SELECT {quote(name)} AS signal, * FROM (\n{_filled(statement(f'signals/{name}'), values)})" for name in names("signals")}  # noqa: S608  # our own files
    shared = ", ".join(f"{name} AS MATERIALIZED (FROM main.{name})" for name in _SHARED)
    every = "(\n" + "\nUNION ALL BY NAME\n".join(parts.values()) + ")"
    body = f"WITH {shared} {_outcome(every)}"
    return Definition("signal_outcomes", "审核结果", "The outcome of every review rule on every project.", _OUTCOMES, body, computed="part",
                      order=("outcome", "amount DESC", "fiscal_year", "region_code", "department", "project_id"),
                      parts={name: _outcome(f"({part})") for name, part in parts.items()})


def _outcome(rows: str) -> str:
    """Outcomes with what a reviewer filters by. A miss needs no evidence; the rules gather it for every project."""
    known = ", ".join(f"CASE WHEN o.outcome <> '未命中' THEN o.{name} END AS {name}" for name in ("evidence", "indicator_ids"))
    place = ", ".join(f"p.{name}" for name in _OUTCOMES if name in _OF_PROJECT)
    counts = ", ".join(f"o.{name}::BIGINT AS {name}" for name in ("hit_count", "considered"))
    return f"SELECT o.signal, p.project_id, o.outcome, {counts}, {known}, {place} FROM {rows} o JOIN projects_once p USING (project_id)"  # noqa: S608  # ours


def _table(table: TableSchema, root: Path) -> Definition:
    """A curated table as a view of all its files in a build. Older builds have folders below the
    table's, ``fiscal_year=2024/province=44``, which hold these two columns.
    """
    folder = root / table.name
    if any(folder.glob("*=*")):
        return table_view(table, [folder / "**" / "*.parquet"]).over_older_files()
    return table_view(table, [folder / "*.parquet"])


def table_view(table: TableSchema, paths: Sequence[Path]) -> Definition:
    """A curated table as a view of these files (or patterns); of no file it has no row."""
    listed = ", ".join(quote(str(path)) for path in paths)
    columns = ", ".join(map(_plain, table.columns))
    files = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    body = f"SELECT {columns} FROM {files}" if paths else _empty(table)  # noqa: S608  # quoted
    older = _older(table, listed) if paths else ""
    return Definition(table.name, table.label_zh, table.description, table.names, body,
                      older=older, reads_files=True)


def _empty(table: TableSchema) -> str:
    columns = (f"NULL::{duckdb_type(one)} AS {identifier(one.name)}" for one in table.columns)
    return f"SELECT {', '.join(columns)} WHERE false"


def _older(table: TableSchema, listed: str) -> str:
    """The body over files that an older version wrote: columns may be missing, and folders may name
    fiscal year and province (as text here, which the first SELECT gives its type).
    """
    columns = ", ".join(map(_typed, table.columns))
    how = "union_by_name = true, hive_partitioning = true, hive_types_autocast = false"
    rows = f"{_empty(table)} UNION ALL BY NAME FROM read_parquet([{listed}], {how})"
    return f"SELECT {columns} FROM ({rows})"  # noqa: S608  # every part is quoted


def _plain(column: Column) -> str:
    """A column as the view shows it. Files keep the zone (UTC) of their times; the view does not:
    a client would show its own, and Python's DuckDB 1 asks for pytz.
    """
    name = identifier(column.name)
    return f"make_timestamp(epoch_us({name})) AS {name}" if column.type == "timestamp" else name


def _typed(column: Column) -> str:
    """A column of an older build. DuckDB before 1.5 takes the folder of the unknown for a value."""
    name = identifier(column.name)
    if column.type == "timestamp":
        return _plain(column)
    known = f"nullif({name}::VARCHAR, {quote(OLDER_UNKNOWN)})"
    given = known if column.name in PARTITION else name
    return f"{given}::{duckdb_type(column)} AS {name}"


def duckdb_type(column: Column) -> str:
    """The type that DuckDB shows for a column."""
    return _DUCKDB[column.type]
