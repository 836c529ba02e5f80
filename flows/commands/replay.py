"""`jixiao replay`: read again only what was held back, unreadable, or is newly corrected."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows import config
from flows.options import Options
from flows.system import needs_linux
from flows.terminal import fitted
from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "raw", nargs="?", type=Path, default=config.raw(), metavar="RAW", help=say("option.raw")
    )
    parser.add_argument("--assume-year", type=int, metavar="Y", help=say("option.assume_year"))
    parser.add_argument(
        "--accept-removals", action="store_true", help=say("option.replay_accept_removals")
    )


def run(args: argparse.Namespace) -> int:
    """Run the steps of an ingest over these documents; exit codes as of ingest."""
    needs_linux()
    from flows.pipeline import run as ingest
    from flows.replay import freed
    from flows.runners import Direct
    from flows.summary import lines
    from warehouse.catalogue.query import published

    before = published(args.curated)
    summary = ingest(
        Options(
            args.raw,
            args.curated,
            assume_year=args.assume_year,
            accept_removals=args.accept_removals,
            replay=True,
        ),
        Direct(),
    )
    said = lines(summary, config.where(args.curated))
    said = f"{said}\n{freed(before, published(args.curated))}"
    print(fitted(said, sys.stderr), file=sys.stderr)
    return summary.exit_code
