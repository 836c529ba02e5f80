"""Levels that are not one column each: 四级指标 below 三级指标, two levels in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.words.folding import fold
from transforms.words.levels import two_levels

_MAY_HOLD_TWO = frozenset(("kind", "nature", "category", "subcategory", "name", "indicators", None))


def of_four(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; where 四级指标 is filled in, it has the names and 三级指标 explains them.

    二级指标 | 三级指标 | 四级指标       | 指标值
    数量指标 | 选派规模 | 选派特派员人数 | 100名
    """
    names = [column for column in columns if column.role == "name"]
    fourth = next((column for column in names if fold(column.printed).startswith("四级")), None)
    if fourth is None or len(names) < 2 or not _is_filled(fourth, names[0], body):
        return list(columns)
    return [
        replace(column, role="explanation") if column in names and column is not fourth else column
        for column in columns
    ]


def _is_filled(column: Column, other: Column, body: Sequence[Row]) -> bool:
    """Whether the column holds texts of its own in at least as many rows as the other one."""
    own = sum(bool((text := column.text(row)) and text != other.text(row)) for row in body)
    return own > 0 and own >= sum(bool(other.text(row)) for row in body) / 2


def two_in_one(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; the first one whose cells all hold level 1 and level 2 is the one of levels.

    指标类别          | 指标名称 | 指标值
    产出指标-数量指标 | 培训次数 | ≥7次
    """
    if any(column.role == "name" for column in columns):
        for number, column in enumerate(columns):
            if column.role in _MAY_HOLD_TWO and _holds_two(column, body):
                there = replace(column, role="category")
                return [*columns[:number], there, *columns[number + 1 :]]
    return list(columns)


def _holds_two(column: Column, body: Sequence[Row]) -> bool:
    texts = [text for row in body if (text := column.text(row))]
    known = sum(two_levels(text) is not None for text in texts)
    return known > 0 and known * 10 >= len(texts) * 8
