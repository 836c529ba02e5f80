"""`jixiao pull`: a build from an object store to this machine's disk."""

from __future__ import annotations

import argparse
import sys

from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("url", metavar="URL", help=say("option.url"))


def run(args: argparse.Namespace) -> int:
    """Pull; says which build is published here now."""
    from warehouse.build.mirror import pull
    from warehouse.files.disk import WarehouseError
    from warehouse.files.storage import place

    url = place(args.url)
    if not isinstance(url, str):
        raise WarehouseError(say("error.no_store_url", url=args.url))
    print(
        say("pull.done", build=pull(url, args.curated).name, curated=args.curated), file=sys.stderr
    )
    return 0
