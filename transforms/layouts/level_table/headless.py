"""A table without a header: levels, names and values stand where they always do.

项目名称 | 辅具适配 |          |
产出指标 | 数量指标 | 适配人数 | 260人
         | 质量指标 | 合格率   | 100%
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.document import Row
from transforms.layouts.level_table.columns import LEVELS, Column, LevelHeader
from transforms.layouts.level_table.columns_by_content import columns_behind
from transforms.layouts.level_table.projects_by_content import columns_before
from transforms.layouts.shared.grid_rows import text_at
from transforms.layouts.shared.labels import label
from transforms.words.folding import fold
from transforms.words.levels import level, two_levels

_FEWEST = 2  # rows

Roles = tuple[str, ...]


class Place(NamedTuple):
    """Where the cells of one level stand."""

    role: str
    at: int
    span: int


def _is_level_1(text: str) -> bool:
    return bool(level(text, None).category)


def _is_level_2(text: str) -> bool:
    return bool(level(None, text).subcategory)


def _is_level_2_alone(text: str) -> bool:
    return _is_level_2(text) and fold(text).endswith("指标")


# in this order: a column that holds both levels is one of level 1, as below a header
_FITS: dict[Roles, tuple[Callable[[str], bool], ...]] = {
    LEVELS[:2]: (_is_level_1, _is_level_2),
    LEVELS[:1]: (lambda text: two_levels(text) is not None,),
    LEVELS[1:2]: (_is_level_2_alone,),
}


def headless(rows: Sequence[Row]) -> LevelHeader | None:
    """A header of no row, before the first row of indicators; None if the columns are not certain.

    Level 1 and level 2 stand side by side, in one cell, or level 2 stands alone, and what stands
    behind them tells names and values. A grid that names several projects is left alone: whose its
    rows are is not known.
    """
    projects = sum(label(cell.text) == "project" for row in rows for _, cell in row.filled)
    places = next(filter(None, (_first(rows, roles) for roles in _FITS)), None)
    if places is None or projects > 1:
        return None
    at, levels = places
    last = levels[-1]
    body = [row for row in rows[at:] if _is_of_levels(row, last, rows[at])]
    if len(body) < _FEWEST:
        return None
    columns = _columns(levels, body)
    return LevelHeader(at, at - 1, columns) if columns else None


def _first(rows: Sequence[Row], roles: Roles) -> tuple[int, tuple[Place, ...]] | None:
    """The number of the first row with cells of these roles side by side, and their places."""
    for number, row in enumerate(rows):
        filled = list(row.filled)
        for start in range(len(filled)):
            own = filled[start : start + len(roles)]
            if len(own) == len(roles) and all(
                _FITS[roles][n](cell.text) for n, (_, cell) in enumerate(own)
            ):
                return number, tuple(
                    Place(role, at, row.span(cell))
                    for role, (at, cell) in zip(roles, own, strict=True)
                )
    return None


def _is_of_levels(row: Row, last: Place, first: Row) -> bool:
    """Whether the row names an indicator: something stands behind its levels, or behind a blank one
    with nothing before it but what goes on from above.
    """
    if not any(at > last.at for at, _ in row.filled):
        return False
    if text := text_at(row, (last.at,)):
        return bool(level(None, text).subcategory or two_levels(text))
    known = {cell.folded for at, cell in first.filled if at < last.at}
    before = (cell for at, cell in row.filled if at < last.at)
    return all(cell.folded in known or level(cell.text, None).category for cell in before)


def _columns(levels: Sequence[Place], body: Sequence[Row]) -> tuple[Column, ...]:
    """The levels, and what stands before and behind them; empty if any column is not certain."""
    own = [Column(one.role, tuple(range(one.at, one.at + one.span)), "") for one in levels]
    before = columns_before(levels[0].at, body)
    behind = columns_behind(own[-1].positions[-1] + 1, body)
    if before is None or (before and any(column.role == "score" for column in behind)):
        return ()  # the one figure of a project may be its score
    return (*before, *own, *behind) if behind else ()
