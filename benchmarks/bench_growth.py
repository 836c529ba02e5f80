"""What grows with the number of documents, and what must not: `make bench-growth`, or `python -m
benchmarks.bench_growth`.

Documents per second with 1 and 2 processes, each step's share, Prefect's share, peak memory at both
sizes, a run with nothing new, ten more. Each run is a process of its own, so that its memory is its
own. About twenty minutes on 2 cores that do nothing else, four of them for making the documents
(`--folder` keeps them for the next time).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from benchmarks.generate import generate
from flows.options import Options
from flows.pipeline import run
from flows.prefect_runs.serve import _server
from flows.runners import Direct

ROUNDS = 4  # a run varies by 8 %, which is what Prefect costs
T = TypeVar("T")
A = TypeVar("A")


class Timed(Direct):
    """Runs the steps here and notes how long each took."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: Counter[str] = Counter()
        self.worker_mb = 0.0

    def step(self, name: str, function: Callable[..., T], *arguments: Any) -> T:
        """Call it, timed."""
        started = time.perf_counter()
        result = super().step(name, function, *arguments)
        self.seconds[name] += time.perf_counter() - started
        return result

    def each(self, name: str, function: Callable[[A], T], items: list[A]) -> list[T]:
        """Call it for each, timed as one; the workers are still there when it ends."""
        results = self.step(name, lambda: super(Timed, self).each(name, function, items))
        self.worker_mb = max(_peaks(), default=0.0)
        return results


def _peaks() -> Iterator[float]:
    """Peak memory of all processes below this one (Linux), in MB."""
    parents, peaks = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            facts = dict(
                line.split(":", 1) for line in status.read_text().splitlines() if ":" in line
            )
            parents[int(facts["Pid"])], peaks[int(facts["Pid"])] = (
                int(facts["PPid"]),
                int(facts.get("VmHWM", "0 kB").split()[0]) / 1024,
            )
    for process, peak in peaks.items():
        above = process
        while above := parents.get(above, 0):
            if above == os.getpid():
                yield peak
                break


def ingest(raw: Path, curated: Path, workers: int, server: str = "") -> dict[str, Any]:
    """One ingest in a process of its own, through the Prefect ``server`` if there is one; returns
    seconds, seconds by step, peak memory in MB of the main process and of its largest worker.
    """
    started = time.perf_counter()
    answer: dict[str, Any] = json.loads(
        begun(raw, curated, workers, server).communicate()[0].splitlines()[-1]
    )
    return answer | {"with_start": time.perf_counter() - started}


def begun(raw: Path, curated: Path, workers: int, server: str = "") -> subprocess.Popen[str]:
    """One ingest, begun."""
    arguments = [
        sys.executable,
        "-m",
        "benchmarks.bench_growth",
        "--one",
        str(raw),
        str(curated),
        str(workers),
        str(int(bool(server))),
    ]
    return subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | _prefect(server),
    )


def _prefect(server: str) -> dict[str, str]:
    return {"PREFECT_API_URL": server} if server else {}


@contextlib.contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """A Prefect server with a database of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}/api"
    environment = os.environ | _prefect(address) | {"PREFECT_HOME": str(home)}
    with _server(environment, port, wanted=True):
        yield address


def _one(raw: str, curated: str, workers: str, prefect: str) -> None:
    timed, options = Timed(), Options(Path(raw), Path(curated), workers=int(workers))
    started = time.perf_counter()
    if int(prefect):
        from flows.ingest import run_flow
        from flows.progress import silent

        result = run_flow(options, silent)
    else:
        result = run(options, timed)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "seconds": seconds,
                "steps": timed.seconds,
                "main_mb": peak,
                "worker_mb": timed.worker_mb,
                "read": result.read,
                "statuses": result.statuses,
                "indicators": int(result.indicators),
            }
        )
    )


def main(small: int, large: int, keep: Path | None) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="jixiao-growth-") as folder:
        root = Path(folder)
        few, many = (keep or root) / f"{small}", (keep or root) / f"{large}"
        for raw, count in ((few, small), (many, large)):
            print(
                "documents",
                generate(raw, range(count)) if not raw.exists() else f"already in {raw}",
                flush=True,
            )
        two = processes("small", few, small, root)
        whole = processes("large", many, large, root)
        for who, key in (("main process", "main_mb"), ("largest worker", "worker_mb")):
            print(
                f"  peak MB of the {who}: {two[key]:.0f} -> {whole[key]:.0f}"
                f" ({whole[key] / two[key] - 1:+.0%})"
            )
        say("nothing new", large, ingest(many, root / "large-2", 2))
        with ten_more(many, root / "ten", large):
            say("ten more", large, ingest(many, root / "large-2", 2))
        machine(few, root)
        with prefect_server(root / "prefect") as server:
            pairs = [
                _pair(many, root, (server, "") if number % 2 else ("", server))
                for number in range(ROUNDS)
            ]
        print(f"through Prefect, its server running: {median(pairs) - 1:+.1%} (median of {ROUNDS})")


def _pair(raw: Path, root: Path, servers: tuple[str, ...]) -> float:
    """A run without and one with Prefect's server, one right after the other in this order; how
    many times as long the one with it takes.
    """
    seconds = {
        bool(server): ingest(raw, Path(tempfile.mkdtemp(dir=root)), 2, server)["seconds"]
        for server in servers
    }
    direct, prefect = seconds[False], seconds[True]
    print(
        f"  direct {direct:.1f} s, through Prefect {prefect:.1f} s: {prefect / direct - 1:+.1%}",
        flush=True,
    )
    return prefect / direct


@contextlib.contextmanager
def ten_more(raw: Path, folder: Path, first: int) -> Iterator[None]:
    """Ten further documents are there while the block runs."""
    generate(folder, range(first, first + 10))
    shutil.copytree(folder, raw, dirs_exist_ok=True)
    yield
    for path in folder.rglob("*.*"):
        (raw / path.relative_to(folder)).unlink()


def processes(size: str, raw: Path, documents: int, root: Path) -> dict[str, Any]:
    """The same documents with 1 and with 2 processes; returns the second run."""
    one, two = (ingest(raw, root / f"{size}-{workers}", workers) for workers in (1, 2))
    say("1 process", documents, one)
    say("2 processes", documents, two)
    print(
        f"  2 processes: {one['seconds'] / two['seconds']:.2f} times as fast,"
        f" {one['steps']['read'] / two['steps']['read']:.2f} times in reading"
    )
    return two


def machine(raw: Path, root: Path) -> None:
    """What the machine's second core is worth at best: two whole runs of 1 process side by side
    against one alone.
    """
    alone = ingest(raw, root / "alone", 1)["with_start"]
    started = time.perf_counter()
    for run_beside in [begun(raw, root / f"beside-{number}", 1) for number in range(2)]:
        run_beside.communicate()
    print(
        f"  two runs of 1 process side by side: {2 * alone / (time.perf_counter() - started):.2f}"
        " times as much as one alone"
    )


def say(what: str, documents: int, found: dict[str, Any]) -> None:
    """One run on one line, each step's share behind it."""
    rate = f", {found['read'] / found['seconds']:.0f} documents/s" if found["read"] > 10 else ""
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["steps"].items())
    print(
        f"{what}, {documents} documents: {found['seconds']:.1f} s, {found['with_start']:.1f} with"
        f" start-up{rate}; {found['indicators']} indicators; {found['main_mb']:.0f} +"
        f" {found['worker_mb']:.0f} MB; {steps}; {found['statuses']}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the documents are kept")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        _one(*options.one)
    else:
        main(options.small, options.large, options.folder)
