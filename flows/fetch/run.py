"""The whole list: hosts side by side, each host's addresses one after the other."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import httpx

from flows.fetch.deadlines import left, within
from flows.fetch.download import Downloader
from flows.fetch.hosts import Hosts
from flows.fetch.limits import FetchError, Limits, SlowError
from flows.fetch.network import Transport
from flows.fetch.private import Allowed
from flows.fetch.sources import Wanted, host_of
from flows.quiet import keep_addresses_out_of_logs
from schemas.addresses import without_secrets
from schemas.messages import say

AGENT = "jixiao"
_LONGEST = 300  # characters of a message: a host chooses some of its words
_SILENT = 5  # addresses of one host that time out one after the other; the rest is left alone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of the list: ``new``, ``changed``, ``unchanged`` or ``failed`` with
    the reason.
    """

    wanted: Wanted
    result: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Outcomes in the order of the list, and ``notes`` on hosts."""

    outcomes: list[Outcome]
    notes: list[str]


def fetch_all(
    wanted: list[Wanted],
    raw: Path,
    *,
    interval: float,
    limits: Limits,
    allowed: Allowed,
    hosts_at_once: int = 4,
) -> Report:
    """Fetch the list into ``raw``; one failure stops nothing. ``interval`` in seconds."""
    by_host: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_host[host_of(one.address)].append(one)
    end = time.monotonic() + limits.run
    with _client(limits.answer, allowed) as client, ThreadPoolExecutor(hosts_at_once) as threads:
        hosts = Hosts(AGENT, interval, partial(_open, client))
        downloader = Downloader(client, hosts, raw, limits)
        parts = threads.map(lambda some: _one_host(downloader, some, end), by_host.values())
        outcomes = sorted((one for part in parts for one in part), key=lambda one: one.wanted.line)
    return Report(outcomes, hosts.notes)


def _one_host(downloader: Downloader, wanted: list[Wanted], end: float) -> list[Outcome]:
    """One after the other, as long as the run has time and the host answers."""
    found, silent = list[Outcome](), 0
    with within(end - time.monotonic()):
        for one in wanted:
            if left() <= 0:
                found.append(Outcome(one, "failed", say("fetch.run_over")))
            elif silent >= _SILENT:
                found.append(Outcome(one, "failed", say("fetch.host_silent", count=_SILENT)))
            else:
                outcome, timed_out = _outcome(downloader, one)
                silent = silent + 1 if timed_out else 0
                found.append(outcome)
    return found


def _outcome(downloader: Downloader, wanted: Wanted) -> tuple[Outcome, bool]:
    """What became of one address, and whether its host kept us waiting for nothing."""
    try:
        return Outcome(wanted, downloader.fetch(wanted)), False
    except SlowError as error:
        return Outcome(wanted, "failed", str(error)), True
    except httpx.TimeoutException as error:
        said = say("fetch.no_answer", error=str(error) or type(error).__name__)
        return Outcome(wanted, "failed", said), True
    except (FetchError, httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        said = without_secrets(str(error)) or type(error).__name__
        return Outcome(wanted, "failed", said[:_LONGEST]), False


def _open(client: httpx.Client, address: str) -> httpx.Response:
    return client.send(client.build_request("GET", address), stream=True)


@contextmanager
def _client(timeout: float, allowed: Allowed) -> Iterator[httpx.Client]:
    """Bytes are asked for as they are (a compressed body cannot be resumed), under our own name."""
    keep_addresses_out_of_logs()
    headers = {"User-Agent": f"{AGENT}/{version('jixiao')}", "Accept-Encoding": "identity"}
    with httpx.Client(headers=headers, timeout=timeout, transport=Transport(allowed)) as client:
        yield client
