"""A reader that fails: the traceback stands in the log of the run, on stderr for --debug alone, and
the document is listed. The reader is broken in a copy of the code, so real worker processes fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.run_log import KEEP, LOGS, run_log
from tests.conftest import ROOT
from tests.documents import document

FAULT = "ZeroDivisionError: a reader of ours is broken"
BROKEN = 'def read(data, name):\n    raise ZeroDivisionError("a reader of ours is broken")\n'
ON_DASK = """
from distributed import LocalCluster
from flows.cli import main
if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        main(["ingest", "raw", "--direct", "--runner", "dask", "--address", address])
"""


@dataclass
class Ran:
    """What a run left: exit code, stderr, the text of its log."""

    code: int
    said: str
    log: str


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code with a broken reader of text, and two documents of text and one of HTML."""
    folder = tmp_path_factory.mktemp("broken")
    for room in ("flows", "schemas", "transforms", "warehouse"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "transforms/reading/plain.py").open("a", encoding="utf-8") as reader:
        reader.write(f"\n\n{BROKEN}")
    (folder / "raw/2024").mkdir(parents=True)
    for name in "ab":
        (folder / f"raw/2024/{name}.txt").write_text(document(f"某市{name}局"), encoding="utf-8")
    (folder / "raw/2024/c.html").write_text("<p>绩效</p>", encoding="utf-8")
    return folder


def ran(copy: Path, *command: str) -> Ran:
    shutil.rmtree(copy / "data", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        check=False,
        timeout=240,
    )
    (log,) = (copy / "data/curated" / LOGS).glob("*.log")
    return Ran(done.returncode, done.stderr.decode(), log.read_text(encoding="utf-8"))


def ingest(copy: Path, *options: str) -> Ran:
    return ran(copy, "-m", "flows.cli", "ingest", "raw", "--workers", "2", *options)


def assert_logged(log: str) -> None:
    """Both documents, the traceback once, and which function of ours raised it."""
    assert log.count("the reader failed on") == 2
    assert log.count(FAULT) == log.count("Traceback") == 1
    assert "transforms/reading/plain.py" in log
    assert "'unreadable': 2" in log


def test_the_log_has_the_traceback_and_the_user_sees_none(copy: Path):
    done = ingest(copy, "--direct")
    assert done.code == 3
    assert_logged(done.log)
    assert "Traceback" not in done.said
    assert "1 no_table, 2 unreadable" in done.said


def test_debug_prints_it(copy: Path):
    done = ingest(copy, "--direct", "--debug")
    assert_logged(done.log)
    assert done.said.count(FAULT) == 1
    assert "transforms/reading/plain.py" in done.said


def test_a_run_of_prefect_logs_the_same(copy: Path):
    done = ingest(copy)
    assert_logged(done.log)
    assert "Traceback" not in done.said


def test_a_run_on_dask_brings_the_tracebacks_home(copy: Path):
    (copy / "on_dask.py").write_text(ON_DASK, encoding="utf-8")
    assert_logged(ran(copy, "on_dask.py").log)


def test_what_ends_a_run_is_logged_and_goes_on(tmp_path: Path):
    with pytest.raises(OSError, match="no room"), run_log(tmp_path, debug=False):
        raise OSError("no room")
    (log,) = (tmp_path / LOGS).glob("*.log")
    assert "OSError: no room" in log.read_text(encoding="utf-8")


def test_the_logs_of_the_last_runs_stay(tmp_path: Path):
    for number in range(KEEP + 3):
        with run_log(tmp_path, debug=False) as log:
            log.info("run %d", number)
    logs = sorted((tmp_path / LOGS).iterdir())
    assert len(logs) == KEEP
    assert f"run {KEEP + 2}" in logs[-1].read_text(encoding="utf-8")
