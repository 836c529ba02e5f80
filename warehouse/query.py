"""Asking one build: its folder is resolved once, so that no query sees two builds."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.catalogue import definitions
from warehouse.disk import WarehouseError
from warehouse.layout import Warehouse

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def published(curated: Path, build_id: str | None = None) -> Path:
    """The published build, or another by its id. Raises WarehouseError if there is none."""
    warehouse = Warehouse(curated)
    folder = warehouse.build(build_id) if build_id else warehouse.published()
    if folder is None:
        raise WarehouseError(f"nothing is published in {curated}: run jixiao ingest first")
    return folder


def open_build(build: Path) -> duckdb.DuckDBPyConnection:
    """A connection whose tables and views are those of one build. It reaches no other file and no network."""
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    connection.execute("SET allowed_directories = [" + f"'{str(build.absolute()).replace(chr(39), chr(39) * 2)}/'" + "]")
    connection.execute("SET enable_external_access = false")
    for line in definitions(build.absolute()):
        connection.execute(line)
    connection.execute("SET lock_configuration = true")
    return connection


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    """The answer to one question. Raises WarehouseError for anything but one reading statement, or for SQL that does not run."""
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise WarehouseError("only one SELECT is answered: builds are never written to")
        return connection.sql(query)
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip()) from error
