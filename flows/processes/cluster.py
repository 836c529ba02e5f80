"""Reading on a Dask cluster that others maintain. A batch goes to a worker; its rows go to storage;
what comes back is where they lie.

A worker reads as this machine would: in a process of its own that is limited, timed and replaced,
so that a bad document costs itself and not the worker. A worker that is lost costs nothing: its
batch is done again elsewhere, into a folder of its own.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
from typing import TYPE_CHECKING, TypeVar

from flows.processes.jobs import FAULTS, Job
from flows.runners import Direct
from flows.version import parser_version
from schemas.messages import say
from warehouse.build.staged_transfer import send
from warehouse.files.disk import WarehouseError
from warehouse.files.storage import Address

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
A = TypeVar("A")
_log = logging.getLogger("jixiao")


class OnDask(Direct):
    """Runs the batches on a cluster, everything else here."""

    def __init__(self, address: str, progress: Callable[[int, int], None]) -> None:
        super().__init__(progress)
        self.address = address

    def each(self, _name: str, function: Callable[[A], T], items: list[A], /) -> list[T]:
        """One Dask task an item. Each is tried twice, and again for every worker that is lost under
        it (the scheduler's own limit: three).
        """
        from distributed import Client, KilledWorker, as_completed

        # distributed has no types
        with Client(self.address) as client:  # type: ignore[no-untyped-call]
            futures = [client.submit(function, item, pure=False, retries=1) for item in items]
            self.progress(0, len(items))
            # distributed has no types
            for done, _ in enumerate(as_completed(futures), 1):  # type: ignore[no-untyped-call]
                self.progress(done, len(items))
            try:
                return [future.result() for future in futures]
            except KilledWorker as error:
                raise WarehouseError(say("error.dask_lost", error=error)) from error


def read_batch(version: str, timeout: float, staging: Address, batch: list[Job]) -> Address:
    """Runs on a worker: read a batch, check its rows and leave them under ``staging``, say where.
    Raises WarehouseError if the worker has another version of the reading code than the run: the
    rows would differ.
    """
    from flows.processes.read import pool, read_batch, shown
    from warehouse.build.validate import validate

    if parser_version() != version:
        raise WarehouseError(say("error.dask_version", theirs=parser_version(), ours=version))
    if multiprocessing.current_process().daemon:
        # Dask's nanny makes its workers daemons, and those may have no processes
        multiprocessing.current_process().daemon = False
    # one process a batch: a worker has as many batches at a time as it has threads
    with pool(1) as processes:
        rows = read_batch(processes, batch, timeout)
    _say(shown(batch, rows))
    faults = rows.pop(FAULTS)
    return send(staging, validate(rows) | {FAULTS: faults})


def _say(line: str) -> None:
    """To Prefect where the batch came as one of its tasks, else to the log of the Dask worker."""
    if "prefect.context" in sys.modules:
        from prefect.context import TaskRunContext
        from prefect.logging import get_run_logger

        if TaskRunContext.get():
            get_run_logger().info(line)
            return
    _log.info(line)
