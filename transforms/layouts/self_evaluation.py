"""Layout E, 绩效自评表: target and result side by side, with points, score and the reason of a deviation."""

from __future__ import annotations

from transforms.layouts._columns import RESULTS
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Section

LAYOUT = "self_evaluation"


def recognise(section: Section) -> bool:
    """Level columns with a result or a score, and no project in the header row."""
    header = header_of(section)
    return header is not None and bool(header.roles & RESULTS) and not header.roles & {"project", "standard_value"}


def read(section: Section) -> Extract:
    """One project a form, one indicator a row."""
    return read_levels(section, LAYOUT)
