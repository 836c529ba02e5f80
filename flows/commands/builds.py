"""`jixiao builds`: the published builds."""

from __future__ import annotations

import argparse

from flows.output import add_form, labelled, show

_SHORT = ("build_id", "finished_at", "indicator_count")
_SECONDS = "* REPLACE (date_trunc('second', finished_at) AS finished_at)"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table builds: on a terminal when each was made and what it holds."""
    from warehouse.catalogue.query import open_build, published

    with open_build(published(args.curated)) as connection:
        listed = connection.table("builds").order("build_id")
        if args.format != "table":
            show(listed, args.format)
        elif args.wide:
            show(labelled(listed, listed.columns), args.format)
        else:  # so few columns fit, and an id must stand there whole
            show(labelled(listed.project(_SECONDS), _SHORT), args.format)
    return 0
