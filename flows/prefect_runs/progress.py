"""How far a long run is, on its page in Prefect."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import cast
from uuid import UUID

import httpx
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.exceptions import PrefectHTTPStatusError

from flows.progress import Progress, silent
from schemas.messages import say

KEY = "jixiao-progress"
TURN = 10.0  # seconds from the start to the first artifact, and between two changes of it


@contextmanager
def shown_in_prefect(progress: Progress, turn: float = TURN) -> Iterator[Progress]:
    """What a run tells of its progress: ``progress`` where somebody looks at a terminal, else an
    artifact of the run. A run that ends within ``turn`` seconds leaves none.
    """
    if progress is not silent:
        yield progress
        return
    told = _Told(turn)
    yield told
    told.end()


class _Told:
    """Called by a thread that has no context of the flow, which says whose the artifact is."""

    def __init__(self, turn: float) -> None:
        self.turn, self.next = turn, time.monotonic() + turn
        self.context, self.made = copy_context(), None
        self.total = 0

    made: UUID | None

    def __call__(self, done: int, total: int, reading: str = "") -> None:
        self.total = total
        if total and time.monotonic() >= self.next:
            self.next = time.monotonic() + self.turn
            self._tell(done, total, reading)

    def end(self) -> None:
        """All was read."""
        if self.made:
            self._tell(self.total, self.total, "")

    def _tell(self, done: int, total: int, reading: str) -> None:
        said = say("progress.documents", done=done, total=total, reading=reading).strip()
        # a server that is busy or gone must not end the reading
        with suppress(httpx.HTTPError, PrefectHTTPStatusError):
            self.context.run(self._write, 100 * done / total, said)

    def _write(self, share: float, said: str) -> None:
        if self.made:
            update_progress_artifact(self.made, share, said)
        else:
            self.made = cast("UUID", create_progress_artifact(share, KEY, said))
