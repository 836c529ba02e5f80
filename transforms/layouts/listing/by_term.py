"""Amounts of the whole term beside those of the year, or of several years, in a listing.

年度预算           | 中期预算              总额 | 2024年 | 2025年 | 2026年
合计 | 财政拨款    | 合计 | 财政拨款       300  | 100    | 120    | 80
"""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.layouts.level_table.columns import LEVELS, Column
from transforms.records import PARTS
from transforms.words.folding import bare

_YEAR = re.compile(r"(20\d\d)年?度?(?:预算|资金|金额|安排)?数?")
_DECIDED = ("total", "no_column")
_YEARS = 2  # columns of amounts with nothing but a year over them


def by_term(columns: list[Column], year: int | None) -> list[Column]:
    """The columns; of the whole term the dataset has a total, and no parts. ``year``: that of the
    table; the amount of another year is not its own.
    """
    if any(column.role == "total" and column.period is False for column in columns):
        return [_of_term(column) if column.period else column for column in columns]
    years = _of_years(columns)
    if len(years) < _YEARS or not any(column.role == "total" for column in columns):
        return columns
    return [_of_one_year(column, years.get(column.positions), year) for column in columns]


def _of_term(column: Column) -> Column:
    if column.role == "total":
        return replace(column, role="period_total")
    return replace(column, role="no_column") if column.role in PARTS else column


def _of_years(columns: list[Column]) -> dict[tuple[int, ...], int]:
    """The columns left of the levels with nothing but a year over them, and the year."""
    first = min((one.positions[0] for one in columns if one.role in LEVELS), default=0)
    others = (one for one in columns if one.role not in _DECIDED)
    named = ((one, _YEAR.fullmatch(bare(one.printed))) for one in others)
    return {one.positions: int(year[1]) for one, year in named if year and one.positions[0] < first}


def _of_one_year(column: Column, own: int | None, year: int | None) -> Column:
    if own is None:
        return replace(column, role="period_total") if column.role == "total" else column
    return replace(column, role="total" if own == year else "no_column")
