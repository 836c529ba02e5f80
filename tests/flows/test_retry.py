"""Inside the flow, against Prefect's ephemeral server: a batch that fails once is retried; webhook
and artifacts do not fail a run.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import flows.steps
from flows.prefect_runs import notify
from flows.steps import Summary
from tests.conftest import ROOT
from warehouse.files.disk import RefusedError


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.mark.usefixtures("server")
def test_a_batch_that_fails_once_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from flows.ingest import ingest

    shutil.copytree(ROOT / "data/raw", tmp_path / "raw")
    tries: list[int] = []
    read = flows.steps.read_batch

    def broken_once(processes: Any, checks: Any, options: Any, staging: Any, batch: Any) -> Path:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("the pool broke")
        return read(processes, checks, options, staging, batch)

    monkeypatch.setattr(flows.steps, "read_batch", broken_once)
    monkeypatch.setenv(notify.WEBHOOK, "http://127.0.0.1:9/nobody")
    result = ingest(str(tmp_path / "raw"), str(tmp_path / "curated"), workers=1)
    assert len(tries) == 2
    assert (result.indicators, result.statuses) == (24, {"curated": 1})


def test_the_fiscal_year_is_that_of_shanghai(monkeypatch: pytest.MonkeyPatch):
    from flows import ingest

    class Due:
        # half past midnight, New Year's Day, in China
        scheduled_start_time = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)

    monkeypatch.setattr(ingest, "flow_run", Due)
    assert ingest.fiscal_year() == 2026


def test_nothing_is_sent_without_an_address_or_without_news(monkeypatch: pytest.MonkeyPatch):
    from flows.prefect_runs.artifacts import Outlook

    monkeypatch.delenv(notify.WEBHOOK, raising=False)
    assert not notify.about_failure(RefusedError("rows vanished"))
    monkeypatch.setattr(notify, "send", bool)
    assert not notify.about_build(
        Summary("b", new_build=True), Outlook([], [], [{"status": "curated", "path": "a"}], {})
    )
    assert notify.about_build(
        Summary("b", new_build=True), Outlook([], [], [{"status": "held_back", "path": "a"}], {})
    )
