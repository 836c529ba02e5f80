"""`jixiao fetch`: collect the disclosures of a list."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

HELP = "Download the disclosures listed in a CSV file (department, year, address)"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("sources", type=Path, metavar="SOURCES.csv", help="columns department, year, address; optionally region, region_code, "
                        "published_on, document_kind")
    parser.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="RAW", help="where the files go, one folder a year")
    parser.add_argument("--interval", type=float, default=2.0, metavar="S", help="seconds between two requests to one host (default: %(default)s)")
    parser.add_argument("--timeout", type=float, default=30.0, metavar="S", help="seconds without an answer (default: %(default)s)")
    parser.add_argument("--max-mb", type=float, default=200.0, metavar="MB", help="largest file (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Fetch; the outcome of every line goes to stdout as CSV. Exit code 3 if any failed."""
    from flows.fetch.download import Limits
    from flows.fetch.run import fetch_all
    from flows.fetch.sources import read_sources

    outcomes = fetch_all(read_sources(args.sources), args.raw, interval=args.interval, timeout=args.timeout,
                         limits=Limits(max_bytes=int(args.max_mb * (1 << 20))))
    report = csv.writer(sys.stdout, lineterminator="\n")
    report.writerow(("line", "result", "address", "path", "message"))
    report.writerows((one.wanted.line, one.result, one.wanted.address, one.wanted.path, one.message) for one in outcomes)
    counts = Counter(one.result for one in outcomes)
    print(", ".join(f"{count} {result}" for result, count in sorted(counts.items())) or "nothing listed", file=sys.stderr)
    return 3 if counts["failed"] else 0
