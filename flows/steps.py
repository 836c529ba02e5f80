"""The steps of an ingest as plain functions. They know neither Prefect nor the command line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.discover import Found, discover, is_selected, read_sidecar
from flows.options import Options
from flows.processes.jobs import Job
from flows.version import code_version, parser_version
from warehouse.disk import WarehouseError
from warehouse.layout import Manifest, RawFile, load_manifest, warehouse_at

if TYPE_CHECKING:  # these are slow to load, and a run with nothing new needs none of them
    from concurrent.futures import Future

    from pebble import ProcessPool

    from flows.processes.checks import Checks

_log = logging.getLogger("jixiao")  # Prefect shows it, see flows/__init__.py


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do. ``unchanged``: manifest entries carried over; ``fresh``: those of the files to read."""

    started: datetime
    before: tuple[Path, Manifest] | None
    unchanged: dict[str, RawFile]
    fresh: dict[str, RawFile]

    @property
    def nothing_new(self) -> bool:
        """Whether the published build is already what this run would make."""
        return self.before is not None and not self.fresh and self.unchanged.keys() == self.before[1].raw.keys()


@dataclass(slots=True)
class Summary:
    """What a run did, for people: counts by status, sums, findings by rule."""

    build_id: str
    new_build: bool
    read: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    projects: int = 0
    indicators: int = 0
    held_back: int = 0
    total: str = "0.00"
    reconciled: bool | None = None
    severities: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    unacknowledged: int = 0  # documents held back or unreadable for a reason that nobody acknowledged
    acknowledged: int = 0
    outdated: list[str] = field(default_factory=list)  # acknowledgements of problems that are gone

    @property
    def exit_code(self) -> int:
        """0: everything is loaded, holds no table or is held back for a known reason; 3: published, but something new is held back or
        unreadable.
        """
        return 3 if self.unacknowledged else 0


def plan(options: Options) -> tuple[Plan, list[Found]]:
    """Compare what lies under the raw folder with what the published build was made of; the files to read come with it, in the order of their
    paths. Raises WarehouseError without files or with a correction or acknowledgement that cannot be read.
    """
    warehouse = warehouse_at(options.curated)
    started = datetime.now(UTC)
    found = discover(options)
    folder = warehouse.published()
    manifest = load_manifest(folder) if folder else None
    before = (folder, manifest) if folder and manifest else None
    old = manifest.raw if manifest else {}
    unchanged = {path: entry for path, entry in old.items()
                 if (path in found and entry.same_reading(found[path].entry)) or not is_selected(path, options.years)}
    if before and options.replay:
        unchanged |= _carried(before, found)
    if before:
        orphaned = _orphaned_copies(before, unchanged)
        unchanged = {path: entry for path, entry in unchanged.items() if path not in orphaned}
    if not found and not old:
        raise WarehouseError(f"no files in {options.raw}")
    fresh = [one for path, one in sorted(found.items()) if path not in unchanged and (path in old or not options.replay)]
    return Plan(started, before, unchanged, {one.path: one.entry for one in fresh}), fresh


def _carried(before: tuple[Path, Manifest], found: dict[str, Found]) -> dict[str, RawFile]:
    """What a replay does not read: files without a problem whose corrections are the same, whatever else changed about them."""
    from flows.replay import troubled

    trouble = troubled(*before)
    return {path: entry for path, entry in before[1].raw.items()
            if path not in found or (path not in trouble and entry.corrections == found[path].entry.corrections)}


def _orphaned_copies(before: tuple[Path, Manifest], unchanged: dict[str, RawFile]) -> set[str]:
    """Unchanged files that are copies of a document whose first path changed or vanished: their own rows are needed now."""
    owner = {document: path for path, entry in before[1].raw.items() for document in entry.documents}
    if len({entry.sha256 for entry in before[1].raw.values()}) == len(owner) == len(before[1].raw):
        return set()  # no two files have the same bytes and there are no archives: the usual case needs no look into the tables
    from warehouse.files import read_table

    rows = read_table(before[0], "documents", before[1].files["documents"]).select(["path", "document_id"]).to_pylist()
    first: dict[str, str] = {}
    for row in rows:
        first[row["document_id"]] = min(row["path"], first.get(row["document_id"], row["path"]))
    return {owner[row["path"]] for row in rows if row["path"] != first[row["document_id"]] and owner[first[row["document_id"]]] not in unchanged}


