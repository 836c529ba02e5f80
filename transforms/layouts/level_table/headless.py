"""A table without a header: levels, names and values stand where they always do.

项目名称 | 辅具适配 |          |
产出指标 | 数量指标 | 适配人数 | 260人
         | 质量指标 | 合格率   | 100%
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.columns import Column, LevelHeader
from transforms.layouts.level_table.evidence import evidence
from transforms.layouts.shared.grid_rows import text_at
from transforms.layouts.shared.labels import label
from transforms.words.levels import level

_FEWEST = 2  # rows
_CERTAIN = 0.6  # share of the last column that states a value


def headless(rows: Sequence[Row]) -> LevelHeader | None:
    """A header of no row, before the first row of indicators; None if the columns are not certain.

    Level 1 and level 2 stand side by side, names behind them, values behind these, and nothing
    else. A grid that names several projects is left alone: whose its rows are is not known.
    """
    at = next((index for index, row in enumerate(rows) if _level_2(row) is not None), None)
    projects = sum(label(cell.text) == "project" for row in rows for _, cell in row.filled)
    if at is None or projects > 1:
        return None
    second = _level_2(rows[at]) or 0
    body = [row for row in rows[at:] if _is_of_levels(row, second)]
    columns = _columns(rows[at], second, body)
    return LevelHeader(at, at - 1, columns) if columns and len(body) >= _FEWEST else None


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


def _is_of_levels(row: Row, second: int) -> bool:
    text = text_at(row, (second,))
    return not text or level(None, text).subcategory is not None


def _columns(row: Row, second: int, body: Sequence[Row]) -> tuple[Column, ...]:
    """Level 1, level 2, names and values of the first row; empty if any of them is not certain."""
    filled = list(row.filled)
    number = next(at for at, (position, _) in enumerate(filled) if position == second)
    own = filled[number - 1 :]
    roles = ("category", "subcategory", "name", "value")
    if len(own) != len(roles):
        return ()
    columns = [
        Column(role, tuple(range(position, position + row.span(cell))), "")
        for role, (position, cell) in zip(roles, own, strict=True)
    ]
    below = evidence(columns[-1], body)
    if below.share("value") < _CERTAIN or _stands_beyond(columns[-1], body):
        return ()
    columns[-1] = replace(columns[-1], seen=below.says("value"))
    return tuple(columns)


def _stands_beyond(column: Column, body: Sequence[Row]) -> bool:
    """Whether a row prints anything behind the values."""
    return any(position > column.positions[-1] for row in body for position, _ in row.filled)
