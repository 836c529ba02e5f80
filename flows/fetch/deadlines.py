"""How long something may take on the whole, however its parts come: a body of one byte a second
never waits long and never ends.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_end: ContextVar[float] = ContextVar("end", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread does inside ends after so many seconds, or with what is around it."""
    before = _end.set(min(_end.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(before)


def left() -> float:
    """Seconds that are left to this thread; negative when they are over, infinite without a
    limit.
    """
    return _end.get() - time.monotonic()


def at_most(seconds: float | None) -> float | None:
    """The shorter of a wait and what is left; None is for ever."""
    shortest = min(math.inf if seconds is None else seconds, left())
    return None if math.isinf(shortest) else max(shortest, 0.001)
