"""The deployments as an operator has them: `make serve`, a run by hand, one by schedule, a no-op, a retry, the webhook, the artifacts.

Minutes long, so `make test` does not collect it: `make test-prefect` does.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT

SAMPLE = next((ROOT / "data/raw").rglob("*.txt"))


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def until(condition: Callable[[], Any], seconds: float = 180) -> Any:
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
        """The answer; a busy machine's server says 503 while its SQLite file is locked, and means later."""
        answer = until(lambda: one if (one := httpx.post(f"{self.pages}/api/{path}", json=body, timeout=60)).status_code != 503 else None, 60)
        return answer.raise_for_status().json()

    def command(self, *arguments: str) -> None:
        subprocess.run([sys.executable, "-m", "prefect", "--no-prompt", *arguments], env=self.environment, cwd=ROOT, check=True, capture_output=True)

    def deployments(self) -> dict[str, dict[str, Any]]:
        try:
            return {one["name"]: one for one in self.ask("deployments/filter")}
        except httpx.TransportError:
            return {}

    def run(self, deployment: str, **parameters: Any) -> dict[str, Any]:
        identity = self.deployments()[deployment]["id"]
        before = {one["id"] for one in self.runs(deployment)}
        self.ask(f"deployments/{identity}/create_flow_run", parameters=parameters, state={"type": "SCHEDULED"})
        return until(lambda: next((one for one in self.finished(deployment) if one["id"] not in before), None))

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        return self.ask("flow_runs/filter", deployments={"id": {"any_": [self.deployments()[deployment]["id"]]}})

    def finished(self, deployment: str) -> list[dict[str, Any]]:
        return [one for one in self.runs(deployment) if one["state_type"] in ("COMPLETED", "FAILED", "CRASHED")]


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory, told: tuple[str, list[dict[str, Any]]]) -> Iterator[Prefect]:
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "PREFECT_SERVER_API_PORT": port, "JIXIAO_WEBHOOK": told[0],
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "3", "PREFECT_SERVER_SERVICES_SCHEDULER_DEPLOYMENT_BATCH_SIZE": "10",
        "PREFECT_WORKER_QUERY_SECONDS": "2", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    served = subprocess.Popen([sys.executable, "-m", "flows.serve"], env=environment, cwd=ROOT)
    found = Prefect(environment, port)
    try:
        until(lambda: len(found.deployments()) == 3)
        yield found
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=90)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("data")
    (root / "raw/2024").mkdir(parents=True)
    shutil.copy(SAMPLE, root / "raw/2024")
    (root / "departments.csv").write_text("region_code,department,parent,first_year,last_year,approved_on\n440105,广州市海珠区教育局,,2015,,\n", encoding="utf-8")
    return {"raw": str(root / "raw"), "curated": str(root / "curated")}


def test_a_run_by_hand_publishes_tells_and_leaves_artifacts(prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]):
    assert prefect.run("yearly", **data, this_year=False, years=[2024])["state_type"] == "COMPLETED"
    assert (Path(data["curated"]) / "current").resolve().is_dir()
    artifacts = {one["key"]: one["data"] for one in prefect.ask("artifacts/latest/filter")}
    assert set(artifacts) == {"jixiao-summary", "jixiao-findings", "jixiao-coverage", "jixiao-diff"}
    assert "1,460.00" in artifacts["jixiao-summary"]
    assert "广州市海珠区教育局" in artifacts["jixiao-coverage"]
    assert told[1][-1]["event"] == "attention"
    assert "广州市海珠区教育局" in told[1][-1]["missing"][0]
    logs = [one["message"] for one in prefect.ask("logs/filter", limit=200)]
    assert any(message.startswith("read 1 files: documents ") for message in logs)


def test_a_run_with_nothing_new_publishes_and_tells_nothing(prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]):
    builds, messages = sorted((Path(data["curated"]) / "builds").iterdir()), len(told[1])
    assert prefect.run("catch-up", **data)["state_type"] == "COMPLETED"
    assert sorted((Path(data["curated"]) / "builds").iterdir()) == builds
    assert len(told[1]) == messages


def test_the_schedule_starts_a_run(prefect: Prefect, data: dict[str, str]):
    httpx.patch(f"{prefect.pages}/api/deployments/{prefect.deployments()['catch-up']['id']}", json={"parameters": data}).raise_for_status()
    near = (datetime.now(UTC) + timedelta(seconds=20)).isoformat()
    prefect.command("deployment", "schedule", "create", "jixiao-ingest/catch-up", "--interval", "3600", "--anchor-date", near, "--replace", "-y")
    run = until(lambda: next(iter(one for one in prefect.finished("catch-up") if one["auto_scheduled"]), None))
    assert run["state_type"] == "COMPLETED"


def test_a_refused_publish_fails_the_run_and_is_told(prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]):
    raw = Path(data["raw"]) / "2024"
    (raw / "other.txt").write_text("2024年部门预算公开\n没有表\n", encoding="utf-8")
    assert prefect.run("catch-up", **data)["state_type"] == "COMPLETED"
    (raw / SAMPLE.name).unlink()
    current = (Path(data["curated"]) / "current").resolve()
    assert prefect.run("catch-up", **data)["state_type"] == "FAILED"
    assert told[1][-1]["event"] == "refused"
    assert "vanished" in told[1][-1]["text"]
    assert (Path(data["curated"]) / "current").resolve() == current
    shutil.copy(SAMPLE, raw)


def test_a_backfill_makes_one_build_a_year(prefect: Prefect, data: dict[str, str], tmp_path: Path):
    for year in (2022, 2023):
        (tmp_path / f"raw/{year}").mkdir(parents=True)
        (tmp_path / f"raw/{year}/a.txt").write_text(SAMPLE.read_text(encoding="utf-8") + f"\n{year}\n", encoding="utf-8")
    run = prefect.run("backfill", first_year=2022, last_year=2023, raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"))
    assert run["state_type"] == "COMPLETED"
    assert len([one for one in (tmp_path / "curated/builds").iterdir() if not one.name.startswith(".")]) == 2


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
def test_the_pages_show_the_artifacts(prefect: Prefect, tmp_path: Path):
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    latest = {one["key"]: one["latest_id"] for one in prefect.ask("artifacts/latest/filter")}
    pages = {"artifacts": "jixiao-diff", f"artifacts/artifact/{latest['jixiao-coverage']}": "Coverage",
             f"artifacts/artifact/{latest['jixiao-findings']}": "Findings", "deployments": "backfill"}
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000", "--virtual-time-budget=20000"]
    for number, (page, expected) in enumerate(pages.items()):
        seen = subprocess.run([*browser, "--dump-dom", f"{prefect.pages}/{page}"], capture_output=True, timeout=120, check=True).stdout.decode()
        assert expected in seen
        subprocess.run([*browser, f"--screenshot={folder}/{number}.png", f"{prefect.pages}/{page}"], capture_output=True, timeout=120, check=True)
