"""How long a document may take: seconds of processor time, by its size. Ten times as long by the
clock, so that a busy machine reads the same rows as an idle one.
"""

from __future__ import annotations

import signal

SMALL = 10_000  # bytes that the least time is for
RATE = 100e-6  # seconds for each byte beyond: 100 for a megabyte
PATIENCE = 10  # times as long by the clock
GRACE = 3600.0  # seconds until a worker is ended that cannot end itself
ENDED = (-signal.SIGPROF, -signal.SIGALRM)
"""Exit codes of a worker whose time was over: that of the processor, that of the clock."""


def seconds(timeout: float, size: int) -> float:
    """Of processor time. ``timeout``: those of a small document; ``size``: bytes.

    >>> seconds(5.0, 400), seconds(5.0, 1_010_000)
    (5.0, 105.0)
    """
    return timeout + RATE * max(0, size - SMALL)


def begin(timeout: float | None, size: int) -> None:
    """The time of a document begins; the process ends when it is over, even in the midst of
    PDFium. Without a ``timeout`` nothing is timed.
    """
    if timeout is None:
        return
    allowed = seconds(timeout, size)
    signal.setitimer(signal.ITIMER_PROF, allowed)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * allowed)


def end() -> None:
    """Nothing is timed any more."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
