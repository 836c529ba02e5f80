"""Names and comments of columns: those of the curated tables from schemas, those that only views
have from views/columns.csv.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from schemas.lookup import DefinitionError, rows
from schemas.tables import Column, columns
from warehouse.catalogue.sql import identifier, quote

_VIEW_COLUMNS = "catalogue/views/columns.csv"
_NO_WORD = re.compile(r"\W+")


@cache
def view_columns() -> dict[str, Column]:
    """Columns that no curated table has, by name. Raises DefinitionError for one that has."""
    with files("warehouse").joinpath(_VIEW_COLUMNS).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    for number, row in enumerate(found, 2):
        if row["name"] in columns():
            says = f"{row['name']} stands in schemas/columns.csv 该列已在 schemas/columns.csv 中"
            raise DefinitionError(f"{_VIEW_COLUMNS}, row {number}: {says}")
    return {
        row["name"]: Column(row["name"], "", "", row["label_zh"], row["description"], "")
        for row in found
    }


def column(name: str) -> Column:
    """The definition of a column. Raises KeyError for one that neither schemas nor
    views/columns.csv knows.
    """
    return columns().get(name) or view_columns()[name]


@cache
def chinese(name: str) -> str:
    """The Chinese name of a column as SQL likes it; it carries the unit.

    >>> chinese('total'), chinese('spending_unit')
    ('项目预算总额_万元', '资金使用单位_实施单位')
    """
    return _NO_WORD.sub("_", column(name).label_zh).strip("_")


def in_chinese(name: str) -> str:
    """The SQL of a column as its Chinese face shows it: under its Chinese name, codes as the words
    they stand for.

    >>> print(in_chinese('total'))
    "total" AS "项目预算总额_万元"
    >>> print(in_chinese('scope'))  # doctest: +NORMALIZE_WHITESPACE
    CASE "scope" WHEN 'project' THEN '项目支出' WHEN 'department' THEN '部门整体'
    ELSE "scope" END AS "层级"
    """
    one, printed = column(name), identifier(name)
    if labels := code_labels(one.codes):
        text = f"{printed}::VARCHAR" if one.type != "text" else printed
        whens = " ".join(
            f"WHEN {quote(code)} THEN {quote(label)}" for code, label in labels.items()
        )
        printed = f"CASE {text} {whens} ELSE {text} END"
    return f"{printed} AS {identifier(chinese(name))}"


@cache
def code_labels(allowed: tuple[str, ...]) -> dict[str, str]:
    """Chinese labels of the code set that a column allows; none for names that are Chinese already
    (the taxonomy).
    """
    sets: dict[str, dict[str, str]] = {}
    for row in rows("codes"):
        sets.setdefault(row["set"], {})[row["code"]] = row["label_zh"]
    return next((labels for labels in sets.values() if tuple(labels) == allowed), {})


def column_comment(name: str) -> str:
    """Chinese label, meaning, codes."""
    return comment(column(name))


def comment(one: Column) -> str:
    """The comment of a column: Chinese label, meaning, codes."""
    codes = f" ({', '.join(one.codes)})" if one.codes else ""
    return f"{one.label_zh}: {one.description}{codes}"
