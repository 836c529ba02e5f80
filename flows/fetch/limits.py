"""What a fetch gives up at, and how it says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx

from schemas.messages import say

_SLOWEST = 1 << 10  # bytes a second of a body, on the whole


class FetchError(Exception):
    """Why an address gave nothing, in one line. ``again``: it may help to ask once more, after
    ``wait`` seconds.
    """

    def __init__(self, message: str, *, again: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.again, self.wait = again, wait


class SlowError(FetchError):
    """The host kept us waiting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``attempts`` at one address, bytes of one file, seconds of ``wait`` that a host may ask
    for, until the ``answer`` begins, of one ``address`` with all attempts and of the ``run``.
    """

    attempts: int = 3
    max_bytes: int = 200 << 20
    wait: float = 120.0
    answer: float = 30.0
    address: float = 600.0
    run: float = 12 * 3600.0


def too_slow(size: int, since: float, patience: float) -> bool:
    """Whether a body of ``size`` bytes drips. ``since``: monotonic seconds; ``patience``: as long
    nothing is said.
    """
    spent = time.monotonic() - since
    return spent > patience and size < spent * _SLOWEST


def refusal(answer: httpx.Response) -> FetchError:
    """The error of a status; some pass (429, 5xx), and Retry-After says when."""
    passing = answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error
    return FetchError(
        say("fetch.http", code=answer.status_code, reason=answer.reason_phrase),
        again=passing,
        wait=seconds_after(answer.headers.get("retry-after", ""), time.time()),
    )


def seconds_after(said: str, now: float) -> float:
    """Retry-After, a number of seconds or a date, as seconds; 1 if it says nothing.

    >>> seconds_after("120", 0), seconds_after("soon", 0), seconds_after("9" * 400, 0)
    (120.0, 1.0, inf)
    >>> seconds_after("Thu, 01 Jan 1970 00:01:30 GMT", 60)
    30.0
    """
    if said.isascii() and said.isdecimal():
        return float(said)
    try:
        date = parsedate_to_datetime(said)
        zoned = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, zoned.timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 1.0
