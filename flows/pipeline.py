"""The order of the steps, written once. A runner says how they run: here and now, or as Prefect
tasks.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import planning, steps
from flows.decisions import Decided, decided
from flows.options import Options
from flows.processes.forks import start
from flows.processes.notes import following
from flows.progress import silent
from flows.raw_place import remember
from flows.run_log import note_faults, run_log
from flows.runners import Runner
from flows.summary import summarise
from flows.tuning import arrow_without_pandas, give_memory_back
from flows.version import parser_version
from warehouse.build.staged_transfer import receive
from warehouse.files.disk import lock
from warehouse.files.layout import Warehouse
from warehouse.files.upkeep import clean
from warehouse.open import warehouse_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from logging import Logger

    from flows.processes.jobs import Job
    from warehouse.files.storage import Address

Read = Callable[["list[Job]"], "Address"]
"""Reads a batch; says where its rows lie."""
Passed = Callable[[], None]
"""Waits until all rows are checked; raises WarehouseError if some break a model."""


def run(options: Options, runner: Runner) -> steps.Summary:
    """Discover, read and check in batches, build, publish. Raises WarehouseError if nothing could
    be published; the build before stays.
    """
    arrow_without_pandas()
    give_memory_back()
    options = options.anywhere()
    known, warehouse = decided(options.raw), warehouse_at(options.curated)
    with lock(warehouse.root):
        warehouse.begin()
        clean(warehouse)  # before anything is written: what a crash left may fill the disk
        remember(warehouse.root, options.raw)
        with run_log(warehouse.root, debug=options.debug) as log:
            return _logged(options, runner, warehouse, known, log)


def _logged(
    options: Options,
    runner: Runner,
    warehouse: Warehouse,
    known: Decided,
    log: Logger,
) -> steps.Summary:
    """The run itself, by whoever holds the lock."""
    log.info("%s", options)
    if not (options.address or warehouse.published()):
        start()  # a first run reads for certain: the readers load while it looks for the files
    planned, fresh = runner.step("plan", planning.plan, options)
    log.info("%d files to read, %d as before", len(fresh), len(planned.unchanged))
    if planned.nothing_new:
        log.info("nothing new")
        return summarise(runner.step("repair", steps.repair, options), planned, known)
    runner.step("verify", steps.verify, planned, options)
    batches = runner.step("batch", steps.batches, fresh, options)
    reading = _cluster if options.address else _pool
    # a cluster's workers note nothing here: its runner tells of batches
    watched = silent if options.address else runner.progress
    with _staging(warehouse) as staging:
        with (
            reading(options, staging, batches) as (read, passed),
            _draft(warehouse, staging) as draft,
            following(watched, staging, batches) as followed,
        ):
            staged = receive(runner.each("read", read, followed), staging)
        note_faults(log, staged)
        fresh.clear()  # of many files this is much, and the build needs none of it
        batches.clear()
        followed.clear()
        made = runner.step("build", steps.build, planned, staged, options)
        runner.step("check", steps.check, passed, made)
        published = runner.step("publish", partial(steps.publish, draft=draft), made, options)
    summary = summarise(published, planned, known)
    log.info("published %s: %s", summary.build_id, summary.statuses)
    return summary


@contextmanager
def _staging(warehouse: Warehouse) -> Iterator[Path]:
    """A folder for rows on their way. On the curated disk: it is the one that is known to be large
    enough.
    """
    folder = Path(tempfile.mkdtemp(prefix=".tmp-staging-", dir=warehouse.root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _draft(warehouse: Warehouse, staging: Path) -> Iterator[Future[Any]]:
    """The catalogue, as far as it can be written without the build, while the workers read."""
    from warehouse.catalogue.render import draft_for

    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(draft_for, warehouse, staging)


@contextmanager
def _pool(options: Options, staging: Path, batches: list[Any]) -> Iterator[tuple[Read, Passed]]:
    """Read with worker processes of this machine, and have the rows checked by another."""
    start()  # before anything is loaded: the server loads meanwhile
    from flows.processes.checks import checking
    from flows.processes.read import pool

    with (
        pool(min(options.workers, max(map(len, batches), default=1))) as processes,
        checking() as checks,
    ):
        yield partial(steps.read_batch, processes, checks, options, staging), checks.passed


@contextmanager
def _cluster(options: Options, staging: Path, _batches: list[Any]) -> Iterator[tuple[Read, Passed]]:
    """Read, and check, on the workers of a Dask cluster."""
    from flows.processes.cluster import read_batch

    with warehouse_at(options.curated).shared(staging) as shared:
        yield partial(read_batch, parser_version(), options.timeout, shared), _checked_there


def _checked_there() -> None:
    """A batch whose rows break a model failed on its worker."""
