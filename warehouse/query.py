"""Asking one build: its folder is resolved once, so that no query sees two builds."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from schemas.tables import tables
from warehouse.catalogue import known, statements
from warehouse.definition import Definition, in_order
from warehouse.disk import WarehouseError
from warehouse.layout import Warehouse
from warehouse.sql import scratch

_WORD = re.compile(r"\w+")
_ABOUT_THE_CATALOGUE = frozenset({"show", "describe", "summarize", "pragma", "information_schema", "duckdb_views", "duckdb_columns",
                                   "duckdb_functions"})
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def published(curated: Path, build_id: str | None = None) -> Path:
    """The published build, or another by its id. Raises WarehouseError if there is none."""
    warehouse = Warehouse(curated)
    folder = warehouse.build(build_id) if build_id else warehouse.published()
    if folder is None:
        raise WarehouseError(f"nothing is published in {curated}: run jixiao ingest first")
    return folder


def open_build(build: Path, query: str | None = None, *, computed: frozenset[str] = frozenset()) -> duckdb.DuckDBPyConnection:
    """A connection whose tables and views are those of one build. It reaches no other file and no network.

    All views cost a second to make, so only those that ``query`` names are made; without one the curated tables and ``long_table``.
    ``computed``: views to hold as tables, for many questions about them.
    """
    connection = scratch()
    connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET parquet_metadata_cache = true")
    connection.execute("SET allowed_directories = [" + f"'{str(build.absolute()).replace(chr(39), chr(39) * 2)}/'" + "]")
    connection.execute("SET enable_external_access = false; BEGIN")
    every = known(build.absolute())
    try:
        _define(connection, _script(every, query, computed))
    except duckdb.BinderException:  # the build was made before a column came
        connection.execute("ROLLBACK; BEGIN")
        _define(connection, _script({name: one.over_older_files() for name, one in every.items()}, query, computed))
    connection.execute("COMMIT; SET lock_configuration = true")
    return connection


def _define(connection: duckdb.DuckDBPyConnection, script: list[str]) -> None:
    for line in script:
        connection.execute(line)


def _script(every: dict[str, Definition], query: str | None, computed: frozenset[str]) -> list[str]:
    """Statements for a question; for everything if it asks about the catalogue itself or names nothing that is known."""
    if query is None:
        return [one.create() for one in in_order(every, (*tables(), "long_table"))]
    words = {word.lower() for word in _WORD.findall(query)}
    wanted = [one.name for one in every.values() if one.name in words or one.label_zh.lower() in words]
    if not wanted or words & _ABOUT_THE_CATALOGUE:
        return statements(in_order(every, every))
    chosen = in_order(every, wanted)
    return [*(_create(one, computed) for one in chosen), *(one.chinese() for one in chosen if one.label_zh.lower() in words and one.columns)]


def _create(one: Definition, computed: frozenset[str]) -> str:
    return one.create("TABLE" if one.name in computed else "VIEW")


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    """The answer to one question. Raises WarehouseError for anything but one reading statement, or for SQL that does not run."""
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise WarehouseError("only one SELECT is answered: builds are never written to")
        return connection.sql(query)
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip()) from error
