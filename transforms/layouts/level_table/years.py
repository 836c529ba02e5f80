"""Columns of values whose heads name years: that of the form's own year holds the targets, those
of other years explain.

（2024年度）
一级指标 | 二级指标 | 三级指标 | 2022年       | 2023年       | 2024年
一级指标 | 二级指标 | 三级指标 | 2022年完成值 | 2023年完成值 | 2024年目标值
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import LEVELS
from transforms.records import Section
from transforms.words.folding import fold

_YEAR = re.compile(r"(20\d\d)年?(?:度|末|底)?(?P<says>[^\d]{0,12})")
_TARGET = re.compile(r"(?:绩效|预期|年度)?(?:目标|指标|计划)值?(?:\(.*\))?")
_VALUES = re.compile(r"目标|指标|计划|预期|实际|完成|执行|实绩|基[期数]|水平|现状|值")
_RULING = frozenset(("operator", "unit", "nature"))
_FEWEST = 2  # columns of years


def decide_years(section: Section) -> None:
    """Give the columns of years their roles.

    Where the form does not say its year, or has no column for it, none of several bare years has
    the targets, so that the table is held back; other heads keep the roles that their words name.
    """
    rows = section.table.rows if section.table else ()
    for index, row in enumerate(rows):
        heads = list(_heads(row))
        years = {year for year, _, _ in heads}
        if len(years) >= _FEWEST and stand_with_levels(rows, index, [one[2] for one in heads]):
            own = _own_year(section, rows[:index], heads)
            _decide(heads if own in years else _bare(heads), own)


def _decide(heads: Sequence[Head], own: int | None) -> None:
    for year, says, cell in heads:
        targets = year != own or not says or _TARGET.fullmatch(says)
        if cell.decided is None and targets:
            cell.decide("annual_value" if year == own else "explanation")


Head = tuple[int, str, Cell]
"""The year, what the head says behind it, the cell."""


def _heads(row: Row) -> Iterator[Head]:
    # left of the levels stand amounts
    first = next((at for at, cell in row.filled if cell.role in LEVELS), 0)
    for at, cell in row.filled:
        match = _YEAR.fullmatch(cell.folded) if at >= first else None
        if match and (not match["says"] or _VALUES.search(match["says"])):
            yield int(match[1]), match["says"], cell


def stand_with_levels(rows: Sequence[Row], index: int, heads: Sequence[Cell]) -> bool:
    """Whether heads of a row stand beside those of the levels, or in the row below these."""
    return _has_levels(rows[index]) or _is_below_levels(rows, index, heads)


def _has_levels(row: Row) -> bool:
    """Whether two cells of the row, merged over it from the row above too, name levels."""
    cells = {id(cell): cell for cell in row if cell is not None}
    return sum(cell.role in LEVELS for cell in cells.values()) >= _FEWEST


def _is_below_levels(rows: Sequence[Row], index: int, heads: Sequence[Cell]) -> bool:
    """Whether the row holds nothing but these heads, with signs and units between them, and the
    levels stand in the row above it.
    """
    years = {id(cell) for cell in heads}
    above = {id(cell) for cell in rows[index - 1]} if index else set()
    fresh = [cell for _, cell in rows[index].filled if id(cell) not in above]
    others = [cell.role for cell in fresh if id(cell) not in years]
    return bool(index) and _RULING.issuperset(others) and _has_levels(rows[index - 1])


def _bare(heads: Sequence[Head]) -> list[Head]:
    """The heads, where all of them are years alone."""
    return [] if any(says for _, says, _ in heads) else list(heads)


def _own_year(section: Section, above: Sequence[Row], heads: Sequence[Head]) -> int | None:
    """The year of the heading; else the only one for which targets are headed, or that the form
    names.
    """
    if section.heading.fiscal_year:
        return section.heading.fiscal_year
    aimed = {year for year, says, _ in heads if says and _TARGET.fullmatch(says)}
    texts = (*(line.text for line in section.above), *_texts(above))
    named = {int(year) for text in texts for year in re.findall(r"20\d\d(?=年)", fold(text))}
    years = {year for year, _, _ in heads}
    found = aimed or (named if named <= years else set())
    return next(iter(found)) if len(found) == 1 else None


def _texts(rows: Iterable[Row]) -> Iterator[str]:
    return (cell.text for row in rows for _, cell in row.filled)
