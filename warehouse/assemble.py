"""Fresh rows and carried ones -> the files of a build. A build depends on its rows alone, never on how they came together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.tables import PARTITION
from warehouse.disk import link
from warehouse.editions import mark
from warehouse.files import read_table, write_partition, write_table
from warehouse.findings import dataset_findings, is_dataset_finding
from warehouse.layout import Manifest, Partition, partition_of

Tables = dict[str, pa.Table]
FRESH = ("documents", "projects", "indicators", "quarantine", "readings", "findings")
"""The tables that reading documents gives; ``builds`` is the seventh."""
_DERIVED = ("is_current", "duplicate_of")


@dataclass(frozen=True, slots=True)
class Carried:
    """The build before, and the paths of its documents that did not change."""

    build: Path
    manifest: Manifest
    paths: frozenset[str]

    def files(self, table: str, partition: Partition | None = None) -> list[str]:
        """Its files of one table, of one partition if given."""
        return [file for file in self.manifest.files[table] if partition is None or partition_of(file) == partition]

    def read(self, table: str, partition: Partition | None = None) -> pa.Table:
        """Its rows of one table: of all its documents, unchanged or not."""
        return read_table(self.build, table, self.files(table, partition))


class Assembly:
    """One build in the making: ``fresh`` rows were read in this run, ``carried`` ones stand in the build before."""

    def __init__(self, build: Path, batches: list[Tables], carried: Carried | None) -> None:
        self.build, self.carried = build, carried
        old = carried.read("documents") if carried else schema("documents").empty_table()
        unchanged = old.filter(_among(old, "path", carried.paths if carried else frozenset()))
        self.documents = _union("documents", *(batch["documents"] for batch in batches), unchanged)
        self.canonical = _canonical(self.documents)
        chosen = [_first_copies(batch, self.canonical) for batch in batches]
        self.fresh = {name: _union(name, *(batch[name] for batch in chosen)) for name in FRESH}
        self.before = carried.read("projects") if carried else schema("projects").empty_table()
        self.kept = frozenset(_kept_ids(carried, self.canonical))

    def write(self) -> dict[str, list[str]]:
        """Write every table's files; returns table -> paths relative to the build, sorted."""
        projects = _union("projects", self.fresh["projects"], self.before.filter(_among(self.before, "document_id", self.kept)))
        documents, projects, marks = mark(self.documents, projects)
        findings = self._findings(documents, projects, marks)
        files = {"documents": [write_table(self.build, "documents", _recount(documents, findings))],
                 "findings": [write_table(self.build, "findings", findings)]}
        touched = self._touched(projects)
        for partition in sorted(_partitions(projects), key=str):
            written = self._write(partition, projects) if partition in touched or not self.carried else self._link(partition, self.carried)
            for name, paths in written.items():
                files.setdefault(name, []).extend(paths)
        for name in ("indicators", "readings", "projects", "quarantine"):
            files[name] = sorted(files.get(name) or [write_table(self.build, name, schema(name).empty_table(), (None, None))])
        return files

    def _findings(self, documents: pa.Table, projects: pa.Table, marks: pa.Table) -> pa.Table:
        """Those of fresh and carried documents, and the dataset-wide ones anew."""
        own = self.fresh["findings"]
        if self.carried:
            old = self.carried.read("findings")
            own = _union("findings", own, old.filter(pc.and_(_among(old, "path", self.carried.paths), pc.invert(is_dataset_finding(old)))))
        return _union("findings", own.filter(_is_first(own, self.canonical)), dataset_findings(documents, projects, marks))

    def _touched(self, projects: pa.Table) -> set[Partition]:
        """Partitions with a fresh or a vanished document, or with a project that counts now and did not before, or the reverse."""
        dropped = self.before.filter(pc.invert(_among(self.before, "document_id", self.kept)))
        marks = {row["project_id"]: row for row in self.before.select(["project_id", *_DERIVED]).to_pylist()} if self.carried else {}
        now = projects.select(["project_id", *_DERIVED]).to_pylist() if self.carried else []
        moved = [index for index, row in enumerate(now) if marks.get(row["project_id"]) != row]
        return _partitions(self.fresh["projects"]) | _partitions(dropped) | _partitions(projects.take(pa.array(moved, pa.int64())))

    def _write(self, partition: Partition, projects: pa.Table) -> dict[str, list[str]]:
        """All tables of one partition, from fresh and carried rows."""
        here = _in_partition(projects, partition)
        rows = {"projects": here}
        for name in ("indicators", "quarantine"):
            old = self.carried.read(name, partition) if self.carried else schema(name).empty_table()
            both = _union(name, _in_partition(self.fresh[name], partition), old.filter(_among(old, "document_id", self.kept)))
            rows[name] = _with_current(both, here)
        old = self.carried.read("readings", partition) if self.carried else schema("readings").empty_table()
        fresh = _in_partition(self.fresh["readings"], partition)
        carried = frozenset(rows["indicators"]["indicator_id"].to_pylist()) - frozenset(fresh["indicator_id"].to_pylist())
        rows["readings"] = _union("readings", fresh, old.filter(_among(old, "indicator_id", carried)))
        return write_partition(self.build, rows, partition)

    def _link(self, partition: Partition, carried: Carried) -> dict[str, list[str]]:
        """An unchanged partition: second names for its files."""
        files = {name: carried.files(name, partition) for name in ("indicators", "readings", "projects", "quarantine")}
        for path in (path for paths in files.values() for path in paths):
            link(carried.build / path, self.build / path)
        return files


