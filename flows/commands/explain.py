"""`jixiao explain`: the evidence of one row."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "Show where an indicator, a project, a finding or a document stands in its source, by its id"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="RAW", help="folder of the disclosures")
    parser.add_argument("--image", type=Path, metavar="OUT.png", help="write a picture with the cell framed: the page of a PDF, of other "
                        "formats the table")
    parser.add_argument("--font", type=Path, metavar="FILE",
                        help="font for drawn tables (default: the one that jixiao brings)")


def run(args: argparse.Namespace) -> int:
    """Print the excerpt, the readings and the findings."""
    from flows.evidence.explain import draw
    from flows.evidence.explain import explain as explained

    print(explained(args.curated, args.raw, args.id))
    if args.image and (lacking := draw(args.curated, args.raw, args.id, args.image, args.font)):
        print(f"the font lacks {lacking}: in {args.image} a box stands for each; "
              "--font FILE names another font", file=sys.stderr)
    return 0
