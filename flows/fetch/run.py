"""The whole list: hosts side by side, each host's addresses one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from flows.fetch.download import Downloader, FetchError, Limits
from flows.fetch.hosts import Hosts
from flows.fetch.sources import Wanted

AGENT = "jixiao"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of the list: ``new``, ``changed``, ``unchanged`` or ``failed`` with the reason."""

    wanted: Wanted
    result: str
    message: str = ""


def fetch_all(wanted: list[Wanted], raw: Path, *, interval: float, timeout: float, limits: Limits, hosts_at_once: int = 4) -> list[Outcome]:
    """Fetch the list into ``raw``; one failure stops nothing. ``interval`` and ``timeout`` in seconds. Outcomes in the order of the list."""
    by_host: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_host[urlsplit(one.address).netloc.lower()].append(one)
    with _client(timeout) as client, ThreadPoolExecutor(hosts_at_once) as threads:
        hosts = Hosts(AGENT, interval, lambda address: client.get(address, follow_redirects=True))
        downloader = Downloader(client, hosts, raw, limits)
        parts = threads.map(lambda some: [_outcome(downloader, one) for one in some], by_host.values())
        return sorted((one for part in parts for one in part), key=lambda one: one.wanted.line)


def _outcome(downloader: Downloader, wanted: Wanted) -> Outcome:
    try:
        return Outcome(wanted, downloader.fetch(wanted))
    except (FetchError, httpx.HTTPError, httpx.InvalidURL) as error:
        return Outcome(wanted, "failed", str(error) or type(error).__name__)


@contextmanager
def _client(timeout: float) -> Iterator[httpx.Client]:
    """Bytes are asked for as they are (a compressed body cannot be resumed), under our own name."""
    headers = {"User-Agent": f"{AGENT}/{version('jixiao')}", "Accept-Encoding": "identity"}
    with httpx.Client(headers=headers, timeout=timeout, follow_redirects=False) as client:
        yield client
