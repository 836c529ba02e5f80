"""How the steps of a run are run: here and now. flows/ingest.py runs them as Prefect tasks,
flows/processes/cluster.py on Dask.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from flows.progress import Progress, silent

T = TypeVar("T")
A = TypeVar("A")


class Runner(Protocol):
    """How steps run. ``progress`` is told of the documents as they are read."""

    progress: Progress

    def step(self, name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """Run one step and return its result."""
        ...

    def each(self, name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """Run one step for each item, possibly several at a time; results in the order of the
        items.
        """
        ...


class Direct:
    """Runs every step here and now."""

    def __init__(self, progress: Progress = silent) -> None:
        self.progress = progress

    def step(self, _name: str, function: Callable[..., T], /, *arguments: Any) -> T:
        """Call it."""
        return function(*arguments)

    def each(self, _name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """Call it for each item, two at a time: the worker processes make the parallelism, and none
        waits while a batch ends and the next begins.
        """
        threads = ThreadPoolExecutor(2)
        try:
            return list(threads.map(function, items))
        finally:
            # who is interrupted does not wait for the batches in hand
            threads.shutdown(wait=False, cancel_futures=True)
