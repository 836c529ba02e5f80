"""`jixiao explain`: the evidence of one row."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "Show where an indicator, a project or a finding stands in its source"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="RAW", help="folder of the disclosures")


def run(args: argparse.Namespace) -> int:
    """Print the excerpt, the readings and the findings."""
    from flows.explain import explain as explained

    print(explained(args.curated, args.raw, args.id))
    return 0
