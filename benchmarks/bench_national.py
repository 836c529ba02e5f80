"""The country's table: `python -m benchmarks.bench_national [--indicators 30000000] [--before 0.1]
[--folder DIR]`.

Rows are generated (benchmarks/nation.py): one year of targets, a share of the year before, and
self-evaluations of a fifth of that. They are staged as reading would leave them, then written and
published by the warehouse's own code; then the cookbook's questions are asked, each five times over
one connection. Prints seconds, sizes, peak memory and medians. Most of the time goes to what is
computed at build time.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from benchmarks.nation import Year, stage
from schemas.organisations import names_of
from warehouse.build import publish as publishing
from warehouse.build.publish import Release
from warehouse.build.staging import load
from warehouse.catalogue.query import ask, open_build
from warehouse.files.layout import Manifest, RawFile, Warehouse

COOKBOOK = Path(__file__).parents[1] / "docs" / "cookbook.md"
BELOW = 300  # milliseconds that an answer may take
SELF_EVALUATED = 0.2  # of the year before
RUNS = 5


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints wall and CPU seconds of the block, and the peak memory of the process so far."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {time.perf_counter() - wall:.1f} s, {time.process_time() - cpu:.1f} s of CPU,"
        f" peak {peak:.0f} MB",
        flush=True,
    )


def phase_stage(root: Path, indicators: int, before: float) -> None:
    with timed("generate and stage"):
        years = [
            Year(2024, "target", before),
            Year(2024, "self_evaluation", SELF_EVALUATED * before),
            Year(2025, "target"),
        ]
        print(stage(root / "staged", indicators, years)[1])


def phase_write(root: Path, *_: float) -> None:
    staged = sorted((root / "staged").iterdir())
    raw = {
        path: RawFile("", "", "generated", None, (path,))
        for folder in staged
        for path in load(folder, "documents", ["path"])["path"].to_pylist()
    }
    now, warehouse = datetime.now(UTC), Warehouse(root / "curated")
    release = Release(
        now,
        now,
        "generated",
        Manifest(f"{now:%Y%m%dT%H%M%S%fZ}-national", "generated", dict(sorted(raw.items()))),
    )
    publishing.derive = timed("  of that: what is computed at build time")(publishing.derive)
    with timed("write"):
        folder, manifest = publishing.make(
            warehouse, staged, None, release, names_of([]), threads=2
        )
    with timed("publish (gate, difference, catalogue)"):
        publishing.publish(warehouse, folder, manifest, release, accept_removals=False)


def phase_ask(root: Path, *_: float) -> None:
    build = Warehouse(root / "curated").published()
    assert build is not None
    for folder in sorted(one for one in build.iterdir() if one.is_dir()):
        files = list(folder.rglob("*.parquet"))
        print(
            f"  {folder.name}: {len(files)} files,"
            f" {sum(file.stat().st_size for file in files) / 1e6:.0f} MB"
        )
    slow = []
    for question, query in questions():
        with open_build(build, query) as connection:
            try:
                milliseconds, count = _median(connection, query)
            except duckdb.Error as error:
                print(f"  {question}: {error}")
                continue
        slow += [question] if milliseconds > BELOW else []
        print(f"  {question}: {milliseconds:.0f} ms, {count} rows", flush=True)
    print(
        f"over {BELOW} ms:",
        ", ".join(slow) or "none",
        f"(peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)",
    )


def questions() -> Iterator[tuple[str, str]]:
    """('1', SELECT …) for every query of the cookbook's twenty questions; a second one of the same
    question is '1b'.
    """
    for part in COOKBOOK.read_text(encoding="utf-8").split("\n## ")[1:]:
        # 18 asks about a register of departments, which generated rows lack
        if (number := re.match(r"\d+", part)) and int(number[0]) != 18:
            for again, query in enumerate(re.findall(r"```sql\n(.*?)```", part, re.DOTALL)):
                yield number[0] + " bc"[again].strip(), query.strip()


def _median(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[float, int]:
    """Milliseconds, and rows of the answer. An answer that takes more than ten seconds is not asked
    for again.
    """
    seconds, count = [], 0
    while len(seconds) < RUNS and sum(seconds) < 10:
        started = time.perf_counter()
        count = ask(connection, query).to_arrow_table().num_rows
        seconds.append(time.perf_counter() - started)
    return 1000 * statistics.median(seconds), count


PHASES: dict[str, Callable[..., None]] = {
    "stage": phase_stage,
    "write": phase_write,
    "ask": phase_ask,
}


def main(indicators: int, before: float, folder: Path | None, keep: bool) -> None:
    """All phases, each in a process of its own, so that its memory is its own."""
    root = Path(tempfile.mkdtemp(prefix="jixiao-national-", dir=folder))
    try:
        for phase in PHASES:
            sizes = json.dumps([phase, str(root), indicators, before])
            subprocess.run(
                [sys.executable, "-m", "benchmarks.bench_national", "--one", sizes], check=True
            )
            if phase == "write":
                shutil.rmtree(root / "staged")
    finally:
        if not keep:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=30_000_000, help="of one year")
    parser.add_argument(
        "--before", type=float, default=0.1, help="share of the year before that is there"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        help="where about 40 GB are free (default: the system's temporary folder)",
    )
    parser.add_argument("--keep", action="store_true", help="leave the build there")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        phase, root, *sizes = json.loads(chosen.one)
        PHASES[phase](Path(root), *sizes)
    else:
        main(chosen.indicators, chosen.before, chosen.folder, chosen.keep)
