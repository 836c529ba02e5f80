"""Whatever ends a worker process, and whenever, ends no run and costs no document that is sound."""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing import forkserver
from pathlib import Path

import pyarrow as pa
import pytest

from flows.options import Options
from flows.pipeline import run
from flows.processes import forks
from flows.processes import worker as working
from flows.processes.jobs import Job
from flows.processes.pool import WorkerDiedError, report
from flows.processes.read import TRIES
from flows.runners import Direct
from tests.documents import document
from tests.hostile.mutate import rows
from transforms.rows.source import Sidecar


def no_preparation() -> None:
    pass


def slow_preparation(seconds: float) -> None:
    time.sleep(seconds)


def own_id(seconds: float = 0) -> int:
    time.sleep(seconds)
    return os.getpid()


def die_at(at: int) -> None:
    report(at)
    os.kill(os.getpid(), signal.SIGKILL)


def fail(error: Exception) -> None:
    raise error


def test_a_worker_that_is_killed_while_it_waits_costs_nothing():
    with forks.forked(1, no_preparation) as pool:
        first = pool.schedule(own_id, ()).result()
        os.kill(first, signal.SIGKILL)
        assert pool.schedule(own_id, ()).result() != first


def test_a_call_that_ends_its_worker_says_where_and_the_next_is_done():
    with forks.forked(1, no_preparation) as pool:
        with pytest.raises(WorkerDiedError) as died:
            pool.schedule(die_at, (7,)).result()
        assert (died.value.exitcode, died.value.at) == (-signal.SIGKILL, 7)
        assert pool.schedule(own_id, ()).result()


def test_a_call_that_raises_keeps_its_worker():
    with forks.forked(1, no_preparation) as pool:
        worker = pool.schedule(own_id, ()).result()
        with pytest.raises(LookupError, match="why"):
            pool.schedule(fail, (LookupError("why"),)).result()
        assert pool.schedule(own_id, ()).result() == worker


def test_the_fork_server_may_be_killed():
    with forks.forked(1, no_preparation) as pool:
        pool.schedule(own_id, ()).result()
        os.kill(server(), signal.SIGKILL)
        assert pool.schedule(own_id, ()).result()


def test_a_worker_is_replaced_after_its_calls():
    with forks.forked(1, no_preparation, tasks=2) as pool:
        seen = [pool.schedule(own_id, ()).result() for _ in range(5)]
    assert len(set(seen)) == 3


def test_what_is_interrupted_does_not_wait_for_its_workers():
    began = time.monotonic()
    block = forks.forked(1, no_preparation)
    pool = block.__enter__()
    pool.schedule(own_id, ()).result()
    call = pool.schedule(own_id, (60,))
    time.sleep(0.1)
    block.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    with pytest.raises(WorkerDiedError):
        call.result(20)
    assert time.monotonic() - began < 30


def test_a_run_of_which_workers_are_killed_all_the_time_is_whole(tmp_path: Path):
    """All workers are killed, as often as a document is read again; a document that is at work
    each time is still read.
    """
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    for number in range(60):
        text = document(f"某区{number}局")
        (tmp_path / "raw" / "2024" / f"{number}.txt").write_text(text, encoding="utf-8")
    killed: list[set[int]] = []
    done = threading.Event()

    def killing() -> None:
        while len(killed) < TRIES and not done.is_set():
            time.sleep(0.15)
            if seen := set(workers()):
                killed.append(seen)
            for worker in seen:
                os.kill(worker, signal.SIGKILL)

    thread = threading.Thread(target=killing)
    thread.start()
    try:
        run(Options(tmp_path / "raw", tmp_path / "curated", workers=2), Direct())
    finally:
        done.set()
        thread.join()
    assert killed, "nobody was killed"
    statuses = {row["path"]: row["status"] for row in rows(tmp_path / "curated", "documents")}
    assert len(statuses) == 60
    assert set(statuses.values()) == {"curated"}


def server() -> int:
    return forkserver._forkserver._forkserver_pid or 0


def workers() -> list[int]:
    """The children of the fork server."""
    parent = server()
    try:
        return [
            int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        ]
    except OSError:
        return []


def test_rows_that_fit_no_table_cost_their_document_and_no_other(tmp_path, monkeypatch):
    """Whatever a reader lets through: half of a surrogate pair is no text for Arrow."""
    real = working.parse

    def odd(data, source):
        parsed = real(data, source)
        if source.path.endswith("1.txt"):
            parsed.document["department"] = "\ud800"
        return parsed

    monkeypatch.setattr(working, "parse", odd)
    jobs = []
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(document(f"某区{number}局"), encoding="utf-8")
        jobs.append(Job(tmp_path / f"{number}.txt", f"2024/{number}.txt", Sidecar(), None))
    parsed = [one for job in jobs for one in working.read_file(job)]
    tables = {
        name: pa.ipc.open_stream(data).read_all()
        for name, data in working._streams(parsed, "v").items()
    }
    assert tables["documents"]["status"].to_pylist() == ["curated", "unreadable", "curated"]
    assert tables["findings"]["rule"].to_pylist().count("reader_error") == 1
    assert tables["faults"]["path"].to_pylist() == ["2024/1.txt"]
