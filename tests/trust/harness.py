"""Kills and full disks, on real files: after each the published build is whole and one of the two
states, and the next run completes.

``python -m tests.trust.harness failpoints|power|kills|queries|readers [N]`` prints one line of
figures; it is what `make reliability` runs.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document, indicators
from tests.trust.drive import Drive, drive
from warehouse.catalogue.query import open_build
from warehouse.files import disk
from warehouse.files import parquet as files
from warehouse.files.layout import Warehouse, hash_of, load_manifest

QUESTION = (
    "SELECT count(*), max(regexp_extract(period_value, '[0-9]+')::INT) "
    "FILTER (name = '安全培训次数' AND project = '变'), (SELECT max(total)::INT FROM projects "
    "WHERE project = '变') FROM indicators"
)
MARK = "JIXIAO_HARNESS"  # in the environment of every process that a run starts, workers included
Answer = tuple[int, int, int]


class InProcess:
    """A pool of this very process: a forked child must not start workers."""

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def schedule(self, function: Callable[..., Any], args: list[Any], timeout: float) -> Any:
        result = function(*args)
        return type("Done", (), {"result": staticmethod(lambda: result)})


class Site:
    """Raw files of which one bears a number, and the warehouse they are ingested into."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.curated = folder / "raw", folder / "curated"
        (self.raw / "2024").mkdir(parents=True)
        for number in range(4):
            (self.raw / "2024" / f"局{number}.txt").write_text(
                document(f"某区{number}局"), encoding="utf-8"
            )

    def put(self, number: int) -> None:
        text = document(
            "某区变局",
            [
                Project("变", f"{number}.00", indicators=indicators(number)),
                *[Project(f"稳{n}") for n in range(number % 3)],
            ],
        )
        (self.raw / "2024" / "变.txt").write_text(text, encoding="utf-8")

    def expected(self, number: int) -> Answer:
        return 15 + 3 * (number % 3), number, number

    def ingest(self) -> None:
        run(Options(self.raw, self.curated, workers=1, accept_removals=True), Direct())

    def command(self, *options: str, workers: int = 1) -> list[str]:
        """The same in a process of its own."""
        places = [str(self.raw), "--curated", str(self.curated)]
        chosen = ["--direct", "--workers", str(workers), *options]
        return [sys.executable, "-m", "flows.cli", "ingest", *places, *chosen]

    def answer(self) -> Answer:
        """The published build's answer, once every file of its manifest was found whole: the names
        are hashes of the bytes.
        """
        build = Warehouse(self.curated).published()
        assert build is not None
        manifest = load_manifest(build)
        assert manifest is not None
        for name in (name for names in manifest.files.values() for name in names):
            assert sha256((build / name).read_bytes()).hexdigest()[:32] == hash_of(name)
        with open_build(build, QUESTION) as connection:
            return connection.execute(QUESTION).fetchone()

    def complete(self, number: int) -> None:
        """What must hold after a run that came to its end."""
        assert self.answer() == self.expected(number)
        left = [
            path
            for path in [*self.curated.iterdir(), *(self.curated / "builds").iterdir()]
            if path.name.startswith(".tmp-")
        ]
        assert not left, left
        with duckdb.connect(str(self.curated / "budget.duckdb"), read_only=True) as connection:
            assert connection.execute(QUESTION).fetchone() == self.expected(number)
            published = {
                row[0] for row in connection.execute("SELECT build_id FROM builds").fetchall()
            }
        assert {path.name for path in (self.curated / "builds").iterdir()} <= published


def in_child(action: Callable[[], None]) -> int:
    """Runs it in a forked child; returns its wait status."""
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    try:
        action()
        os._exit(0)
    # a forked child must never return into the parent's code
    except BaseException as error:  # noqa: BLE001
        print(repr(error), file=sys.stderr)
        os._exit(1)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _nothing() -> None:
    """A machine that goes on has nothing to put on again."""


