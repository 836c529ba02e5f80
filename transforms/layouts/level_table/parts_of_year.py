"""Columns of values whose heads name parts of the year: that of the whole year has the targets, the
others explain.

一级指标 | 二级指标 | 三级指标 | 指标值
                              | 1-3月 | 1-6月 | 1-9月 | 1-12月
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Cell, Row
from transforms.layouts.level_table.years import stand_with_levels
from transforms.records import Section

_PART = re.compile(
    r"(?:第?[一二三四1-4]季度|(?:1[-—~至])?\d{1,2}月|[上下]半年|前[二三]季度|半年)"
    r"(?:累计|末)?(?:指标|目标)?值?"
)
_WHOLE = re.compile(r"(?:全年|年度|1[-—~至]12月|年[底末])(?:累计)?(?:绩效)?(?:指标|目标)?值?")
_FEWEST = 2  # columns of parts


def decide_parts(section: Section) -> None:
    """Give the columns of parts of the year their roles, where one holds the whole year."""
    rows = section.table.rows if section.table else ()
    for index, row in enumerate(rows):
        parts = _cells(row, _PART)
        wholes = [cell for cell in _cells(row, _WHOLE) if cell not in parts]
        are_heads = len(parts) >= _FEWEST and len(wholes) == 1
        if are_heads and stand_with_levels(rows, index, [*parts, *wholes]):
            _decide(parts, wholes[0])


def _cells(row: Row, pattern: re.Pattern[str]) -> list[Cell]:
    """The heads that are of this kind, 1-12月 as the whole year only."""
    cells = [cell for _, cell in row.filled if pattern.fullmatch(cell.folded)]
    return [cell for cell in cells if pattern is _WHOLE or not _WHOLE.fullmatch(cell.folded)]


def _decide(parts: Sequence[Cell], whole: Cell) -> None:
    for cell in (*parts, whole):
        if cell.decided is None:
            cell.decide("annual_value" if cell is whole else "explanation")
