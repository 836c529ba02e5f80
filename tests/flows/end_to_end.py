"""The deployments as an operator has them: `make serve`, a run by hand, one by schedule, a no-op, a
retry, the webhook, the artifacts, a cluster, an object store, a run that was cut off.

Minutes long, so `make test` does not collect it: `make test-prefect` does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from tests.browser import CHROMIUM, NO_CHROMIUM, with_our_font
from tests.conftest import ROOT
from tests.flows.served import Prefect, until
from tests.trust.conftest import files

pytest_plugins = ("tests.flows.served",)
SAMPLE = next((ROOT / "data/raw").rglob("*.txt"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("data")
    (root / "raw/2024").mkdir(parents=True)
    shutil.copy(SAMPLE, root / "raw/2024")
    (root / "departments.csv").write_text(
        "region_code,department,parent,first_year,last_year,approved_on\n"
        "440105,广州市海珠区教育局,,2015,,\n",
        encoding="utf-8",
    )
    return {"raw": str(root / "raw"), "curated": str(root / "curated")}


def test_a_run_by_hand_publishes_tells_and_leaves_artifacts(
    prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]
):
    assert prefect.run("yearly", **data, this_year=False, years=[2024])["state_type"] == "COMPLETED"
    assert (Path(data["curated"]) / "current").resolve().is_dir()
    artifacts = {one["key"]: one["data"] for one in prefect.ask("artifacts/latest/filter")}
    artifacts.pop("jixiao-progress", None)  # of a run that takes more than ten seconds
    assert set(artifacts) == {"jixiao-summary", "jixiao-findings", "jixiao-coverage", "jixiao-diff"}
    assert "1,460.00" in artifacts["jixiao-summary"]
    assert "广州市海珠区教育局" in artifacts["jixiao-coverage"]
    assert told[1][-1]["event"] == "attention"
    assert "广州市海珠区教育局" in told[1][-1]["missing"][0]
    until(lambda: _logged(prefect, "read 1 files: documents ") or None)  # logs come later


def _logged(prefect: Prefect, begin: str) -> bool:
    messages = (one["message"] for one in prefect.ask("logs/filter", limit=200))
    return any(message.startswith(begin) for message in messages)


def test_a_run_with_nothing_new_publishes_and_tells_nothing(
    prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]
):
    builds, messages = sorted((Path(data["curated"]) / "builds").iterdir()), len(told[1])
    assert prefect.run("catch-up", **data)["state_type"] == "COMPLETED"
    assert sorted((Path(data["curated"]) / "builds").iterdir()) == builds
    assert len(told[1]) == messages


def test_the_schedule_starts_a_run(prefect: Prefect, data: dict[str, str]):
    prefect.change(f"deployments/{prefect.deployments()['catch-up']['id']}", parameters=data)
    near = (datetime.now(UTC) + timedelta(seconds=20)).isoformat()
    prefect.command(
        "deployment",
        "schedule",
        "create",
        "jixiao-ingest/catch-up",
        "--interval",
        "3600",
        "--anchor-date",
        near,
        "--replace",
        "-y",
    )
    run = until(
        lambda: next(
            iter(one for one in prefect.finished("catch-up") if one["auto_scheduled"]), None
        )
    )
    assert run["state_type"] == "COMPLETED"


def test_a_refused_publish_fails_the_run_and_is_told(
    prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]
):
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


def test_what_waits_for_a_person_stands_in_the_artifact_and_tasks_are_named_by_what_they_read(
    prefect: Prefect, tmp_path: Path
):
    (tmp_path / "raw/2024").mkdir(parents=True)
    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / "raw/2024/甲局.txt").write_text(text, encoding="utf-8")
    (tmp_path / "raw/2024/乙局.pdf").write_bytes(b"%PDF-1.4 no more")
    places = {"raw": str(tmp_path / "raw"), "curated": str(tmp_path / "curated")}
    run = prefect.run("catch-up", **places)
    assert run["state_type"] == "COMPLETED"
    of_run = {"flow_runs": {"id": {"any_": [run["id"]]}}}
    names = [one["name"] for one in prefect.ask("task_runs/filter", **of_run)]
    assert any(name.startswith("2024/乙局.pdf and 1 more") for name in names)
    (said,) = (
        one["data"]
        for one in prefect.ask("artifacts/filter", **of_run)
        if one["key"] == "jixiao-summary"
    )
    assert "2024/乙局.pdf" in said
    assert f"--curated {places['curated']}" in said


def test_how_far_a_long_run_is_stands_in_an_artifact(prefect: Prefect):
    script = (
        "from threading import Thread; from prefect import flow;"
        "from flows.progress import silent; from flows.prefect_runs.progress import *\n"
        "@flow\n"
        "def long():\n"
        "    with shown_in_prefect(silent, turn=0) as told:\n"
        "        reading = Thread(target=told, args=[1, 4, '2024/甲局.pdf'])\n"
        "        reading.start(); reading.join()\n"
        "long()"
    )
    subprocess.run([sys.executable, "-c", script], env=prefect.environment, cwd=ROOT, check=True)
    wanted = {"artifacts": {"key": {"any_": ["jixiao-progress"]}}}
    last = prefect.ask("artifacts/filter", **wanted, sort="UPDATED_DESC")[0]
    assert (float(last["data"]), last["description"]) == (100, "4 of 4 documents read")
    assert last["flow_run_id"]


def test_a_backfill_makes_one_build_a_year(prefect: Prefect, data: dict[str, str], tmp_path: Path):
    for year in (2022, 2023):
        (tmp_path / f"raw/{year}").mkdir(parents=True)
        (tmp_path / f"raw/{year}/a.txt").write_text(
            SAMPLE.read_text(encoding="utf-8") + f"\n{year}\n", encoding="utf-8"
        )
    run = prefect.run(
        "backfill",
        first_year=2022,
        last_year=2023,
        raw=str(tmp_path / "raw"),
        curated=str(tmp_path / "curated"),
    )
    assert run["state_type"] == "COMPLETED"
    assert (
        len(
            [one for one in (tmp_path / "curated/builds").iterdir() if not one.name.startswith(".")]
        )
        == 2
    )


def test_a_file_that_a_store_denied_once_is_read(
    prefect: Prefect, store: tuple[dict[str, str], list[str]], data: dict[str, str], tmp_path: Path
):
    environment, denied = store
    httpx.put(f"{environment['AWS_ENDPOINT_URL']}/yearly").raise_for_status()
    httpx.put(
        f"{environment['AWS_ENDPOINT_URL']}/yearly/raw/2024/a.txt", content=SAMPLE.read_bytes()
    ).raise_for_status()
    denied.append("/yearly/raw/2024/a.txt")  # once it is read for its hash, then by the worker
    run = prefect.run("catch-up", raw="s3://yearly/raw", curated="s3://yearly/curated")
    assert run["state_type"] == "COMPLETED"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "pull",
            "s3://yearly/curated",
            "--curated",
            tmp_path / "c",
        ],
        env=os.environ | environment,
        check=True,
    )
    assert "indicators" in {name.split("/")[0] for name in files(tmp_path / "c")}
    with duckdb.connect(str(tmp_path / "c/budget.duckdb"), read_only=True) as lake:
        assert lake.execute("SELECT path, status FROM documents").fetchall() == [
            ("2024/a.txt", "curated")
        ]


def test_a_run_on_a_dask_cluster(prefect: Prefect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from distributed import LocalCluster

    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "INFO")  # of the Dask workers

    shutil.copytree(ROOT / "data/raw", tmp_path / "raw")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        run = prefect.run(
            "catch-up",
            raw=str(tmp_path / "raw"),
            curated=str(tmp_path / "c"),
            address=cluster.scheduler_address,
        )
    assert run["state_type"] == "COMPLETED"
    # a deployment's run begins before the address is known: a run below it has the cluster's runner
    below = {"parent_flow_run_id": {"any_": [run["id"]]}}
    (inner,) = [one["id"] for one in prefect.ask("flow_runs/filter", flow_runs=below)]
    logs = [
        one["message"]
        for one in prefect.ask("logs/filter", limit=200, logs={"flow_run_id": {"any_": [inner]}})
    ]
    assert any(message.startswith("read 1 files: documents ") for message in logs)
    assert files(tmp_path / "c")


def test_what_a_script_registers_replaces_a_deployment(prefect: Prefect):
    script = (
        "from flows.prefect_runs.deployments import deployments, register;"
        "yearly, *_ = deployments('in', 'out'); yearly.parameters['workers'] = 4; register(yearly)"
    )
    subprocess.run([sys.executable, "-c", script], env=prefect.environment, cwd=ROOT, check=True)
    yearly = prefect.deployments()["yearly"]
    wanted = {"raw": "in", "curated": "out", "this_year": True, "workers": 4}
    assert yearly["parameters"] == wanted
    (cron,) = [one["schedule"] for one in yearly["schedules"]]
    assert (cron["cron"], cron["timezone"]) == ("0 3 15 4 *", "Asia/Shanghai")
    assert len(prefect.deployments()) == 4


def test_a_run_of_a_vanished_container_ends_and_the_next_one_starts(
    prefect: Prefect, data: dict[str, str], told: tuple[str, list[dict[str, Any]]]
):
    """A run on another host that is running and says nothing: it holds the pool's one place."""
    hurried = (
        "from datetime import timedelta; from flows.prefect_runs.zombies import *;"
        "from prefect import get_client; from flows.prefect_runs.deployments import pool_filter;"
        "made = get_client(sync_client=True).read_deployments(work_pool_filter=pool_filter());"
        "teller = next(one.id for one in made if one.name == 'cut-off');"
        "watch_for_silence([one.id for one in made], teller, timedelta(seconds=75))"
    )
    subprocess.run([sys.executable, "-c", hurried], env=prefect.environment, cwd=ROOT, check=True)
    identity = prefect.deployments()["yearly"]["id"]
    left = prefect.ask(f"deployments/{identity}/create_flow_run", state={"type": "PENDING"})["id"]
    prefect.change(f"flow_runs/{left}", infrastructure_pid="0f3c9a51b7de:7")
    prefect.ask(f"flow_runs/{left}/set_state", state={"type": "RUNNING"})
    run = prefect.run("catch-up", **data)  # waits for the place
    assert run["state_type"] == "COMPLETED"
    ended = httpx.get(f"{prefect.pages}/api/flow_runs/{left}").json()
    assert ended["state_type"] == "CRASHED"
    assert ended["end_time"] <= run["start_time"]
    until(lambda: ended["name"] in told[1][-1]["text"], 120)
    tellers = {one["parameters"]["run"]: one["state_type"] for one in prefect.finished("cut-off")}
    assert tellers[ended["name"]] == "COMPLETED"


