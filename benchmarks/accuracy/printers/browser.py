"""PDF as Chromium prints web pages: one browser for many, spoken to over its debugging port."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import connect

from benchmarks.accuracy.form import Form
from benchmarks.accuracy.printers.kept import kept
from benchmarks.accuracy.printers.printer import Printer
from benchmarks.accuracy.printers.web import page
from tests.browser import CHROMIUM, with_our_font

_SECONDS = 30
# what Chromium prints in the margins: when, the title, where from, which page
_STRIP = "<div style='font-size:8px;width:100%;margin:0 18px;display:flex;{}'>{}</div>"
_BETWEEN = "justify-content:space-between"
_HEAD = _STRIP.format(_BETWEEN, "<span>2024/3/1 10:15</span><span>信息公开-某市人民政府</span>")
_PAGE = "<span><span class='pageNumber'></span>/<span class='totalPages'></span></span>"
_FOOT = _STRIP.format(_BETWEEN, "<span>https://www.example.gov.cn/art/2024/3/1.html</span>" + _PAGE)


class _Browser:
    """Commands to a browser and their answers."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.number = socket, 0

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer. Raises KeyError where it failed."""
        self.number += 1
        said: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        self.socket.send(json.dumps(said | ({"sessionId": session} if session else {})))
        return dict(self._next(lambda one: one.get("id") == self.number)["result"])

    def wait(self, method: str) -> None:
        """Until an event comes."""
        self._next(lambda one: one.get("method") == method)

    def _next(self, fits: Any) -> dict[str, Any]:
        while True:
            one: dict[str, Any] = json.loads(self.socket.recv(timeout=_SECONDS))
            if fits(one):
                return one


@contextmanager
def _browser(work: Path) -> Iterator[_Browser]:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu"]
    command += ["--disable-dev-shm-usage"]
    command += [f"--user-data-dir={work}/profile", "--remote-debugging-port=0", "about:blank"]
    quiet = subprocess.DEVNULL
    environment = with_our_font(work)
    # a group of its own: its helpers go with it, else they still write into the folder
    with subprocess.Popen(
        command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            with connect(_address(work / "profile"), max_size=None) as socket:
                yield _Browser(socket)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _address(profile: Path) -> str:
    """Where the browser listens; it writes that down when it is ready."""
    file, end = profile / "DevToolsActivePort", time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if file.is_file() and "\n" in file.read_text():
            port, path = file.read_text().split("\n")[:2]
            return f"ws://127.0.0.1:{port}{path}"
        time.sleep(0.05)
    raise TimeoutError("Chromium does not start")


def write(forms: Sequence[Form]) -> list[bytes | None]:
    """All forms that are new in one browser. The first byte says whether the strips are printed."""
    files = [(b"\1" if form.layout.numbered else b"\0") + page(form) for form in forms]
    return kept("chromium", files, _print)


def _print(files: list[bytes]) -> list[bytes | None]:
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _browser(Path(folder)) as browser,
    ):
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.ask("Page.enable", session)
        return [_printed(browser, session, Path(folder, "page.html"), one) for one in files]


def _printed(browser: _Browser, session: str, path: Path, file: bytes) -> bytes:
    path.write_bytes(file[1:])
    browser.ask("Page.navigate", session, url=path.as_uri())
    browser.wait("Page.loadEventFired")
    how: dict[str, Any] = {"preferCSSPageSize": True, "printBackground": True}
    if file[0]:
        how |= {"displayHeaderFooter": True, "headerTemplate": _HEAD, "footerTemplate": _FOOT}
    said = browser.ask("Page.printToPDF", session, **how)
    return base64.b64decode(said["data"])


PRINTERS = (Printer("chromium", "pdf", 8, write, "chromium"),)
