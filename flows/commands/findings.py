"""`jixiao findings`: what was not read, is doubtful or does not add up."""

from __future__ import annotations

import argparse

from flows.output import FORMS, show
from schemas.lookup import codes

HELP = "List what was not read, is doubtful or does not add up"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--severity", choices=tuple(codes("severity")))
    parser.add_argument("--rule", metavar="ID")
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the findings of the published build."""
    from warehouse.query import open_build, published
    from warehouse.sql import quote

    wanted = [f"{column} = {quote(value)}" for column in ("severity", "rule") if (value := getattr(args, column))]
    with open_build(published(args.curated)) as connection:
        show(connection.table("findings").filter(" AND ".join(wanted) or "true").order("path, finding_id")
             .project("severity, rule, path, page, sheet, row, message, expected, found, source_text, finding_id"), args.format)
    return 0
