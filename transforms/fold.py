"""Folding: copies of printed text for matching. What is stored is never folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_CODE = re.compile(r"^[\[(【]?\d{2,}[\])】]?[-—_]*(?=[^\d\W])")
_MARK = re.compile(r"^\d{6,}[A-Z]?\d+[-—_]|^[★☆*]+|^(?:三级)?指标\d{1,2}[:：.、]|^\d{1,2}[.、](?!\d)")
_TEMPLATE = re.compile(r"[(（]?\s*[≥≤≧≦＞＜><=]+\s*\*+[^)）]*[)）]?")
_UNIT_IN_BRACKETS = re.compile(r"\((?:[^()\d]{1,3}|[^()\d]{0,6}[/%‰·][^()\d]{0,6})\)$")
_YEAR = re.compile(r"(?:20\d\d|二[〇○零]\S{2})年?度?")
_SHORT = 100  # characters: headers, names and values, which come again and again
_LONG = 5000  # characters: cells of a document, which are looked at several times while it is read
_BRACKETS = re.compile(r"\([^()]*\)")


def fold(text: str) -> str:
    """NFKC without any white space.

    >>> fold('产 出 指 标（50分）')
    '产出指标(50分)'
    """
    return _short(text) if len(text) < _SHORT else _long(text) if len(text) < _LONG else _folded(text)


def _folded(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


_short = lru_cache(maxsize=2**15)(_folded)
_long = lru_cache(maxsize=2**9)(_folded)


def bare(text: str) -> str:
    """Folded, and without remarks in brackets: '数量指标 (必填硬性指标)' -> '数量指标'."""
    return _BRACKETS.sub("", fold(text))


def fold_unit(text: str | None) -> str | None:
    """A department or unit as it is matched: without the code that some systems print before it; None stays None.

    >>> fold_unit('305-海口市卫生健康委员会'), fold_unit('[139]中国科学院'), fold_unit('某局')
    ('海口市卫生健康委员会', '中国科学院', '某局')
    """
    return None if text is None else _CODE.sub("", fold(text))


def fold_name(text: str) -> str:
    """An indicator's or project's name as it is matched over editions and years (docs/contract.md, indicator_key).

    >>> fold_name('★★★指标1：2024年农村低保发放人数(按月平均)(≥**人)'), fold_name('开展修复工程（个）')
    ('农村低保发放人数(按月平均)', '开展修复工程')
    """
    folded = _TEMPLATE.sub("", fold(text))
    while (cut := _MARK.sub("", folded)) != folded:
        folded = cut
    return _YEAR.sub("", _UNIT_IN_BRACKETS.sub("", folded)) or folded
