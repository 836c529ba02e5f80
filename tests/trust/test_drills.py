"""What operators do, and what happens to machines: copies that follow links, a strict umask, a
clock that jumps, many runs and many readers at once, no room left in the midst of things.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import tempfile
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from flows import planning, run_log, steps
from flows.diff import difference
from tests.conftest import slow
from tests.trust.harness import Site, readers
from warehouse.build import publish as publishing
from warehouse.build.verify import verify
from warehouse.catalogue.query import open_build, published
from warehouse.files import upkeep
from warehouse.files.layout import Warehouse
from warehouse.files.upkeep import prune

KEPT = """
export RESTIC_PASSWORD=x RESTIC_REPOSITORY={new}.kept
restic -q init && cd {old} && restic -q backup . && restic -q restore latest --target {new}
"""
COPIES = {
    "cp -a": ("cp", "-a", "{old}", "{new}"),
    "cp -rL": ("cp", "-rL", "{old}", "{new}"),
    "cp -r": ("cp", "-r", "{old}", "{new}"),
    "rsync -aH": ("rsync", "-aH", "{old}/", "{new}"),
    "restic": ("sh", "-c", KEPT),
    "tar": ("sh", "-c", "mkdir {new} && tar -C {old} -cf - . | tar -C {new} -xf -"),
}


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    made.put(1)
    made.ingest()
    return made


def whole(site: Site, number: int) -> None:
    assert site.answer() == site.expected(number)
    assert not verify(published(site.curated)).lines()


@pytest.mark.parametrize(
    "name", ["cp -a", "cp -rL", *slow(["cp -r", "rsync -aH", "restic", "tar"])]
)
def test_a_copy_answers_is_whole_and_is_built_upon(site, tmp_path, name):
    how = COPIES[name]
    program = name.split()[0]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    old = site.curated
    site.put(2)
    site.ingest()  # two builds that share files
    site.curated = tmp_path / "copy"
    command = [part.format(old=old, new=site.curated) for part in how]
    subprocess.run(command, check=True, capture_output=True)
    whole(site, 2)
    site.put(3)
    site.ingest()
    site.complete(3)
    whole(site, 3)
    assert site.curated.joinpath("current").is_symlink()


def test_a_strict_umask_keeps_others_out_and_nothing_else(tmp_path):
    site = Site(tmp_path)
    before = os.umask(0o077)
    try:
        for number in (1, 2):
            site.put(number)
            site.ingest()
    finally:
        os.umask(before)
    site.complete(2)
    modes = {stat.S_IMODE(one.stat().st_mode) for one in published(site.curated).rglob("*")}
    assert not any(mode & 0o077 for mode in modes), modes


@pytest.mark.parametrize("days", [-4000, 20_000, *slow([-1, 1])])
def test_a_clock_that_jumps_costs_nothing(site, monkeypatch, days):
    """Raw files, their folders and the build before have times of the future or of long ago."""
    for one in [*site.raw.rglob("*"), *site.curated.rglob("*")]:
        when = one.lstat().st_mtime + days * 86_400
        os.utime(one, (when, when), follow_symlinks=False)
    site.put(2)
    moved = site.raw / "2024" / "变.txt"
    os.utime(moved, (1, 1))
    site.ingest()
    site.complete(2)
    whole(site, 2)


class Clock(datetime):
    """The clock of a run, as far as it is wrong."""

    off = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + cls.off


@pytest.mark.parametrize("days", [(27_000, 0, 0), *slow([(0, -9_000, 0), (1, 0, -1, 2, 0, 0)])])
def test_builds_stand_in_the_order_of_publishing_whatever_the_clock_says(
    tmp_path, monkeypatch, days
):
    """The time source is replaced. What views cite as the release is the last id of ``builds``."""
    for module in (planning, steps, run_log, upkeep):
        monkeypatch.setattr(module, "datetime", Clock)
    site = Site(tmp_path)
    for number, off in enumerate(days, 1):
        monkeypatch.setattr(Clock, "off", timedelta(days=off))
        site.put(number)
        site.ingest()
        whole(site, number)
    names = [one.name for one in Warehouse(site.curated).whole()]
    assert len(names) == len(days)
    build = published(site.curated)
    assert build.name == names[-1]
    with open_build(build, "builds") as connection:
        rows = connection.execute("SELECT build_id FROM builds ORDER BY build_id").fetchall()
    assert [name for (name,) in rows] == names
    change = difference(site.curated, None, None)
    assert change.before == names[-2]


def test_builds_of_days_to_come_are_pruned_as_others_are(tmp_path, monkeypatch):
    site = Site(tmp_path)
    monkeypatch.setattr(planning, "datetime", Clock)
    monkeypatch.setattr(Clock, "off", timedelta(days=20_000))
    for number in (1, 2, 3):
        site.put(number)
        site.ingest()
    warehouse = Warehouse(site.curated)
    assert prune(warehouse, 1) == []  # they were the published one within a day
    gone = prune(warehouse, 1, spare=timedelta(days=-1))
    assert len(gone) == 2
    whole(site, 3)


def test_ten_runs_at_once_publish_one_after_the_other_or_say_who_holds_it(site):
    site.put(2)
    command = site.command("--accept-removals")
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(10)
    ]
    ended = [(*run.communicate(timeout=600), run.returncode) for run in runs]
    codes = [code for *_, code in ended]
    assert set(codes) <= {0, 1, 3}
    assert any(code != 1 for code in codes)
    for _, said, code in ended:
        assert "Traceback" not in said
        assert code != 1 or (said.count("\n") == 1 and "process" in said), said
    site.complete(2)


def test_eight_readers_beside_publishes_never_see_two_builds(site):
    """The long form, beside 50 publishes and without a pause, is `make reliability`."""
    assert "0 mixed" in readers(site, 3, pause=0.1)


@pytest.mark.parametrize("failing", ["rename", "clean", "prune"])
def test_what_fails_after_the_switch_is_told_and_the_run_is_no_failure(
    site, monkeypatch, caplog, failing
):
    """A disk that fills in that moment: the build is published, and the exit code says so."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = publishing.rename
    late = {"rename": lambda old, new: full() if "catalogue" in old.name else real(old, new)}
    monkeypatch.setattr(publishing, failing, late.get(failing, full))
    site.put(2)
    site.ingest()
    assert site.answer() == site.expected(2)
    assert "is published" in caplog.text
    assert os.strerror(errno.ENOSPC) in caplog.text
    monkeypatch.undo()
    site.ingest()  # nothing new: what was left undone is done
    site.complete(2)