def batches(fresh: list[Found], options: Options) -> list[list[Job]]:
    """The files to read, in batches of about ``batch_size``."""
    jobs = (Job(found.file, found.path, read_sidecar(found), options.assume_year, found.corrections) for found in fresh)
    result = []
    while batch := list(islice(jobs, options.batch_size)):
        result.append(batch)
    return result


def read_batch(processes: ProcessPool, checks: Checks, options: Options, staging: Path, batch: list[Job]) -> Path:
    """Read one batch, leave its rows in ``staging`` and have them checked: memory stays flat however many batches there are."""
    from flows.processes.read import read_batch as read
    from flows.processes.read import shown
    from warehouse.staging import save

    rows = read(processes, batch, options.timeout)
    _log.info(shown(batch, rows))
    name = sha256("\n".join(job.path for job in batch).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    folder = save(staging / name, rows)
    checks.give(folder)
    return folder


def build(planned: Plan, staged: list[Path], options: Options) -> tuple[Path, Manifest, Any]:
    """Write the whole build beside the published one."""
    from warehouse.assemble import Carried
    from warehouse.publish import Release, make
    from warehouse.staging import load

    documents = [path for folder in staged for path in load(folder, "documents", ["path"])["path"].to_pylist()]
    inside = _by_file(documents, planned.fresh.keys())
    fresh = {path: replace(entry, documents=tuple(sorted(inside[path]))) for path, entry in planned.fresh.items()}
    raw = dict(sorted((planned.unchanged | fresh).items()))
    finished = datetime.now(UTC)
    identity = sha256(repr(sorted((path, entry.sha256, entry.sidecar) for path, entry in raw.items())).encode()).hexdigest()[:8]
    manifest = Manifest(f"{planned.started:%Y%m%dT%H%M%S%fZ}-{identity}", parser_version(), raw)
    carried = None
    if planned.before:
        paths = frozenset(document for entry in planned.unchanged.values() for document in entry.documents)
        carried = Carried(*planned.before, paths)
    release = Release(planned.started, finished, code_version(), manifest)
    return (*make(warehouse_at(options.curated), staged, carried, release, options.workers), release)


def check(passed: Callable[[], None], made: tuple[Path, Manifest, Any]) -> None:
    """The rows were checked beside the writing; nothing that breaks a model is published. Raises WarehouseError that names the rows."""
    from warehouse.publish import discarded_on_error

    with discarded_on_error(made[0]):
        passed()


def _by_file(documents: list[str], files: Iterable[str]) -> dict[str, list[str]]:
    """Raw file -> paths of the documents in it: its own, or ``archive.zip!member``."""
    inside: dict[str, list[str]] = {path: [] for path in files}
    for document in documents:
        path = document
        while path not in inside:
            path = path.rpartition("!")[0]
        inside[path].append(document)
    return inside


def publish(made: tuple[Path, Manifest, Any], options: Options, draft: Future[Any]) -> Path:
    """Pass the gate and switch. ``draft``: the catalogue as far as it is written."""
    from warehouse.publish import publish as release

    folder, manifest, facts = made
    return release(warehouse_at(options.curated), folder, manifest, facts, accept_removals=options.accept_removals, draft=draft.result())


def repair(options: Options) -> Path:
    """Nothing is new: make sure that the catalogue fits its place and this version, and that no crash left anything behind."""
    from warehouse.render import refresh
    from warehouse.upkeep import clean

    warehouse = warehouse_at(options.curated)
    refresh(warehouse)
    clean(warehouse)
    published = warehouse.published()
    if published is None:
        raise WarehouseError(f"nothing is published in {options.curated}")
    return published
