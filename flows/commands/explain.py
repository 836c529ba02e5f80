"""`jixiao explain`: the evidence of one row."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from schemas.messages import say

_ID = re.compile(r"[0-9a-z]+")  # no path: those have a point, a slash or Chinese characters


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID|PATH", help=say("option.id_or_path"))
    parser.add_argument("--raw", type=Path, metavar="RAW", help=say("option.explain_raw"))
    parser.add_argument("--image", type=Path, metavar="OUT.png", help=say("option.image"))
    parser.add_argument("--font", type=Path, metavar="FILE", help=say("option.font"))


def run(args: argparse.Namespace) -> int:
    """Print the excerpt, the readings and the findings."""
    from flows.evidence.explain import draw, explain_path
    from flows.evidence.explain import explain as explained
    from flows.raw_place import raw_of

    if not _ID.fullmatch(args.id):
        print(explain_path(args.curated, args.id))
        return 0
    raw = args.raw or raw_of(args.curated)
    print(explained(args.curated, raw, args.id))
    if args.image and (lacking := draw(args.curated, raw, args.id, args.image, args.font)):
        print(
            say("explain.font_lacks", characters=lacking, image=args.image),
            file=sys.stderr,
        )
    return 0
