"""Layout F (Hebei): grades 优 良 中 差 with a threshold each instead of one target. The thresholds are kept in the explanation."""

from __future__ import annotations

from transforms.layouts._columns import RESULTS, TARGETS, is_listed
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Section

LAYOUT = "thresholds"


def recognise(section: Section) -> bool:
    """A column of indicators, at least three columns of grades, and no target."""
    header = header_of(section)
    if header is None or header.roles & (TARGETS | RESULTS) or is_listed(header):
        return False
    return sum(column.role == "threshold" for column in header.columns) >= 3


def read(section: Section) -> Extract:
    """One indicator a row, without a target value: no grade is the target, and none is taken for it."""
    return read_levels(section, LAYOUT)
