"""`jixiao builds`: the published builds."""

from __future__ import annotations

import argparse

from flows.output import FORMS, show

HELP = "List the builds that were published"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the table builds."""
    from warehouse.query import open_build, published

    with open_build(published(args.curated)) as connection:
        show(connection.table("builds").order("build_id"), args.format)
    return 0
