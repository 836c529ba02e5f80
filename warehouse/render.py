"""Writing the catalogue file: each view is bound once, over empty tables that stand in for what it reads.

Binding a view binds all views below it, down to the Parquet footers: for 40 views in two languages this took longer than reading the sample. So every
name is an empty table first; from the top down each is dropped and becomes its view, while those below it are tables still. What reads files comes
last: everything else is drafted once for all builds (template.py), beside the reading of documents.
"""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb

from schemas.tables import tables
from warehouse.catalogue import known, statements, table_view
from warehouse.definition import Definition, in_order
from warehouse.disk import WarehouseError, rename, sync
from warehouse.layout import Warehouse
from warehouse.sql import FORMAT, database, identifier, quote
from warehouse.template import keep_template, template


def refresh(warehouse: Warehouse, draft: Draft | None = None) -> bool:
    """Make the catalogue agree with its place, with the published build and with this version's definitions; returns whether it had to be written.

    ``draft``: one that was begun before the build was published; it is used if it fits.
    """
    chosen = _chosen(warehouse)
    mark = _mark(chosen)
    if fingerprint(warehouse.catalogue) == mark:
        return False
    temporary = warehouse.catalogue.with_name(f".tmp-catalogue-{os.getpid()}")
    if draft is None or draft.drafted != _key(_drafting(chosen)):
        draft = Draft(temporary, chosen)
    try:
        draft.finish(chosen, mark)
    except duckdb.BinderException:  # an older build was restored: it was made before a column came
        draft.connection.close()
        older = [one.over_older_files() for one in chosen]
        draft = Draft(temporary, older)
        draft.finish(older, mark)
    sync(draft.file)
    rename(draft.file, warehouse.catalogue)
    return True


def draft_for(warehouse: Warehouse, folder: Path) -> Draft | None:
    """What can be written before the build is there, in a file of ``folder``; None if the catalogue will be the one that stands there."""
    chosen = _chosen(warehouse)
    return None if fingerprint(warehouse.catalogue) == _mark(chosen) else Draft(folder / "catalogue", chosen)


class Draft:
    """A catalogue file in which what reads files is an empty table still. ``drafted``: of what stands in it, see ``_key``."""

    def __init__(self, file: Path, chosen: list[Definition]) -> None:
        self.file, lines = file, _drafting(chosen)
        self.drafted = _key(lines)
        self.connection = template(self.drafted, file) or self._write(lines)
        self.connection.execute("BEGIN")

    def _write(self, lines: list[str]) -> duckdb.DuckDBPyConnection:
        self.file.unlink(missing_ok=True)
        self.connection = database(self.file)
        self._run("BEGIN", *lines, "COMMIT", "CHECKPOINT")
        self.connection.close()
        keep_template(self.drafted, self.file)
        return database(self.file)

    def finish(self, chosen: list[Definition], mark: str) -> None:
        """Bind what reads files, and close the file."""
        self.connection.execute("SET parquet_metadata_cache = true")
        self._run(*(f"DROP TABLE {_files(one)}; CREATE VIEW {_files(one)} AS {one.body}; "
                    f"COMMENT ON VIEW {_files(one)} IS {quote(f'The files of {one.name}: ask {one.name}.')}" for one in chosen if one.reads_files),
                  f"CREATE VIEW jixiao.catalogue AS SELECT {quote(mark)} AS fingerprint; COMMIT", "CHECKPOINT")
        self.connection.close()
        self.file.with_name(self.file.name + ".wal").unlink(missing_ok=True)

    def _run(self, *lines: str) -> None:
        try:
            self.connection.execute("\n;\n".join(lines))
        except duckdb.IOException as error:
            raise WarehouseError(f"{self.file}: {error}") from error  # a full disk


def _drafting(chosen: list[Definition]) -> list[str]:
    """What can be said before there are files: every name as an empty table, the Chinese faces over those, then the views themselves, those of
    files over what stands in for the files.
    """
    views = [one for one in chosen if one.columns]
    return ["CREATE SCHEMA jixiao", *(_stand_in(one, _files(one)) for one in chosen if one.reads_files),
            *(_stand_in(one, identifier(one.name)) if one.columns else one.body for one in chosen),
            *(line for one in views for line in (one.chinese(), *one.chinese_comments())),
            *(line for one in reversed(views) for line in (f"DROP TABLE {identifier(one.name)}", _over_files(one).create(), *one.comments()))]


def _stand_in(one: Definition, name: str) -> str:
    """An empty table with the columns of a view."""
    return f"CREATE TABLE {name} AS FROM ({table_view(tables()[one.name], []).body if one.name in tables() else one.body}\n) LIMIT 0"


def _files(one: Definition) -> str:
    """The view that reads the files. It has no comments, which take longer than binding: they are said in the draft, of the view over this one."""
    return f"jixiao.{identifier(one.name + '_files')}"


def _over_files(one: Definition) -> Definition:
    columns = ", ".join(map(identifier, one.columns))
    return replace(one, body=f"SELECT {columns} FROM {_files(one)}") if one.reads_files else one  # noqa: S608  # both are quoted


def _key(lines: list[str]) -> str:
    """Hash of a draft's statements, of the library that writes it, and of the format."""
    return sha256("\n".join([duckdb.__version__, FORMAT, *lines]).encode()).hexdigest()


def _chosen(warehouse: Warehouse) -> list[Definition]:
    every = known(warehouse.current.absolute())
    return in_order(every, every)


def _mark(chosen: list[Definition]) -> str:
    """Hash of what a catalogue is made from, its format too."""
    return sha256("\n".join([FORMAT, *statements(chosen)]).encode()).hexdigest()


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
