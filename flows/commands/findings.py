"""`jixiao findings`: what was not read, is doubtful or does not add up."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from flows.output import add_form, show
from flows.terminal import columns, fitted
from schemas.lookup import codes, rows
from schemas.messages import language, say
from schemas.nearest import did_you_mean

if TYPE_CHECKING:
    import duckdb

_SEVERITY = "CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END"
_EACH = (
    "severity, rule, title_zh, path, page, sheet, row, message, found, expected, source_text,"
    " finding_id"
)


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--severity", choices=tuple(codes("severity")), help=say("option.severity"))
    parser.add_argument("--rule", metavar="ID", type=_rule, help=say("option.rule"))
    parser.add_argument("--path", metavar="TEXT", help=say("option.path"))
    parser.add_argument("--by-rule", action="store_true", help=say("option.by_rule"))
    parser.add_argument("--entries", action="store_true", help=say("option.entries"))
    parser.add_argument("--build", metavar="ID", help=say("option.build"))
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print the findings of a build; how to look at one goes to stderr."""
    from warehouse.catalogue.query import open_build, published
    from warehouse.catalogue.sql import quote

    wanted = [
        f"{column} = {quote(value)}"
        for column in ("severity", "rule")
        if (value := getattr(args, column))
    ]
    wanted += [f"contains(path, {quote(args.path)})"] if args.path else []
    titles = ", ".join(f"({quote(row['rule'])}, {quote(row['title_zh'])})" for row in rows("rules"))
    with open_build(published(args.curated, args.build), "findings") as connection:
        chosen = connection.sql(
            f"FROM ({_all(args)}) LEFT JOIN (VALUES {titles}) t(rule, title_zh) USING (rule) WHERE"
            f" {' AND '.join(wanted) or 'true'}"
        )
        if args.entries:
            print(_entries(chosen))
        elif args.by_rule:
            show(_by_rule(chosen), args.format, wide=args.wide)
        elif args.format == "table" and not args.wide:
            _grouped(chosen)
        else:
            _each(connection, chosen, args.format)
    return 0


def _all(args: argparse.Namespace) -> str:
    """The findings of the build; of the newest also what the last run could not tell anybody."""
    from flows.undelivered import findings
    from warehouse.catalogue.sql import quote

    told = [] if args.build else findings(args.curated)
    each = (", ".join(f"{quote(text)} AS {name}" for name, text in row.items()) for row in told)
    return " UNION ALL BY NAME ".join(["FROM findings", *(f"SELECT {one}" for one in each)])


def _rule(text: str) -> str:
    """One rule. Raises ArgumentTypeError with the nearest for another name."""
    known = [row["rule"] for row in rows("rules")]
    if text not in known:
        said = say("error.no_rule", rule=text) + did_you_mean(text, known)
        raise argparse.ArgumentTypeError(said)
    return text


def _grouped(chosen: duckdb.DuckDBPyRelation) -> None:
    """By document; how to look at one goes to stderr."""
    from flows.findings_list import COLUMNS, by_document

    found = chosen.project(COLUMNS)
    each = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    for line in by_document(each, columns()):
        print(line)
    said = say("findings.next" if each else "findings.none")
    print(fitted(said, sys.stderr), file=sys.stderr)


def _each(
    connection: duckdb.DuckDBPyConnection, chosen: duckdb.DuckDBPyRelation, form: str
) -> None:
    """One row a finding, with everything; as a table in the language of the reader."""
    ordered = chosen.order(f"{_SEVERITY}, path, page, sheet, row, rule, finding_id").project(_EACH)
    in_words = form == "table" and language() == "zh"
    show(_in_chinese(connection, ordered) if in_words else ordered, form)


def _entries(chosen: duckdb.DuckDBPyRelation) -> str:
    """What settles the findings, in the order of their documents and places."""
    from flows.evidence.entries import COLUMNS, entries

    listed = chosen.order("path, page, sheet, row, rule, finding_id").project(COLUMNS)
    return entries([dict(zip(listed.columns, row, strict=True)) for row in listed.fetchall()])


def _by_rule(chosen: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    counts = "count(*) AS findings, count(DISTINCT path) AS documents, min(path) AS example"
    return chosen.aggregate(
        f"severity, rule, title_zh, {counts}", "severity, rule, title_zh"
    ).order(f"{_SEVERITY}, findings DESC, rule")


def _in_chinese(
    connection: duckdb.DuckDBPyConnection, listed: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """The same rows for people: what findings say, in Chinese. Other forms have the rows as they
    are published.
    """
    import pyarrow as pa

    from schemas.chinese import in_chinese

    rows = listed.to_arrow_table()
    for name in ("message", "found", "expected"):
        texts = [one and in_chinese(one) for one in rows[name].to_pylist()]
        place = rows.column_names.index(name)
        rows = rows.set_column(place, name, pa.array(texts, pa.string()))
    return connection.from_arrow(rows)
