"""Manners: what a host allows (robots.txt) and how often it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

Get = Callable[[str], httpx.Response]


@dataclass(slots=True)
class Host:
    """One host: its rules once they were read, and when it may be asked again."""

    rules: RobotFileParser | None = None
    free_at: float = 0.0  # monotonic seconds
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(slots=True)
class Hosts:
    """All hosts. ``interval``: seconds between two requests to one host, if its Crawl-delay does not ask for more."""

    agent: str
    interval: float
    get: Get
    _known: dict[str, Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> None:
        """Return when the host may be asked, and count this as a request."""
        host = self._host(address)
        with host.lock:
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            host.free_at = time.monotonic() + max(self.interval, float((host.rules.crawl_delay(self.agent) if host.rules else None) or 0))

    def allows(self, address: str) -> bool:
        """Whether robots.txt lets us fetch this. Raises httpx.HTTPError if the host cannot be reached."""
        host = self._host(address)
        if host.rules is None:
            rules = self._rules(address)
            with host.lock:
                host.rules = rules
        return host.rules.can_fetch(self.agent, address)

    def _host(self, address: str) -> Host:
        with self._lock:
            return self._known.setdefault(urlsplit(address).netloc.lower(), Host())

    def _rules(self, address: str) -> RobotFileParser:
        """RFC 9309: no file, all is allowed; a file that the host cannot deliver (5xx), nothing is."""
        parts = urlsplit(address)
        robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
        self.wait(address)
        answer = self.get(robots)
        rules = RobotFileParser(robots)
        if answer.is_success:
            rules.parse(answer.text.splitlines())
        elif answer.is_server_error:
            rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse([])
        return rules
