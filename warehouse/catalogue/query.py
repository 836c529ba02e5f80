"""Asking one build: its folder is resolved once, so that no query sees two builds."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from schemas.messages import say
from schemas.tables import tables
from warehouse.catalogue.definition import Definition, in_order
from warehouse.catalogue.definitions import known, statements
from warehouse.catalogue.only_reads import only_reads
from warehouse.catalogue.sql import quote, scratch
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import MANIFEST, Listing, load_listing
from warehouse.files.verify import DamagedError, Fault, missing

_WORD = re.compile(r"\w+")
_ABOUT_THE_CATALOGUE = frozenset(
    {
        "show",
        "describe",
        "summarize",
        "pragma",
        "information_schema",
        "duckdb_views",
        "duckdb_columns",
        "duckdb_functions",
    }
)
_OF_A_RELATION = frozenset({"from", "table"})
"""Without one of these words a question that names nothing asks for nothing: ``SELECT 42``."""


def published(curated: Path, build_id: str | None = None) -> Path:
    """The published build, or another by its id. Raises WarehouseError if there is none."""
    warehouse = Warehouse(curated)
    folder = warehouse.build(build_id) if build_id else warehouse.published()
    if folder is None:
        raise WarehouseError(say("error.ingest_first", folder=curated))
    if not (folder / MANIFEST).is_file():
        raise DamagedError(folder.name, [Fault(MANIFEST, "missing")])
    return folder


def open_build(
    build: Path, query: str | None = None, *, computed: frozenset[str] = frozenset()
) -> duckdb.DuckDBPyConnection:
    """A connection whose tables and views are those of one build. It reaches no other file and no
    network.

    All views cost a second to make, so only those that ``query`` names are made; without one the
    curated tables and ``long_table``. ``computed``: views to hold as tables, for many questions
    about them.
    """
    listed = load_listing(build)
    if listed:
        missing(build, listed)
    connection = scratch()
    connection.execute(
        "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET"
        " parquet_metadata_cache = true"
    )
    connection.execute(_may_read(build.absolute(), listed))
    connection.execute("SET enable_external_access = false; BEGIN")
    every = known(build.absolute())
    try:
        _define(connection, _script(every, query, computed))
    except duckdb.BinderException:  # the build was made before a column came
        connection.execute("ROLLBACK; BEGIN")
        _define(
            connection,
            _script({name: one.over_older_files() for name, one in every.items()}, query, computed),
        )
    connection.execute("COMMIT; SET lock_configuration = true")
    return connection


def _may_read(build: Path, listed: Listing | None) -> str:
    """Lets the connection read the files of the build, and no other: COPY writes beside a file
    before it renames. Without a manifest it is the folder.
    """
    if listed is None:
        return f"SET allowed_directories = [{quote(f'{build}/')}]"
    paths = (quote(str(build / path)) for path in listed.contents if path.endswith(".parquet"))
    return f"SET allowed_paths = [{', '.join(paths)}]"


def _define(connection: duckdb.DuckDBPyConnection, script: list[str]) -> None:
    for line in script:
        try:
            connection.execute(line)
        except duckdb.InvalidInputException as error:
            raise WarehouseError(told(error)) from error


def _script(every: dict[str, Definition], query: str | None, computed: frozenset[str]) -> list[str]:
    """Statements for a question; for everything if it asks about the catalogue itself, or for
    something that is not known.
    """
    if query is None:
        return [one.create() for one in in_order(every, (*tables(), "long_table"))]
    words = {word.lower() for word in _WORD.findall(query)}
    wanted = [
        value.name
        for value in every.values()
        if value.name in words or value.label_zh.lower() in words
    ]
    if not wanted and not words & (_OF_A_RELATION | _ABOUT_THE_CATALOGUE):
        return []
    if not wanted or words & _ABOUT_THE_CATALOGUE:
        return statements(in_order(every, every))
    chosen = in_order(every, wanted)
    return [
        *(_create(one, computed) for one in chosen),
        *(one.chinese() for one in chosen if one.label_zh.lower() in words and one.columns),
    ]


def _create(one: Definition, computed: frozenset[str]) -> str:
    return one.create("TABLE" if one.name in computed else "VIEW")


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    """The answer to one question. Raises WarehouseError for anything but one reading statement, or
    for SQL that does not run.
    """
    try:
        if not only_reads(connection, query):
            raise WarehouseError(say("error.one_select"))
        return connection.sql(query)
    except duckdb.Error as error:
        raise WarehouseError(told(error)) from error


def told(error: duckdb.Error) -> str:
    """What DuckDB says, in one line; of what it was told to say, that alone. The last line of its
    messages only points at a column.
    """
    said = str(error).strip().removeprefix("Invalid Input Error: ")
    return "; ".join(one.strip() for one in said.splitlines() if one.strip(" ^"))
