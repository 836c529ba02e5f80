"""Fresh rows and carried ones -> the files of a build. A build depends on its rows alone, never on
how they came together.

What is held of all documents at once: their own rows and a few columns of each project. All other
rows are gathered, sorted and written place by place, so memory depends on the largest place and not
on the number of documents.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.organisations import Names
from schemas.tables import PARTITION
from warehouse.build.account import COUNTS, account
from warehouse.build.amounts import COLUMNS as JUDGED
from warehouse.build.amounts import judge
from warehouse.build.editions import MARKS, mark, marked, originals
from warehouse.build.findings import Findings, dataset_findings
from warehouse.build.organise import COLUMNS as ORGANISED
from warehouse.build.organise import as_read, organise
from warehouse.build.places import Depths, Place, depths, places
from warehouse.build.sources import PARTED, Batch, Carried, union
from warehouse.build.staging import load
from warehouse.catalogue.sql import scratch
from warehouse.files.disk import link
from warehouse.files.memory import give_back
from warehouse.files.parquet import write_sorted, write_table

__all__ = ["Assembly", "Carried"]
_NARROW = [
    "project_id",
    "project_key",
    "document_id",
    *PARTITION,
    "document_kind",
    "scope",
    "region_code",
    "region",
    "department",
    "department_source",
    "department_id",
    "organisation",
    "spending_unit",
    "unit_id",
    "project",
    "project_code",
    "layout",
    "total",
    "budget_adjusted",
    "period_total",
    "executed",
    "indicators_hash",
    "reconciled",
    "ordinal",
    "page",
    "sheet",
    "row",
    *COUNTS,
    *MARKS,
    *JUDGED,
]
_SET = (*ORGANISED, *MARKS, *JUDGED)  # what a build says of a project: derived anew each time
# what is still asked for once all are compared
_PLACED = ["project_id", "document_id", *PARTITION, *COUNTS, *_SET]
_TOGETHER = 2  # places written at a time, each a million rows at most


class Assembly:
    """One build in the making. ``staged``: folders of the batches that were read in this run;
    ``carried``: the build before; ``names``: which names stand for one organisation.
    """

    def __init__(
        self,
        build: Path,
        staged: list[Path],
        carried: Carried | None,
        names: Names,
        threads: int = 1,
    ) -> None:
        self.build, self.staged, self.carried, self.threads = (
            build,
            staged,
            carried,
            min(threads, _TOGETHER),
        )
        self.names = names
        self.documents = _documents(staged, carried)
        first = _read_once(self.documents)
        self.copies = _without(self.documents, "path", first["path"])["path"].combine_chunks()
        self.before = (
            carried.read("projects", _NARROW)
            if carried
            else schema("projects").empty_table().select(_NARROW)
        )
        paths = pa.array(sorted(carried.paths) if carried else [], pa.string())
        self.kept = _among(first, "path", paths)["document_id"].combine_chunks()
        chosen = [self._batch(folder) for folder in staged]
        self.batches = [batch for batch, _ in chosen]
        self.fresh = pa.concat_tables(
            [self.before.slice(0, 0), *(projects for _, projects in chosen)]
        )
        give_back()

    def _batch(self, folder: Path) -> tuple[Batch, pa.Table]:
        """One batch without the documents whose first path stands elsewhere, and what is held of
        its projects.
        """
        documents = _without(
            load(folder, "documents", ["path", "document_id"]), "path", self.copies
        )["document_id"].combine_chunks()
        projects = _among(load(folder, "projects", _NARROW), "document_id", documents)
        return Batch(
            folder, documents, frozenset(place.partition for place in places(projects, {}))
        ), projects

    def write(self) -> dict[str, list[str]]:
        """Write every table's files; returns table -> paths relative to the build, sorted. Raises
        WarehouseError if a row is missing.
        """
        projects = pa.concat_tables([self.fresh, _among(self.before, "document_id", self.kept)])
        known = organise(self.documents, projects, self.names)
        documents, projects, editions = mark(
            known.documents, known.projects.append_column("owner", known.owners)
        )
        place_of = dict(
            zip(*(documents[name].to_pylist() for name in ("document_id", "path")), strict=True)
        )
        projects, doubts = judge(projects, place_of)
        findings = Findings(
            self.staged,
            self.carried,
            self.copies,
            dataset_findings(documents, projects, editions, [*known.findings, *doubts]),
        )
        projects, self.fresh, self.before = (
            one.select(_PLACED) for one in (projects, self.fresh, self.before)
        )
        give_back()
        files = {"findings": [write_sorted(self.build, "findings", findings.rows())]}
        files["documents"] = [
            write_table(self.build, "documents", _recount(documents, findings.counts))
        ]
        files["organisations"] = [write_table(self.build, "organisations", known.organisations)]
        for name, paths in self._parted(projects).items():
            files[name] = sorted(
                paths or [write_table(self.build, name, schema(name).empty_table(), (None, None))]
            )
        account(self.build, files, projects)
        return files

    def _parted(self, projects: pa.Table) -> dict[str, list[str]]:
        """The files of the partitioned tables, place by place: written anew where anything changed,
        else linked.
        """
        cut = depths(projects)
        every = sorted(places(projects, cut), key=str)
        touched = self._touched(projects, cut)

        def make(place: Place) -> dict[str, list[str]]:
            return (
                self._write(place, projects.filter(place.of(projects)))
                if self.carried is None or place in touched
                else self._link(place, self.carried)
            )

        with ThreadPoolExecutor(self.threads) as pool:
            made = list(pool.map(make, every))
        return {name: [path for one in made for path in one.get(name, ())] for name in PARTED}

    def _touched(self, projects: pa.Table, cut: Depths) -> set[Place]:
        """Places with a fresh or a vanished document, with a project of which something else is
        said (it counts now and did not before, it is of another organisation), or cut otherwise.
        """
        if self.carried is None:
            return set()
        dropped = _without(self.before, "document_id", self.kept)
        again = {
            partition
            for partition, depth in cut.items()
            if not self.carried.cut_as(partition, depth)
        }
        moved = _moved(self.before, projects)
        changed = [places(rows, cut) for rows in (self.fresh, dropped, moved)]
        return set.union(*changed) | {
            place for place in places(projects, cut) if place.partition in again
        }

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


def _moved(before: pa.Table, now: pa.Table) -> pa.Table:
    """Projects of both builds of which they say different things."""
    said = ", ".join(_SET)
    with scratch() as connection:
        connection.register("before", before)
        connection.register("now", now)
        # our own names
        return connection.sql(
            f"""SELECT project_id, document_id, {", ".join(PARTITION)} FROM now
            WHERE project_id IN (SELECT project_id FROM (
                (SELECT project_id, {said} FROM now WHERE project_id IN
                    (SELECT project_id FROM before))
                EXCEPT (SELECT project_id, {said} FROM before)))"""  # noqa: S608
        ).to_arrow_table()


def _read_once(documents: pa.Table) -> pa.Table:
    """document_id and path of the file that is read of those with the same bytes: the one whose
    place tells most (as in editions.sql).
    """
    best: dict[str, tuple[bool, bool, str]] = {}
    columns = ("document_id", "region_code", "department", "path")
    for one, region, department, path in zip(
        *(documents[name].to_pylist() for name in columns), strict=True
    ):
        rank = (region is None, department is None, path)
        best[one] = min(rank, best.get(one, rank))
    paths = [path for _, _, path in best.values()]
    return pa.table(
        {"document_id": pa.array(best, pa.string()), "path": pa.array(paths, pa.string())}
    )


def _documents(staged: list[Path], carried: Carried | None) -> pa.Table:
    """The rows of all documents as they were read, fresh and unchanged."""
    parts = [load(folder, "documents") for folder in staged]
    if carried:
        parts.append(
            as_read(
                originals(
                    _among(
                        carried.read("documents"),
                        "path",
                        pa.array(sorted(carried.paths), pa.string()),
                    )
                )
            )
        )
    return union("documents", *parts)


def _among(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.is_in(rows[column], value_set=values))


def _without(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows[column], value_set=values)))


def _recount(documents: pa.Table, counts: dict[str, int]) -> pa.Table:
    column = pa.array([counts.get(path, 0) for path in documents["path"].to_pylist()], pa.int32())
    return documents.set_column(
        documents.schema.get_field_index("finding_count"),
        documents.schema.field("finding_count"),
        column,
    )
