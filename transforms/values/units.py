"""What a unit means.

One spelling of percent, the base unit without decimal scale and by the year, units in names.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from transforms.values.measures import SCALE, end_of_unit
from transforms.values.vocabulary import records


def _spellings(used: str) -> dict[str, str]:
    return {row["word"]: row["unit"] for row in records("unit_spellings", used=used)}


# what is stored, what is left in a base unit, and what only means the same
_STORED, _PLAIN, _SAME = _spellings("stored"), _spellings("base"), _spellings("same")
_FACTOR = {row["word"]: float(row["factor"]) for row in records("scales")}
# how often a year; a week or a school term is not certain
_A_YEAR = {
    row["word"]: float(Fraction(row["times_a_year"]))
    for row in records("periods")
    if row["times_a_year"]
}
_UNCERTAIN = frozenset(row["word"] for row in records("periods", times_a_year=""))
_LEADING_SCALE = re.compile(SCALE)
_SCALED = re.compile(rf"({SCALE})(.*)")
_PART = re.compile(r"[/·*×.、]")
_EMPTY = frozenset(["", "-", "--", "/", "无", "定性", "定量", "文字", "文字描述", "其他", "空"])
YES_NO = frozenset(["是/否", "是否", "是或否", "是、否", "有/无", "是\\否", "(是/否)"])
_FROM_NAME = re.compile(
    r"(?<![≥≤<>=])[≥≤<>=]++[*xX_×]+(?P<template>[^()*]+)"
    r"|\((?:单位:)?(?P<bracket>[^()*≥≤<>=0-9]+)\)(?=$|[,:。])"
)
_WRAPPED = re.compile(r"^[(\[](?:单位:?)?([^()\[\]]+)[)\]]$|^单位:(.+)$")


def printed(unit: str) -> str | None:
    """The unit as it is stored: as printed, but every spelling of percent is ``%``.

    >>> printed('百分比'), printed('万人次'), printed('个百分点'), printed('个工作日')
    ('%', '万人次', '百分点', '个工作日')
    """
    return _STORED.get(unit, unit) or None


def of_cell(cell: str) -> str | None:
    """The unit that a column of its own prints; None when it prints none. ``cell`` is folded.

    >>> of_cell('(%)'), of_cell('单位:个'), of_cell('/')
    ('%', '个', None)
    """
    if wrapped := _WRAPPED.match(cell):
        cell = wrapped[1] or wrapped[2]
    return None if cell in _EMPTY or cell in YES_NO or cell[:1].isdigit() else printed(cell)


@lru_cache(maxsize=4096)
def base(unit: str | None) -> tuple[float, str | None] | None:
    """The factor and unit that are left without decimal scale and by the year.

    None when that is not certain.

    >>> base('万人次'), base('次/月'), base('元/人*月'), base('次/周'), base('M'), base('%')
    ((10000.0, '人次'), (12.0, '次/年'), (12.0, '元/人·年'), None, (1.0, 'M'), (1.0, '%'))
    """
    if unit is None:
        return 1.0, None
    counted, slash, rest = unit.partition("/")
    factor = 1.0
    if (scaled := _SCALED.fullmatch(counted)) is not None:
        factor, counted = _FACTOR[scaled[1]], scaled[2]
    counted = _PLAIN.get(counted, counted)
    if not slash or f"{counted}/{rest}" in ("人/次", "台/套"):
        return factor, (counted + slash + rest) or None
    return _by_the_year(factor, counted, _PART.split(rest))


def _by_the_year(factor: float, counted: str, parts: list[str]) -> tuple[float, str] | None:
    if _UNCERTAIN.intersection(parts) or any(
        part[:1].isdigit() and part not in _A_YEAR for part in parts
    ):
        return None
    for index, part in enumerate(parts):
        if part in _A_YEAR:
            factor, parts[index] = factor * _A_YEAR[part], "年"
    return factor, f"{counted}/{'·'.join(parts)}"


@lru_cache(maxsize=4096)
def same(unit: str, other: str) -> bool:
    """Whether two printed units mean the same.

    ``㎡`` and 平方米 do, ``元/人*月`` and ``元/人·月``; not 元 and 万元, not 个 and 人.
    """
    return _plain(unit) == _plain(other)


def _plain(unit: str) -> tuple[str, ...]:
    unit = _SAME.get(unit, unit)
    return tuple(_SAME.get(part, part) for part in _PART.split(unit))


@lru_cache(maxsize=16384)
def of_name(name: str) -> str | None:
    """The unit that an indicator's (folded) name states.

    It stands in a template ``(≥**%)`` or in brackets at its end.

    >>> of_name('苗木成活率(≥**%)'), of_name('开展修复工程(个)')
    ('%', '个')
    >>> of_name('受益户数≥**户'), of_name('满意度')
    ('户', None)
    """
    for stated in _FROM_NAME.finditer(name):
        unit = stated["template"] or stated["bracket"]
        scale = _LEADING_SCALE.match(unit)
        end = end_of_unit(unit, scale.end() if scale else 0)
        if end and (stated["template"] or end == len(unit)):
            return printed(unit[:end])
    return None