def _union(name: str, *parts: pa.Table) -> pa.Table:
    whole = [schema(name).empty_table(), *(part.select(schema(name).names).cast(schema(name)) for part in parts)]
    return pa.concat_tables(whole).combine_chunks()


def _among(rows: pa.Table, column: str, values: frozenset[str]) -> pa.Array:
    return pc.is_in(rows[column], value_set=pa.array(sorted(values), pa.string()))


def _canonical(documents: pa.Table) -> dict[str, str]:
    """document_id -> the path that counts: files with the same bytes are one document, and the first path stands for it."""
    found: dict[str, str] = {}
    for identity, path in zip(documents["document_id"].to_pylist(), documents["path"].to_pylist(), strict=True):
        found[identity] = min(path, found.get(identity, path))
    return found


def _is_first(rows: pa.Table, canonical: dict[str, str]) -> pa.Array:
    """Which rows (with document_id and path) belong to the path that counts."""
    pairs = zip(rows["document_id"].to_pylist(), rows["path"].to_pylist(), strict=True)
    return pa.array([canonical[identity] == path for identity, path in pairs], pa.bool_())


def _first_copies(batch: Tables, canonical: dict[str, str]) -> Tables:
    """The rows of a batch without those of documents whose first path stands elsewhere."""
    first = batch["documents"].filter(_is_first(batch["documents"], canonical))
    if first.num_rows == batch["documents"].num_rows:
        return batch
    identities = frozenset(first["document_id"].to_pylist())
    rows = {name: batch[name].filter(_among(batch[name], "document_id", identities)) for name in ("projects", "indicators", "quarantine")}
    published = frozenset(rows["indicators"]["indicator_id"].to_pylist())
    return batch | rows | {"readings": batch["readings"].filter(_among(batch["readings"], "indicator_id", published))}


def _kept_ids(carried: Carried | None, canonical: dict[str, str]) -> list[str]:
    """Documents whose rows are taken from the build before: their path that counts is among the unchanged ones."""
    return [identity for identity, path in canonical.items() if carried and path in carried.paths]


def _partitions(projects: pa.Table) -> set[Partition]:
    return set(zip(*(projects[column].to_pylist() for column in PARTITION), strict=True))


def _in_partition(rows: pa.Table, partition: Partition) -> pa.Table:
    for column, value in zip(PARTITION, partition, strict=True):
        rows = rows.filter(pc.is_null(rows[column]) if value is None else pc.equal(rows[column], value))
    return rows


def _with_current(rows: pa.Table, projects: pa.Table) -> pa.Table:
    """is_current of each row as its project has it."""
    position = pc.index_in(rows["project_id"], projects["project_id"].combine_chunks())
    column = projects["is_current"].combine_chunks().take(position.combine_chunks() if isinstance(position, pa.ChunkedArray) else position)
    return rows.set_column(rows.schema.get_field_index("is_current"), rows.schema.field("is_current"), column)


def _recount(documents: pa.Table, findings: pa.Table) -> pa.Table:
    counts = {row["values"]: row["counts"] for row in pc.value_counts(findings["path"]).to_pylist()}
    column = pa.array([counts.get(path, 0) for path in documents["path"].to_pylist()], pa.int32())
    return documents.set_column(documents.schema.get_field_index("finding_count"), documents.schema.field("finding_count"), column)
