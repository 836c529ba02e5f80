"""Fresh rows and carried ones -> the files of a build. A build depends on its rows alone, never on how they came together.

What is held of all documents at once: their own rows and a few columns of each project. All other rows are gathered, sorted and written place
by place, so memory depends on the largest place and not on the number of documents.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.tables import PARTITION
from warehouse.account import COUNTS, account
from warehouse.disk import link
from warehouse.editions import MARKS, mark, marked, marks_of
from warehouse.files import write_sorted, write_table
from warehouse.findings import Findings, dataset_findings
from warehouse.memory import give_back
from warehouse.places import Depths, Place, depths, places
from warehouse.sources import PARTED, Batch, Carried, union
from warehouse.staging import load

__all__ = ["Assembly", "Carried"]
_NARROW = ["project_id", "project_key", "document_id", *PARTITION, "document_kind", "scope", "region_code", "department", "spending_unit", "project",
           "total", "ordinal", "page", "sheet", "row", *COUNTS, *MARKS]
_PLACED = ["project_id", "document_id", *PARTITION, *COUNTS, *MARKS]  # what is still asked for once all are compared
_TOGETHER = 2  # places written at a time, each a million rows at most


class Assembly:
    """One build in the making. ``staged``: folders of the batches that were read in this run; ``carried``: the build before."""

    def __init__(self, build: Path, staged: list[Path], carried: Carried | None, threads: int = 1) -> None:
        self.build, self.staged, self.carried, self.threads = build, staged, carried, min(threads, _TOGETHER)
        self.documents = _documents(staged, carried)
        first = self.documents.group_by("document_id").aggregate([("path", "min")])
        self.copies = _without(self.documents, "path", first["path_min"])["path"].combine_chunks()
        self.before = carried.read("projects", _NARROW) if carried else schema("projects").empty_table().select(_NARROW)
        paths = pa.array(sorted(carried.paths) if carried else [], pa.string())
        self.kept = _among(first, "path_min", paths)["document_id"].combine_chunks()
        chosen = [self._batch(folder) for folder in staged]
        self.batches = [batch for batch, _ in chosen]
        self.fresh = pa.concat_tables([self.before.slice(0, 0), *(projects for _, projects in chosen)])
        give_back()

    def _batch(self, folder: Path) -> tuple[Batch, pa.Table]:
        """One batch without the documents whose first path stands elsewhere, and what is held of its projects."""
        documents = _without(load(folder, "documents", ["path", "document_id"]), "path", self.copies)["document_id"].combine_chunks()
        projects = _among(load(folder, "projects", _NARROW), "document_id", documents)
        return Batch(folder, documents, frozenset(place.partition for place in places(projects, {}))), projects

    def write(self) -> dict[str, list[str]]:
        """Write every table's files; returns table -> paths relative to the build, sorted. Raises WarehouseError if a row is missing."""
        projects = pa.concat_tables([self.fresh, _among(self.before, "document_id", self.kept)])
        documents, projects, editions = mark(self.documents, projects)
        found = Findings(self.staged, self.carried, self.copies, dataset_findings(documents, projects, editions))
        projects, self.fresh, self.before = (one.select(_PLACED) for one in (projects, self.fresh, self.before))
        give_back()
        files = {"findings": [write_sorted(self.build, "findings", found.rows())]}
        files["documents"] = [write_table(self.build, "documents", _recount(documents, found.counts))]
        for name, paths in self._parted(projects).items():
            files[name] = sorted(paths or [write_table(self.build, name, schema(name).empty_table(), (None, None))])
        account(self.build, files, projects)
        return files

    def _parted(self, projects: pa.Table) -> dict[str, list[str]]:
        """The files of the partitioned tables, place by place: written anew where anything changed, else linked."""
        cut = depths(projects)
        every, marks = sorted(places(projects, cut), key=str), marks_of(projects)
        touched = self._touched(projects, cut)

        def make(place: Place) -> dict[str, list[str]]:
            return self._write(place, marks) if self.carried is None or place in touched else self._link(place, self.carried)

        with ThreadPoolExecutor(self.threads) as pool:
            made = list(pool.map(make, every))
        return {name: [path for one in made for path in one.get(name, ())] for name in PARTED}

    def _touched(self, projects: pa.Table, cut: Depths) -> set[Place]:
        """Places with a fresh or a vanished document, with a project that counts now and did not before (or the reverse), or cut otherwise."""
        if self.carried is None:
            return set()
        dropped = _without(self.before, "document_id", self.kept)
        old, new = marks_of(self.before), marks_of(projects)
        moved = [_without(one, "mark", other["mark"]) for one, other in ((old, new), (new, old))]
        again = {partition for partition, depth in cut.items() if not self.carried.cut_as(partition, depth)}
        found = [places(rows, cut) for rows in (self.fresh, dropped, *moved)]
        return set.union(*found) | {place for place in places(projects, cut) if place.partition in again}

    def _write(self, place: Place, marks: pa.Table) -> dict[str, list[str]]:
        """All tables of one place, from fresh and carried rows."""
        parts = [batch.rows(place) for batch in self.batches if place.partition in batch.partitions]
        if self.carried:
            parts.append(self.carried.rows(place, self.kept))
        files = {}
        for name in PARTED:
            rows = marked(union(name, *(part.table(name) for part in parts)), marks)
            if rows.num_rows:
                files[name] = [write_table(self.build, name, rows, *place)]
        give_back()
        return files

    def _link(self, place: Place, carried: Carried) -> dict[str, list[str]]:
        """An unchanged place: second names for its files."""
        files = carried.places[place]
        for path in (path for paths in files.values() for path in paths):
            link(carried.build / path, self.build / path)
        return files


def _documents(staged: list[Path], carried: Carried | None) -> pa.Table:
    """The rows of all documents, fresh and unchanged."""
    parts = [load(folder, "documents") for folder in staged]
    if carried:
        parts.append(_among(carried.read("documents"), "path", pa.array(sorted(carried.paths), pa.string())))
    return union("documents", *parts)


def _among(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.is_in(rows[column], value_set=values))


def _without(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], value_set=values)))


def _recount(documents: pa.Table, counts: dict[str, int]) -> pa.Table:
    column = pa.array([counts.get(path, 0) for path in documents["path"].to_pylist()], pa.int32())
    return documents.set_column(documents.schema.get_field_index("finding_count"), documents.schema.field("finding_count"), column)
