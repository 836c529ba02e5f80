"""A header whose words nobody listed: what stands below it tells that it is one.

指标大类 | 指标中类 | 考核事项 | 限定词 | 拟达标准 | 计数单位
产出指标 | 数量指标 | 培训次数 | ≥      | 7        | 次
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from transforms.document import Cell, Row
from transforms.layouts.level_table.assignment import is_aside
from transforms.layouts.level_table.columns import LEVELS, PROJECT, TARGETS, Column, LevelHeader
from transforms.layouts.level_table.settled import settled
from transforms.layouts.shared.grid_rows import text_at
from transforms.words.levels import level, two_levels

_VALUE = re.compile(r"[≥≤≧≦><=＞＜＝%％\d]")
_LONGEST = 14  # characters of a word of a header
_FEWEST = 3  # columns
_LOOKED_AT = 40  # rows below


def unlisted(rows: Sequence[Row], index: int) -> LevelHeader | None:
    """The header that this row is by what stands below it: levels in a column, names and targets
    behind it.

    None if the row names a project or a level, holds a value, or if any of the three is not there.
    """
    row, body = rows[index], below_header(rows, index, index)[:_LOOKED_AT]
    if not body or len(row.filled) < _FEWEST:
        return None
    columns = list(_with_levels(row, body))
    levels = {at for column in columns if column.role in LEVELS[:2] for at in column.positions}
    if not _are_words(row, levels):
        return None
    if not any(column.role in LEVELS[:2] for column in columns):
        return None
    header = LevelHeader(index, index, tuple(columns))
    found = settled(header, body)
    known = {column.role for column in found}
    # beside a column that nobody understands, that of the names may be another one
    understood = all(column.role or is_aside(column.printed) for column in found)
    return header if understood and "name" in known and known & TARGETS else None


def below_header(rows: Sequence[Row], first: int, last: int) -> list[Row]:
    """The rows below a header, without those that print it again."""
    own = [row.words for row in rows[first : last + 1]]
    return [row for row in rows[last + 1 :] if row.words not in own]


def _are_words(row: Row, levels: Set[int]) -> bool:
    """Whether the row holds words alone. One that may be a label of the project (绩效目标) stands
    over levels, or names of indicators have a column beside it, as in a listing.
    """
    listing = any(cell.role == "name" for _, cell in row.filled)
    return all(
        len(cell.folded) <= _LONGEST
        and (listing or cell.role not in PROJECT or at in levels)
        and (cell.role or not _VALUE.search(cell.folded))
        and not _names_level(cell)
        for at, cell in row.filled
    )


def _names_level(cell: Cell) -> bool:
    text = cell.text
    return bool(level(text, None).category or level(None, text).subcategory or two_levels(text))


def _columns(row: Row) -> Iterator[Column]:
    for position, cell in row.filled:
        positions = tuple(range(position, position + row.span(cell)))
        yield Column(cell.role, positions, cell.text.strip())


def _with_levels(row: Row, body: Sequence[Row]) -> Iterator[Column]:
    """The columns; those that hold nothing but names of one level have its role. One word may go
    over both levels, merged or with a blank cell behind it.
    """
    for column in _columns(row):
        behind = column.positions[-1] + 1
        blank = behind < len(row) and not row.words[behind]
        places = (*column.positions, behind) if blank else column.positions
        apart = [_of_level(replace(column, positions=(at,)), body) for at in places]
        both = {one.role for one in apart} == set(LEVELS[:2]) and len(apart) == 2
        yield from apart if both else [_of_level(column, body)]


def _of_level(column: Column, body: Sequence[Row]) -> Column:
    texts = [text for row in body[:_FEWEST] if (text := text_at(row, column.positions))]
    if texts and all(map(two_levels, texts)):
        return replace(column, role="category")
    if texts and all(level(None, text).subcategory for text in texts):
        return replace(column, role="subcategory")
    if texts and all(level(text, None).category for text in texts):
        return replace(column, role="category")
    return column
