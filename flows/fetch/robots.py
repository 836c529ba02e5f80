"""robots.txt of one host as RFC 9309 has it: what a host does not have (4xx) forbids nothing, what
it cannot deliver (5xx, no answer) forbids all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urljoin

import httpx
from protego import Protego

from flows.fetch.body import blocks
from flows.fetch.deadlines import within
from flows.fetch.limits import FetchError
from flows.fetch.network import PrivateHostError
from flows.fetch.sources import host_of
from schemas.addresses import without_secrets
from schemas.messages import say

_LONGEST = 500 << 10  # bytes that are read; the rest is as if it were not there
_SECONDS = 30.0  # for all of it, with redirects
_REDIRECTS = 5
_ATTEMPTS = 3
_AGENT = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?(.*)", re.IGNORECASE)
Get = Callable[[str], httpx.Response]
Read = tuple[Protego | None, str]
"""The rules, or None where all is allowed; why nothing is allowed, or ''."""
_FAILURES = (FetchError, httpx.HTTPError, httpx.InvalidURL, ValueError, OSError)


def read(address: str, agent: str, get: Get) -> Read:
    """Ask for the rules, and again where the connection broke."""
    with within(_SECONDS):
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return _follow(address, agent, get)
            except PrivateHostError as error:
                return None, str(error)
            except _FAILURES as error:
                passing = isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError)
                if not passing or attempt == _ATTEMPTS:
                    return None, _silent(address, str(error) or type(error).__name__)
    raise AssertionError  # pragma: no cover  # the last attempt returns


def _follow(address: str, agent: str, get: Get) -> Read:
    for _ in range(_REDIRECTS + 1):
        with closing(get(address)) as answer:
            if answer.has_redirect_location:
                address = urljoin(address, answer.headers["location"])
                continue
            if answer.is_success:
                return parse(_text(answer), agent), ""
            status = f"HTTP {answer.status_code}"
            return None, "" if answer.is_client_error else _silent(address, status)
    return None, ""  # RFC 9309, 2.3.1.2: then it is as if there were none


def _silent(address: str, why: str) -> str:
    said = without_secrets(why)
    return say("fetch.robots_silent", host=host_of(address), error=said)


def _text(answer: httpx.Response) -> str:
    content = b""
    for block in blocks(answer):
        content += block
        if len(content) >= _LONGEST:
            break
    return content[:_LONGEST].decode("utf-8-sig", errors="replace")


def parse(text: str, agent: str) -> Protego:
    r"""The rules for us. The groups of all others are put together first: a parser keeps the rules
    of each apart, and 500 KiB have room for a billion pairs.

    >>> rules = parse("User-agent: other\nUser-agent: *\nDisallow: /*.pdf$", "jixiao")
    >>> rules.can_fetch("http://a/b.pdf", "jixiao"), rules.can_fetch("http://a/b.pdf?x", "jixiao")
    (False, True)
    """
    return Protego.parse("\n".join(_line(one, agent) for one in text.splitlines()))


def _line(line: str, agent: str) -> str:
    found = _AGENT.match(line.partition("#")[0])
    if not found:
        return line
    name = re.split(r"[/\s*]", found[1].strip().lower(), maxsplit=1)[0]
    ours = agent if name == agent else "*" if found[1].strip() == "*" else "another"
    return f"User-agent: {ours}"
