"""Writing the catalogue file: each view is bound once, over empty tables that stand in for what it
reads.

Binding a view binds all views below it, down to the Parquet footers: for 40 views in two languages
this took longer than reading the sample. So every name is an empty table first; from the top down
each is dropped and becomes its view, while those below it are tables still. What reads files comes
last: everything else is drafted once for all builds (template.py), beside the reading of documents.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb

from schemas.messages import say
from schemas.tables import tables
from warehouse.catalogue.definition import Definition, in_order
from warehouse.catalogue.definitions import known, statements, table_view
from warehouse.catalogue.sql import FORMAT, database, identifier, quote
from warehouse.catalogue.template import keep_template, template
from warehouse.files.disk import WarehouseError, rename, sync
from warehouse.files.layout import Warehouse


def refresh(warehouse: Warehouse, draft: Draft | None = None) -> bool:
    """Make the catalogue agree with its place, with the published build and with this version's
    definitions; returns whether it had to be written.

    ``draft``: one that was begun before the build was published; it is used if it fits.
    """
    published = warehouse.published()
    file = prepare(warehouse, published, draft) if published else None
    if file:
        rename(file, warehouse.catalogue)
    return file is not None


def prepare(warehouse: Warehouse, build: Path, draft: Draft | None = None) -> Path | None:
    """The catalogue of a build, whole and durable under another name: to rename it is all that is
    left to do. None if the one that stands there is it.
    """
    chosen = _chosen(warehouse, build)
    mark = _mark(chosen)
    if fingerprint(warehouse.catalogue) == mark:
        return None
    temporary = warehouse.catalogue.with_name(f".tmp-catalogue-{os.getpid()}")
    file = write_catalogue(temporary, chosen, draft)
    sync(file)
    return file


def write_catalogue(file: Path, chosen: list[Definition], draft: Draft | None = None) -> Path:
    """Write definitions as a catalogue; returns the file, that of the draft if it fits."""
    if draft is None or draft.drafted != _key(_drafting(chosen)):
        draft = Draft(file, chosen)
    mark = _mark(chosen)
    try:
        draft.finish(chosen, mark)
    except duckdb.BinderException:  # an older build was restored: it was made before a column came
        draft.connection.close()
        older = [one.over_older_files() for one in chosen]
        draft = Draft(file, older)
        draft.finish(older, mark)
    return draft.file


def draft_for(warehouse: Warehouse, folder: Path) -> Draft | None:
    """What can be written before the build is there, in a file of ``folder``."""
    return Draft(folder / "catalogue", _chosen(warehouse, warehouse.current.absolute()))


class Draft:
    """A catalogue file in which what reads files is an empty table still. ``drafted``: of what
    stands in it, see ``_key``.
    """

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
        self._run(
            *(
                f"DROP TABLE {_files(one)}; CREATE VIEW {_files(one)} AS {one.body}; COMMENT ON"
                f" VIEW {_files(one)} IS {quote(f'The files of {one.name}: ask {one.name}.')}"
                for one in chosen
                if one.reads_files
            ),
            f"CREATE VIEW jixiao.catalogue AS SELECT {quote(mark)} AS fingerprint; COMMIT",
            "CHECKPOINT",
        )
        self.connection.close()
        # opened again, DuckDB gives back the blocks that it has freed: the file is half as large
        self.connection = database(self.file)
        self._run("COMMENT ON VIEW jixiao.catalogue IS 'What this was made from.'", "CHECKPOINT")
        self.connection.close()
        self.file.with_name(self.file.name + ".wal").unlink(missing_ok=True)

    def _run(self, *lines: str) -> None:
        try:
            self.connection.execute("\n;\n".join(lines))
        except duckdb.IOException as error:
            raise WarehouseError(
                say("error.of_file", file=self.file, error=error)
            ) from error  # a full disk


def _drafting(chosen: list[Definition]) -> list[str]:
    """What can be said before there are files: every name as an empty table, the Chinese faces over
    those, then the views themselves, those of files over what stands in for the files.
    """
    views = [one for one in chosen if one.columns]
    return [
        "CREATE SCHEMA jixiao",
        *(_stand_in(one) if one.columns else one.body for one in chosen),
        *(
            f"CREATE TABLE {_files(one)} AS FROM {identifier(one.name)}"
            for one in chosen
            if one.reads_files
        ),
        *(line for view in views for line in (view.chinese(), *view.chinese_comments())),
        *(
            line
            for one in reversed(views)
            for line in (
                f"DROP TABLE {identifier(one.name)}",
                _over_files(one).create(),
                *one.comments(),
            )
        ),
    ]


def _stand_in(one: Definition) -> str:
    """An empty table with the columns of a view. It names no file: one draft fits all builds."""
    plain = table_view(tables()[one.name], []) if one.name in tables() else one.as_computed()
    return f"CREATE TABLE {identifier(one.name)} AS FROM ({plain.body}\n) LIMIT 0"


def _files(one: Definition) -> str:
    """The view that reads the files. It has no comments, which take longer than binding: they are
    said in the draft, of the view over this one.
    """
    return f"jixiao.{identifier(one.name + '_files')}"


def _over_files(one: Definition) -> Definition:
    if not one.reads_files:
        return one
    columns = ", ".join(map(identifier, one.columns))
    body = f"SELECT {columns} FROM {_files(one)}"  # noqa: S608  # both are quoted
    return replace(one, body=body)


def _key(lines: list[str]) -> str:
    """Hash of a draft's statements, of the library that writes it, and of the format."""
    return sha256("\n".join([duckdb.__version__, FORMAT, *lines]).encode()).hexdigest()