@pytest.fixture
def small_temporary():
    """A temporary folder of 200 KB, with a short name: sockets lie in it."""
    place = Path(tempfile.mkdtemp(prefix="j"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        place.rmdir()
        pytest.skip("a small disk needs root, and a machine that lets it mount one")
    yield place
    subprocess.run(["umount", "-l", place], check=True)
    place.rmdir()


# the archive itself does not fit; what it unpacks to does not
@pytest.mark.parametrize("content", [os.urandom(300_000).hex(), "一行字\n" * 100_000])
@pytest.mark.skipif(not shutil.which("bsdtar"), reason="bsdtar is not installed")
def test_a_full_temporary_folder_costs_what_needs_one(small_temporary, tmp_path, content):
    site = Site(tmp_path)
    site.put(1)
    (tmp_path / "large.txt").write_text(content, encoding="utf-8")
    archive = site.raw / "2024" / "a.7z"
    make = ["bsdtar", "--format", "7zip", "-cf", archive, "-C", tmp_path, "large.txt"]
    subprocess.run(make, check=True)
    for room, status in ((str(small_temporary), "unreadable"), (tempfile.gettempdir(), "no_table")):
        env = os.environ | {"TMPDIR": room}
        done = subprocess.run(site.command(), capture_output=True, text=True, check=False, env=env)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 3), done.stderr
        found = statuses(site)
        (archived,) = (found.pop(path) for path in list(found) if path.startswith("2024/a.7z"))
        assert archived == status, done.stderr
        assert set(found.values()) == {"curated"}
        assert list(small_temporary.iterdir()) == []


def statuses(site: Site) -> dict[str, str]:
    """Path -> status of each document."""
    with open_build(published(site.curated), "documents") as connection:
        return dict(connection.execute("SELECT path, status FROM documents").fetchall())
