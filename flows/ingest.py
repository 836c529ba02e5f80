"""The Prefect flow. The steps and their order stand in pipeline.py; here they become tasks, with artifacts for people.

Quiet and offline by default: set PREFECT_API_URL to report to a server, PREFECT_LOGGING_LEVEL to hear more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows import summary as words
from flows.options import Options
from flows.pipeline import run
from flows.progress import Progress, silent
from flows.steps import Summary

T = TypeVar("T")
A = TypeVar("A")
_PROGRESS: ContextVar[Progress] = ContextVar("progress", default=silent)  # no parameter of the flow: it cannot be serialised


class AsTasks:
    """Runs every step as a task. Batches run on threads, and each thread hands its documents to the one process pool."""

    def __init__(self, progress: Progress = silent) -> None:
        self.progress = progress

    def step(self, name: str, function: Callable[..., T], *arguments: Any) -> T:
        """One task. Not retried: what fails here (a full disk, a wrong schema, a refused publish) fails again."""
        result: T = task(name=name, persist_result=False)(function)(*arguments)
        return result

    def each(self, name: str, function: Callable[[A], T], items: list[A]) -> list[T]:
        """One task a batch, retried once: a batch fails as a whole only when its process pool broke, and a new one is made."""
        one = task(name=name, retries=1, retry_delay_seconds=1, persist_result=False)(function)
        self.progress(0, len(items))
        futures = [one.submit(item) for item in items]
        results = []
        for done, future in enumerate(futures, 1):
            results.append(future.result())
            self.progress(done, len(items))
        return results


@flow(name="jixiao-ingest", log_prints=False, persist_result=False, task_runner=ThreadPoolTaskRunner(max_workers=2))  # type: ignore[arg-type]
def ingest(raw: str = "data/raw", curated: str = "data/curated", years: tuple[int, ...] = (), assume_year: int | None = None,
           workers: int = 0, accept_removals: bool = False, rehash: bool = False) -> Summary:
    """Read what is new under ``raw`` and publish a build under ``curated``. See ``jixiao ingest --help``."""
    options = Options(Path(raw), Path(curated), tuple(years), assume_year, workers or Options().workers,
                      accept_removals=accept_removals, rehash=rehash)
    result = run(options, AsTasks(_PROGRESS.get()))
    get_run_logger().info("build %s: %s", result.build_id, result.statuses)
    rows = [{"what": label, "value": value} for label, value in words.table(result)]
    create_table_artifact(rows, key="jixiao-summary", description=f"Run summary of build {result.build_id}")
    create_markdown_artifact(words.findings_markdown(result), key="jixiao-findings", description=f"Findings of build {result.build_id}")
    return result


def run_flow(options: Options, progress: Progress) -> Summary:
    """The flow with the command line's options and its progress bar."""
    _PROGRESS.set(progress)
    result: Summary = ingest(str(options.raw), str(options.curated), options.years, options.assume_year, options.workers,
                             options.accept_removals, options.rehash)
    return result
