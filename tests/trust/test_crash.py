"""Crashes, full disks, read-only targets, two processes at once. The long versions are `make
reliability`; figures in docs/reliability.md.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.trust.harness import MARK, Site, kills, queries, survivors


def test_killed_at_a_write_fsync_link_or_rename_nothing_breaks():
    """Every 61st point here, all of them in `make reliability`: in a process of its own, which
    forks without threads.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.harness", "failpoints", "61"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert "0 broken builds" in done.stdout


def test_killed_at_random_moments(tmp_path):
    assert "0 broken builds" in kills(tmp_path, 2)


def test_every_answer_beside_an_ingest_is_that_of_one_build(tmp_path):
    assert "each equal to one published build" in queries(tmp_path, 2)


def test_no_worker_outlives_a_killed_parent(tmp_path):
    site = Site(tmp_path)
    for number in range(400):
        (site.raw / "2024" / f"多{number}.txt").write_text(
            (site.raw / "2024" / "局1.txt").read_text(encoding="utf-8") + "\n" * number,
            encoding="utf-8",
        )
    process = subprocess.Popen(
        site.command(workers=2),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {MARK: str(site.curated)},
    )
    deadline = time.monotonic() + 30
    # the run, its fork server, its resource tracker, a worker
    while len(survivors(site.curated, 0)) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(survivors(site.curated, 0)) >= 4
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert survivors(site.curated) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_guarded_process_started_ends_with_it_however_it_ends(how, tmp_path):
    """The way in which a run through Prefect is rid of the server that Prefect started for it; the
    server itself is in `make test-prefect`.
    """
    started = (
        "import subprocess, sys; from flows.prefect_runs.guard import guard; guard(); "
        "subprocess.Popen(['sleep', '600']); print('ready', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", started],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {MARK: str(tmp_path)},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout.readline() == b"ready\n"
    deadline = time.monotonic() + 30
    # itself, what it started, the watcher
    while len(survivors(tmp_path, 0)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(survivors(tmp_path, 0)) == 3
    process.send_signal(how)
    process.wait()
    assert survivors(tmp_path, 30) == []


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("a small disk needs root, and a machine that lets it mount one")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def _ingest(site: Site) -> subprocess.CompletedProcess[str]:
    return subprocess.run(site.command(), capture_output=True, text=True, check=False)


def test_a_full_disk_leaves_the_build_before_and_the_next_run_completes(small_disk, tmp_path):
    site = Site(tmp_path)
    site.curated = small_disk / "curated"
    site.put(1)
    site.ingest()
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    site.put(4)
    for room in (0, 8_192, 40_960, 81_920):  # full at different moments of the run
        ballast.write_bytes(b"x" * max(0, free - room))
        done = _ingest(site)
        if done.returncode == 0:
            break
        assert (
            done.returncode,
            "No space left on device" in done.stderr,
            "Traceback" in done.stderr,
        ) == (1, True, False), done.stderr
        assert site.answer() == site.expected(1)
        ballast.unlink()
    else:
        assert _ingest(site).returncode == 0
    site.complete(4)


def test_a_read_only_target_says_so_and_still_answers(small_disk, tmp_path):
    site = Site(tmp_path)
    site.curated = small_disk / "curated"
    site.put(1)
    site.ingest()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    done = _ingest(site)
    assert (
        done.returncode,
        "Read-only file system" in done.stderr,
        "Traceback" in done.stderr,
    ) == (1, True, False), done.stderr
    assert site.answer() == site.expected(1)