def _chosen(warehouse: Warehouse, build: Path) -> list[Definition]:
    """Everything over a build, in order: also where its rows of a view are stored, so that a draft
    can be made of what the view needs. The build is named as the user names the curated folder.
    """
    near = (warehouse.builds / build.name).absolute()
    every = known(near if near.is_dir() else build)
    computed = {name: one.as_computed() for name, one in every.items()}
    return [every[one.name] for one in in_order(computed, computed)]


def _mark(chosen: list[Definition]) -> str:
    """Hash of what a catalogue is made from, its format too."""
    return sha256("\n".join([FORMAT, *statements(chosen)]).encode()).hexdigest()


def fingerprint(catalogue: Path) -> str | None:
    """Hash of the definitions a catalogue was made from; None if there is none or it cannot be
    read.
    """
    if not catalogue.exists():
        return None
    try:
        with duckdb.connect(str(catalogue), read_only=True) as connection:
            row = connection.execute("SELECT fingerprint FROM jixiao.catalogue").fetchone()
    except duckdb.Error:
        return None  # damaged or foreign: it is made anew
    return str(row[0]) if row else None


_SAID = """SELECT 'view', schema_name, view_name, sql, comment
    FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT 'column', schema_name, table_name, column_name || data_type, comment
    FROM duckdb_columns() WHERE NOT internal
UNION ALL SELECT 'macro', schema_name, function_name, macro_definition, parameters::VARCHAR
    FROM duckdb_functions() WHERE NOT internal
UNION ALL SELECT 'table', schema_name, table_name, sql, comment FROM duckdb_tables() ORDER BY ALL"""


def catalogue_is_of_others(warehouse: Warehouse, build: Path) -> bool:
    """Whether the catalogue was made for another place or build, or by another version: it is no
    damage, and the next ingest writes it anew.
    """
    return fingerprint(warehouse.catalogue) not in (None, _mark(_chosen(warehouse, build)))


def catalogue_differs(warehouse: Warehouse, build: Path) -> bool:
    """Whether the catalogue says anything else than one that is made anew for a build."""
    with tempfile.TemporaryDirectory() as folder:
        made = write_catalogue(Path(folder, "catalogue"), _chosen(warehouse, build))
        return _said(made) != _said(warehouse.catalogue)


def _said(catalogue: Path) -> list[tuple[object, ...]]:
    """Everything that is defined in a catalogue; nothing if it cannot be read."""
    try:
        with duckdb.connect(str(catalogue), read_only=True) as connection:
            return connection.execute(_SAID).fetchall()
    except duckdb.Error:
        return []
