"""Processes beside the main one. They fork from a server that has loaded the readers, while the parent loads libraries of its own."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.forkserver import ensure_running
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pebble import ProcessPool

_CONTEXT = multiprocessing.get_context("forkserver")  # the parent has threads, and PDFium and Arrow do not survive a fork of those


def start() -> None:
    """Start the server unless it runs."""
    _CONTEXT.set_forkserver_preload(["flows.worker"])
    ensure_running()


@contextmanager
def forked(count: int, prepare: Callable[..., None], *arguments: Any, tasks: int = 0) -> Iterator[ProcessPool]:
    """Processes that run ``prepare(*arguments)`` first and are replaced when they die, or after a number of ``tasks``. They start on a thread:
    the server answers once it has loaded.
    """
    from pebble import CONSTS, ProcessPool

    CONSTS.sleep_unit = 0.02  # seconds between looks at the processes
    start()
    processes = ProcessPool(max_workers=count, max_tasks=tasks, initializer=prepare, initargs=arguments, context=_CONTEXT)
    starting = Thread(target=processes.schedule, args=[os.getpid])
    starting.start()
    try:
        yield processes
    finally:
        Thread(target=_end, args=[processes, starting]).start()  # nobody needs to wait for their end


def _end(processes: ProcessPool, starting: Thread) -> None:
    starting.join()
    processes.close()
    processes.join()
