"""Columns of what stood before an adjustment, beside those of what holds since.

一级指标 | 二级指标 | 调整前   |        | 调整后   |
                    | 三级指标 | 指标值 | 三级指标 | 指标值
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.roles import roles
from transforms.document import Row
from transforms.layouts.level_table.columns import LEVELS, TARGETS, Column
from transforms.words.folding import fold
from transforms.words.headers import exact_column_of

_CHANGE = "(?:调整|变更|修改|修订|调剂)"
_OF = "(?:年度|绩效|目标|指标|申报|设定|批复|[一二三四]级|计量|度量|单位|值)"
_BEFORE = re.compile(rf"(?P<over>{_OF}*)(?:{_CHANGE}[之以]?前的?|(?:原|年初)(?={_OF}))")
_SINCE = re.compile(rf"(?P<over>{_OF}*)(?:拟?{_CHANGE}[之以]?[后为]的?|[现新](?={_OF}))")
_HOLDS = frozenset((*LEVELS, *roles("target", "ruling", "points")))

Named = Sequence[tuple[Column, str]]
"""The columns of a header, each with all words that stand over it."""


def since(named: Named, over: Row | None) -> Iterator[Column]:
    """The columns; those of before the adjustment explain, where one of the same role, or the only
    values, stand under what holds since. ``named``: from left to right; ``over``: the row of
    groups above the header.
    """
    known = [(_role(column, words), _over(over, column) + fold(words)) for column, words in named]
    after = {role for role, words in known if _SINCE.match(words)}
    for (column, printed), (role, words) in zip(named, known, strict=True):
        old = bool(after & _HOLDS) and bool(_BEFORE.match(words))
        if old and (role in after if role in LEVELS else role in _HOLDS):
            said = "".join(printed.split())
            yield replace(column, role="explanation", printed=_over(over, column) + said)
        else:
            yield column if not after else replace(column, role=role)


def groups_changes(row: Row) -> bool:
    """Whether a row above a header says which columns are of before and which hold since."""
    texts = [cell.folded for _, cell in row.filled if row.span(cell) > 1]
    return any(map(_BEFORE.match, texts)) and any(map(_SINCE.match, texts))


def _over(row: Row | None, column: Column) -> str:
    cell = row[column.positions[0]] if row is not None else None
    return cell.folded if cell is not None else ""


def _role(column: Column, words: str) -> str | None:
    """The role of a header; of one without a role, that of its words without 调整前, 调整后."""
    folded = fold(words)
    mark = _BEFORE.match(folded) or _SINCE.match(folded)
    if not mark or column.role in (*LEVELS, *TARGETS, "explanation"):
        return column.role
    rest = folded[mark.end() :]
    values = not rest or exact_column_of(mark["over"]) in TARGETS
    return "annual_value" if values else exact_column_of(rest)
