"""False alarms of the account of documents, and what it costs.

``python -m benchmarks.bench_alarms [--count N]`` prints Markdown: by kind of document how many were
read, how many the account doubts, and its share of the CPU seconds, in one process. Whole budgets
are those that ``benchmarks.generate`` makes; they are read right, so each doubt is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.contents import contents
from benchmarks.generate import as_pdf
from schemas.lookup import rows as csv_rows
from transforms import parse as road
from transforms.rows.source import Source

MATERIAL = Path(__file__).parents[1] / "tests" / "material"
RULES = {row["rule"] for row in csv_rows("rules") if row["category"] == "crosscheck"}
_account = road.crosscheck
File = tuple[str, bytes]


class Clock:
    """Stands for the account and adds up its seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def crosscheck(self, *arguments: object) -> None:
        """The account, timed."""
        start = time.process_time()
        try:
            # passed on as they come
            _account(*arguments)  # type: ignore[arg-type]
        finally:
            self.seconds += time.process_time() - start


def files(folder: str, suffix: str) -> Iterator[File]:
    """The documents of a format below a folder of the material."""
    for path in sorted((MATERIAL / folder).rglob(f"*{suffix}")):
        if "odd" not in path.parts:
            yield path.name, path.read_bytes()


def budgets(count: int) -> Iterator[File]:
    """Generated budgets."""
    for number in range(count):
        yield f"{number}.pdf", as_pdf(contents(random.Random(f"1/{number}"), 2024))


def measure(documents: Iterable[File]) -> tuple[int, int, float, float]:
    """How many there are, how many are doubted, the seconds of all and of the account."""
    clock, count, doubted = Clock(), 0, 0
    road.crosscheck = clock.crosscheck
    start = time.process_time()
    try:
        for name, data in documents:
            parsed = road.parse(data, Source(f"2024/{name}"))
            count += 1
            doubted += any(row["rule"] in RULES for row in parsed.findings)
    finally:
        road.crosscheck = _account
    return count, doubted, time.process_time() - start, clock.seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    groups = {
        "generated budgets": list(budgets(options.count)),
        "disclosures without a table": list(files("no_table", ".pdf")),
        "prints, Word": list(files("prints", ".docx")),
        "prints, workbooks": list(files("prints", ".xlsx")),
        "prints, web pages": list(files("prints", ".html")),
    }
    print("| documents | number | doubted | seconds | of them the account | share |")
    print("|---|---|---|---|---|---|")
    for name, documents in groups.items():
        count, doubted, whole, own = measure(documents)
        share = own / max(whole, 1e-9)
        print(f"| {name} | {count} | {doubted} | {whole:.2f} | {own:.3f} | {share:.1%} |")


if __name__ == "__main__":
    main()
