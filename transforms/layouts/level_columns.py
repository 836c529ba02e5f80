"""Layouts B and C, most provinces: one row an indicator, with 一级指标 二级指标 三级指标 and its value, operator, number and unit together or apart.

The form above the rows (项目名称, 主管部门, 项目资金, 年度目标) gives the project; several forms may follow each other in one sheet.
"""

from __future__ import annotations

from transforms.layouts._columns import RESULTS, TARGETS, is_listed
from transforms.layouts._levels import header_of
from transforms.layouts._levels import read as read_levels
from transforms.records import Extract, Section

LAYOUT = "level_columns"


def recognise(section: Section) -> bool:
    """Level columns and a target, no results, and no project in the header row."""
    header = header_of(section)
    return header is not None and bool(header.roles & TARGETS) and not header.roles & (RESULTS | {"standard_value"}) and not is_listed(header)


def read(section: Section) -> Extract:
    """One project a form, one indicator a row."""
    return read_levels(section, LAYOUT)
