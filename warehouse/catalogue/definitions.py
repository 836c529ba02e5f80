"""What stands in the DuckDB file that people and BI tools open: views over the files of one build,
comments, analysis views. It holds no rows.

Views name each file of the build by its absolute path (relative ones would follow the caller's
folder): a stray file counts for nothing, and an answer never mixes two builds. The file is replaced
in one step with each build; who keeps it open goes on with the build that it was opened on. Every
table and view also stands there under its Chinese name with Chinese column names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from schemas.lookup import DefinitionError, rows
from schemas.tables import PARTITION, Column, TableSchema, columns, tables
from warehouse.catalogue.definition import FITTED, Definition, in_order, macro, view
from warehouse.catalogue.labels import comment, view_columns
from warehouse.catalogue.lists import lists, parameters
from warehouse.catalogue.loose import loose_name
from warehouse.catalogue.metrics import with_metrics
from warehouse.catalogue.sql import identifier, names, quote, rule, statement
from warehouse.catalogue.stored import with_stored
from warehouse.files.layout import OLDER_UNKNOWN, named_as_before
from warehouse.files.manifest import load_listing
from warehouse.files.settings import load_settings

__all__ = ["comment", "definitions", "duckdb_type", "known", "statements", "table_view"]

_DUCKDB = {
    "text": "VARCHAR",
    "int8": "TINYINT",
    "int16": "SMALLINT",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "bool": "BOOLEAN",
    "double": "DOUBLE",
    "money": "DECIMAL(18,6)",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}
_PARAMETER = re.compile(r"@([a-z_]+)")
_OF_PROJECT = (
    "fiscal_year",
    "region_code",
    "region",
    "department",
    "project",
    "project_key",
    "document_kind",
    "amount",
)
_OUTCOMES = (
    "signal",
    "project_id",
    "outcome",
    "hit_count",
    "considered",
    "evidence",
    "indicator_ids",
    "project_ids",
    *_OF_PROJECT,
)
_SHARED = ("projects_once", "review_rows", "readings", "target_vs_result")


def definitions(root: Path) -> list[str]:
    """SQL statements that define everything over the build (or link to one) at ``root``, in the
    order in which they run.
    """
    every = known(root)
    return statements(in_order(every, every))


def statements(chosen: list[Definition]) -> list[str]:
    """The statements of some definitions in order: both faces, then the comments."""
    views = [one for one in chosen if one.columns]
    return [
        *(one.create() for one in chosen),
        *(one.chinese() for one in views),
        *(line for one in views for line in (*one.comments(), *one.chinese_comments())),
    ]


def known(root: Path) -> dict[str, Definition]:
    """Everything that can be asked of the build at ``root``, by English name: tables, lists, views,
    macros. The curated folder is the one above ``current`` or ``builds/<id>``.
    """
    curated = root.parent if root.name == "current" else root.parent.parent
    settings = load_settings(root)
    values = parameters() | settings.thresholds | _characters()
    listed = load_listing(root)
    files = listed.files if listed else None
    parts = [
        *(_table(table, root, files) for table in tables().values()),
        *lists(curated, settings),
        _outcomes(values),
        *(
            _known_columns(view(name, _filled(statement(f"catalogue/views/{name}"), values)))
            for name in names("catalogue/views")
        ),
        *(
            macro(name, _filled(statement(f"catalogue/macros/{name}"), values))
            for name in names("catalogue/macros")
        ),
        loose_name(),
    ]
    return with_stored({part.name: part for part in parts}, root, files or {})


def _characters() -> dict[str, str]:
    """Traditional characters and, each at the same place, the simplified ones."""
    pairs = [(row["traditional"], row["simplified"]) for row in rows("traditional")]
    return {
        "traditional": "".join(one for one, _ in pairs),
        "simplified": "".join(one for _, one in pairs),
    }


def _known_columns(one: Definition) -> Definition:
    """The view. Raises DefinitionError for a column that neither file of columns has."""
    for name in one.columns:
        if name not in columns() and name not in view_columns():
            says = f"no column {name!r} in columns.csv of schemas or views 列定义中没有 {name}"
            raise DefinitionError(f"catalogue/views/{one.name}.sql, columns: {says}")
    return one


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with every @parameter as a literal and every {metric} written out. Raises KeyError
    for one that parameters.csv or metrics.csv lacks.
    """
    return _PARAMETER.sub(lambda found: _literal(values[found[1]]), with_metrics(text))


