"""`jixiao prune`: remove old builds."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from flows.terminal import fitted
from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--keep", type=int, default=10, metavar="N", help=say("option.keep"))
    parser.add_argument(
        "--spare", type=float, default=24, metavar="HOURS", help=say("option.spare")
    )


def run(args: argparse.Namespace) -> int:
    """Prune; prints the ids of the builds that went."""
    from warehouse.catalogue.query import published
    from warehouse.files.disk import lock
    from warehouse.files.layout import Warehouse
    from warehouse.files.upkeep import clean, prune

    published(args.curated)
    with lock(args.curated):
        clean(Warehouse(args.curated))
        spare = timedelta(hours=max(0.0, args.spare))
        gone = prune(Warehouse(args.curated), max(1, args.keep), spare)
    for build in gone:
        print(build)
    left = len(Warehouse(args.curated).whole())
    print(fitted(say("prune.done", gone=len(gone), left=left), sys.stderr), file=sys.stderr)
    return 0
