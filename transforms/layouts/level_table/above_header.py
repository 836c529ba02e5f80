"""Rows of indicators above the first header of their grid: the one above them was cut off, or the
header is printed with the next page only.

产出指标 | 数量指标 | 培训次数   | ≥7次   | 10
一级指标 | 二级指标 | 三级指标   | 指标值 | 分值
效益指标 | 社会效益 | 受益人数   | ≥90人  | 10
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from schemas.roles import roles
from transforms.document import Row
from transforms.layouts.level_table.columns import LEVELS, TARGETS, Column, LevelHeader, is_listed
from transforms.layouts.level_table.evidence import FITS, is_nothing
from transforms.layouts.shared.grid_rows import is_running_number
from transforms.layouts.shared.labels import label
from transforms.words.folding import fold
from transforms.words.levels import level

_NUMBERS = frozenset((*roles("points"), "level_points"))
_RULING = frozenset(("unit", "operator"))
_NAMED = re.compile(r"[^\W\d_].*[^\W\d_]")


def rows_above(header: LevelHeader, columns: Sequence[Column], form: Sequence[Row]) -> int:
    """How many of the last rows of a form are rows of indicators under the columns below them."""
    known = {column.role for column in columns}
    if is_listed(header) or "name" not in known or not known & TARGETS:
        return 0
    rows = list(takewhile(lambda row: _may_be(row, columns), reversed(form)))
    # a blank level goes on with the one above: the first row has its own
    return max((number for number, row in enumerate(rows, 1) if _is_one(row, columns)), default=0)


def _may_be(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row has a name and a cell for each column, and nothing else than this may hold."""
    texts = [(column.role, fold(column.text(row) or "")) for column in columns]
    cells = [id(row[column.positions[0]]) for column in columns if column.text(row)]
    labelled = any(label(text) for role, text in texts if role != "name")
    apart = len(set(cells)) == len(cells)
    return apart and not labelled and all(_admits(role, text) for role, text in texts)


def _admits(role: str | None, text: str) -> bool:
    if role == "name":
        return bool(_NAMED.search(text)) and not is_nothing(text)
    if is_nothing(text) or not text:
        return True
    if role in _NUMBERS:
        return FITS["number"](text)
    if role in _RULING:
        return FITS[role](text) or FITS["neutral"](text)
    return role != "sequence" or is_running_number(text)


def _is_one(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row has a level of the taxonomy; or levels of its own words, and a unit or a sign
    beside its value, which no row of a form has.
    """
    texts = {column.role: text for column in columns if (text := column.text(row))}
    first, second = texts.get(LEVELS[0]), texts.get(LEVELS[1])
    if level(first or "", None).category or level(None, second or "").subcategory:
        return True
    return bool(first and second and texts.keys() & TARGETS and texts.keys() & _RULING)