def _literal(value: str) -> str:
    return value if re.fullmatch(r"-?\d+(\.\d+)?", value) else quote(value)


def _outcomes(values: dict[str, str]) -> Definition:
    """All review rules under one another, with the project's place and money. What they share is
    computed once.
    """
    # our own files
    parts = {
        name: (
            f"SELECT {quote(name)} AS signal, * FROM"  # noqa: S608
            " (SELECT NULL::VARCHAR AS project_ids WHERE false UNION ALL BY NAME FROM"
            f" (\n{_filled(rule(name), values)}))"
        )
        for name in names("catalogue/signals")
    }
    shared = ", ".join(f"{name} AS MATERIALIZED (FROM main.{name})" for name in _SHARED)
    every = "(\n" + "\nUNION ALL BY NAME\n".join(parts.values()) + ")"
    body = f"WITH {shared} {_outcome(every)}"
    return Definition(
        "signal_outcomes",
        "审核结果",
        "The outcome of every review rule on every project.",
        _OUTCOMES,
        body,
        computed="part",
        order=("outcome", "fiscal_year", "region_code", "department", "project_id"),
        row_group=FITTED,
        parts={name: _outcome(f"({part})") for name, part in parts.items()},
    )


def _outcome(rows: str) -> str:
    """Outcomes with what a reviewer filters by. A miss needs no evidence; the rules gather it for
    every project.
    """
    known = ", ".join(
        f"CASE WHEN o.outcome <> '未命中' THEN o.{name} END AS {name}"
        for name in ("evidence", "indicator_ids", "project_ids")
    )
    place = ", ".join(f"p.{name}" for name in _OUTCOMES if name in _OF_PROJECT)
    counts = ", ".join(f"o.{name}::BIGINT AS {name}" for name in ("hit_count", "considered"))
    columns = f"o.signal, p.project_id, o.outcome, {counts}, {known}, {place}"
    source = f"{rows} o JOIN projects_once p USING (project_id)"
    return f"SELECT {columns} FROM {source}"  # noqa: S608  # ours


def _table(table: TableSchema, root: Path, files: dict[str, list[str]] | None) -> Definition:
    """A curated table as a view of the files that the build's manifest lists, and of no other file
    that lies there; of a build that is not made yet, as a pattern. Older builds have folders below
    the table's, ``fiscal_year=2024/province=44``, which hold these two columns.
    """
    if files is None:
        return table_view(table, [root / table.name / "*.parquet"])
    paths = files.get(table.name, [])  # none: a build of before the table came
    made = table_view(table, [root / path for path in paths])
    return made.over_older_files() if any(map(named_as_before, paths)) else made


def table_view(table: TableSchema, paths: Sequence[Path]) -> Definition:
    """A curated table as a view of these files (or patterns); of no file it has no row."""
    listed = ", ".join(quote(str(path)) for path in paths)
    columns = ", ".join(map(_plain, table.columns))
    files = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    body = f"SELECT {columns} FROM {files}" if paths else _empty(table)  # quoted  # noqa: S608
    older = _older(table, listed) if paths else ""
    return Definition(
        table.name,
        table.label_zh,
        table.description,
        table.names,
        body,
        older=older,
        reads_files=True,
    )


def _empty(table: TableSchema) -> str:
    columns = (
        f"NULL::{duckdb_type(column)} AS {identifier(column.name)}" for column in table.columns
    )
    return f"SELECT {', '.join(columns)} WHERE false"


def _older(table: TableSchema, listed: str) -> str:
    """The body over files that an older version wrote: columns may be missing, and folders may name
    fiscal year and province (as text here, which the first SELECT gives its type).
    """
    columns = ", ".join(map(_typed, table.columns))
    how = "union_by_name = true, hive_partitioning = true, hive_types_autocast = false"
    rows = f"{_empty(table)} UNION ALL BY NAME FROM read_parquet([{listed}], {how})"
    return f"SELECT {columns} FROM ({rows})"  # every part is quoted  # noqa: S608


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
