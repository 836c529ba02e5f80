"""Processes beside the main one. They fork from a server that has loaded the readers, while the
parent loads libraries of its own.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from threading import Thread
from typing import Any

from flows.processes.pool import Pool
from flows.processes.sockets import place_sockets

# the parent has threads, and PDFium and Arrow do not survive a fork of those
_CONTEXT = multiprocessing.get_context("forkserver")


def start() -> None:
    """Start the server unless it runs."""
    _CONTEXT.set_forkserver_preload(["flows.processes.loaded"])
    place_sockets()
    forkserver.ensure_running()


@contextmanager
def forked(
    count: int, prepare: Callable[..., None], *arguments: Any, tasks: int = 0
) -> Iterator[Pool]:
    """Processes that run ``prepare(*arguments)`` first and are replaced when they die, or after a
    number of ``tasks``. They start on threads: the server answers once it has loaded.
    """
    start()
    processes = Pool(_CONTEXT, count, prepare, arguments, tasks)
    for _ in range(count):
        processes.schedule(os.getpid, ())
    try:
        yield processes
    except BaseException:
        processes.stop()  # what failed, or was interrupted, does not go on
        raise
    # nobody needs to wait for them
    Thread(target=processes.close).start()
