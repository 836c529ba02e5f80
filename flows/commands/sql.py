"""`jixiao sql`: ask one build."""

from __future__ import annotations

import argparse

from flows.output import FORMS, show

HELP = "Ask one build in SQL (read-only)"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("query", metavar="SQL")
    parser.add_argument("--build", metavar="ID", help="an older build")
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the answer on stdout."""
    from warehouse.query import ask, open_build, published

    with open_build(published(args.curated, args.build), args.query) as connection:
        show(ask(connection, args.query), args.format)
    return 0
