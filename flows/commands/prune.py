"""`jixiao prune`: remove old builds."""

from __future__ import annotations

import argparse
from datetime import timedelta

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
        for build in prune(Warehouse(args.curated), max(1, args.keep), spare):
            print(build)
    return 0
