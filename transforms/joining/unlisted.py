"""The header of a table whose words nobody listed, by the levels that stand below it.

指标大类 | 指标中类 | 考核事项 | 拟达标准
产出指标 | 数量指标 | 培训次数 | ≥7次
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.joining.body import names_level
from transforms.joining.head import VALUES, Head, heads
from transforms.words.levels import level

_OF_FORM = frozenset(roles("text", "term", "amount", "part", "form", "rate"))
_STATES = re.compile(r"[≥≤≧≦><=＞＜＝%％\d]")
_LONGEST = 14  # characters of a word of a header
_FEWEST = 3  # columns
_WITHIN = 40  # rows


def heads_of(rows: Sequence[Row]) -> list[Head]:
    """All headers of a table from top to bottom; one that nobody listed only where no other is."""
    found = heads(rows)
    if found:
        return found
    near = rows[:_WITHIN]
    at = next((at for at, row in enumerate(near[:-1]) if _is_over(row, near[at + 1])), None)
    return [] if at is None else [_head(rows, at)]


def unheaded(rows: Sequence[Row]) -> list[Head]:
    """A header of no row above the first levels, where a table prints none; none without levels."""
    near = enumerate(rows[:_WITHIN])
    named = [at for at, row in near if any(_level_role(cell) for _, cell in row.filled)]
    width = len(rows[0])
    none = Head(named[0], named[0] - 1, (None,) * width, (frozenset(),) * width) if named else None
    return [none] if none is not None and len(named) > 1 else []


def _is_over(row: Row, below: Row) -> bool:
    """Whether a row is made of short words, and a level 1 and a level 2 stand below it; a level 2
    alone where a word names values.
    """
    if len(row.filled) < _FEWEST or not all(_is_word(cell) for _, cell in row.filled):
        return False
    under = {_level_role(cell) for at, cell in below.filled if cell is not row[at]}
    valued = any(cell.role in VALUES for _, cell in row.filled)
    return "subcategory" in under and ("category" in under or valued)


def _is_word(cell: Cell) -> bool:
    text = cell.folded
    stated = len(text) > _LONGEST or _STATES.search(text) or names_level(text)
    return not stated and cell.role not in _OF_FORM


def _level_role(cell: Cell | None) -> str | None:
    if cell is None or not cell.folded:
        return None
    if level(None, cell.text).subcategory:
        return "subcategory"
    return "category" if level(cell.text, None).category else None


def _head(rows: Sequence[Row], at: int) -> Head:
    """The header, with the roles that its words or the levels below them tell."""
    pairs = zip(rows[at], rows[at + 1], strict=True)
    found = tuple(_level_role(below) or (cell.role if cell else None) for cell, below in pairs)
    return Head(at, at, found, tuple(frozenset((word,)) for word in rows[at].words))
