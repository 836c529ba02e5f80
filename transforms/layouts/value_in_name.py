"""Core indicators of central programmes (2024): no value column; the target stands in brackets at the end of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Row
from transforms.fold import fold
from transforms.layouts._blocks import Block
from transforms.layouts._columns import RESULTS, TARGETS, is_listed
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Finding, Indicator, Section

LAYOUT = "value_in_name"
_BRACKETS = re.compile(r"(?P<name>.*\S)\s*[(（](?P<value>[^()（）]*\d[^()（）]*)[)）]", re.DOTALL)
_CONDITION = re.compile(r"[≥≤><=]|不[低高少超大小]|达到|以上|以下|以内|\d%|提[升高]")


def recognise(section: Section) -> bool:
    """Level columns, 三级指标 among them, and no column of values, places or thresholds."""
    header = header_of(section)
    others = TARGETS | RESULTS | {"place", "threshold", "standard_value", None}
    return header is not None and {"name", "category"} <= header.roles and not header.roles & others and not is_listed(header)


def read(section: Section) -> Extract:
    """One indicator a row; a row without a condition in brackets has no value, which is a finding."""
    return read_levels(section, LAYOUT, from_name)


def from_name(_block: Block, _row: Row, indicator: Indicator) -> Iterator[Indicator]:
    """The condition in the last brackets becomes the value, the rest stays the name."""
    found = _BRACKETS.fullmatch(indicator.name or "")
    if found and _CONDITION.search(fold(found["value"])):
        yield replace(indicator, name=found["name"], annual_value=found["value"].strip())
    else:
        yield replace(indicator, findings=[*indicator.findings, Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)])
