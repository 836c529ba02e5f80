"""`jixiao serve`: the scheduled runs of one machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from warehouse.storage import place

PLACE = place  # --curated may be a URL too
HELP = "Start Prefect's server, the deployments and a worker for them, and stay"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("raw", nargs="?", type=place, default=Path("data/raw"), metavar="RAW",
                        help="folder of the disclosures, or its URL (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Stay until the worker ends or is interrupted; returns its exit code."""
    from flows.serve import serve

    return serve(str(args.raw), str(args.curated))
