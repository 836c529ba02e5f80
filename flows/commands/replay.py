"""`jixiao replay`: read again only what was held back, unreadable, or is newly corrected."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.options import Options

HELP = "Read again only documents that were held back or unreadable, or whose corrections changed, and say what that freed"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("raw", nargs="?", type=Path, default=Path("data/raw"), metavar="RAW", help="folder of the disclosures")
    parser.add_argument("--assume-year", type=int, metavar="Y", help="fiscal year of documents that show none")
    parser.add_argument("--accept-removals", action="store_true", help="publish although a department-year shrank")


def run(args: argparse.Namespace) -> int:
    """Run the steps of an ingest over these documents; exit codes as of ingest."""
    from flows.pipeline import Direct
    from flows.pipeline import run as ingest
    from flows.replay import freed
    from flows.summary import lines
    from warehouse.query import published

    before = published(args.curated)
    summary = ingest(Options(args.raw, args.curated, assume_year=args.assume_year, accept_removals=args.accept_removals, replay=True), Direct())
    print(lines(summary), freed(before, published(args.curated)), sep="\n", file=sys.stderr)
    return summary.exit_code
