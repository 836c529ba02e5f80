"""Layout E, 绩效自评表: target and result side by side, with points, score and the reason of a deviation."""

from __future__ import annotations

from transforms.layouts._columns import RESULTS, TARGETS, is_listed
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Section

LAYOUT = "self_evaluation"


def recognise(section: Section) -> bool:
    """Level columns with a result, or a target and a score, and no project in the header row."""
    header = header_of(section)
    if header is None or "standard_value" in header.roles or is_listed(header):
        return False
    return bool(header.roles & RESULTS and header.roles & {*TARGETS, "actual_value"})


def read(section: Section) -> Extract:
    """One project a form, one indicator a row."""
    return read_levels(section, LAYOUT)
