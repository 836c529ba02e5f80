"""`jixiao diff`: what changed between two builds, and why."""

from __future__ import annotations

import argparse
import sys

from flows.output import add_form
from flows.terminal import fitted
from schemas.messages import say


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("before", nargs="?", metavar="A", help=say("option.before"))
    parser.add_argument("after", nargs="?", metavar="B", help=say("option.after"))
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print the documents and rows that differ; the counts go to stderr."""
    from flows.diff import counted, difference, show_changes

    changes = difference(args.curated, args.before, args.after)
    show_changes(changes, args.format, wide=args.wide)
    print(fitted(counted(changes), sys.stderr), file=sys.stderr)
    return 0
