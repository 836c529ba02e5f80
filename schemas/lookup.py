"""Rows of the CSV files in this folder. They are data that an auditor can read; nothing about them
is repeated in code.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

Record = dict[str, str]


class DefinitionError(Exception):
    """A row of these files that does not fit the others, in one line with its file and number."""


@cache
def rows(name: str) -> tuple[Record, ...]:
    """All rows of ``<name>.csv``, as dictionaries of strings. Raises FileNotFoundError for an
    unknown name.
    """
    with files("schemas").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def codes(name: str) -> dict[str, Record]:
    """The code set ``name``: code -> its row (label, label_zh), in the order of presentation."""
    found = {row["code"]: row for row in rows("codes") if row["set"] == name}
    if not found:
        raise KeyError(f"no code set {name!r} in codes.csv")
    return found
