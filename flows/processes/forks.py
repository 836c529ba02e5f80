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
    _CONTEXT.set_forkserver_preload(["flows.processes.worker"])
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
    end = processes.stop  # what failed, or was interrupted, does not go on
    try:
        yield processes
        end = processes.close
    finally:
        Thread(target=_join, args=[processes, starting, end]).start()  # nobody needs to wait for them


def _join(processes: ProcessPool, starting: Thread, end: Callable[[], None]) -> None:
    starting.join()
    end()
    processes.join()
