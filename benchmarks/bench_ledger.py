"""What the account of characters costs: its share of the CPU seconds of reading, in one process.

``python -m benchmarks.bench_ledger [--count N] [--rounds N]`` prints Markdown: the PDFs of
tests/material, and whole budgets as ``benchmarks.generate`` makes them. Each round reads every
document once; the account's own seconds are taken inside, so that both come from one run.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.contents import contents
from benchmarks.generate import as_pdf
from transforms.document import UnreadableError
from transforms.reading import read
from transforms.reading.pdf import document

MATERIAL = Path(__file__).parents[1] / "tests" / "material"
_account = document.unaccounted


class Clock:
    """Stands for the account and adds up its seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def unaccounted(self, *arguments: object) -> object:
        """The account, timed."""
        start = time.process_time()
        try:
            # passed on as they come
            return _account(*arguments)  # type: ignore[arg-type]
        finally:
            self.seconds += time.process_time() - start


def budgets(count: int) -> list[bytes]:
    """Generated PDFs, half of them whole budgets."""
    return [as_pdf(contents(random.Random(f"1/{number}"), 2024)) for number in range(count)]


def readable(files: Iterable[bytes]) -> list[bytes]:
    """Those that are read to the end."""
    found = []
    for data in files:
        try:
            read(data, "")
        except (UnreadableError, ValueError):
            continue
        found.append(data)
    return found


def measure(files: list[bytes], rounds: int) -> tuple[float, float]:
    """Seconds of reading and of the account in it, over all rounds."""
    clock = Clock()
    # in place of the function of the module
    document.unaccounted = clock.unaccounted  # type: ignore[assignment]
    start = time.process_time()
    for _ in range(rounds):
        for data in files:
            read(data, "")
    document.unaccounted = _account
    return time.process_time() - start, clock.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    groups = {
        "tests/material": [path.read_bytes() for path in sorted(MATERIAL.rglob("*.pdf"))],
        "generated budgets": budgets(options.count),
    }
    print("| documents | number | seconds | of them the account | share |\n|---|---|---|---|---|")
    for name, files in groups.items():
        kept = readable(files)
        whole, own = measure(kept, options.rounds)
        print(f"| {name} | {len(kept)} | {whole:.2f} | {own:.3f} | {own / whole:.1%} |", flush=True)


if __name__ == "__main__":
    main()
