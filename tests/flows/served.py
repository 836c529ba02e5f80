"""`jixiao serve` for the tests: the server, its deployments and worker, a webhook, and a store that
refuses once.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.trust.harness import MARK, survivors


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def until(condition: Callable[[], Any], seconds: float = 300) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := condition()) is not None and found is not False:
            return found
        time.sleep(1)
    raise AssertionError("it did not happen in time")


@pytest.fixture(scope="module")
def told() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook and what it was told."""
    messages: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", messages
    server.shutdown()


class Prefect:
    """The running server, asked over its API and its command line."""

    def __init__(self, environment: dict[str, str], port: str) -> None:
        self.environment = environment | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
        self.pages = f"http://127.0.0.1:{port}"

    def ask(self, path: str, **body: Any) -> Any:
        """The answer to a question."""
        return self._sent("POST", path, body).json()

    def change(self, path: str, **body: Any) -> None:
        """Set fields of something that the server keeps."""
        self._sent("PATCH", path, body)

    def _sent(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        """The answer; a busy machine's server says 503 while its SQLite file is locked, and means
        later.
        """

        def once() -> httpx.Response | None:
            one = httpx.request(method, f"{self.pages}/api/{path}", json=body, timeout=60)
            return None if one.status_code == HTTPStatus.SERVICE_UNAVAILABLE else one

        answer: httpx.Response = until(once, 60)
        return answer.raise_for_status()

    def command(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )

    def deployments(self) -> dict[str, dict[str, Any]]:
        try:
            return {one["name"]: one for one in self.ask("deployments/filter")}
        except httpx.TransportError:
            return {}

    def run(self, deployment: str, **parameters: Any) -> dict[str, Any]:
        identity = self.deployments()[deployment]["id"]
        before = {one["id"] for one in self.runs(deployment)}
        self.ask(
            f"deployments/{identity}/create_flow_run",
            parameters=parameters,
            state={"type": "SCHEDULED"},
        )
        return until(
            lambda: next(
                (one for one in self.finished(deployment) if one["id"] not in before), None
            )
        )

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        return self.ask(
            "flow_runs/filter", deployments={"id": {"any_": [self.deployments()[deployment]["id"]]}}
        )

    def finished(self, deployment: str) -> list[dict[str, Any]]:
        return [
            one
            for one in self.runs(deployment)
            if one["state_type"] in ("COMPLETED", "FAILED", "CRASHED")
        ]


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[dict[str, str], list[str]]]:
    """moto's S3 with what an environment needs for it, and a list of paths: each is denied the
    second time it is asked for.
    """
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    denied: list[str] = []
    asked: dict[str, int] = {}
    real = DomainDispatcherApplication(create_backend_app)

    def flaky(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "GET" and path in denied:
            asked[path] = asked.get(path, 0) + 1
            if asked[path] == 2:
                start("403 Forbidden", [])
                return [b""]
        return real(environ, start)

    server = make_server("127.0.0.1", 0, flaky, threaded=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield (
        {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        },
        denied,
    )
    server.shutdown()


@contextmanager
def serving(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[Prefect]:
    """``jixiao serve``, run in ``folder``, with its four deployments. Afterwards nothing that it
    started lives.
    """
    port = free_port()
    environment = environment | {
        MARK: str(folder),
        "PREFECT_SERVER_API_PORT": port,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    served = subprocess.Popen(command, env=environment, cwd=folder)
    found = Prefect(environment, port)
    try:
        until(lambda: served.poll() is not None or len(found.deployments()) == 4, 600)
        assert served.poll() is None
        yield found
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=90)
    assert survivors(folder) == []


@pytest.fixture(scope="module")
def prefect(
    tmp_path_factory: pytest.TempPathFactory,
    told: tuple[str, list[dict[str, Any]]],
    store: tuple[dict[str, str], list[str]],
) -> Iterator[Prefect]:
    """Served as by `make serve`."""
    home = tmp_path_factory.mktemp("prefect")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = (
        ours
        | {
            "PREFECT_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "JIXIAO_WORK": str(home / "work"),
            "JIXIAO_WEBHOOK": told[0],
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "3",
            "PREFECT_SERVER_SERVICES_SCHEDULER_DEPLOYMENT_BATCH_SIZE": "10",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
        }
        | store[0]
    )
    with serving([sys.executable, "-m", "flows.cli", "serve"], environment, home) as found:
        yield found
