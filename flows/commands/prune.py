"""`jixiao prune`: remove old builds."""

from __future__ import annotations

import argparse

HELP = "Remove all builds but the last ones, the published one and the pinned ones (a file named pinned in the build's folder)"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--keep", type=int, default=10, metavar="N", help="how many of the last builds stay (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Prune; prints the ids of the builds that went."""
    from warehouse.disk import lock
    from warehouse.layout import Warehouse
    from warehouse.query import published
    from warehouse.upkeep import clean, prune

    published(args.curated)
    with lock(args.curated):
        clean(Warehouse(args.curated))
        for build in prune(Warehouse(args.curated), max(1, args.keep)):
            print(build)
    return 0
