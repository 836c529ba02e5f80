"""Rows of batches against their models, in a process of its own: the one that builds never loads
pandas, and its memory stays flat.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from flows.processes.forks import forked
from flows.processes.pool import Pool, WorkerDiedError
from schemas.messages import say
from warehouse.files.disk import WarehouseError

# what reads goes first: the rest is checked while the build is written, when a processor is free
_NICE = 10
_TRIES = 4  # processes that may end over one batch


class Checks:
    """The batches that were given to the checking process."""

    def __init__(self, processes: Pool) -> None:
        self._processes = processes
        self._given: list[tuple[Path, Future[None]]] = []

    def give(self, staged: Path) -> None:
        """Have a batch checked while others are read."""
        self._given.append((staged, self._processes.schedule(_check, args=[staged])))

    def passed(self) -> None:
        """Wait for all. Raises WarehouseError that names the rows that break a model: a fault of
        ours.
        """
        for staged, one in self._given:
            self._done(staged, one, _TRIES)

    def _done(self, staged: Path, one: Future[None], tries: int) -> None:
        """Somebody may end the process: another looks."""
        try:
            one.result()
        except WorkerDiedError as error:
            if tries == 1:
                raise WarehouseError(say("error.checks_ended", error=error)) from error
            self._done(staged, self._processes.schedule(_check, args=[staged]), tries - 1)


@contextmanager
def checking() -> Iterator[Checks]:
    """The process, loading already, and what it was given. It goes on with that after the block."""
    with forked(1, _prepare) as processes:
        yield Checks(processes)


def _prepare() -> None:
    from flows.processes.worker import die_with_parent

    die_with_parent()
    import_module("pandera.backends.pandas.builtin_checks")
    import_module("warehouse.build.validate")
    os.nice(_NICE)


def _check(staged: Path) -> None:
    """Runs there."""
    from warehouse.build.staging import load_all
    from warehouse.build.validate import validate

    validate(load_all(staged))