def test_of_a_run_that_ended_nobody_is_told_that_it_was_cut_off(
    prefect: Prefect, told: tuple[str, list[dict[str, Any]]]
):
    """The server may take the last heartbeat of a run for one after its end."""
    messages = len(told[1])
    runs = prefect.finished("catch-up")
    ended = next(run for run in runs if run["state_type"] == "COMPLETED")
    teller = prefect.run("cut-off", run=ended["name"], identity=ended["id"])
    assert teller["state_type"] == "COMPLETED"
    assert len(told[1]) == messages


def test_the_automation_stays_when_it_is_as_it_should_be(prefect: Prefect):
    register = [sys.executable, "-m", "flows.prefect_runs.deployments"]
    seen = []
    for _ in range(2):
        subprocess.run(register, env=prefect.environment, cwd=ROOT, check=True)
        seen.append(prefect.ask("automations/filter"))
    assert [one["name"] for one in seen[0]] == ["jixiao: end what vanished"]
    assert seen[0] == seen[1]


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_the_pages_show_the_artifacts(prefect: Prefect, tmp_path: Path):
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    latest = {one["key"]: one["latest_id"] for one in prefect.ask("artifacts/latest/filter")}
    pages = {
        "artifacts": "jixiao-diff",
        "deployments": "backfill",
        f"artifacts/artifact/{latest['jixiao-summary']}": "Run summary",
        f"artifacts/artifact/{latest['jixiao-coverage']}": "Coverage",
        f"artifacts/artifact/{latest['jixiao-findings']}": "Findings",
    }
    browser = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        "--force-prefers-reduced-motion",
        "--window-size=1400,1000",
        "--virtual-time-budget=20000",
    ]
    fonts = with_our_font(tmp_path)
    for number, (page, expected) in enumerate(pages.items()):
        picture = f"--screenshot={folder}/{number}.png"
        address = f"{prefect.pages}/v2/{page}"  # the pages that Prefect shows first
        seen = subprocess.run(
            [*browser, picture, address],
            env=fonts,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        assert expected in seen.stdout
