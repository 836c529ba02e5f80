"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], None]
"""Told how many items of how many are done."""


def silent(done: int, total: int) -> None:
    """Show nothing."""


_watching: ContextVar[Progress] = ContextVar("progress", default=silent)


def watch(progress: Progress) -> None:
    """The progress of the flow that is called next. No parameter of the flow and no global of its module: both are serialised."""
    _watching.set(progress)


def watching() -> Progress:
    """What shows the progress of this flow."""
    return _watching.get()


@contextmanager
def bar() -> Iterator[Progress]:
    """Draws what it is told."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading 识读", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
