"""`jixiao explain`: the evidence of one row."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "Show where an indicator, a project or a finding stands in its source"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="RAW", help="folder of the disclosures")
    parser.add_argument("--image", type=Path, metavar="OUT.png", help="write a picture of the PDF page with the cell framed")


def run(args: argparse.Namespace) -> int:
    """Print the excerpt, the readings and the findings."""
    from flows.explain import draw
    from flows.explain import explain as explained

    print(explained(args.curated, args.raw, args.id))
    if args.image:
        draw(args.curated, args.raw, args.id, args.image)
    return 0
