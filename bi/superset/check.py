"""Superset as a person sees it: serve the dashboard, log in with Chromium, wait for every chart,
take a picture, fail on any error.

``python bi/superset/check.py BIN PROJECT_PYTHON CATALOGUE PICTURE.png``, run by Superset's own
Python (``make test-superset``): its websocket-client speaks to Chromium. What is asked of the page:
all charts of dashboard.yaml, none with an error, none without data.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import websocket

PORT = 8099
SITE = f"http://127.0.0.1:{PORT}"
PATIENCE = 600  # seconds; the first start of Superset makes its database
STATE = """JSON.stringify({
  drawn: [...document.querySelectorAll('.dashboard-component-chart-holder')]
    .filter(c => c.querySelector('canvas, table, .header-line')).length,
  waiting: document.querySelectorAll('.loading, [data-test="loading-indicator"]').length,
  errors: [...document.querySelectorAll(
    '.ant-alert-error, [data-test="error-message"], .ant-empty')]
    .map(e => e.innerText.trim()).filter(Boolean)})"""

LOGIN = """(async () => {
  const page = await (await fetch('/login/')).text();
  const token = page.match(
    /csrf_token&#34;: &#34;([^&]+)&#34;|csrf_token"[^>]*value="([^"]+)"/) || [];
  const said = {username: 'admin', password: PASSWORD, csrf_token: token[1] || token[2]};
  await fetch('/login/', {method: 'POST', body: new URLSearchParams(said)});
})()"""


class Browser:
    """Chromium behind its debugging socket: one page."""

    def __init__(self, profile: str) -> None:
        """Start it and connect."""
        program = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
        )
        options = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--lang=zh-CN",
            "--window-size=1440,1000",
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
        )
        self.process = subprocess.Popen(
            [program, *options, "about:blank"], stderr=subprocess.DEVNULL
        )
        port = int(until(lambda: (Path(profile) / "DevToolsActivePort").read_text().split()[0]))
        pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list"))
        self.socket = websocket.create_connection(
            next(one["webSocketDebuggerUrl"] for one in pages if one["type"] == "page"),
            timeout=PATIENCE,
        )
        self.number = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer; events are passed over. Raises RuntimeError for an error."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.number:
            pass
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return dict(answer["result"])

    def run(self, script: str) -> Any:
        """The value of a piece of JavaScript."""
        return self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )["result"].get("value")

    def go(self, path: str) -> None:
        """Open a page and wait until it is there."""
        self.ask("Page.navigate", url=SITE + path)
        until(lambda: self.run("location.origin + ' ' + document.readyState") == f"{SITE} complete")

    def picture(self, target: Path) -> None:
        """The whole dashboard, as high as it is."""
        height = self.run(
            "Math.max(document.body.scrollHeight,"
            " ...[...document.querySelectorAll('.grid-content')].map(e => e.scrollHeight)) + 80"
        )
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=1440,
            height=int(height),
            deviceScaleFactor=1,
            mobile=False,
        )
        time.sleep(5)  # the charts fit themselves to the new window
        target.write_bytes(
            base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])
        )


def until(question: Any) -> Any:
    """The first true answer; an answer may be refused until then. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if answer := question():
                return answer
        except OSError:
            pass
        time.sleep(1)
    raise TimeoutError


def look(browser: Browser, password: str, charts: int, picture: Path) -> dict[str, Any]:
    """Log in, open the dashboard, wait for its charts; what the page says of itself."""
    browser.go("/login/")
    browser.run(LOGIN.replace("PASSWORD", json.dumps(password)))
    until(lambda: browser.run("fetch('/api/v1/me/').then(answer => answer.ok)"))
    browser.go("/superset/dashboard/jixiao/?standalone=2")
    state: dict[str, Any] = {}

    def drawn() -> bool:
        state.update(json.loads(browser.run(STATE)))
        # they load when they are seen
        browser.run(
            "document.querySelectorAll('.dashboard-component-chart-holder').forEach(c =>"
            " c.scrollIntoView())"
        )
        return bool(state["errors"]) or (state["drawn"] >= charts and not state["waiting"])

    until(drawn)
    browser.picture(picture)
    return state


def main(bin_folder: str, python: str, catalogue: str, picture: Path) -> int:
    """Exit code: 0 if every chart is drawn without an error."""
    import yaml

    here = Path(__file__).parent
    charts = sum(
        map(len, yaml.safe_load((here / "dashboard.yaml").read_text(encoding="utf-8"))["charts"])
    )
    server = subprocess.Popen(
        [str(here / "run.sh"), bin_folder, python, catalogue, str(PORT)], start_new_session=True
    )
    with tempfile.TemporaryDirectory() as profile:
        browser = None
        try:
            # our own
            until(
                lambda: (
                    server.poll() is not None
                    or urllib.request.urlopen(SITE + "/health").status == 200  # noqa: S310
                )
            )
            browser = Browser(profile)
            password = (Path(bin_folder).parent / "home" / "password").read_text().strip()
            state = look(browser, password, charts, picture)
        finally:
            for process in filter(None, (browser and browser.process, server)):
                os.kill(process.pid, 15)
                process.wait()
    sys.stderr.write(
        f"{state['drawn']} of {charts} charts drawn, errors: {state['errors']}; picture:"
        f" {picture}\n"
    )
    return int(bool(state["errors"]) or state["drawn"] < charts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
