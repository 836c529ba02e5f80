"""The same run on a Dask cluster of two worker processes: the same bytes, whatever happens to the
workers.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from distributed import Client, LocalCluster, get_worker

from flows.cli import main
from flows.options import Options
from flows.pipeline import run
from flows.processes.cluster import OnDask, read_batch
from flows.processes.jobs import Job
from flows.version import parser_version
from tests.scale.conftest import documents, keys, lay, put
from tests.trust.conftest import files
from tests.trust.conftest import ingest as on_disk
from transforms.rows.source import Sidecar
from warehouse.build.mirror import pull
from warehouse.build.staging import load
from warehouse.files.disk import WarehouseError


@pytest.fixture(scope="module")
# the workers find the store in their environment, as on any cluster
def cluster(endpoint: str) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as found:
        yield found


def ingest(
    cluster: LocalCluster, raw: Path | str, curated: Path | str, progress=lambda done, total: None
):
    return run(
        Options(raw, curated, batch_size=5, address=cluster.scheduler_address),
        OnDask(cluster.scheduler_address, progress),
    )


def pids(cluster: LocalCluster) -> set[int]:
    with Client(cluster) as client:
        return set(client.run(os.getpid).values())


def test_a_run_on_the_cluster_gives_the_same_bytes(cluster, tmp_path, monkeypatch):
    lay(tmp_path / "raw", documents(12))
    on_disk(tmp_path / "raw", tmp_path / "here")
    monkeypatch.chdir(tmp_path)  # the workers have another current folder
    assert (
        main(
            [
                "ingest",
                "raw",
                "--curated",
                "there",
                "--direct",
                "--runner",
                "dask",
                "--address",
                cluster.scheduler_address,
            ]
        )
        == 0
    )
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_killing_a_worker_midway_loses_nothing(cluster, tmp_path):
    lay(tmp_path / "raw", documents(40))
    on_disk(tmp_path / "raw", tmp_path / "here")
    first, killed = pids(cluster), []

    def kill(done: int, total: int) -> None:
        if done == 1:
            assert total == 8
            killed.append(min(first))
            os.kill(killed[0], signal.SIGKILL)

    assert ingest(cluster, tmp_path / "raw", tmp_path / "there", kill).statuses == {"curated": 40}
    assert killed
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_documents_and_builds_on_a_store(cluster, bucket, tmp_path):
    put(f"{bucket}/raw", documents(12))
    ingest(cluster, f"{bucket}/raw", f"{bucket}/curated")
    pull(f"{bucket}/curated", tmp_path / "there")
    on_disk(lay(tmp_path / "raw", documents(12)), tmp_path / "here")
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert {key.split("/")[0] for key in keys(f"{bucket}/curated")} == {"builds", "current.json"}


@dataclass(frozen=True)
class Poisoned:
    """A file that kills the process which reads it, unless that is a Dask worker itself."""

    file: Path

    def read_bytes(self) -> bytes:
        try:
            get_worker()
        except ValueError:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.file.read_bytes()


def test_a_document_that_kills_its_reader_costs_neither_the_worker_nor_its_neighbours(
    cluster, tmp_path
):
    lay(tmp_path, documents(3))
    jobs = [
        Job(path, path.name, Sidecar(year=2024), None) for path in sorted(tmp_path.rglob("*.txt"))
    ]
    jobs[1] = Job(Poisoned(jobs[1].file), jobs[1].path, Sidecar(year=2024), None)
    before = pids(cluster)
    with Client(cluster) as client:
        staged = client.submit(partial(read_batch, parser_version(), 30.0, tmp_path), jobs).result()
    assert load(staged, "documents")["status"].to_pylist() == ["curated", "unreadable", "curated"]
    assert load(staged, "findings")["rule"].to_pylist() == ["worker_died"]
    assert pids(cluster) == before


def test_a_worker_with_other_code_is_refused(cluster, tmp_path):
    with Client(cluster) as client, pytest.raises(WarehouseError, match="another version"):
        client.submit(partial(read_batch, "other", 30.0, tmp_path), []).result()


@pytest.mark.parametrize("options", [["--runner", "dask"], ["--address", "tcp://127.0.0.1:1"]])
def test_a_cluster_and_its_address_go_together(options, capsys, monkeypatch):
    monkeypatch.delenv("DASK_SCHEDULER_ADDRESS", raising=False)
    assert main(["ingest", "--direct", *options]) == 1
    assert "--address" in capsys.readouterr().err
