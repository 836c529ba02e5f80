"""The Prefect flow. The steps and their order stand in pipeline.py; here they become tasks, with
artifacts for people.

Quiet and offline by default: set PREFECT_API_URL to report to a server, PREFECT_LOGGING_LEVEL to
hear more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from prefect import Flow, flow, get_run_logger, task
from prefect.context import FlowRunContext
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.config import where
from flows.options import Options
from flows.pipeline import run
from flows.prefect_runs.artifacts import leave, outlook
from flows.prefect_runs.guard import guard
from flows.prefect_runs.notify import about_build, about_failure, again
from flows.prefect_runs.progress import shown_in_prefect
from flows.processes.forks import start
from flows.progress import Progress, silent, watch, watching
from flows.steps import Summary
from schemas.messages import say
from warehouse.files.disk import WarehouseError
from warehouse.files.storage import place
from warehouse.open import warehouse_at

# Prefect has no exception of its own for it
_NOT_STARTED = "attempting to connect to ephemeral Prefect API server"
# two: the worker processes make the parallelism
_THREADS: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=2)
T = TypeVar("T")
A = TypeVar("A")


class AsTasks:
    """Runs every step as a task. The flow's task runner takes the batches: threads, each of which
    hands its documents to the one process pool, or the workers of a Dask cluster. A task has no
    parameters: Prefect would look through every object of every batch for results of other tasks.
    """

    def __init__(self, progress: Progress = silent, address: str = "") -> None:
        self.progress, self.address = progress, address

    def step(self, name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """One task. Not retried: what fails here (a full disk, a wrong schema, a refused publish)
        fails again.
        """
        result: T = task(name=name, persist_result=False)(partial(function, *arguments))()
        return result

    def each(self, name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """One task a batch, named by what it reads and retried once: a batch fails as a whole only
        when its process pool broke, and a new one is made.
        """
        one = task(name=name, retries=1, retry_delay_seconds=1, persist_result=False)
        futures = [
            one(partial(function, item)).with_options(task_run_name=partial(called, item)).submit()
            for item in items
        ]
        return [self._done(future.result(), at, len(items)) for at, future in enumerate(futures, 1)]

    def _done(self, result: T, done: int, total: int) -> T:
        """Of a cluster the batches are told; of this machine the documents, by the pipeline."""
        if self.address:
            self.progress(done, total)
        return result


def called(batch: Any) -> str:
    """The name of a batch's task: its first file, and how many there are.

    >>> from types import SimpleNamespace as Job
    >>> called([Job(path="2024/a.pdf")])
    '2024/a.pdf'
    """
    first = batch[0].path
    return first if len(batch) == 1 else say("task.read", path=first, count=len(batch) - 1)


@flow(
    name="jixiao-ingest",
    log_prints=False,
    persist_result=False,
    task_runner=_THREADS,
)
def ingest(
    raw: str = "data/raw",
    curated: str = "data/curated",
    years: tuple[int, ...] = (),
    assume_year: int | None = None,
    workers: int = 0,
    accept_removals: bool = False,
    rehash: bool = False,
    this_year: bool = False,
    address: str = "",
    debug: bool = False,
    timeout: float = Options().timeout,
) -> Summary:
    """Read what is new under ``raw`` and publish a build under ``curated``: folders or URLs. See
    ``jixiao ingest --help``. ``this_year`` adds the fiscal year in which the run was due to
    ``years``; ``address`` is that of a Dask scheduler. Never retried as a whole: what one run could
    not publish (refused, locked, a full disk), the next cannot.
    """
    if this_year:
        years = (*years, fiscal_year())
    if address and _on_threads():
        # a deployment begins before its parameters are known
        changed = {"years": years, "this_year": False}
        result: Summary = on(address)(**(_parameters() | changed))
        return result
    options = Options(
        place(raw),
        place(curated),
        tuple(years),
        assume_year,
        workers or Options().workers,
        accept_removals=accept_removals,
        rehash=rehash,
        address=address,
        debug=debug,
        timeout=timeout,
    )
    # Prefect takes its records but leaves its level at the root's
    logging.getLogger("jixiao").setLevel(PREFECT_LOGGING_LEVEL.value())
    root = None
    try:
        warehouse = warehouse_at(options.curated)
        root = warehouse.root
        with shown_in_prefect(watching()) as progress:
            result = run(options, AsTasks(progress, address))
    except Exception as error:
        about_failure(error, root)
        raise
    get_run_logger().info(say("log.build", build=result.build_id, statuses=result.statuses))
    build = warehouse.build(result.build_id)
    seen = outlook(build) if result.new_build else None
    if seen:
        about_build(result, seen, root)
    else:
        result.alerts = again(root)
    leave(result, seen, build, where(curated))
    return result


def on(address: str) -> Flow[..., Summary]:
    """The flow with the task runner of a Dask scheduler; as it is without an address."""
    if not address:
        return ingest
    from prefect_dask import DaskTaskRunner

    return ingest.with_options(task_runner=DaskTaskRunner(address=address))


def _on_threads() -> bool:
    context = FlowRunContext.get()
    return context is not None and isinstance(context.task_runner, ThreadPoolTaskRunner)


def _parameters() -> dict[str, Any]:
    context = FlowRunContext.get()
    return dict(context.parameters or {}) if context else {}


@flow(name="jixiao-backfill", log_prints=False, persist_result=False)
def backfill(
    first_year: int,
    last_year: int,
    raw: str = "data/raw",
    curated: str = "data/curated",
    workers: int = 0,
) -> list[str]:
    """Ingest year by year, one build each: a run that was stopped goes on with the year it was at.
    Returns the build ids.
    """
    return [
        ingest(raw, curated, (year,), workers=workers).build_id
        for year in range(first_year, last_year + 1)
    ]


def fiscal_year() -> int:
    """The fiscal year (the calendar year in China, Budget Law art. 18) of the time for which the
    run was scheduled.
    """
    due = flow_run.scheduled_start_time or datetime.now(UTC)
    return int(due.astimezone(ZoneInfo("Asia/Shanghai")).year)


def run_flow(options: Options, progress: Progress) -> Summary:
    """The flow with the command line's options and its progress bar. The server that Prefect starts
    where none is named ends with this process.
    """
    if PREFECT_API_URL.value() is None:
        guard()
    watch(progress)
    if not options.debug:
        _errors_once()
    if not options.address:
        start()  # the readers load while the server is asked
    try:
        result: Summary = on(options.address)(
            str(options.raw),
            str(options.curated),
            options.years,
            options.assume_year,
            options.workers,
            options.accept_removals,
            options.rehash,
            address=options.address,
            debug=options.debug,
            timeout=options.timeout,
        )
    except RuntimeError as error:
        if _NOT_STARTED not in str(error):
            raise
        said = str(error).splitlines()[0]
        raise WarehouseError(
            say("error.prefect_not_started", error=said, remedy=say("remedy.direct"))
        ) from error
    return result


def _errors_once() -> None:
    """Prefect prints the traceback of what ends a task, and of what ends the flow; the command line
    says it in one line. What goes to Prefect's server stays.
    """
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_to_the_server_alone)


def _to_the_server_alone(record: logging.LogRecord) -> bool:
    if record.levelno < logging.ERROR:
        return True
    # the logger's own handlers send it to the server; the terminal's is that of its parent
    for handler in logging.getLogger(record.name).handlers:
        handler.handle(record)
    return False
