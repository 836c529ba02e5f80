"""Values of rows that are published without one; running numbers and points are none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.targets import Columns

# a number with a sign or a unit
VALUE = re.compile(r"[≥≧⩾≤≦⩽><=].*\d.*|.*\d[%‰].*|\d[\d.,]*(?!分$)[^\W\d_][^\d]*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TARGETS = {"annual", "period", "actual", "place"}


def is_aside(cell: Text, row: Printed, sites: list[Site], running: Columns) -> bool:
    """Whether a number counts the rows, or is published as points."""
    counts_rows = (cell.first, cell.last) in running and _is_before_names(cell, sites)
    return counts_rows or _is_points(cell, row, sites)


def lone_columns(part: Part, known: Known, running: Columns) -> Columns:
    """The columns in which two rows that are published without a value print one: what the others
    print there is their value too, in words.
    """
    found = Counter[tuple[int, int]]()
    for row in part.rows:
        sites = known.by_row.get(row, [])
        if sites and not are_valued(sites):
            found.update(_values(row, sites, running))
    return {column for column, count in found.items() if count > 1}


def are_valued(sites: Iterable[Site]) -> bool:
    """Whether one of these is published with a value."""
    return any(_TARGETS & site.claim.texts.keys() for site in sites)


def _values(row: Printed, sites: list[Site], running: Columns) -> Iterator[tuple[int, int]]:
    """The columns in which a row prints values."""
    for cell in row.filled:
        if cell.top == row.index and is_value(cell) and not is_aside(cell, row, sites, running):
            yield cell.first, cell.last


def running_columns(part: Part) -> Columns:
    """The columns that count the rows: 1, 2, 3."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in part.rows:
        for cell in row.filled:
            if cell.top == row.index and cell.text.isdecimal():
                found[cell.first, cell.last].append(cell.text)
    return {
        column
        for column, numbers in found.items()
        if len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    }


def _is_before_names(cell: Text, sites: list[Site]) -> bool:
    return all(cell.last < site.name.first for site in sites if site.name is not None)


def _is_points(cell: Text, row: Printed, sites: list[Site]) -> bool:
    """Whether a number, or a share of the points (10%), stands in the row as often as it is
    published as points or score.
    """
    text = cell.text.rstrip("%")
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text.replace(",", ""))
    known = [one for site in sites for one in (site.claim.points, site.claim.score)]
    return known.count(number) >= sum(other.text.rstrip("%") == text for other in row.filled)


def is_value(cell: Text) -> bool:
    """Whether a cell is a number, or a target with a number."""
    return bool(VALUE.fullmatch(cell.text) or _NUMBER.fullmatch(cell.text))
