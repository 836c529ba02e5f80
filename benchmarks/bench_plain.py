"""The whole ingest beside the plain script: `make bench-plain`, or `python -m
benchmarks.bench_plain [--count 1000]` in the environment of the peers.

Both read the same generated documents, then those of them that are no whole budgets (tables alone,
where a reader gains least), then budgets of 54 pages. Each runs in a process of its own; of the
ingest, which takes seconds, the better of two runs counts. It does all it does: values read, rows
checked, a build published. About ten minutes with 1,000 documents on 2 cores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from benchmarks.bench_growth import ingest
from benchmarks.bench_ingest import write
from benchmarks.contents import WHOLE
from benchmarks.generate import generate

ROUNDS = 2
# PDFs of 54 pages in which the table stands among prose and other tables, as departments publish
# them
BOOKS = 20


def plain(raw: Path, out: Path) -> dict[str, Any]:
    """The script in a process of its own: seconds with and without its start, seconds by format,
    rows.
    """
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.plain_script", str(raw), str(out)],
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1]) | {"with_start": time.perf_counter() - started}


def main(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="jixiao-plain-") as folder:
        root = Path(folder)
        print("documents", generate(root / "raw", range(count)))
        alone = root / "alone"
        for path in filter(_table_alone, sorted((root / "raw").rglob("*.*"))):
            target = alone / path.relative_to(root / "raw")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(path)
        books = root / "books" / "2024"
        books.mkdir(parents=True)
        write(books, BOOKS)
        for what, raw in (
            ("the mix", root / "raw"),
            ("tables alone", alone),
            (f"{BOOKS} whole budgets", books.parent),
        ):
            compare(what, raw, root)


def _table_alone(path: Path) -> bool:
    return path.suffix != ".pdf" or len(PdfDocument(path)) < WHOLE[0]


def compare(what: str, raw: Path, root: Path) -> None:
    """One line a program, and the ratios."""
    script = plain(raw, root / "plain.parquet")
    by_format = ", ".join(
        f"{suffix[1:]} {seconds:.1f}" for suffix, seconds in script["seconds"].items()
    )
    print(f"{what}: plain script {script['with_start']:.1f} s ({by_format}), {script['rows']} rows")
    for workers in (1, 2):
        found = min(
            (ingest(raw, root / f"{what}-{workers}-{number}", workers) for number in range(ROUNDS)),
            key=lambda one: one["with_start"],
        )
        whole, read = found["with_start"], found["steps"]["read"]
        print(
            f"{what}: jixiao, {workers} process{'es' * (workers - 1)} {whole:.1f} s,"
            f" {found['indicators']} indicators: {script['with_start'] / whole:.1f} times as fast;"
            f" in reading alone ({read:.1f} s) {sum(script['seconds'].values()) / read:.1f} times",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    main(parser.parse_args().count)
