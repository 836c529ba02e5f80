"""Names and comments of columns: those of the curated tables from schemas, those that only views have from views/columns.csv."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from schemas.tables import Column, columns

_NO_WORD = re.compile(r"\W+")


@cache
def view_columns() -> dict[str, Column]:
    """Columns that no curated table has, by name."""
    with files("warehouse").joinpath("views/columns.csv").open(encoding="utf-8") as file:
        return {row["name"]: Column(row["name"], "", "", row["label_zh"], row["description"], "") for row in csv.DictReader(file)}


def column(name: str) -> Column:
    """The definition of a column. Raises KeyError for one that neither schemas nor views/columns.csv knows."""
    return columns().get(name) or view_columns()[name]


@cache
def chinese(name: str) -> str:
    """The Chinese name of a column as SQL likes it; it carries the unit.

    >>> chinese('total'), chinese('spending_unit')
    ('项目预算总额_万元', '资金使用单位_实施单位')
    """
    return _NO_WORD.sub("_", column(name).label_zh).strip("_")


def column_comment(name: str) -> str:
    """Chinese label, meaning, codes."""
    return comment(column(name))


def comment(one: Column) -> str:
    """The comment of a column: Chinese label, meaning, codes."""
    codes = f" ({', '.join(one.codes)})" if one.codes else ""
    return f"{one.label_zh}: {one.description}{codes}"
