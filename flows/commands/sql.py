"""`jixiao sql`: ask one build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.output import add_form, show
from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("query", metavar="SQL", nargs="?", help=say("option.query"))
    parser.add_argument("-f", "--file", type=Path, metavar="FILE", help=say("option.query_file"))
    parser.add_argument("--build", metavar="ID", help=say("option.build"))
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print the answer on stdout."""
    from warehouse.catalogue.query import ask, open_build, published

    query = _query(args)
    with open_build(published(args.curated, args.build), query) as connection:
        show(ask(connection, query), args.format, wide=args.wide)
    return 0


def _query(args: argparse.Namespace) -> str:
    """The question: as it was typed, from a file, or from the standard input. Raises UsageError
    for none or two.
    """
    from warehouse.files.disk import UsageError
    from warehouse.files.text import decoded

    if (args.query is None) == (args.file is None):
        raise UsageError(say("error.one_query"))
    if args.file and str(args.file) != "-":
        return decoded(args.file)
    typed: str = args.query or "-"
    return sys.stdin.read() if typed == "-" else typed
