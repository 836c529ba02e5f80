"""The heavy views of a large build, computed once when it is made: their rows become files of the
build, and the views read them.

Which views these are stands in their headers: ``-- computed: partition`` (a row depends on rows of
its fiscal year and province alone), ``part`` (each SELECT of a view that is put together) or
``whole``; ``-- sorted:`` is their total order, ``-- row_group:`` how many lie together
(``fitted``: by the number of projects). A build below ABOVE indicators needs nothing of this: to
compute everything costs more than a question. What was computed from the same files by the same
definition is linked from the build before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import file_digest, sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from schemas.tables import tables
from warehouse.catalogue.definition import Definition, fitted_group, in_order
from warehouse.catalogue.definitions import known, table_view
from warehouse.catalogue.sql import identifier, quote
from warehouse.catalogue.stored import DERIVED, definition_key, reading
from warehouse.files.disk import WarehouseError, link, remove_tree, rename, sync
from warehouse.files.layout import Partition, partition_of
from warehouse.files.manifest import load_listing

ABOVE = 20_000
"""Indicators; above it all views together take less to compute than one question about leads."""
MEMORY = 4 << 30
"""Bytes that DuckDB may hold; what is more goes to the disk of the build."""
YEAR = 2_000_000
"""Indicators of a fiscal year above which its provinces are computed one by one, so that a
correction costs its province.
"""
Cut = tuple[Partition, ...] | str | None
"""What one file holds: some partitions, a part, or (None) the whole view."""


def derive(build: Path, files: dict[str, list[str]], before: Path | None) -> dict[str, list[str]]:
    """Compute the heavy views of a build that is complete but for these. Returns view -> paths;
    nothing for a small build.

    ``before``: the build that was published; rows that would be the same are linked from it.
    """
    if _rows(build, files["indicators"]) <= ABOVE:
        return {}
    every = known(build)
    ordered = [one for one in in_order(every, every) if one.computed]
    with _spill(build) as spill, _plainly():
        work = _Work(build, files, before, spill, every)
        for cut in work.years:
            work.make([(one, cut) for one in ordered if one.computed == "partition"])
        work.make(
            [
                (one, part)
                for one in ordered
                if one.computed != "partition"
                for part in (one.parts or [None])
            ]
        )
    return {name: sorted(cuts.values()) for name, cuts in work.made.items()}


def _rows(build: Path, files: list[str]) -> int:
    return sum(pq.read_metadata(build / file).num_rows for file in files)


@contextmanager
def _plainly() -> Iterator[None]:
    """What DuckDB says of a full disk or of too little memory, in one line."""
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise WarehouseError(str(error).splitlines()[0]) from error


@contextmanager
def _spill(build: Path) -> Iterator[Path]:
    """A folder for what does not fit into memory, on the disk of the build."""
    folder = build / ".spill"
    try:
        yield folder
    finally:
        remove_tree(folder)


class _Work:
    """One build's views in the making. ``made``: view -> cut -> path, of those that are done; later
    ones read them.
    """

    def __init__(
        self,
        build: Path,
        files: dict[str, list[str]],
        before: Path | None,
        spill: Path,
        every: dict[str, Definition],
    ) -> None:
        self.build, self.files, self.before, self.spill, self.every = (
            build,
            files,
            before,
            spill,
            every,
        )
        self.made: dict[str, dict[Cut, str]] = {}
        self.columns: dict[str, str] = {}

    @cached_property
    def there(self) -> dict[Path, Path]:
        """Folder -> file of what the build before has computed, as its manifest lists it."""
        listed = load_listing(self.before) if self.before else None
        paths = [Path(path) for path in listed.contents] if listed else []
        return {path.parent: path for path in paths if path.parts[0] == DERIVED}

    @cached_property
    def fitted(self) -> int:
        """Rows of a row group where a row speaks of a project."""
        return fitted_group(_rows(self.build, self.files["projects"]))

    @cached_property
    def years(self) -> list[tuple[Partition, ...]]:
        """The partitions of each fiscal year together, those of a large one by themselves."""
        cuts: list[tuple[Partition, ...]] = []
        partitions = sorted({partition_of(path) for path in self.files["projects"]}, key=str)
        for year, group in groupby(partitions, key=itemgetter(0)):
            here = tuple(group)
            rows = _rows(
                self.build,
                [path for path in self.files["indicators"] if partition_of(path)[0] == year],
            )
            cuts += [here] if rows <= YEAR else [(one,) for one in here]
        return cuts

    def make(self, wanted: list[tuple[Definition, Cut]]) -> None:
        """Compute files that look at the same rows, in order, or link those of the build before."""
        with duckdb.connect(
            config={"memory_limit": f"{_memory()}B", "temp_directory": str(self.spill)}
        ) as connection:
            connection.execute("SET parquet_metadata_cache = true")
            there: set[str] = set()
            for one, cut in wanted:
                folder = self._folder(one, cut)
                name = self._linked(folder) or self._computed(
                    connection, there, one, cut, self.build / folder
                )
                self.made.setdefault(one.name, {})[cut] = (folder / name).as_posix()

    def _folder(self, one: Definition, cut: Cut) -> Path:
        inputs = sorted(
            path
            for needed in in_order(self.every, [one.name])
            for path in self._among(needed.name, cut)
        )
        mark = sha256("\n".join([str(cut), *inputs]).encode()).hexdigest()[:12]
        return Path(DERIVED, one.name, f"{definition_key(self.every, one.name)}-{mark}")

    def _among(self, table: str, cut: Cut) -> list[str]:
        """Files of a curated table that a cut reads."""
        paths = self.files.get(table, [])
        if not isinstance(cut, tuple) or table not in tables() or not tables()[table].partitioned:
            return paths
        return [path for path in paths if partition_of(path) in cut]

    def _linked(self, folder: Path) -> str | None:
        """A second name for what the build before has computed from the same files; None if it has
        not.
        """
        same = self.there.get(folder)
        if self.before is None or same is None:
            return None
        link(self.before / same, self.build / same)
        return same.name

    def _computed(
        self,
        connection: duckdb.DuckDBPyConnection,
        there: set[str],
        one: Definition,
        cut: Cut,
        folder: Path,
    ) -> str:
        """The rows as one Parquet file, named by the hash of its bytes; returns the name."""
        for view in in_order(self._within(cut) | {one.name: one}, [one.name])[:-1]:
            if view.name not in there:
                connection.execute(view.create())
                there.add(view.name)
        folder.mkdir(parents=True)
        temporary = folder / ".tmp"
        connection.execute(
            f"COPY ({self._select(connection, one, cut)}) TO {quote(str(temporary))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {one.row_group or self.fitted})"
        )
        with temporary.open("rb") as content:
            name = f"{file_digest(content, 'sha256').hexdigest()[:32]}.parquet"
        sync(temporary)
        rename(temporary, folder / name)
        return name

    def _select(self, connection: duckdb.DuckDBPyConnection, one: Definition, cut: Cut) -> str:
        """The rows in total order; every part has the types of the whole."""
        if one.name not in self.columns:
            types = connection.execute(f"DESCRIBE {one.body}").fetchall()
            self.columns[one.name] = ", ".join(
                f"{identifier(name)}::{kind} AS {identifier(name)}" for name, kind, *_ in types
            )
        order = ", ".join(map(_sorting, one.order))
        body = one.parts[cut] if isinstance(cut, str) else one.body
        ordered = f"({body}) ORDER BY {order}"
        return f"SELECT {self.columns[one.name]} FROM {ordered}"  # noqa: S608  # our own SQL

    def _within(self, cut: Cut) -> dict[str, Definition]:
        """All definitions as this cut sees them."""
        own = {
            name: table_view(table, [self.build / path for path in self._among(name, cut)])
            for name, table in tables().items()
        }
        done = {
            name: reading(
                self.every[name],
                [
                    self.build / path
                    for at, path in cuts.items()
                    if not isinstance(cut, tuple) or at == cut
                ],
            )
            for name, cuts in self.made.items()
        }
        return self.every | own | done


def _sorting(key: str) -> str:
    """``name`` or ``name DESC`` as SQL."""
    name = key.removesuffix(" DESC")
    return f"{identifier(name)}{key.removeprefix(name)} NULLS LAST"


def _memory() -> int:
    """At most half of what the machine has."""
    return min(MEMORY, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2)