def arm(point: int, end: Callable[[], None] = _kill) -> None:
    """End this process at its ``point``-th write, fsync, link, rename, folder or removal; a write
    is ended when half of it is done.
    """
    left = [point]

    def due() -> bool:
        left[0] -= 1
        return left[0] == 0

    def before(call: Callable[..., Any]) -> Callable[..., Any]:
        def armed(*args: Any, **named: Any) -> Any:
            if due():
                end()
            return call(*args, **named)

        return armed

    def half(path: Path, content: bytes) -> None:
        if due():
            path.write_bytes(content[: len(content) // 2])
            end()
        create(path, content)

    create = disk.create
    disk.create = files.create = half
    for name in ("fsync", "replace", "rename", "link", "symlink", "mkdir", "unlink", "rmdir"):
        setattr(os, name, before(getattr(os, name)))


def failpoints(folder: Path, step: int = 1, own: Drive | None = None) -> str:
    """One kill at each point of a publishing run; every ``step``-th if not all. With ``own`` the
    power of that drive is cut there, and it is put on again.
    """
    site, end, again = Site(folder), _kill, _nothing
    if own is not None:
        site.curated = own.place / "curated"
        end, again = own.cut, own.on_again
    site.put(1)
    assert in_child(site.ingest) == 0
    old = 1
    for tried, point in enumerate(range(1, 10_000, step), 1):
        number = 1 + tried % 9
        site.put(number)

        def dying(point: int = point) -> None:
            arm(point, end)
            site.ingest()

        status = in_child(dying)
        again()
        assert site.answer() in (site.expected(old), site.expected(number))
        assert in_child(site.ingest) == 0
        site.complete(number)
        old = number
        if not os.WIFSIGNALED(status):
            what = "killed" if own is None else "power cut"
            return (
                f"failpoints: {what} at {tried - 1} points of a publishing run ({point - 1} "
                "writes, fsyncs, links, renames); 0 broken builds, every next run completed"
            )
    raise AssertionError("the run never came to its end")


def kills(folder: Path, count: int, seed: int = 20_24) -> str:
    """Kill -9 of real subprocesses with their workers at random moments; no process of theirs
    survives.
    """
    site, chance, published = Site(folder), random.Random(seed), {}
    command = site.command("--accept-removals")
    site.put(1)
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole, allowed, hit, turn = time.monotonic() - started, {site.expected(1)}, 0, 0
    while hit < count:
        turn += 1
        number = 2 + turn % 7
        site.put(number)
        allowed.add(site.expected(number))
        with subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {MARK: str(site.curated)},
        ) as process:
            began = time.monotonic()
            try:
                process.wait(chance.uniform(0.2 * whole, 1.0 * whole))
                whole = time.monotonic() - began  # it came to its end: the machine is faster now
            except subprocess.TimeoutExpired:
                hit += 1
                process.kill()
        answer = site.answer()
        assert answer in allowed
        published[answer] = published.get(answer, 0) + 1
        if turn % 10 == 9:
            subprocess.run(command, check=True, capture_output=True)
            site.complete(number)
        allowed = {site.answer()}
    assert not survivors(site.curated), survivors(site.curated)
    return (
        f"kills: {hit} runs killed at random moments (and {turn - hit} that ended before); "
        "0 broken builds, 0 surviving processes"
    )


def survivors(curated: Path, patience: float = 60.0) -> list[int]:
    """Processes that a killed run started and that still live after some seconds."""
    deadline = time.monotonic() + patience
    while (
        found := [
            pid for pid, line in _processes() if f"{MARK}={curated}" in line and pid != os.getpid()
        ]
    ) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def _processes() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                yield int(entry.name), (entry / "environ").read_bytes().decode("utf-8", "replace")


def queries(folder: Path, count: int = 20) -> str:
    """Ingests beside a process that asks all the time: each answer is of one published build."""
    site, answers, stop = Site(folder), [], threading.Event()
    site.put(1)
    site.ingest()

    def ask() -> None:
        while not stop.is_set():
            answers.append(site.answer())

    asking = threading.Thread(target=ask)
    asking.start()
    for turn in range(count):
        site.put(1 + turn % 9)
        assert in_subprocess(site) == 0
    stop.set()
    asking.join()
    states = {site.expected(number) for number in range(1, 10)}
    assert answers, "nobody asked"
    assert set(answers) <= states
    return (
        f"queries: {len(answers)} answers beside {count} ingests, each equal to one published build"
    )


def readers(site: Site, count: int = 50, connections: int = 8, pause: float = 0.0) -> str:
    """Publishes beside readers that have connections of their own to the catalogue, as a dashboard
    has, and connect anew for each question: each answer is of one published build. ``pause``:
    seconds from an answer to the next question, which leave the machine to the publishes.
    """
    answers, failed, stop = list[Answer](), list[str](), threading.Event()

    def ask() -> None:
        while not stop.wait(pause):
            try:
                with duckdb.connect(str(site.curated / "budget.duckdb"), read_only=True) as one:
                    answers.append(one.execute(QUESTION).fetchone())
            except duckdb.Error as error:
                failed.append(str(error))

    asking = [threading.Thread(target=ask) for _ in range(connections)]
    for one in asking:
        one.start()
    for turn in range(count):
        site.put(1 + turn % 9)
        assert in_subprocess(site) == 0
    stop.set()
    for one in asking:
        one.join()
    states = {site.expected(number) for number in range(1, 10)}
    assert answers, "nobody asked"
    mixed = [one for one in answers if one not in states]
    return (
        f"readers: {len(answers)} answers in {connections} connections beside {count} publishes: "
        f"{len(mixed)} mixed, {len(failed)} failed {sorted(set(failed))[:3] or ''}"
    )


def in_subprocess(site: Site) -> int:
    command = site.command("--accept-removals")
    return subprocess.run(command, capture_output=True, check=False).returncode


def main(what: str, count: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        if what in {"failpoints", "power"}:
            import flows.processes.read

            flows.processes.read.pool = lambda _: InProcess()
        if what == "failpoints":
            return failpoints(Path(folder), count)
        if what == "power":
            with drive(Path(folder)) as own:
                return failpoints(Path(folder), count, own)
        if what == "readers":
            site = Site(Path(folder))
            site.put(1)
            site.ingest()
            return readers(site, count)
        return {"kills": kills, "queries": queries}[what](Path(folder), count)


if __name__ == "__main__":
    print(main(sys.argv[1], int(sys.argv[2])))
