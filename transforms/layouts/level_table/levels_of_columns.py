"""Levels that are not one column each: 四级指标 below 三级指标, two levels in one cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.words.folding import fold
from transforms.words.levels import level, two_levels

_NO_LEVELS = frozenset(("kind", "nature", "indicators", None))
_ONE_LEVEL: dict[str, Callable[[str], bool]] = {
    "category": lambda text: bool(level(text, None).category),
    "subcategory": lambda text: bool(level(None, text).subcategory),
}
_MAY_HOLD = _NO_LEVELS | {"category", "subcategory"}


def of_four(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; where 四级指标 is filled in, it has the names and 三级指标 explains them.

    二级指标 | 三级指标 | 四级指标       | 指标值
    数量指标 | 选派规模 | 选派特派员人数 | 100名
    """
    names = [column for column in columns if column.role == "name"]
    fourth = next((column for column in names if fold(column.printed).startswith("四级")), None)
    if fourth is None and len(names) > 1 and _heads_several(names[0], names[1], body):
        fourth = names[1]
    if fourth is None or len(names) < 2 or not _is_filled(fourth, names[0], body):
        return list(columns)
    return [
        replace(column, role="explanation") if column in names and column is not fourth else column
        for column in columns
    ]


def _heads_several(column: Column, behind: Column, body: Sequence[Row]) -> bool:
    """Whether a name heads several rows, each with a text of its own in the column right behind:

    三级指标 | 指标名称 | 指标值
    服务成效 | 推广技术 | ≥20项
    服务成效 | 培训农民 | ≥30人
    """
    if behind.positions[0] != column.positions[-1] + 1:
        return False
    pairs = [(column.text(row) or "", behind.text(row) or "") for row in body]
    several = any(
        below in ("", above) and above and own != other and own and other
        for (above, own), (below, other) in pairwise(pairs)
    )
    return several and all(own for above, own in pairs if above)


def _is_filled(column: Column, other: Column, body: Sequence[Row]) -> bool:
    """Whether the column holds texts of its own in at least as many rows as the other one."""
    own = sum(bool((text := column.text(row)) and text != other.text(row)) for row in body)
    return own > 0 and own >= sum(bool(other.text(row)) for row in body) / 2


def by_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; one left of the names is that of levels by what stands in its cells: level 1 and
    level 2 in one, or level 2 where no header names a level.

    指标类别          | 指标名称 | 指标值        指标类型 | 指标名称 | 指标值
    产出指标-数量指标 | 培训次数 | ≥7次          数量指标 | 培训次数 | ≥7次
    """
    roles = {column.role for column in columns}
    if "name" not in roles:
        return list(columns)
    has_levels = bool(roles & {"category", "subcategory"})
    for number, column in enumerate(columns):
        role = _level_role(column, body, has_levels=has_levels)
        if role:
            return [*columns[:number], replace(column, role=role), *columns[number + 1 :]]
        if column.role == "name":
            break
    return list(columns) if has_levels else _behind_names(columns, body)


def _behind_names(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns, where no header names a level; those that hold nothing but names of one level
    have its role, wherever they stand.

    指标名称 | 指标类型 | 指标级别 | 目标值
    培训次数 | 产出指标 | 数量指标 | ≥7次
    """
    found = list(columns)
    for role, fits in _ONE_LEVEL.items():
        at = (n for n, one in enumerate(found) if one.role in _NO_LEVELS and _most(one, body, fits))
        number = next(at, None)
        if number is not None:
            found[number] = replace(found[number], role=role)
    return found


def _level_role(column: Column, body: Sequence[Row], *, has_levels: bool) -> str | None:
    if column.role not in _MAY_HOLD:
        return None
    if _most(column, body, lambda text: two_levels(text) is not None):
        return "category"
    alone = not has_levels and column.role in _NO_LEVELS
    if alone and _most(column, body, lambda text: bool(level(None, text).subcategory)):
        return "subcategory"
    return None


def _most(column: Column, body: Sequence[Row], fits: Callable[[str], bool]) -> bool:
    """Whether four of five cells fit."""
    texts = [text for row in body if (text := column.text(row))]
    known = sum(map(fits, texts))
    return known > 0 and known * 5 >= len(texts) * 4
