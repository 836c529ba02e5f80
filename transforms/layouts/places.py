"""Matrix of places (Fujian): one column of values for every town or village, one indicator a row; each place gets a row of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Row
from transforms.layouts._blocks import Block
from transforms.layouts._columns import RESULTS, TARGETS, is_listed
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Finding, Indicator, Section

LAYOUT = "places"


def recognise(section: Section) -> bool:
    """Level columns and, instead of a value column, columns headed by places."""
    header = header_of(section)
    return header is not None and "place" in header.roles and not header.roles & (TARGETS | RESULTS | {"standard_value"}) and not is_listed(header)


def read(section: Section) -> Extract:
    """One indicator a row and place. A place whose cell is blank has no target there."""
    return read_levels(section, LAYOUT, by_place)


def by_place(block: Block, row: Row, indicator: Indicator) -> Iterator[Indicator]:
    """The indicator once for every place that has a value; if none has, once without place and value."""
    columns = [column for column in block.columns if column.role == "place"]
    values = [(column, text) for column in columns if (text := column.text(row))]
    for column, text in values:
        yield replace(indicator, place=column.printed.strip(), annual_value=text, cell=row[column.positions[0]] or indicator.cell, findings=[])
    if not values:
        yield replace(indicator, findings=[Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)])
