"""Power loss: whatever of a run was synced when ``current`` is switched is what is left of it. The
run writes down what it syncs and renames; from that it is told what would be lost.

What is synced is checked on real runs. Where a drive can be made in a file (root, ext4, a loop
device), its power is cut in the midst of runs as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.trust.drive import drive
from tests.trust.harness import Site

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
Step = tuple[str, ...]


def traced(site: Site, folder: Path) -> list[Step]:
    """What an ingest did below the curated folder, in order: (what, path, …)."""
    first = folder / "first"
    first.mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests" / "trust" / "traced.py", first / "sitecustomize.py")
    trace = folder / "trace.txt"
    trace.unlink(missing_ok=True)
    command = [sys.executable, "-m", "flows.cli", "ingest", str(site.raw)]
    command += ["--curated", str(site.curated), "--direct", "--workers", "1"]
    known = {"JIXIAO_TRACED": str(site.curated.resolve()), "JIXIAO_TRACE": str(trace)}
    path = f"{first}{os.pathsep}{ROOT}"
    done = subprocess.run(
        command, env=os.environ | known | {"PYTHONPATH": path}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [tuple(line.split("\t")) for line in trace.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(params=["a first build", "a build upon another"])
def run(request, tmp_path):
    """The curated folder, and the steps of the run up to the switch and after it."""
    site = Site(tmp_path)
    site.put(1)
    if request.param != "a first build":
        site.ingest()
        site.put(2)
    curated = site.curated
    curated.mkdir(exist_ok=True)
    steps = traced(site, tmp_path)
    current = str(curated.resolve() / "current")
    (switch,) = [n for n, step in enumerate(steps) if step[0] == "rename" and step[2] == current]
    return curated.resolve(), steps[: switch + 1], steps[switch + 1 :]


def moved(path: str, steps: list[Step]) -> str:
    """The name that a path has in the end: its folder may have been renamed."""
    for what, *paths in steps:
        if what == "rename" and (path == paths[0] or path.startswith(paths[0] + "/")):
            path = paths[1] + path[len(paths[0]) :]
    return path


def synced(steps: list[Step]) -> set[str]:
    """What is synced at the end of the steps, under its last name."""
    return {
        moved(step[1], steps[number + 1 :])
        for number, step in enumerate(steps)
        if step[0] == "sync"
    }


def test_every_file_of_a_build_is_synced_before_the_switch(run):
    curated, before, _ = run
    build = (curated / "current").resolve()
    durable = synced(before)
    linked = {moved(step[2], before[n + 1 :]) for n, step in enumerate(before) if step[0] == "link"}
    files = {str(one) for one in build.rglob("*") if one.is_file()}
    assert len(files) > 8
    # a second name of a file of the build before: that one was synced when it was made
    assert sorted(files - durable - linked) == []


def test_every_name_is_durable_before_the_switch(run):
    """A file that is synced in a folder that is not may have no name after a loss of power."""
    curated, before, _ = run
    build = (curated / "current").resolve()
    folders = {str(build), *(str(one) for one in build.rglob("*") if one.is_dir())}
    assert sorted(folders - synced(before)) == []
    renames = [n for n, step in enumerate(before) if step[0] == "rename" and step[2] == str(build)]
    assert ("sync", str(curated / "builds")) in before[renames[-1] :]


def test_the_switch_is_durable_at_once(run):
    curated, _, after = run
    assert after[0] == ("sync", str(curated))


def test_a_manifest_is_written_last(run):
    """What it lists is there, however early the power went."""
    curated, before, _ = run
    build = str((curated / "current").resolve())
    named = [moved(step[1], before[n + 1 :]) for n, step in enumerate(before) if step[0] == "sync"]
    listed = [n for n, path in enumerate(named) if path == f"{build}/manifest.json"]
    data = [n for n, path in enumerate(named) if path.endswith(".parquet")]
    assert max(data) < min(listed)


@pytest.mark.slow
def test_the_power_of_a_drive_is_cut(tmp_path):
    """At every 31st write, sync, link or rename here, at all of them in `make reliability`: what
    was published is whole after the next mount, and the next run completes.
    """
    try:
        with drive(tmp_path):
            pass
    except OSError as error:
        pytest.skip(f"no drive can be made in a file: {error}")
    command = [sys.executable, "-m", "tests.trust.harness", "power", "31"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "0 broken builds" in done.stdout
