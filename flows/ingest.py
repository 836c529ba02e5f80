"""The Prefect flow. The steps and their order stand in pipeline.py; here they become tasks, with artifacts for people.

Quiet and offline by default: set PREFECT_API_URL to report to a server, PREFECT_LOGGING_LEVEL to hear more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from prefect import flow, get_run_logger, task
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.artifacts import leave, outlook
from flows.guard import guard
from flows.notify import about_build, about_failure
from flows.options import Options
from flows.pipeline import run
from flows.prefect_home import WITHOUT
from flows.processes.forks import start
from flows.progress import Progress, silent, watch, watching
from flows.steps import Summary
from warehouse.disk import WarehouseError
from warehouse.layout import warehouse_at
from warehouse.storage import place

# Prefect has no exception of its own for it
_NOT_STARTED = "attempting to connect to ephemeral Prefect API server"
T = TypeVar("T")
A = TypeVar("A")


class AsTasks:
    """Runs every step as a task. Batches run on threads, and each thread hands its documents to the one process pool; or on the workers of a
    Dask cluster. A task has no parameters: Prefect would look through every object of every batch for results of other tasks.
    """

    def __init__(self, progress: Progress = silent, address: str = "") -> None:
        self.progress, self.address = progress, address

    def step(self, name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """One task. Not retried: what fails here (a full disk, a wrong schema, a refused publish) fails again."""
        result: T = task(name=name, persist_result=False)(partial(function, *arguments))()
        return result

    def each(self, name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """One task a batch, retried once: a batch fails as a whole only when its process pool broke, and a new one is made."""
        one = task(name=name, retries=1, retry_delay_seconds=1, persist_result=False)
        self.progress(0, len(items))
        results = []
        with self._tasks() as tasks:
            futures = [tasks.submit(one(partial(function, item)), {}) for item in items]
            for done, future in enumerate(futures, 1):
                results.append(future.result())
                self.progress(done, len(items))
        return results

    def _tasks(self) -> TaskRunner[Any]:
        if not self.address:
            return ThreadPoolTaskRunner(max_workers=2)
        from prefect_dask import DaskTaskRunner

        tasks: TaskRunner[Any] = DaskTaskRunner(address=self.address)
        return tasks


@flow(name="jixiao-ingest", log_prints=False, persist_result=False)
def ingest(raw: str = "data/raw", curated: str = "data/curated", years: tuple[int, ...] = (), assume_year: int | None = None,
           workers: int = 0, accept_removals: bool = False, rehash: bool = False, this_year: bool = False,
           address: str = "") -> Summary:
    """Read what is new under ``raw`` and publish a build under ``curated``: folders or URLs. See ``jixiao ingest --help``. ``this_year`` adds the
    fiscal year in which the run was due to ``years``; ``address`` is that of a Dask scheduler. Never retried as a whole: what one run could not
    publish (refused, locked, a full disk), the next cannot.
    """
    options = Options(place(raw), place(curated), (*years, fiscal_year()) if this_year else tuple(years), assume_year, workers or Options().workers,
                      accept_removals=accept_removals, rehash=rehash, address=address)
    logging.getLogger("jixiao").setLevel(PREFECT_LOGGING_LEVEL.value())  # Prefect takes its records but leaves its level at the root's
    try:
        result = run(options, AsTasks(watching(), address))
    except Exception as error:
        about_failure(error)
        raise
    get_run_logger().info("build %s: %s", result.build_id, result.statuses)
    build = warehouse_at(options.curated).build(result.build_id)
    seen = outlook(build) if result.new_build else None
    leave(result, seen, build)
    if seen:
        about_build(result, seen)
    return result


@flow(name="jixiao-backfill", log_prints=False, persist_result=False)
def backfill(first_year: int, last_year: int, raw: str = "data/raw", curated: str = "data/curated", workers: int = 0) -> list[str]:
    """Ingest year by year, one build each: a run that was stopped goes on with the year it was at. Returns the build ids."""
    return [ingest(raw, curated, (year,), workers=workers).build_id for year in range(first_year, last_year + 1)]


def fiscal_year() -> int:
    """The fiscal year (the calendar year in China, Budget Law art. 18) of the time for which the run was scheduled."""
    due = flow_run.scheduled_start_time or datetime.now(UTC)
    return int(due.astimezone(ZoneInfo("Asia/Shanghai")).year)


def run_flow(options: Options, progress: Progress) -> Summary:
    """The flow with the command line's options and its progress bar. The server that Prefect starts where none is named ends with this process."""
    if PREFECT_API_URL.value() is None:
        guard()
    watch(progress)
    if not options.address:
        start()  # the readers load while the server is asked
    try:
        result: Summary = ingest(str(options.raw), str(options.curated), options.years,
                                 options.assume_year, options.workers, options.accept_removals,
                                 options.rehash, address=options.address)
    except RuntimeError as error:
        if _NOT_STARTED not in str(error):
            raise
        said = str(error).splitlines()[0]
        raise WarehouseError(f"Prefect's server did not start ({said}): {WITHOUT}") from error
    return result
