"""The whole ingest of many PDFs of 50 pages beside the bare text of the same files, read with as
many processes.

``python -m benchmarks.bench_ingest [--count 500] [--workers 2] [--rounds 3]``. Wall time and CPU
time of all processes, runs interleaved, the best counts. Ingest reads, lays out, explodes,
validates, writes and publishes; the floor opens each file with pypdfium2 and takes every page's
text.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.bench_pdf import CORPUS

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
KINDS = ("lines", "rects", "cells", "no rules")
Figures = tuple[float, float]  # seconds of wall and of CPU time


def write(folder: Path, count: int) -> None:
    """Documents of all kinds of rules; each has project names of its own, so that none is a
    copy.
    """
    with multiprocessing.Pool() as pool:
        pool.starmap(_write, [(folder, number) for number in range(count)], chunksize=5)


def _write(folder: Path, number: int) -> None:
    from benchmarks.pdf_samples import typeset

    truth: dict[str, Any] = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    rows = [[f"{row[0]}{number}" if row[0] else row[0], *row[1:]] for row in truth["rows"]]
    (folder / f"{number:05}.pdf").write_bytes(
        typeset(truth | {"rows": rows}, KINDS[number % len(KINDS)])
    )


def text(path: str) -> int:
    """Characters of one file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(Path(path).read_bytes())
    count = 0
    for page in document:
        layer = page.get_textpage()
        count += len(layer.get_text_range())
        layer.close()
        page.close()
    document.close()
    return count


def texts(folder: str, workers: int) -> None:
    """The floor: all files, in chunks as large as those of the ingest."""
    files = sorted(str(path) for path in Path(folder).rglob("*.pdf"))
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        assert sum(pool.map(text, files, chunksize=20)) > 0


def timed(*command: str) -> Figures:
    """A process and all that it starts, those whose parent is gone too."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 3):  # 3: published, some rows held back
        raise RuntimeError(done.stderr[-2000:])
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--floor", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        texts(options.floor, options.workers)
        return
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as place:
        raw, curated = Path(place, "raw"), Path(place, "curated")
        (raw / "2024").mkdir(parents=True)
        write(raw / "2024", options.count)
        floor: list[Figures] = []
        whole: list[Figures] = []
        for _ in range(options.rounds):
            floor.append(
                timed(
                    "-m",
                    "benchmarks.bench_ingest",
                    "--floor",
                    str(raw),
                    "--workers",
                    str(options.workers),
                )
            )
            whole.append(
                timed(
                    "-m",
                    "flows.cli",
                    "ingest",
                    str(raw),
                    "--curated",
                    str(curated),
                    "--direct",
                    "--workers",
                    str(options.workers),
                )
            )
            shutil.rmtree(curated)
        print(
            f"\n{options.count} PDFs, {options.workers} processes\n\n| | s | CPU s |\n|---|---|---|"
        )
        best = [
            (min(one[0] for one in runs), min(one[1] for one in runs)) for runs in (floor, whole)
        ]
        for name, (seconds, cpu) in zip(("bare text", "ingest --direct"), best, strict=True):
            print(f"| {name} | {seconds:.1f} | {cpu:.1f} |")
        print(f"| times | {best[1][0] / best[0][0]:.2f} | {best[1][1] / best[0][1]:.2f} |")


if __name__ == "__main__":
    main()
