"""Manners: what a host allows (robots.txt, RFC 9309) and how often it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from protego import Protego

from flows.fetch.deadlines import left
from flows.fetch.robots import read
from flows.fetch.sources import host_of
from schemas.messages import say

LONGEST_DELAY = 30.0  # seconds between two requests that a Crawl-delay can ask for
Get = Callable[[str], httpx.Response]


@dataclass(slots=True)
class Host:
    """One host: its rules once they were asked for (or why there are none), and when it may be
    asked again.
    """

    rules: Protego | None = None
    silent: str = ""
    delay: float = 0.0  # seconds
    free_at: float = 0.0  # monotonic seconds
    asked: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)


@dataclass(slots=True)
class Hosts:
    """All hosts. ``interval``: seconds between two requests to one host, if its Crawl-delay does
    not ask for more. ``get``: an open answer, without its redirects followed. ``notes``: what is to
    be told of a host.
    """

    agent: str
    interval: float
    get: Get
    notes: list[str] = field(default_factory=list)
    _known: dict[str, Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> None:
        """Return when the host may be asked, or when the time is over, and count this as a
        request.
        """
        host = self._host(address)
        with host.lock:
            pause = max(0.0, host.free_at - time.monotonic())
            time.sleep(min(pause, max(0.0, left())))
            host.free_at = time.monotonic() + max(self.interval, host.delay)

    def refusal(self, address: str) -> str:
        """Why the rules of its host keep us from an address; '' if they do not."""
        host = self._host(address)
        with host.lock:
            if not host.asked:
                self._ask(host, address)
        if host.silent:
            return host.silent
        if host.rules is None or host.rules.can_fetch(address, self.agent):
            return ""
        return say("fetch.robots", host=host_of(address))

    def _host(self, address: str) -> Host:
        name = f"{urlsplit(address).scheme}://{host_of(address)}"
        with self._lock:
            return self._known.setdefault(name, Host())

    def _ask(self, host: Host, address: str) -> None:
        """Once for the whole run, whatever comes of it."""
        self.wait(address)
        robots = f"{urlsplit(address).scheme}://{host_of(address)}/robots.txt"
        host.rules, host.silent = read(robots, self.agent, self.get)
        host.asked = True
        asked = (host.rules.crawl_delay(self.agent) if host.rules else None) or 0.0
        host.delay = min(asked, LONGEST_DELAY)
        if asked > LONGEST_DELAY:
            kept = {"asked": f"{asked:g}", "kept": f"{LONGEST_DELAY:g}"}
            self.notes.append(say("fetch.delay_capped", host=host_of(address), **kept))
