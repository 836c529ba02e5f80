"""How far the reading is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from schemas.messages import say

Progress = Callable[..., None]
"""Told how many items of how many are done, and what is being read if it takes long."""


def silent(_done: int, _total: int, _reading: str = "") -> None:
    """Show nothing."""


_watching: ContextVar[Progress] = ContextVar("progress", default=silent)


def watch(progress: Progress) -> None:
    """The progress of the flow that is called next. No parameter of the flow and no global of its
    module: both are serialised.
    """
    _watching.set(progress)


def watching() -> Progress:
    """What shows the progress of this flow."""
    return _watching.get()


@contextmanager
def bar(what: str = "progress.reading", *, in_bytes: bool = False) -> Iterator[Progress]:
    """Draws what it is told, under the message ``what``: count, rate, time left, and the file that
    takes long. ``in_bytes``: bytes are counted.
    """
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    from flows.terminal import cut, width_of

    console = Console(file=sys.__stderr__)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(20),
        DownloadColumn() if in_bytes else MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        Left(),
        TextColumn("{task.fields[reading]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        name = say(what)
        unit, speed = (1e6, "progress.bytes_rate") if in_bytes else (1, "progress.rate")
        task = progress.add_task(name, total=None, rate="", reading="")
        room = max(10, console.width - width_of(name) - 60)

        def show(done: int, total: int, reading: str = "") -> None:
            seconds = progress.tasks[0].elapsed or 0
            rate = say(speed, rate=done / unit / seconds) if done and seconds else ""
            said = cut(reading, room)
            progress.update(task, completed=done, total=total, rate=rate, reading=said)

        yield show
