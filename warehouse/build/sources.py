"""Where the rows of a build come from: batches that were read in this run, and the build before.
Both give them place by place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from warehouse.build.places import Place, place_of
from warehouse.build.staging import load_partition
from warehouse.files.layout import Manifest, Partition, named_as_before
from warehouse.files.parquet import read_table

PARTED = ("projects", "indicators", "quarantine", "readings")


@dataclass(slots=True)
class Part:
    """The rows of some documents in one place. Its tables are read when they are asked for, so that
    no two lie in memory at once.
    """

    read: Callable[[str], pa.Table]
    place: Place
    documents: pa.Array
    _indicators: pa.ChunkedArray | None = None

    def table(self, name: str) -> pa.Table:
        """The rows of one table; readings go with their indicators, which must have been asked for
        before.
        """
        rows = self.read(name)
        if name == "readings":
            return _among(
                _where(rows, self.place.of_partition(rows)), "indicator_id", self._indicators
            )
        chosen = _among(_where(rows, self.place.of(rows)), "document_id", self.documents)
        if name == "indicators":
            self._indicators = chosen["indicator_id"]
        return chosen


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch of documents on its way. ``documents``: ids of those whose rows are taken from
    here.
    """

    folder: Path
    documents: pa.Array
    partitions: frozenset[Partition]

    def rows(self, place: Place) -> Part:
        """Its rows of one place."""
        return Part(
            lambda name: load_partition(self.folder, name, place.partition), place, self.documents
        )


@dataclass(frozen=True)
class Carried:
    """The build before, and the paths of its documents that did not change."""

    build: Path
    manifest: Manifest
    paths: frozenset[str]

    @cached_property
    def places(self) -> dict[Place, dict[str, list[str]]]:
        """Its files of the partitioned tables by place and table."""
        files: dict[Place, dict[str, list[str]]] = {}
        for name in PARTED:
            for file in self.manifest.files[name]:
                files.setdefault(place_of(file), {}).setdefault(name, []).append(file)
        return files

    def read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """Its rows of one whole table: of all its documents, unchanged or not."""
        return read_table(self.build, table, self.manifest.files[table], columns)

    def cut_as(self, partition: Partition, depth: int) -> bool:
        """Whether its files of a partition are cut to this depth, and named as today's are."""
        there = [
            (place, files["projects"])
            for place, files in self.places.items()
            if place.partition == partition and "projects" in files
        ]
        return all(
            len(place.bucket) == depth and not any(map(named_as_before, paths))
            for place, paths in there
        )

    def rows(self, place: Place, documents: pa.Array) -> Part:
        """The rows of some of its documents in one place."""
        near = [files for other, files in self.places.items() if place.meets(other)]
        return Part(
            lambda name: read_table(
                self.build, name, [file for files in near for file in files.get(name, ())]
            ),
            place,
            documents,
        )


def _among(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return _where(rows, pc.is_in(rows[column], value_set=values))


def _where(rows: pa.Table, mask: pa.Array) -> pa.Table:
    """The rows where the mask is true: most often all of them, and then nothing is copied."""
    return rows if pc.all(mask, skip_nulls=False, min_count=0).as_py() else rows.filter(mask)


def union(name: str, *parts: pa.Table) -> pa.Table:
    """The rows of all parts in the columns of one table."""
    whole = [
        schema(name).empty_table(),
        *(part.select(schema(name).names).cast(schema(name)) for part in parts),
    ]
    return pa.concat_tables(whole).combine_chunks()
