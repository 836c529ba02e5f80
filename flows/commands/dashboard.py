"""`jixiao dashboard`: the state of the data as one HTML file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("dashboard.html"),
        metavar="FILE",
        help=say("option.output"),
    )
    parser.add_argument("--build", metavar="ID", help=say("option.build"))


def run(args: argparse.Namespace) -> int:
    """Write it whole and say where it is."""
    from flows.dashboard.render import render
    from warehouse.catalogue.query import published
    from warehouse.files.disk import write

    page = render(published(args.curated, args.build)).encode()
    write(args.output, page)
    print(
        say("dashboard.written", file=args.output, megabytes=len(page) / 1000000.0), file=sys.stderr
    )
    return 0
