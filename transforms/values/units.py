"""What a unit means: one spelling of percent, the base unit without decimal scale and by the year, units in names."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.values.measures import SCALE, end_of_unit

_MASS_NAMES = {"百分比": "%", "百分率": "%", "百分号": "%", "(%)": "%", "%%": "%", "百分数": "%", "比率": "%", "个百分点": "百分点"}
_FACTOR = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12,
}
_LEADING_SCALE = re.compile(SCALE)
_SCALED = re.compile(rf"({SCALE})(.*)")
_A_YEAR = {
    "年": 1.0, "半年": 2.0, "季度": 4.0, "季": 4.0, "月": 12.0, "个月": 12.0, "两年": 0.5, "2年": 0.5, "三年": 1 / 3, "3年": 1 / 3,
    "两月": 6.0, "2月": 6.0, "两个月": 6.0, "2个月": 6.0,
}
_UNCERTAIN = frozenset(["天", "日", "周", "旬", "学期", "工作日", "学年", "星期", "两周", "2周"])
_PART = re.compile(r"[/·*×.、]")
_SPELLINGS = {
    "公里": "km KM Km 千米",
    "平方米": "㎡ m2 m² 平米 M2",
    "天": "日",
    "公斤": "kg 千克",
    "立方米": "㎥ m3 m³ 立方 M3",
    "吨": "t",
    "米": "m",
    "小时": "h 个小时",
    "月": "个月",
    "工作日": "个工作日",
    "人次": "人/次 人·次",
    "季度": "季 个季度",
    "元": "元整 元人民币 人民币元",
    "台套": "台(套) 台/套",
    "百分点": "个百分点",
    "周": "个周",
    "年": "个年",
}
_SAME = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_PLAIN = {"个月": "月", "个工作日": "工作日", "个小时": "小时", "个季度": "季度", "元整": "元"}
_EMPTY = frozenset(["", "-", "--", "/", "无", "定性", "定量", "文字", "文字描述", "其他", "空"])
YES_NO = frozenset(["是/否", "是否", "是或否", "是、否", "有/无", "是\\否", "(是/否)"])
_FROM_NAME = re.compile(r"[≥≤<>=]+[*xX_×]+(?P<template>[^()*]+)|\((?:单位:)?(?P<bracket>[^()*≥≤<>=0-9]+)\)(?=$|[,:。])")
_WRAPPED = re.compile(r"^[(\[](?:单位:?)?([^()\[\]]+)[)\]]$|^单位:(.+)$")


def printed(unit: str) -> str | None:
    """The unit as it is stored: as printed, but every spelling of percent is ``%``.

    >>> printed('百分比'), printed('万人次'), printed('个百分点'), printed('个工作日')
    ('%', '万人次', '百分点', '个工作日')
    """
    return _MASS_NAMES.get(unit, unit) or None


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
    """The factor and unit that are left without decimal scale and by the year; None when that is not certain.

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
    if _UNCERTAIN.intersection(parts) or any(part[:1].isdigit() and part not in _A_YEAR for part in parts):
        return None
    for index, part in enumerate(parts):
        if part in _A_YEAR:
            factor, parts[index] = factor * _A_YEAR[part], "年"
    return factor, f"{counted}/{'·'.join(parts)}"


@lru_cache(maxsize=4096)
def same(one: str, other: str) -> bool:
    """Whether two printed units mean the same: ``㎡`` and 平方米, ``元/人*月`` and ``元/人·月``; not 元 and 万元, not 个 and 人."""
    return _plain(one) == _plain(other)


def _plain(unit: str) -> tuple[str, ...]:
    unit = _SAME.get(unit, unit)
    return tuple(_SAME.get(part, part) for part in _PART.split(unit))


@lru_cache(maxsize=16384)
def of_name(name: str) -> str | None:
    """The unit that an indicator's (folded) name states: in a template ``(≥**%)`` or in brackets at its end.

    >>> of_name('苗木成活率(≥**%)'), of_name('开展修复工程(个)'), of_name('受益户数≥**户'), of_name('满意度')
    ('%', '个', '户', None)
    """
    for found in _FROM_NAME.finditer(name):
        unit = found["template"] or found["bracket"]
        scale = _LEADING_SCALE.match(unit)
        end = end_of_unit(unit, scale.end() if scale else 0)
        if end and (found["template"] or end == len(unit)):
            return printed(unit[:end])
    return None
