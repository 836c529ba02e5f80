"""One address -> one file: conditional, resumed where it broke off, checked, and put in its place
in one step.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from flows.fetch import sidecar
from flows.fetch.body import blocks
from flows.fetch.deadlines import left, within
from flows.fetch.hosts import Hosts
from flows.fetch.limits import FetchError, Limits, SlowError, refusal, too_slow
from flows.fetch.part import Part, total_of
from flows.fetch.sources import Wanted, is_web
from schemas.messages import say
from transforms.document import UnreadableError
from transforms.reading import detect
from warehouse.files.disk import rename, sync

_REDIRECTS = 5
_WITH_BODY = (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION)
_OF_PARTS = (httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE)
_BINARY = re.compile(r"\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$", re.IGNORECASE)


class Downloader:
    """Fetches one after the other; used by one thread a host."""

    def __init__(self, client: httpx.Client, hosts: Hosts, raw: Path, limits: Limits) -> None:
        self.client, self.hosts, self.raw, self.limits = client, hosts, raw, limits

    def fetch(self, wanted: Wanted) -> str:
        """``new``, ``changed`` or ``unchanged``. Raises FetchError and what httpx raises."""
        with within(self.limits.address):
            for attempt in range(1, self.limits.attempts + 1):
                try:
                    return self._once(wanted)
                except FetchError as error:
                    last = attempt == self.limits.attempts
                    longest = min(self.limits.wait, left())
                    if last or not error.again or error.wait > longest:
                        raise
                    time.sleep(error.wait)
                except httpx.TransportError as error:
                    if left() <= 0:
                        raise SlowError(say("fetch.too_long")) from error
                    if attempt == self.limits.attempts:
                        raise
        raise FetchError(say("fetch.no_attempt"))

    def _once(self, wanted: Wanted) -> str:
        file = self.raw / wanted.path
        known = sidecar.load(file)
        part = Part(file.with_name(f".{file.name}.part"))
        asked = part.headers() or sidecar.validators(file, known)
        with closing(self._answer(wanted.address, asked)) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED and not part.headers() and asked:
                return "unchanged"
            self._receive(answer, part)
            headers = {
                name: answer.headers[header]
                for name, header in sidecar.VALIDATORS.items()
                if header in answer.headers
            }
        return self._keep(wanted, file, part, headers)

    def _answer(self, address: str, headers: dict[str, str]) -> httpx.Response:
        """The answer to a GET, with redirects followed: every host on the way is asked politely."""
        for _ in range(_REDIRECTS):
            if not is_web(address):
                raise FetchError(say("fetch.redirected", address=address))
            if forbidden := self.hosts.refusal(address):
                raise FetchError(forbidden)
            self.hosts.wait(address)
            answer = self._ask(address, headers)
            if not answer.has_redirect_location:
                return answer
            answer.close()
            address = urljoin(address, answer.headers["location"])
        raise FetchError(say("fetch.redirects", limit=_REDIRECTS))

    def _ask(self, address: str, headers: dict[str, str]) -> httpx.Response:
        """The head of the answer. User and password go apart: httpx logs an address as it is."""
        url = httpx.URL(address)
        bare = url.copy_with(username=None, password=None)
        user = (url.username, url.password) if url.userinfo else None
        with within(self.limits.answer):
            request = self.client.build_request("GET", bare, headers=headers)
            return self.client.send(request, stream=True, auth=user)

    def _receive(self, answer: httpx.Response, part: Part) -> None:
        """Write the body to the part. Raises FetchError for a status that has none, above the
        limits, and for a body that is cut off.
        """
        resumed = _resumes(answer, part)
        if not resumed:
            part.file.parent.mkdir(parents=True, exist_ok=True)
            part.begin(answer.headers)
        size, since = part.size(), time.monotonic()
        begun = size
        with part.file.open("ab") as file:
            for block in blocks(answer):
                size += len(block)
                if size > self.limits.max_bytes:
                    break
                file.write(block)
                if too_slow(size - begun, since, self.limits.answer):
                    raise SlowError(say("fetch.too_slow"))
        if size > self.limits.max_bytes:
            part.remove()
            raise FetchError(say("fetch.too_large", limit=self.limits.max_bytes))
        if resumed and size != (total_of(answer) or size):
            raise FetchError(say("fetch.cut"), again=True)

    def _keep(self, wanted: Wanted, file: Path, part: Part, headers: dict[str, str]) -> str:
        """Check what came and put it in its place; bytes that were here already touch nothing, so
        that no ingest has to read them again.
        """
        content = part.file.read_bytes()
        problem = _problem(content, wanted.address)
        if problem:
            part.remove()
            raise FetchError(problem)
        before = file.read_bytes() if file.is_file() else None
        known = sidecar.load(file)
        if before == content and known.get("sha256") == sha256(content).hexdigest():
            part.remove()
            return "unchanged"
        sync(part.file)
        rename(part.file, file)
        part.remove()
        sidecar.save(file, wanted, known, content, headers)
        return "new" if before is None else "changed"


def _resumes(answer: httpx.Response, part: Part) -> bool:
    """Whether the body goes on where the part ends. Raises FetchError if there is none to keep."""
    code = answer.status_code
    if code == httpx.codes.PARTIAL_CONTENT and part.continues(answer):
        return True
    if code in _OF_PARTS and part.headers():
        part.remove()
        raise FetchError(say("fetch.part_differs"), again=True)
    if code in (*_OF_PARTS, httpx.codes.NOT_MODIFIED):
        raise FetchError(say("fetch.unasked", code=code))
    if code not in _WITH_BODY:
        raise refusal(answer)
    return False


def _problem(content: bytes, address: str) -> str | None:
    """Why this cannot be the disclosure: no known format, or a web page where a file was asked for
    (an error page, a log-in).
    """
    try:
        kind = detect(content).FORMAT
    except UnreadableError as error:
        return error.message
    suffix = _BINARY.search(urlsplit(address).path)
    return say("fetch.web_page", suffix=suffix[0]) if suffix and kind in ("html", "text") else None
