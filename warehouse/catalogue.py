"""The DuckDB file that people and BI tools open: views over ``current/``, comments, analysis views. It holds no rows.

Views name absolute paths (relative ones would follow the caller's folder) and the link ``current``, so that a tool that keeps
the file open sees the next build at its next query. The file is replaced in one step, and only when its text would change.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import duckdb

from schemas.tables import Column, TableSchema, tables
from warehouse.disk import rename, sync
from warehouse.layout import Warehouse
from warehouse.sql import identifier, names, quote, statement

_DUCKDB = {"text": "VARCHAR", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT", "bool": "BOOLEAN", "double": "DOUBLE",
           "money": "DECIMAL(18,6)", "date": "DATE", "timestamp": "TIMESTAMP WITH TIME ZONE"}


def refresh(warehouse: Warehouse) -> bool:
    """Make the catalogue agree with its place and with this version's definitions; returns whether it had to be written."""
    script = definitions(warehouse.current.absolute())
    mark = sha256("\n".join(script).encode()).hexdigest()
    if fingerprint(warehouse.catalogue) == mark:
        return False
    temporary = warehouse.catalogue.with_name(f".tmp-catalogue-{os.getpid()}")
    temporary.unlink(missing_ok=True)
    with duckdb.connect(str(temporary)) as connection:
        for line in script:
            connection.execute(line)
        connection.execute(f"CREATE SCHEMA jixiao; CREATE VIEW jixiao.catalogue AS SELECT {quote(mark)} AS fingerprint")
        connection.execute("CHECKPOINT")
    temporary.with_name(temporary.name + ".wal").unlink(missing_ok=True)
    sync(temporary)
    rename(temporary, warehouse.catalogue)
    return True


def fingerprint(catalogue: Path) -> str | None:
    """Hash of the definitions a catalogue was made from; None if there is none or it cannot be read."""
    if not catalogue.exists():
        return None
    try:
        with duckdb.connect(str(catalogue), read_only=True) as connection:
            row = connection.execute("SELECT fingerprint FROM jixiao.catalogue").fetchone()
    except duckdb.Error:
        return None  # damaged or foreign: it is made anew
    return str(row[0]) if row else None


def definitions(root: Path) -> list[str]:
    """SQL statements that define all views over the build (or link to one) at ``root``."""
    base = [line for table in tables().values() for line in (base_view(table, root), *_comments(table))]
    return [*base, *(statement(f"views/{name}") for name in _views())]


def _views() -> list[str]:
    return names("views")


def base_view(table: TableSchema, root: Path) -> str:
    """CREATE VIEW of one curated table."""
    pattern = root / table.name / ("*/*/*.parquet" if table.partitioned else "*.parquet")
    hive = "hive_partitioning = true, hive_types = {'fiscal_year': SMALLINT, 'province': VARCHAR}" if table.partitioned else "hive_partitioning = false"
    columns = ", ".join(identifier(name) for name in table.names)
    rows = f"read_parquet({quote(str(pattern))}, union_by_name = true, {hive})"
    return f"CREATE VIEW {identifier(table.name)} AS SELECT {columns} FROM {rows}"  # noqa: S608  # every part is quoted


def _comments(table: TableSchema) -> list[str]:
    return [f"COMMENT ON VIEW {identifier(table.name)} IS {quote(f'{table.label_zh}: {table.description}')}",
            *(f"COMMENT ON COLUMN {identifier(table.name)}.{identifier(column.name)} IS {quote(comment(column))}" for column in table.columns)]


def comment(column: Column) -> str:
    """The comment of a column: Chinese label, meaning, codes."""
    codes = f" ({', '.join(column.codes)})" if column.codes else ""
    return f"{column.label_zh}: {column.description}{codes}"


def duckdb_type(column: Column) -> str:
    """The type that DuckDB shows for a column."""
    return _DUCKDB[column.type]


