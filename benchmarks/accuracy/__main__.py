"""`make accuracy`: print, read and judge documents by seed; `--shrink SEED` makes a failure small.

Each seed is one document. What was printed and judged is kept in .accuracy, so a run that was cut
off goes on, and a second one prints nothing again. Exits with 1 where more rows are silent or
invented than ``--allow`` says.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.accuracy import report
from benchmarks.accuracy.documents import Record
from benchmarks.accuracy.home import HOME, ROOT
from benchmarks.accuracy.printers import printers
from benchmarks.accuracy.run import available, run
from benchmarks.accuracy.seeds import plan
from benchmarks.accuracy.shrink import save

DOCS = ROOT / "docs" / "accuracy.md"


def main() -> int:
    """Run the command line."""
    options = _options()
    names = options.printers or available()
    if options.shrink:
        return _shrink(options.shrink)
    missing = sorted(set(printers()) - set(names))
    if missing:
        print(f"not tried here: {', '.join(missing)}", file=sys.stderr)
    records = _records(options, names)
    pages = list(report.pages(records))
    path = options.report or HOME / "report.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(pages) + "\n", encoding="utf-8")
    if options.docs:
        page = DOCS.read_text(encoding="utf-8")
        DOCS.write_text(report.into_docs(page, records, how(options, records)), encoding="utf-8")
    for kind, _, seeds in report.kinds(records)[: options.kinds]:
        print(kind, save(plan(min(seeds, key=simple))), sep=": ")
    print("\n\n".join(pages[:2]), f"the rest: {path}", sep="\n\n")
    return 1 if report.wrong(records) > options.allow else 0


def _shrink(seeds: list[int]) -> int:
    for seed in seeds:
        try:
            print(save(plan(seed)))
        except ValueError as right:
            print(right)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make accuracy", description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--printers", nargs="+", help="only the seeds of these formats")
    parser.add_argument("--report", type=Path, help="where the report goes")
    parser.add_argument("--docs", action="store_true", help="write the figures to docs/accuracy.md")
    parser.add_argument("--kinds", type=int, default=0, help="shrink the so many first kinds")
    parser.add_argument("--allow", type=int, default=0, help="rows silent or invented that pass")
    parser.add_argument("--shrink", nargs="+", type=int, metavar="SEED")
    return parser.parse_args()


def how(options: argparse.Namespace, records: list[Record]) -> str:
    """How the figures were made: command, seeds, commit and hours."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    seeds = f"seeds {options.first} to {options.first + options.documents - 1}"
    hours = sum(one["took"] for one in records) / 3600
    what = f"`make accuracy DOCUMENTS={options.documents}`, {seeds}, commit {commit}"
    return f"{what}; {hours:.1f} hours of one process (prints that were kept took none)."


def simple(seed: int) -> tuple[bool, int, int]:
    """Sorts seeds: first those that need no program and have few changes."""
    one = plan(seed)
    return bool(printers()[one.printer].program), len(one.changes), seed


def _records(options: argparse.Namespace, names: list[str]) -> list[Record]:
    seeds = range(options.first, options.first + options.documents)
    found, start = [], time.monotonic()
    for record in run(seeds, names, options.workers):
        found.append(record)
        if len(found) % 500 == 0:
            print(f"{len(found)} documents, {time.monotonic() - start:.0f} s", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
