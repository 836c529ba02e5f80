"""A table without a header: levels, names and values stand where they always do.

项目名称 | 辅具适配 |          |
产出指标 | 数量指标 | 适配人数 | 260人
         | 质量指标 | 合格率   | 100%
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Row
from transforms.layouts.level_table.columns import LEVELS, Column, LevelHeader
from transforms.layouts.level_table.columns_by_content import columns_behind
from transforms.layouts.shared.grid_rows import text_at
from transforms.layouts.shared.labels import label
from transforms.words.levels import level

_FEWEST = 2  # rows
_LABEL = re.compile("指标|目标")


def headless(rows: Sequence[Row]) -> LevelHeader | None:
    """A header of no row, before the first row of indicators; None if the columns are not certain.

    Level 1 and level 2 stand side by side, and what stands behind them tells names and values. A
    grid that names several projects is left alone: whose its rows are is not known.
    """
    at = next((index for index, row in enumerate(rows) if _level_2(row) is not None), None)
    projects = sum(label(cell.text) == "project" for row in rows for _, cell in row.filled)
    if at is None or projects > 1:
        return None
    second = _level_2(rows[at]) or 0
    body = [row for row in rows[at:] if _is_of_levels(row, second, rows[at])]
    if len(body) < _FEWEST:
        return None
    columns = _columns(rows[at], second, body)
    return LevelHeader(at, at - 1, columns) if columns else None


def _level_2(row: Row) -> int | None:
    """The position of a level 2 right behind a level 1; None if none stands so."""
    pairs = zip(row.filled, row.filled[1:], strict=False)
    return next(
        (
            position
            for (_, first), (position, second) in pairs
            if level(first.text, None).category and level(None, second.text).subcategory
        ),
        None,
    )


def _is_of_levels(row: Row, second: int, first: Row) -> bool:
    """Whether the row names an indicator: something stands behind a level 2, or behind a blank one
    with nothing before it but what goes on from above.
    """
    if not any(at > second for at, _ in row.filled):
        return False
    if text := text_at(row, (second,)):
        return level(None, text).subcategory is not None
    known = {cell.folded for at, cell in first.filled if at < second}
    before = (cell for at, cell in row.filled if at < second)
    return all(cell.folded in known or level(cell.text, None).category for cell in before)


def _columns(row: Row, second: int, body: Sequence[Row]) -> tuple[Column, ...]:
    """Level 1, level 2 and what stands behind them; empty if any column is not certain."""
    filled = list(row.filled)
    number = next(at for at, (position, _) in enumerate(filled) if position == second)
    own = filled[number - 1 : number + 1]
    levels = [
        Column(role, tuple(range(position, position + row.span(cell))), "")
        for role, (position, cell) in zip(LEVELS[:2], own, strict=True)
    ]
    behind = columns_behind(levels[-1].positions[-1] + 1, body)
    return (*levels, *behind) if behind and _is_side(levels[0].positions[0], body) else ()


def _is_side(first: int, body: Sequence[Row]) -> bool:
    """Whether nothing stands before the levels but one label down the side: 年度绩效指标.

    A project beside its rows would be more.
    """
    before = {cell.folded for row in body for at, cell in row.filled if at < first}
    return not before or (len(before) == 1 and bool(_LABEL.search(before.pop())))
