"""`jixiao search`: find words in names, goals and projects."""

from __future__ import annotations

import argparse

from flows.output import FORMS, show

HELP = "Find words in the names of indicators and projects and in goals, best match first"
_COLUMNS = """about AS 对象, fiscal_year AS 年度, department AS 部门, project AS 项目, excerpt AS 内容, annual_value AS 年度指标值,
    relevance AS 相关度, id AS 编号"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("words", metavar="WORDS", help="words, separated by spaces")
    parser.add_argument("--year", type=int, metavar="Y", help="fiscal year")
    parser.add_argument("--department", metavar="TEXT", help="part of the department's name")
    parser.add_argument("--exact", action="store_true", help="only rows that hold every word as a whole")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="rows to show (default: %(default)s)")
    parser.add_argument("--build", metavar="ID", help="an older build")
    parser.add_argument("--format", choices=FORMS, default="table")


def run(args: argparse.Namespace) -> int:
    """Print what was found; `jixiao explain` shows where it stands."""
    from warehouse.query import ask, open_build, published

    query = question(args.words, args.year, args.department, exact=args.exact, limit=args.limit)
    with open_build(published(args.curated, args.build), query) as connection:
        show(ask(connection, query), args.format)
    return 0


def question(words: str, year: int | None = None, department: str | None = None, *, exact: bool = False, limit: int = 50) -> str:
    """The SQL of a search.

    >>> question("满意度", 2024).partition("FROM ")[2]
    "search('满意度') WHERE fiscal_year = 2024 LIMIT 50"
    """
    from warehouse.sql import quote

    conditions = [f"fiscal_year = {year}"] if year is not None else []
    conditions += [f"contains(department, {quote(department)})"] if department else []
    conditions += [f"contains(lower(folded(content)), lower(folded({quote(word)})))" for word in words.split()] if exact else []
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {_COLUMNS} FROM search({quote(words)}){where} LIMIT {max(0, limit)}"  # noqa: S608  # texts are quoted, numbers are numbers
