"""The commands that only ask, where there is no fcntl and no fork (Windows), and on a folder that
was copied there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from flows.cli import main
from tests.conftest import ROOT
from warehouse.files.layout import Warehouse

HIDDEN = """
import importlib.abc, os, signal, sys

GONE = {"fcntl", "resource", "pwd", "grp", "termios", "multiprocessing.forkserver"}

class Gone(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for one in GONE:
    sys.modules.pop(one, None)
sys.meta_path.insert(0, Gone())
for module, names in {
    os: ("fork", "forkpty", "getuid", "geteuid", "register_at_fork"),
    signal: ("setitimer", "alarm", "SIGKILL", "pthread_sigmask", "sigwait", "SIGALRM", "SIGPROF",
             "ITIMER_REAL", "ITIMER_PROF"),
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
from flows.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "data"
    shutil.copytree(ROOT / "data/raw", folder / "raw")
    command = ["ingest", str(folder / "raw"), "--curated", str(folder / "curated"), "--direct"]
    assert main(command) == 0
    return folder / "curated"


# msvcrt of Windows as far as it is used: a range of bytes, by the locks of Unix for ranges
WINDOWS = """
import errno, fcntl as unix, sys, types

def locking(handle, mode, count):
    try:
        unix.lockf(handle, unix.LOCK_UN if mode == 0 else unix.LOCK_EX | unix.LOCK_NB, count)
    except OSError:
        raise OSError(errno.EACCES, "Permission denied") from None

sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_UNLCK=0, LK_NBLCK=2)
"""
HOLDING = """
from pathlib import Path
from warehouse.files.disk import lock
with lock(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def elsewhere(curated, *command: str, code: str = HIDDEN) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JIXIAO_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-c", code, *command, "--curated", str(curated)],
        env=environment,
        cwd=curated.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


ASKING = {
    "sql": ["SELECT count(*) AS n FROM indicators"],
    "findings": [],
    "search": ["满意度"],
    "explain": ["PATH"],
    "export": ["out.csv", "--format", "csv"],
    "dashboard": ["--output", "out.html"],
    "diff": [],
    "status": [],
    "doctor": [],
    "builds": [],
    "verify": [],
    "catalogue": [],
}


@pytest.mark.parametrize("command", ASKING)
def test_asking_needs_neither_fcntl_nor_fork(curated, command):
    path = next((curated.parent / "raw").rglob("*.txt")).relative_to(curated.parent / "raw")
    words = [str(path) if word == "PATH" else word for word in ASKING[command]]
    done = elsewhere(curated, command, *words)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("command", [["ingest"], ["replay", "all"], ["serve"]])
def test_what_makes_builds_says_that_it_needs_linux(curated, command):
    done = elsewhere(curated, *command)
    assert done.returncode == 1
    assert "needs Linux" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("current", ["link", "folder", "text"])
def test_a_copied_folder_answers_and_its_catalogue_is_written_anew(curated, tmp_path, current):
    copied = tmp_path / "桌面" / "curated"
    shutil.copytree(curated, copied, symlinks=current != "folder")
    if current == "text":
        named = (copied / "current").readlink()
        (copied / "current").unlink()
        (copied / "current").write_text(f"{named}\r\n", encoding="utf-8")
    asked = elsewhere(copied, "sql", "SELECT count(*) AS n FROM indicators", "--format", "csv")
    assert asked.stdout.split() == ["n", "24"]
    shutil.move(curated, curated.with_name("away"))
    try:
        first, second = (elsewhere(copied, "catalogue") for _ in range(2))
        with duckdb.connect(str(copied / "budget.duckdb"), read_only=True) as connection:
            assert connection.sql("SELECT count(*) FROM long_table").fetchall() == [(24,)]
    finally:
        shutil.move(curated.with_name("away"), curated)
    assert "written anew" in first.stdout
    assert "fits" in second.stdout


def test_a_text_in_place_of_the_link_that_names_no_build_is_told(curated, tmp_path):
    copied = tmp_path / "curated"
    shutil.copytree(curated, copied, symlinks=True)
    (copied / "current").unlink()
    (copied / "current").write_text("builds/gone", encoding="utf-8")
    asked = elsewhere(copied, "sql", "SELECT 1")
    assert asked.returncode == 1
    assert "gone" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_an_ingest_makes_a_link_of_the_text_again(curated, tmp_path):
    copied = tmp_path / "curated"
    shutil.copytree(curated, copied, symlinks=True)
    named = (copied / "current").readlink()
    (copied / "current").unlink()
    (copied / "current").write_text(str(named), encoding="utf-8")
    raw = tmp_path / "raw"
    shutil.copytree(curated.parent / "raw", raw)
    (raw / "2024/more.txt").write_text("2024年部门预算公开\n没有表\n", encoding="utf-8")
    assert main(["ingest", str(raw), "--curated", str(copied), "--direct"]) == 0
    assert (copied / "current").is_symlink()


@pytest.mark.parametrize("command", [["prune", "--keep", "1"], ["verify", "--repair"]])
def test_upkeep_runs_on_windows_and_tells_who_holds_the_folder(curated, command):
    code = WINDOWS + HIDDEN
    done = elsewhere(curated, *command, code=code)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    # the same lock, taken by a process that goes on, then by nobody, as it was ended
    holding = [sys.executable, "-c", code.replace("from flows.cli", HOLDING + "from flows.cli")]
    known = os.environ | {"PYTHONPATH": str(ROOT)}
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([*holding, "hold", str(curated)], env=known, **streams) as process:
        assert process.stdout.readline() == b"held\n"
        refused = elsewhere(curated, *command, code=code)
        status = elsewhere(curated, "status", code=code)
        process.kill()
    assert refused.returncode == 1
    assert f"process {process.pid} on" in refused.stderr
    assert f"process {process.pid} on" in status.stdout
    assert elsewhere(curated, *command, code=code).returncode == 0
    assert f"process {process.pid} on" not in elsewhere(curated, "status", code=code).stdout


def test_a_repair_that_has_to_read_documents_says_that_it_needs_linux(curated, tmp_path):
    copied = tmp_path / "curated"
    shutil.copytree(curated, copied, symlinks=True)
    file = next((copied / "current/indicators").glob("*.parquet"))
    file.unlink()
    raw = str(curated.parent / "raw")
    done = elsewhere(copied, "verify", "--repair", "--raw", raw, code=WINDOWS + HIDDEN)
    assert done.returncode == 1
    assert "needs Linux" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_no_link_may_be_made_current_is_a_text(tmp_path, monkeypatch):
    def forbidden(*_: object) -> None:
        error = OSError(22, "A required privilege is not held by the client")
        error.winerror = 1314
        raise error

    (tmp_path / "builds/b").mkdir(parents=True)
    (tmp_path / "builds/b/manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.symlink_to", forbidden)
    for _ in range(2):
        Warehouse(tmp_path).switch("b")
        assert Warehouse(tmp_path).published() == (tmp_path / "builds/b").resolve()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["builds", "current"]
