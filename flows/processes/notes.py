"""Which files the workers are at. Each worker appends to a file of its own in a folder that the
parent looks at: nothing waits, and a worker that dies leaves the others' notes alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from flows.processes.jobs import Job
from flows.progress import Progress, silent
from schemas.messages import say

T = TypeVar("T")
LONG = 5.0  # seconds after which a file is named
_TURN = 0.5  # seconds between two looks


def noted(job: Job, parsed: Iterable[T]) -> list[T]:
    """What a worker finds in one file, with a note before and after. Without a folder for notes,
    as it is.
    """
    if not job.notes:
        return list(parsed)
    _note(job.notes, f"> {job.path}")
    found = list(parsed)
    _note(job.notes, f"< {job.path}")
    return found


def _note(folder: str, line: str) -> None:
    text = " ".join(line.splitlines()) + "\n"
    # a full disk, or a folder that went with its run: the rows say it
    with suppress(OSError), Path(folder, str(os.getpid())).open("ab") as file:
        file.write(text.encode("utf-8", "surrogatepass"))


@dataclass(slots=True)
class Notes:
    """What the notes of all workers say together."""

    folder: Path
    begun: dict[str, float] = field(default_factory=dict)  # path -> when it was seen first
    done: set[str] = field(default_factory=set)
    _read: dict[str, int] = field(default_factory=dict)

    def look(self, now: float) -> None:
        """Read what was added since the last look."""
        for file in self.folder.iterdir():
            with file.open("rb") as opened:
                opened.seek(self._read.get(file.name, 0))
                added = opened.read()
            whole = added[: added.rfind(b"\n") + 1]
            self._read[file.name] = self._read.get(file.name, 0) + len(whole)
            for line in whole.decode("utf-8", "replace").splitlines():
                self._take(line[:2], line[2:], now)

    def _take(self, mark: str, path: str, now: float) -> None:
        if mark == "> ":
            self.begun[path] = now
        else:
            self.done.add(path)
            self.begun.pop(path, None)

    def longest(self, now: float) -> str:
        """The file that is read for the longest time, with its seconds, once that is long."""
        if not self.begun:
            return ""
        path, since = min(self.begun.items(), key=lambda one: one[1])
        seconds = now - since
        return say("progress.long", path=path, seconds=seconds) if seconds > LONG else ""


@contextmanager
def following(
    progress: Progress, staging: Path, batches: list[list[Job]]
) -> Iterator[list[list[Job]]]:
    """The batches with a folder for notes; meanwhile ``progress`` is told of them document by
    document. As they are where nobody looks.
    """
    if progress is silent:
        yield batches
        return
    notes = Notes(staging / ".notes")
    notes.folder.mkdir()
    total, ended = sum(map(len, batches)), Event()
    watcher = Thread(target=_follow, args=[progress, notes, total, ended.wait], daemon=True)
    watcher.start()
    try:
        yield [[replace(job, notes=str(notes.folder)) for job in batch] for batch in batches]
    finally:
        ended.set()
        watcher.join()


def _follow(progress: Progress, notes: Notes, total: int, ended: Callable[[float], bool]) -> None:
    progress(0, total)
    last = False
    while not last:
        last = ended(_TURN)
        now = time.monotonic()
        notes.look(now)
        progress(min(total, len(notes.done)), total, notes.longest(now))
