"""One address -> one file: conditional, resumed where it broke off, checked, and put in its place in one step."""

from __future__ import annotations

import json
import re
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from flows.fetch import sidecar
from flows.fetch.hosts import Hosts
from flows.fetch.sources import Wanted
from transforms.document import UnreadableError
from transforms.reading import detect
from warehouse.disk import read_json, rename, sync, write

_REDIRECTS = 5
_BINARY = re.compile(r"\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$", re.IGNORECASE)


class FetchError(Exception):
    """Why an address gave nothing, in one line. ``again``: it may help to ask once more, after ``wait`` seconds."""

    def __init__(self, message: str, *, again: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.again, self.wait = again, wait


@dataclass(frozen=True, slots=True)
class Limits:
    """``attempts`` at one address, bytes of one file, seconds of ``wait`` that a host may ask for."""

    attempts: int = 3
    max_bytes: int = 200 << 20
    wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Part:
    """A download under way: the bytes so far and the validator of what they are a part of."""

    file: Path

    @property
    def note(self) -> Path:
        """Where the validator is kept."""
        return self.file.with_name(self.file.name + ".json")

    def headers(self) -> dict[str, str]:
        """Ask for the rest, but only of the same thing; nothing if that cannot be told."""
        validator = read_json(self.note).get("validator") if self.file.is_file() else None
        return {"Range": f"bytes={self.file.stat().st_size}-", "If-Range": str(validator)} if validator and self.file.stat().st_size else {}

    def begin(self, headers: httpx.Headers) -> None:
        """Start from nothing. A weak ETag cannot vouch for a range, and a body packed for the way has ranges of its own."""
        etag = headers.get("etag", "")
        validator = None if "content-encoding" in headers else etag if etag and not etag.startswith("W/") else headers.get("last-modified")
        write(self.note, json.dumps({"validator": validator}).encode())
        self.file.write_bytes(b"")

    def remove(self) -> None:
        """Forget it."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


class Downloader:
    """Fetches one after the other; used by one thread a host."""

    def __init__(self, client: httpx.Client, hosts: Hosts, raw: Path, limits: Limits) -> None:
        self.client, self.hosts, self.raw, self.limits = client, hosts, raw, limits

    def fetch(self, wanted: Wanted) -> str:
        """``new``, ``changed`` or ``unchanged``. Raises FetchError."""
        for attempt in range(1, self.limits.attempts + 1):
            try:
                return self._once(wanted)
            except FetchError as error:
                if not error.again or attempt == self.limits.attempts or error.wait > self.limits.wait:
                    raise
                time.sleep(error.wait)
            except httpx.TransportError as error:
                if attempt == self.limits.attempts:
                    raise FetchError(f"{type(error).__name__}: {error}") from error
        raise FetchError("no attempt was made")

    def _once(self, wanted: Wanted) -> str:
        file = self.raw / wanted.path
        known = sidecar.load(file)
        part = Part(file.with_name(f".{file.name}.part"))
        with closing(self._answer(wanted.address, part.headers() or sidecar.validators(file, known))) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return "unchanged"
            self._receive(answer, part)
            headers = {name: answer.headers[header] for name, header in sidecar.VALIDATORS.items() if header in answer.headers}
        return self._keep(wanted, file, part, headers)

    def _answer(self, address: str, headers: dict[str, str]) -> httpx.Response:
        """The answer to a GET, with redirects followed: every host on the way is asked politely."""
        for _ in range(_REDIRECTS):
            if urlsplit(address).scheme not in ("http", "https"):
                raise FetchError(f"redirected to {address}")
            if not self.hosts.allows(address):
                raise FetchError(f"robots.txt of {urlsplit(address).netloc} does not allow it")
            self.hosts.wait(address)
            answer = self.client.send(self.client.build_request("GET", address, headers=headers), stream=True)
            if not answer.has_redirect_location:
                return answer
            answer.close()
            address = urljoin(address, answer.headers["location"])
        raise FetchError(f"more than {_REDIRECTS} redirects")

    def _receive(self, answer: httpx.Response, part: Part) -> None:
        """Write the body to the part. Raises FetchError for a status that has none, and above the size limit."""
        resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE or (resumed and not _continues(answer, part)):
            part.remove()
            raise FetchError("the part fetched before does not fit", again=True)
        if not answer.is_success:
            raise _refusal(answer)
        if not resumed:
            part.file.parent.mkdir(parents=True, exist_ok=True)
            part.begin(answer.headers)
        size = part.file.stat().st_size
        with part.file.open("ab") as file:
            for block in answer.iter_bytes():
                size += len(block)
                if size > self.limits.max_bytes:
                    break
                file.write(block)
        if size > self.limits.max_bytes:
            part.remove()
            raise FetchError(f"larger than {self.limits.max_bytes} bytes")

    def _keep(self, wanted: Wanted, file: Path, part: Part, headers: dict[str, str]) -> str:
        """Check what came and put it in its place; bytes that were here already touch nothing, so that no ingest has to read them again."""
        content = part.file.read_bytes()
        problem = _problem(content, wanted.address)
        if problem:
            part.remove()
            raise FetchError(problem)
        before = file.read_bytes() if file.is_file() else None
        known = sidecar.load(file)
        if before == content and known.get("sha256"):
            part.remove()
            return "unchanged"
        sync(part.file)
        rename(part.file, file)
        part.remove()
        sidecar.save(file, wanted, known, content, headers)
        return "new" if before is None else "changed"


def _continues(answer: httpx.Response, part: Part) -> bool:
    said: str = answer.headers.get("content-range", "")
    return said.startswith(f"bytes {part.file.stat().st_size}-")


def _refusal(answer: httpx.Response) -> FetchError:
    """The error of a status; some pass (429, 5xx), and Retry-After says when."""
    passing = answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error
    after = answer.headers.get("retry-after", "")
    return FetchError(f"HTTP {answer.status_code} {answer.reason_phrase}", again=passing, wait=float(after) if after.isdecimal() else 1.0)


def _problem(content: bytes, address: str) -> str | None:
    """Why this cannot be the disclosure: no known format, or a web page where a file was asked for (an error page, a log-in)."""
    try:
        kind = detect(content).FORMAT
    except UnreadableError as error:
        return error.message
    suffix = _BINARY.search(urlsplit(address).path)
    return f"a web page or text came instead of {suffix[0]}" if suffix and kind in ("html", "text") else None
