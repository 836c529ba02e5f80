"""The order of the steps, written once. A runner says how they run: here and now, or as Prefect tasks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from flows import steps
from flows.decisions import acknowledged
from flows.options import Options
from flows.processes.forks import start
from flows.processes.without import without
from flows.progress import Progress, silent
from flows.summary import summarise
from flows.version import parser_version
from warehouse.disk import lock
from warehouse.layout import Warehouse, warehouse_at
from warehouse.transit import brought
from warehouse.upkeep import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.processes.jobs import Job
    from warehouse.storage import Address

T = TypeVar("T")
A = TypeVar("A")
Read = Callable[["list[Job]"], "Address"]
"""Reads a batch; says where its rows lie."""
Passed = Callable[[], None]
"""Waits until all rows are checked; raises WarehouseError if some break a model."""


class Runner(Protocol):
    """How steps run."""

    def step(self, name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run one step and return its result."""
        ...

    def each(self, name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """Run one step for each item, possibly several at a time; results in the order of the items."""
        ...


class Direct:
    """Runs every step here and now. ``progress`` is told how many items of how many are done."""

    def __init__(self, progress: Progress = silent) -> None:
        self.progress = progress

    def step(self, _name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """Call it."""
        return function(*arguments)

    def each(self, _name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """Call it for each item, two at a time: the worker processes make the parallelism, and none waits while a batch ends and the next begins."""
        results = []
        self.progress(0, len(items))
        with ThreadPoolExecutor(2) as threads:
            for done, result in enumerate(threads.map(function, items), 1):
                results.append(result)
                self.progress(done, len(items))
        return results


@without("pandas")  # PyArrow loads it at its first array, for what is not used here: 0.2 s and 80 MB
def run(options: Options, runner: Runner) -> steps.Summary:
    """Discover, read and check in batches, build, publish. Raises WarehouseError if nothing could be published; the build before stays."""
    options = options.anywhere()
    known, warehouse = acknowledged(options.raw), warehouse_at(options.curated)
    with lock(warehouse.root):
        warehouse.begin()
        clean(warehouse)  # before anything is written: what a crash left may fill the disk
        if not (options.address or warehouse.published()):
            start()  # a first run reads for certain: the readers load while it looks for the files
        planned, fresh = runner.step("plan", steps.plan, options)
        if planned.nothing_new:
            return summarise(runner.step("repair", steps.repair, options), planned, known)
        batches = runner.step("batch", steps.batches, fresh, options)
        reading = (_cluster if options.address else _pool)
        with _staging(warehouse) as staging:
            with reading(options, staging, batches) as (read, passed), _draft(warehouse, staging) as draft:
                staged = brought(runner.each("read", read, batches), staging)
            fresh.clear()  # of many files this is much, and the build needs none of it
            batches.clear()
            made = runner.step("build", steps.build, planned, staged, options)
            runner.step("check", steps.check, passed, made)
            published = runner.step("publish", partial(steps.publish, draft=draft), made, options)
        return summarise(published, planned, known)


@contextmanager
def _staging(warehouse: Warehouse) -> Iterator[Path]:
    """A folder for rows on their way. On the curated disk: it is the one that is known to be large enough."""
    folder = Path(tempfile.mkdtemp(prefix=".tmp-staging-", dir=warehouse.root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _draft(warehouse: Warehouse, staging: Path) -> Iterator[Future[Any]]:
    """The catalogue, as far as it can be written without the build, while the workers read."""
    from warehouse.render import draft_for

    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(draft_for, warehouse, staging)


@contextmanager
def _pool(options: Options, staging: Path, batches: list[Any]) -> Iterator[tuple[Read, Passed]]:
    """Read with worker processes of this machine, and have the rows checked by another."""
    start()  # before anything is loaded: the server loads meanwhile
    from flows.processes.checks import checking
    from flows.processes.read import pool

    with pool(min(options.workers, max(map(len, batches), default=1))) as processes, checking() as checks:
        yield partial(steps.read_batch, processes, checks, options, staging), checks.passed


@contextmanager
def _cluster(options: Options, staging: Path, _batches: list[Any]) -> Iterator[tuple[Read, Passed]]:
    """Read, and check, on the workers of a Dask cluster."""
    from flows.processes.cluster import read_batch

    with warehouse_at(options.curated).shared(staging) as shared:
        yield partial(read_batch, parser_version(), options.timeout, shared), _checked_there


def _checked_there() -> None:
    """A batch whose rows break a model failed on its worker."""
