"""`jixiao dashboard`: the state of the data as one HTML file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Write one self-contained HTML file that shows the state of the data"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--output", type=Path, default=Path("dashboard.html"), metavar="FILE", help="default: %(default)s")
    parser.add_argument("--build", metavar="ID", help="an older build")


def run(args: argparse.Namespace) -> int:
    """Write it whole and say where it is."""
    from flows.dashboard.render import render
    from warehouse.disk import write
    from warehouse.query import published

    page = render(published(args.curated, args.build)).encode()
    write(args.output, page)
    print(f"{args.output}: {len(page) / 1e6:.1f} MB, needs no network", file=sys.stderr)
    return 0
