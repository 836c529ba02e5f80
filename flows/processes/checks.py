"""Rows of batches against their models, in a process of its own: the one that builds never loads pandas, and its memory stays flat."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from flows.processes.forks import forked
from warehouse.disk import WarehouseError

if TYPE_CHECKING:
    from pebble import ProcessPool

_NICE = 10  # what reads goes first: the rest is checked while the build is written, when a processor is free


class Checks:
    """The batches that were given to the checking process."""

    def __init__(self, processes: ProcessPool) -> None:
        self._processes = processes
        self._given: list[Future[None]] = []

    def give(self, staged: Path) -> None:
        """Have a batch checked while others are read."""
        self._given.append(self._processes.schedule(_check, args=[staged]))

    def passed(self) -> None:
        """Wait for all. Raises WarehouseError that names the rows that break a model: a fault of ours."""
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        try:
            for one in self._given:
                one.result()
        except (ProcessExpired, BrokenProcessPool) as error:
            raise WarehouseError(f"the process that checks rows ended: {error}") from error


@contextmanager
def checking() -> Iterator[Checks]:
    """The process, loading already, and what it was given. It goes on with that after the block."""
    with forked(1, _prepare) as processes:
        yield Checks(processes)


def _prepare() -> None:
    from flows.processes.without import hide
    from flows.processes.worker import die_with_parent

    die_with_parent()
    hide("hypothesis")  # pandera loads it, where the tests are installed, for what is not used here
    import_module("pandera.backends.pandas.builtin_checks")
    import_module("warehouse.validate")
    os.nice(_NICE)


def _check(staged: Path) -> None:
    """Runs there."""
    from warehouse.staging import load_all
    from warehouse.validate import validate

    validate(load_all(staged))
