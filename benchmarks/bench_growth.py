"""What grows with the number of documents, and what must not: `python -m benchmarks.bench_growth [--small 1000] [--large 10000]`.

Documents per second with 1 and 2 processes, each step's share, Prefect's share, peak memory at both sizes, a run with nothing new, ten more.
Each run is a process of its own, so that its memory is its own. Takes some minutes; nothing here is compared with an absolute time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.generate import generate
from flows.options import Options
from flows.pipeline import Direct, run

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
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            parents[int(facts["Pid"])], peaks[int(facts["Pid"])] = int(facts["PPid"]), int(facts.get("VmHWM", "0 kB").split()[0]) / 1024
    for process, peak in peaks.items():
        above = process
        while above := parents.get(above, 0):
            if above == os.getpid():
                yield peak
                break


def ingest(raw: Path, curated: Path, workers: int, *, prefect: bool = False) -> dict[str, Any]:
    """One ingest in a process of its own; returns seconds, seconds by step, peak memory in MB of the main process and of its largest worker."""
    arguments = [sys.executable, "-m", "benchmarks.bench_growth", "--one", str(raw), str(curated), str(workers), str(int(prefect))]
    started = time.perf_counter()
    answer: dict[str, Any] = json.loads(subprocess.run(arguments, capture_output=True, check=True, text=True).stdout.splitlines()[-1])
    return answer | {"with_start": time.perf_counter() - started}


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
    print(json.dumps({"seconds": seconds, "steps": timed.seconds, "main_mb": peak, "worker_mb": timed.worker_mb, "read": result.read,
                      "statuses": result.statuses, "indicators": int(result.indicators)}))


def main(small: int, large: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="jixiao-growth-") as folder:
        root = Path(folder)
        few, many = root / "few", root / "many"
        print("documents", generate(few, range(small)), generate(many, range(large)))
        say("1 process", small, one := ingest(few, root / "a", 1))
        say("2 processes", small, two := ingest(few, root / "b", 2))
        print(f"  2 processes: {one['steps']['read'] / two['steps']['read']:.2f} times as fast in reading")
        say("2 processes", large, whole := ingest(many, root / "c", 2))
        print(*(f"  peak MB of the {who}: {two[key]:.0f} -> {whole[key]:.0f}" for who, key in (("main", "main_mb"), ("workers", "worker_mb"))))
        say("nothing new", large, ingest(many, root / "c", 2))
        generate(many, range(large, large + 10))
        say("ten more", large, ingest(many, root / "c", 2))
        say("with Prefect", small, ingest(few, root / "d", 2, prefect=True))


def say(what: str, documents: int, found: dict[str, Any]) -> None:
    """One run on one line, each step's share behind it."""
    rate = f", {found['read'] / found['seconds']:.0f} documents/s" if found["read"] > 10 else ""
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found["steps"].items())
    print(f"{what}, {documents} documents: {found['seconds']:.1f} s, {found['with_start']:.1f} with start-up{rate}; "
          f"{found['indicators']} indicators; {found['main_mb']:.0f} + {found['worker_mb']:.0f} MB; {steps}; {found['statuses']}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        _one(*options.one)
    else:
        main(options.small, options.large)
