"""`jixiao pull`: a build from an object store to this machine's disk."""

from __future__ import annotations

import argparse
import sys

HELP = "Copy the build that is published on an object store to --curated, and make the catalogue there"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("url", metavar="URL", help="the curated data on the store: s3://bucket/curated")


def run(args: argparse.Namespace) -> int:
    """Pull; says which build is published here now."""
    from warehouse.disk import WarehouseError
    from warehouse.mirror import pull
    from warehouse.storage import place

    url = place(args.url)
    if not isinstance(url, str):
        raise WarehouseError(f"{args.url} is no URL of an object store")
    print(f"{pull(url, args.curated).name} is published in {args.curated}", file=sys.stderr)
    return 0
