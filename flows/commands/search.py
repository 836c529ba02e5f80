"""`jixiao search`: find words in names, goals and projects."""

from __future__ import annotations

import argparse

from flows.output import add_form, show
from schemas.messages import say

_COLUMNS = """about AS 对象, arg_max(excerpt, place) AS 内容, count(*) AS 处数,
    max(fiscal_year) AS 年度, arg_max(department, place) AS 部门, arg_max(project, place) AS 项目,
    arg_max(annual_value, place) AS 年度指标值, max(relevance) AS 相关度, max(place).id AS 编号"""
_PLACE = "{'year': coalesce(fiscal_year, 0), 'id': id}"
_ORDER = """GROUP BY about, content
    ORDER BY 相关度 DESC, length(content), 处数 DESC, 年度 DESC, about, content"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("words", metavar="WORDS", help=say("option.words"))
    parser.add_argument("--year", type=int, metavar="Y", help=say("option.search_year"))
    parser.add_argument("--department", metavar="TEXT", help=say("option.department"))
    parser.add_argument("--exact", action="store_true", help=say("option.exact"))
    parser.add_argument("--limit", type=int, default=50, metavar="N", help=say("option.limit"))
    parser.add_argument("--build", metavar="ID", help=say("option.build"))
    add_form(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found; `jixiao explain` shows where it stands."""
    from warehouse.catalogue.query import ask, open_build, published
    from warehouse.catalogue.ranked import NEEDS, indexed, ranked, shown

    build = published(args.curated, args.build)
    every = args.year is None and not args.department and not args.exact and args.limit > 0
    if every and (least := indexed(build)) is not None:
        with open_build(build, NEEDS) as connection:
            found = ranked(connection, args.words, least, args.limit)
            if found is not None:
                show(ask(connection, shown(args.words, found)), args.format, wide=args.wide)
                return 0
    query = question(args.words, args.year, args.department, exact=args.exact, limit=args.limit)
    with open_build(build, query) as connection:
        show(ask(connection, query), args.format, wide=args.wide)
    return 0


def question(
    words: str,
    year: int | None = None,
    department: str | None = None,
    *,
    exact: bool = False,
    limit: int = 50,
) -> str:
    """The SQL of a search. What stands in many places alike is one row, with their number (处数);
    the newest speaks for them.

    >>> question("满意度", 2024).partition(" AS place ")[2].partition(")")[0]
    "FROM search('满意度'"
    """
    from warehouse.catalogue.sql import quote

    conditions = [f"fiscal_year = {year}"] if year is not None else []
    conditions += [f"contains(department, {quote(department)})"] if department else []
    conditions += (
        [
            f"contains(lower(folded(content)), lower(folded({quote(word)})))"
            for word in words.split()
        ]
        if exact
        else []
    )
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    # texts are quoted
    found = f"SELECT *, {_PLACE} AS place FROM search({quote(words)}){where}"  # noqa: S608
    return f"SELECT {_COLUMNS} FROM ({found}) {_ORDER} LIMIT {max(0, limit)}"  # noqa: S608
