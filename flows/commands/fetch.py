"""`jixiao fetch`: collect the disclosures of a list."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flows import config
from schemas.addresses import without_secrets
from schemas.messages import listed, say

if TYPE_CHECKING:
    from flows.fetch.run import Outcome

_NUMBERS = (
    ("interval", 2.0, "S"),
    ("timeout", 30.0, "S"),
    ("max_mb", 200.0, "MB"),
    ("address_time", 600.0, "S"),
    ("run_time", 43_200.0, "S"),
)


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("sources", type=Path, metavar="SOURCES.csv", help=say("option.sources"))
    parser.add_argument(
        "--raw", type=Path, default=config.raw(), metavar="RAW", help=say("option.fetch_raw")
    )
    for name, default, unit in _NUMBERS:
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            type=float,
            default=default,
            metavar=unit,
            help=say(f"option.{name}"),
        )
    parser.add_argument(
        "--allow-private",
        action="append",
        default=[],
        metavar="HOST",
        help=say("option.allow_private"),
    )


def run(args: argparse.Namespace) -> int:
    """Fetch; the outcome of every line goes to stdout as CSV. Exit code 3 if any failed."""
    from flows.fetch.limits import Limits
    from flows.fetch.private import Allowed
    from flows.fetch.run import fetch_all
    from flows.fetch.sources import read_sources

    report = fetch_all(
        read_sources(args.sources),
        args.raw,
        interval=args.interval,
        limits=Limits(
            max_bytes=int(args.max_mb * (1 << 20)),
            answer=args.timeout,
            address=args.address_time,
            run=args.run_time,
        ),
        allowed=Allowed(frozenset(one.lower() for one in args.allow_private)),
    )
    _print(report.outcomes)
    counts = Counter(one.result for one in report.outcomes)
    said = listed(say(f"fetch.{result}", count=count) for result, count in sorted(counts.items()))
    print("\n".join([*report.notes, said or say("fetch.nothing")]), file=sys.stderr)
    return 3 if counts["failed"] else 0


def _print(outcomes: Iterable[Outcome]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("line", "result", "address", "path", "message"))
    for one in outcomes:
        address = without_secrets(one.wanted.address)
        table.writerow((one.wanted.line, one.result, address, one.wanted.path, one.message))
