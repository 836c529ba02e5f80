"""`jixiao serve`: the scheduled runs of one machine."""

from __future__ import annotations

import argparse

from flows import config
from flows.system import needs_linux
from schemas.messages import say
from warehouse.files.storage import place

PLACE = place  # --curated may be a URL too


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "raw",
        nargs="?",
        type=place,
        default=config.raw(),
        metavar="RAW",
        help=say("option.serve_raw"),
    )


def run(args: argparse.Namespace) -> int:
    """Stay until the worker ends or is interrupted; returns its exit code."""
    needs_linux()
    from flows.prefect_runs.serve import serve

    return serve(str(args.raw), str(args.curated))
