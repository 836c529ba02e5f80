"""Columns of values headed by years alone: that of the form's own year holds the targets.

（2024年度）
一级指标 | 二级指标 | 三级指标 | 2022年 | 2023年 | 2024年
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import LEVELS
from transforms.records import Section
from transforms.words.folding import fold

_YEAR = re.compile(r"(20\d\d)年?度?(?:绩效)?(?:(?:预期)?(?:目标|指标|计划)值?)?(?:\(.{1,8}\))?")
_FEWEST = 2  # columns of years


def decide_years(section: Section) -> None:
    """Give the columns of years their roles: the targets to that of the form's year, the others
    explain. Where the form does not say its year, or has no column for it, they stay unknown.
    """
    rows = section.table.rows if section.table else ()
    for index, row in enumerate(rows):
        years = dict(_years(row))
        if len(years) < _FEWEST or not _has_levels(row):
            continue
        own = _own_year(section, rows[:index], set(years))
        for year, cell in years.items() if own in years else ():
            if cell.decided is None:
                cell.decide("annual_value" if year == own else "explanation")


def _years(row: Row) -> Iterator[tuple[int, Cell]]:
    for _, cell in row.filled:
        if match := _YEAR.fullmatch(cell.folded):
            yield int(match[1]), cell


def _has_levels(row: Row) -> bool:
    """Whether two cells of the row, merged over it from the row above too, name levels."""
    cells = {id(cell): cell for cell in row if cell is not None}
    return sum(cell.role in LEVELS for cell in cells.values()) >= _FEWEST


def _own_year(section: Section, above: Sequence[Row], years: set[int]) -> int | None:
    """The year of the heading; else the only one of ``years`` that the form names."""
    if section.heading.fiscal_year:
        return section.heading.fiscal_year
    texts = (*(line.text for line in section.above), *_texts(above))
    named = {int(year) for text in texts for year in re.findall(r"20\d\d(?=年)", fold(text))}
    return next(iter(named), None) if len(named) == 1 and named <= years else None


def _texts(rows: Iterable[Row]) -> Iterator[str]:
    return (cell.text for row in rows for _, cell in row.filled)
