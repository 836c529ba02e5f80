"""Whose values a set of columns holds, by what stands beside or above its header: those of the
whole term or of the year.
"""

from __future__ import annotations

from transforms.document import Cell, Row
from transforms.layouts.level_table.blocks import Block
from transforms.layouts.level_table.columns import LevelHeader
from transforms.words.headers import column_of

_BANDS = frozenset(("side", "indicators", "goal", "period_goal"))


def period_beside(header: LevelHeader, row: Row, form: list[Row]) -> bool | None:
    """长期绩效指标 or 年度绩效指标, at the side of the header or as a band right above it."""
    beside = (column.period for column in header.columns if column.role in ("side", None))
    side = next((period for period in beside if period is not None), None)
    if side is not None or not form:
        return side
    cells: list[Cell] = [cell for _, cell in form[-1].filled]
    return None if cells[0] in row else period_of_band(form[-1])


def period_of_band(row: Row) -> bool | None:
    """Whose values a row of one cell announces: True for the whole term, False for the year; None
    if it is no band, or says neither.
    """
    cells = [cell for _, cell in row.filled]
    if len(cells) != 1 or column_of(cells[0].text) not in _BANDS:
        return None
    if any(word in cells[0].folded for word in ("长期", "中期", "实施")):
        return True
    return False if "年度" in cells[0].folded else None


def said_above(form: list[Row], block: Block) -> bool | None:
    """The nearest cell above the block's own columns that says 中期目标 or 年度目标."""
    positions = {
        position
        for column in block.columns
        if column.role in ("name", "annual_value")
        for position in column.positions
    }
    for row in reversed(form):
        for position in sorted(positions):
            cell = row[position]
            role = cell.role if cell is not None else None
            if (
                role in ("goal", "period_goal")
                and cell is not None
                and row.span(cell) < len(row) - 2
            ):
                return role == "period_goal"
    return None
