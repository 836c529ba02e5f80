"""Ctrl-C while a question is being answered."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from schemas.messages import say


@contextmanager
def ended_at_once() -> Iterator[None]:
    """Ctrl-C ends the process with one line and exit code 1, whatever DuckDB computes.

    DuckDB looks for signals between two pieces of work, and one piece may take minutes; then it
    raises a RuntimeError. So the signal is taken by a thread of its own. Only for commands that
    write nothing: nothing is closed. Where threads cannot take signals (Windows) nothing changes.
    """
    if not hasattr(signal, "sigwait"):
        yield
        return
    # threads that DuckDB starts from here on do not get it either
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    Thread(target=_wait, daemon=True).start()
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait() -> None:
    from warehouse.catalogue.sql import forget_spilled

    signal.sigwait({signal.SIGINT})
    forget_spilled()
    sys.stderr.write(f"{say('cli.interrupted')}\n")
    sys.stderr.flush()
    os._exit(1)
