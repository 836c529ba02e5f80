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


def elsewhere(curated, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JIXIAO_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-c", HIDDEN, *command, "--curated", str(curated)],
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
