"""Columns of what stood before an adjustment, beside those of what holds since.

一级指标 | 二级指标 | 调整前   |        | 调整后   |
                    | 三级指标 | 指标值 | 三级指标 | 指标值
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from schemas.roles import roles
from transforms.layouts.level_table.columns import LEVELS, Column
from transforms.words.folding import fold

_CHANGE = "(?:调整|变更|修改|修订|调剂)"
_OF = "(?:年度|绩效|目标|指标|预算|申报|设定|批复|[一二三]级|计量|单位|值)"
_BEFORE = re.compile(rf"{_OF}*{_CHANGE}[之以]?前|原{_OF}")
_SINCE = re.compile(rf"{_OF}*(?:拟?{_CHANGE}[之以]?(?:后|为)|[现新]{_OF})")
_HOLDS = frozenset((*LEVELS, *roles("target", "ruling", "points")))

Named = Sequence[tuple[Column, str]]
"""The columns of a header, each with all words that stand over it."""


def since(named: Named) -> Iterable[Column]:
    """The columns; those of before the adjustment explain, where one of the same role or the only
    values stand under what holds since. ``named``: from left to right.
    """
    after = {column.role for column, words in named if _SINCE.match(fold(words))}
    for column, words in named:
        old = bool(after) and bool(_BEFORE.match(fold(words)))
        twice = column.role in after if column.role in LEVELS else column.role in _HOLDS
        printed = "".join(words.split())
        yield replace(column, role="explanation", printed=printed) if old and twice else column
