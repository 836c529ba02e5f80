"""`jixiao builds`: the published builds."""

from __future__ import annotations

import argparse

from flows.output import add_form, show


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table builds."""
    from warehouse.catalogue.query import open_build, published

    with open_build(published(args.curated)) as connection:
        show(connection.table("builds").order("build_id"), args.format, wide=args.wide)
    return 0
