"""The steps of an ingest as plain functions. They know neither Prefect nor the command line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.discover import Found
from flows.options import Options
from flows.planning import Plan
from flows.processes.jobs import Job
from flows.sidecars import read_sidecar
from flows.todo import Todo
from flows.version import code_version, parser_version
from schemas.messages import say
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import UNFINISHED, Manifest, RawFile, Warehouse, in_order
from warehouse.files.manifest import Listing, load_listing
from warehouse.files.verify import DamagedError
from warehouse.files.verify import check as check_files
from warehouse.open import warehouse_at

if TYPE_CHECKING:  # these are slow to load, and a run with nothing new needs none of them
    from concurrent.futures import Future

    import pyarrow as pa

    from flows.processes.checks import Checks
    from flows.processes.pool import Pool
    from warehouse.build.assemble import Carried

_TRIED_AGAIN = ("worker_timeout", "worker_died", "cannot_read")
_log = logging.getLogger("jixiao")  # Prefect shows it, see flows/__init__.py


@dataclass(slots=True)
class Summary:
    """What a run did, for people: counts by status, sums, findings by rule."""

    build_id: str
    new_build: bool
    read: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    projects: int = 0
    indicators: int = 0
    # projects that count, and why the others do not: reason -> number
    current: int = 0
    current_indicators: int = 0
    not_counted: dict[str, int] = field(default_factory=dict)
    # parts of the total, and what is not in it: name -> (projects, money)
    money: dict[str, tuple[int, str]] = field(default_factory=dict)
    held_back: int = 0
    total: str = "0.00"
    reconciled: bool | None = None
    severities: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    # documents held back or unreadable for a reason that nobody acknowledged or refused
    todo: Todo = field(default_factory=Todo)
    outdated: list[str] = field(default_factory=list)  # acknowledgements of problems that are gone
    # documents against the build before: added, changed, removed -> paths
    changes: dict[str, list[str]] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)  # what is wrong with the lists of the folder
    alerts: list[str] = field(default_factory=list)  # which were not taken, and why

    @property
    def unacknowledged(self) -> int:
        """Documents that wait for a person, the new ones and those of earlier runs."""
        return self.todo.waiting

    @property
    def acknowledged(self) -> int:
        """Documents that are not whole for reasons that people know."""
        return self.todo.known

    @property
    def exit_code(self) -> int:
        """3: published, but a document is held back or unreadable for a reason that the build
        before did not have and nobody settled; else 0.
        """
        return 3 if self.todo.new else 0


def verify(planned: Plan, options: Options) -> None:
    """Read every file of the published build against its hash before the next one takes anything
    over from it. Raises DamagedError if one is not what it was: nothing wrong is carried on under a
    right hash.
    """
    if planned.before is None:
        return
    folder = planned.before[0]
    if listing := load_listing(folder):
        _check(warehouse_at(options.curated), folder, listing)


def _check(
    warehouse: Warehouse, folder: Path, listing: Listing, hashed: set[str] | None = None
) -> None:
    """Raises DamagedError unless the files are whole, or can be brought anew from a store."""
    try:
        check_files(folder, listing, hashed)
    except DamagedError as error:
        if not warehouse.mend(folder, [one.path for one in error.faults]):
            raise
        check_files(folder, listing, hashed)


def batches(fresh: list[Found], options: Options) -> list[list[Job]]:
    """The files to read, in batches of about ``batch_size``."""
    jobs = (
        Job(
            file.file,
            file.path,
            read_sidecar(file),
            file.entry.assume_year,
            file.corrections,
            file.decisions,
            file.entry.again,
        )
        for file in fresh
    )
    result = []
    while batch := list(islice(jobs, options.batch_size)):
        result.append(batch)
    return result


def read_batch(
    processes: Pool, checks: Checks, options: Options, staging: Path, batch: list[Job]
) -> Path:
    """Read one batch, leave its rows in ``staging`` and have them checked: memory stays flat
    however many batches there are.
    """
    from flows.processes.read import read_batch as read
    from flows.processes.read import shown
    from warehouse.build.staging import save

    rows = read(processes, batch, options.timeout)
    _log.info(shown(batch, rows))
    name = sha256(
        "\n".join(job.path for job in batch).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
    folder = save(staging / name, rows)
    checks.give(folder)
    return folder


def build(planned: Plan, staged: list[Path], options: Options) -> tuple[Path, Manifest, Any]:
    """Write the whole build beside the published one."""
    from warehouse.build.publish import Release, make

    manifest = _manifest(planned, _entries(planned, staged))
    finished = datetime.now(UTC)
    release = Release(planned.started, finished, code_version(), manifest, planned.settings)
    folder, manifest = make(
        warehouse_at(options.curated),
        staged,
        _carried(planned),
        release,
        planned.predecessors.names,
        options.workers,
    )
    return folder, manifest, release


def _entries(planned: Plan, staged: list[Path]) -> dict[str, RawFile]:
    """What the manifest says of every raw file, by path: as before, or as it was read now."""
    from warehouse.build.staging import load

    documents = [
        path
        for folder in staged
        for path in load(folder, "documents", ["path"])["path"].to_pylist()
    ]
    inside = _by_file(documents, planned.fresh.keys())
    ended = {path for folder in staged for path in _ended(load(folder, "findings"))}
    lost = {path for path, entry in planned.fresh.items() if entry.is_lost}
    fresh = {
        path: replace(
            entry,
            documents=tuple(sorted(inside[path])),
            parser_version=UNFINISHED if path in ended - lost else entry.parser_version,
        )
        for path, entry in planned.fresh.items()
    }
    return dict(sorted((planned.unchanged | fresh).items()))


def _manifest(planned: Plan, raw: dict[str, RawFile]) -> Manifest:
    """The manifest, but for the files; the id of the build is its start and a hash of ``raw``."""
    identity = sha256(
        repr(sorted((path, entry.sha256, entry.sidecar) for path, entry in raw.items())).encode()
    ).hexdigest()[:8]
    begun = in_order(planned.started, planned.before and planned.before[0].name)
    return Manifest(
        f"{begun}-{identity}",
        parser_version(),
        raw,
        predecessors=planned.predecessors.hash,
        settings=planned.settings.hash,
    )


def _carried(planned: Plan) -> Carried | None:
    """The build before, as far as its documents did not change."""
    from warehouse.build.assemble import Carried

    if planned.before is None:
        return None
    entries = planned.unchanged.values()
    return Carried(
        *planned.before, frozenset(document for entry in entries for document in entry.documents)
    )


def _ended(findings: pa.Table) -> Iterator[str]:
    """The files over which a worker ended: the machine was busy, or somebody ended it. The next
    run tries them again.
    """
    for row in findings.select(["path", "rule"]).to_pylist():
        if row["rule"] in _TRIED_AGAIN:
            yield row["path"]


def check(passed: Callable[[], None], made: tuple[Path, Manifest, Any]) -> None:
    """The rows were checked beside the writing; nothing that breaks a model is published. Raises
    WarehouseError that names the rows.
    """
    from warehouse.build.publish import discarded_on_error

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
    from warehouse.build.publish import publish as release

    folder, manifest, facts = made
    return release(
        warehouse_at(options.curated),
        folder,
        manifest,
        facts,
        accept_removals=options.accept_removals,
        draft=draft.result(),
    )


def repair(options: Options) -> Path:
    """Nothing is new: make sure that the build has all its files, that the catalogue fits its place
    and this version, and that no crash left anything behind. Raises DamagedError if a file is
    missing, has another size, or is among those that were read this time and differs.
    """
    from warehouse.catalogue.render import refresh
    from warehouse.files.rotation import due, turned
    from warehouse.files.upkeep import clean

    warehouse = warehouse_at(options.curated)
    published = warehouse.published()
    if published is None:
        raise WarehouseError(say("error.nothing_published", folder=options.curated))
    if listing := load_listing(published):
        _check(warehouse, published, listing, due(warehouse.root, listing))
        turned(warehouse.root)
    refresh(warehouse)
    clean(warehouse)
    return published
