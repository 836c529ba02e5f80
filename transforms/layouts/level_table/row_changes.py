"""What a row of a level table becomes where it is not one indicator with its value in a column of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.blocks import Block
from transforms.layouts.prose.cut import cut, pieces
from transforms.layouts.shared.numbered_parts import numbered
from transforms.records import Finding, Indicator
from transforms.words.folding import fold

_BRACKETS = re.compile(
    r"(?P<name>.*\S)\s*[(（](?P<value>(?=[^()（）\d]*+\d)[^()（）]*+)[)）]",
    re.DOTALL,
)
_CONDITION = re.compile(r"[≥≤><=]|不[低高少超大小]|达到|以上|以下|以内|\d%|提[升高]")


def by_place(block: Block, row: Row, indicator: Indicator) -> Iterator[Indicator]:
    """The indicator once for every place that has a value; if none has, once without place and
    value.
    """
    columns = [column for column in block.columns if column.role == "place"]
    values = [(column, text) for column in columns if (text := column.text(row))]
    for column, text in values:
        cell = row[column.positions[0]] or indicator.cell
        place = column.printed.strip()
        yield replace(indicator, place=place, annual_value=text, cell=cell, findings=[])
    if not values:
        yield replace(indicator, findings=[_without_value(indicator)])


def from_name(_block: Block, _row: Row, indicator: Indicator) -> Iterator[Indicator]:
    """The condition in the last brackets becomes the value, the rest stays the name.

    A row without a condition in brackets has no value, which is a finding. A cell that lists
    several is one indicator for each.
    """
    listed = numbered(indicator.name) or _stated(indicator.name or "")
    if listed:
        yield from (_listed(indicator, piece) for piece in listed)
        return
    match = _BRACKETS.fullmatch(indicator.name or "")
    if match and _CONDITION.search(fold(match["value"])):
        yield replace(indicator, name=match["name"], annual_value=match["value"].strip())
    else:
        yield replace(indicator, findings=[*indicator.findings, _without_value(indicator)])


def _stated(text: str) -> list[str]:
    """The names with their values, no brackets around these, of which a cell is made up:
    婚检率≥90%；建档率≥95%. Empty for any other text.
    """
    found = pieces(text)
    whole = all(cut(piece).value is not None for piece in found)
    return found if whole and not any(map(_BRACKETS.fullmatch, found)) else []


def _listed(indicator: Indicator, piece: str) -> Indicator:
    """One of several indicators in a cell; held back where its value cannot be told."""
    name, value, *_ = cut(piece)
    one = replace(indicator, name=name, annual_value=value, more=dict(indicator.more), findings=[])
    start = indicator.cell.text.find(piece)
    if start >= 0:
        one.source_text, one.span = piece, (start, start + len(piece))
    if value is None:
        one.findings = [Finding("value_not_cut", cell=indicator.cell, source_text=piece)]
    return one


def _without_value(indicator: Indicator) -> Finding:
    return Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)
