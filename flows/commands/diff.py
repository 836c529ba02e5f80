"""`jixiao diff`: what changed between two builds, and why."""

from __future__ import annotations

import argparse
import sys

from flows.output import FORMS

HELP = "Show what changed between two builds (by default the last two), by cause"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("before", nargs="?", metavar="A", help="the older build")
    parser.add_argument("after", nargs="?", metavar="B", help="the newer build (default: the published one)")
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the documents and rows that differ; the counts go to stderr."""
    from flows.diff import counted, difference, show_changes

    changes = difference(args.curated, args.before, args.after)
    show_changes(changes, args.format)
    print(counted(changes), file=sys.stderr)
    return 0
