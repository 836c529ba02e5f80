"""`jixiao findings`: what was not read, is doubtful or does not add up."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from flows.output import FORMS, show
from schemas.lookup import codes, rows

if TYPE_CHECKING:
    import duckdb

HELP = "List what was not read, is doubtful or does not add up: errors first, each with its place, what was found and what is expected"
_SEVERITY = "CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END"
_EACH = "severity, rule, title_zh, path, page, sheet, row, message, found, expected, source_text, finding_id"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--severity", choices=tuple(codes("severity")))
    parser.add_argument("--rule", metavar="ID", choices=[row["rule"] for row in rows("rules")], help="one rule of docs/rules.md")
    parser.add_argument("--path", metavar="TEXT", help="only documents whose path holds this")
    parser.add_argument("--by-rule", action="store_true", help="one line a rule, with the number of findings and documents")
    parser.add_argument("--build", metavar="ID", help="an older build")
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print the findings of a build; how to look at one goes to stderr."""
    from warehouse.query import open_build, published
    from warehouse.sql import quote

    wanted = [f"{column} = {quote(value)}" for column in ("severity", "rule") if (value := getattr(args, column))]
    wanted += [f"contains(path, {quote(args.path)})"] if args.path else []
    titles = ", ".join(f"({quote(row['rule'])}, {quote(row['title_zh'])})" for row in rows("rules"))
    with open_build(published(args.curated, args.build), "findings") as connection:
        found = connection.sql(f"FROM findings LEFT JOIN (VALUES {titles}) t(rule, title_zh) USING (rule) WHERE {' AND '.join(wanted) or 'true'}")
        show(_by_rule(found) if args.by_rule else found.order(f"{_SEVERITY}, path, page, sheet, row, rule, finding_id").project(_EACH), args.format)
    if args.format == "table" and not args.by_rule:
        print("`jixiao explain FINDING_ID` shows where one stands; `--by-rule` counts them; docs/rules.md says what each rule means", file=sys.stderr)
    return 0


def _by_rule(found: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    counts = "count(*) AS findings, count(DISTINCT path) AS documents, min(path) AS example"
    return found.aggregate(f"severity, rule, title_zh, {counts}", "severity, rule, title_zh").order(f"{_SEVERITY}, findings DESC, rule")
