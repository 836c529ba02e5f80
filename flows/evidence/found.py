"""The row that an id, or a part of a path, names: in the published build, else in the newest older
one that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.messages import first, say
from schemas.nearest import did_you_mean
from warehouse.catalogue.query import open_build, published
from warehouse.files.disk import UsageError, WarehouseError
from warehouse.files.layout import Warehouse

_SHOWN = 5  # paths that a question names

_TABLES = (
    ("indicators", "indicator_id"),
    ("quarantine", "indicator_id"),
    ("projects", "project_id"),
    ("findings", "finding_id"),
    ("documents", "document_id"),
)
_PLACE = {"page": "found.page", "sheet": "found.sheet", "row": "found.row"}


@dataclass(frozen=True, slots=True)
class Found:
    """A row that bears the id, in the newest build that has it."""

    build: str
    connection: duckdb.DuckDBPyConnection
    table: str
    column: str
    row: dict[str, Any]
    path: str

    @property
    def stands(self) -> str:
        """Page, sheet and row, as far as the format has them."""
        return ", ".join(
            say(text, number=self.row[name])
            for name, text in _PLACE.items()
            if self.row.get(name) is not None
        )


@contextmanager
def found_by_id(curated: Path, identity: str) -> Iterator[Found]:
    """The row that bears an id, its build open. Raises WarehouseError if no build has it."""
    for build in [published(curated), *_older(curated)]:
        with open_build(build) as connection:
            for table, column in _TABLES:
                if row := row_of(connection, table, column, identity):
                    yield Found(
                        build.name,
                        connection,
                        table,
                        column,
                        row,
                        row.get("path") or _path(connection, row["document_id"]),
                    )
                    return
    raise WarehouseError(say("error.no_such_id", curated=curated, identity=identity))


def _older(curated: Path) -> list[Path]:
    warehouse = Warehouse(curated)
    return sorted(
        (one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file()),
        reverse=True,
    )


def row_of(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, identity: str
) -> dict[str, Any] | None:
    """The first row of a table in which a column has the id, by column; None if there is none."""
    query = f"SELECT * FROM {table} WHERE {column} = ?"  # noqa: S608  # names of ours
    answer = connection.execute(query, [identity])
    values = answer.fetchone()
    return (
        {about[0]: value for about, value in zip(answer.description, values, strict=True)}
        if values
        else None
    )


def _path(connection: duckdb.DuckDBPyConnection, document_id: str) -> str:
    path = connection.execute(
        "SELECT min(path) FROM documents WHERE document_id = ?", [document_id]
    ).fetchone()
    return str(path[0]) if path and path[0] else say("explain.unknown_file")


def paths_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The paths of all documents, in order."""
    return [
        row[0] for row in connection.execute("SELECT path FROM documents ORDER BY 1").fetchall()
    ]


def named(text: str, paths: list[str]) -> str:
    """The one path that is meant: it is, ends with or holds the text."""
    typed = text.replace("\\", "/")
    for fits in (str.__eq__, _ends, str.__contains__):
        found = [path for path in paths if fits(path, typed)]
        if len(found) == 1:
            return found[0]
        if found:
            named_so = ", ".join(first(found, _SHOWN))
            raise UsageError(say("error.several_paths", path=text, paths=named_so))
    raise UsageError(say("error.no_path", path=text) + did_you_mean(text, paths))


def _ends(path: str, typed: str) -> bool:
    """data/raw/2024/x.pdf names 2024/x.pdf, and so does x.pdf."""
    return f"/{path}".endswith(f"/{typed}") or f"/{typed}".endswith(f"/{path}")
