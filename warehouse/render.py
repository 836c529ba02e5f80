"""Writing the catalogue file: each view is bound once, over empty tables that stand in for what it reads.

Binding a view binds all views below it, down to the Parquet footers: for 40 views in two languages this took longer than reading the sample. So every
name is an empty table first; from the top down each is dropped and becomes its view, while those below it are tables still. What reads files comes
last, so that everything else can be drafted before there are any: beside the reading of documents.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import duckdb

from schemas.tables import tables
from warehouse.catalogue import known, statements, table_view
from warehouse.definition import Definition, in_order
from warehouse.disk import WarehouseError, rename, sync
from warehouse.layout import Warehouse
from warehouse.sql import identifier, quote


def refresh(warehouse: Warehouse, draft: Draft | None = None) -> bool:
    """Make the catalogue agree with its place, with the published build and with this version's definitions; returns whether it had to be written.

    ``draft``: one that was begun before the build was published; it is used if it fits.
    """
    chosen = _chosen(warehouse)
    mark = _mark(chosen)
    if fingerprint(warehouse.catalogue) == mark:
        return False
    temporary = warehouse.catalogue.with_name(f".tmp-catalogue-{os.getpid()}")
    if draft is None or draft.drafted != _drafted(chosen):
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
    """A catalogue file in which what reads files is an empty table still. ``drafted``: the definitions that stand in it."""

    def __init__(self, file: Path, chosen: list[Definition]) -> None:
        self.file, self.drafted = file, _drafted(chosen)
        file.unlink(missing_ok=True)
        self.connection = duckdb.connect(str(file))
        self.connection.execute("BEGIN")
        for one in chosen:
            self.connection.execute(_stand_in(one))
        for one in chosen:
            if one.columns:
                self._run(one.chinese(), *one.chinese_comments())
        self._replace([one for one in chosen if not one.reads_files])

    def finish(self, chosen: list[Definition], mark: str) -> None:
        """Bind what reads files, and close the file."""
        self.connection.execute("SET parquet_metadata_cache = true")
        self._replace([one for one in chosen if one.reads_files])
        self._run(f"CREATE SCHEMA jixiao; CREATE VIEW jixiao.catalogue AS SELECT {quote(mark)} AS fingerprint; COMMIT", "CHECKPOINT")
        self.connection.close()
        self.file.with_name(self.file.name + ".wal").unlink(missing_ok=True)

    def _replace(self, views: list[Definition]) -> None:
        """Tables become views, those first that others do not need."""
        for one in reversed(views):
            if one.columns:
                self._run(f"DROP TABLE {identifier(one.name)}", one.create(), *one.comments())

    def _run(self, *lines: str) -> None:
        try:
            self.connection.execute("\n;\n".join(lines))
        except duckdb.IOException as error:
            raise WarehouseError(f"{self.file}: {error}") from error  # a full disk


def _stand_in(one: Definition) -> str:
    """An empty table with the columns of a view; a macro is created as it is."""
    if one.name in tables():
        return table_view(tables()[one.name], []).create("TABLE")
    return f"CREATE TABLE {identifier(one.name)} AS FROM ({one.body}\n) LIMIT 0" if one.columns else one.body


def _chosen(warehouse: Warehouse) -> list[Definition]:
    every = known(warehouse.current.absolute())
    return in_order(every, every)


def _mark(chosen: list[Definition]) -> str:
    return sha256("\n".join(statements(chosen)).encode()).hexdigest()


def _drafted(chosen: list[Definition]) -> list[tuple[str, str]]:
    return [(one.name, "" if one.reads_files else one.body) for one in chosen]


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
