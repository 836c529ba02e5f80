"""Folding: copies of printed text for matching. What is stored is never folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from schemas.lookup import rows

_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_CODE = re.compile(r"^[\[(【]?\d{2,}[\])】]?[-—_]*(?=[^\d\W])")
_MARK = re.compile(
    r"^(?:\d{6,}+[A-Z]\d++|\d{7,}+)[-—_]|^[★☆*]+|^(?:三级)?指标\d{1,2}[:：.、]|^\d{1,2}[.、](?!\d)"
)
_SIGN = "[≥≤≧≦＞＜><=]"
# begun at the first of several blanks or signs only: else each of them looks at all
_TEMPLATE = re.compile(rf"(?:[(（]\s*+|(?<!\s)\s*+)?(?<!{_SIGN}){_SIGN}++\s*+\*++[^)）]*+[)）]?")
_UNIT_IN_BRACKETS = re.compile(r"\((?:[^()\d]{1,3}|[^()\d]{0,6}[/%‰·][^()\d]{0,6})\)$")
_YEAR = re.compile(r"(?:20\d\d|二[〇○零]\S{2})年?度?")
_SHORT = 100  # characters: headers, names and values, which come again and again
_LONG = 5000  # characters: cells of a document, which are looked at several times while it is read
_NOTES = " ⁰¹²³⁴⁵⁶⁷⁸⁹*※"
# in letters of another language: Latin, Cyrillic, Arabic (Uyghur), Tibetan, Mongolian
_FOREIGN = "[A-Za-z\u0400-\u04ff\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af'’.,&/-]"
_TRANSLATION = re.compile(
    rf"(?<=[\u4e00-\u9fff]){_FOREIGN}{{3,}}$|^{_FOREIGN}{{3,}}+(?=[\u4e00-\u9fff])"
)
_BRACKETS = re.compile(r"\([^()]*\)")
NOTHING = frozenset(("", "-", "--", "—", "——", "/", "无"))
"""What a cell holds that says nothing, folded."""


def simple(text: str) -> str:
    """The text with simplified characters, as long as before.

    >>> simple('績效目標：≥5個')
    '绩效目标：≥5个'
    """
    table, traditional = _simplified()
    return text.translate(table) if traditional.search(text) else text


def as_printed(piece: str | None, printed: str, start: int = 0) -> str | None:
    """A piece of the simplified text as it stands in the printed one, from ``start`` on.

    >>> as_printed('达到5个', '養護數達到5個')
    '達到5個'
    """
    at = simple(printed).find(piece, start) if piece else -1
    return printed[at : at + len(piece)] if piece and at >= 0 else piece


@cache
def _simplified() -> tuple[dict[int, str], re.Pattern[str]]:
    """Traditional -> simplified, and what finds a text that holds one."""
    pairs = {
        ord(one): row["simplified"] for row in rows("traditional") for one in row["traditional"]
    }
    return pairs, re.compile(f"[{''.join(map(chr, pairs))}]")


def fold(text: str) -> str:
    """NFKC in simplified characters, without any white space.

    >>> fold('产 出 指 標（50分）')
    '产出指标(50分)'
    """
    return (
        _short(text) if len(text) < _SHORT else _long(text) if len(text) < _LONG else _folded(text)
    )


def _folded(text: str) -> str:
    return simple(_SPACE.sub("", unicodedata.normalize("NFKC", text)))


_short = lru_cache(maxsize=2**15)(_folded)
_long = lru_cache(maxsize=2**9)(_folded)


def bare(text: str) -> str:
    """Folded, without remarks in brackets, without its translation before or behind it, and without
    the mark of a footnote.

    >>> [bare(text) for text in ('数量指标 (必填指标)', '指标值 Target', 'Remarks 备注', '指标值²')]
    ['数量指标', '指标值', '备注', '指标值']
    """
    return _TRANSLATION.sub("", _BRACKETS.sub("", fold(text.rstrip(_NOTES))))


def fold_unit(text: str | None) -> str | None:
    """A department or unit as it is matched; None stays None.

    It is without the code that some systems print before it.

    >>> fold_unit('305-海口市卫生健康委员会'), fold_unit('[139]中国科学院'), fold_unit('某局')
    ('海口市卫生健康委员会', '中国科学院', '某局')
    """
    return None if text is None else _CODE.sub("", fold(text))


def fold_name(text: str) -> str:
    """An indicator's name as it is matched over editions and years.

    See docs/contract.md, indicator_key.

    >>> fold_name('★★★指标1：2024年农村低保发放人数(按月平均)(≥**人)')
    '农村低保发放人数(按月平均)'
    >>> fold_name('开展修复工程（个）')
    '开展修复工程'
    """
    folded = _unmarked(text)
    return _YEAR.sub("", _UNIT_IN_BRACKETS.sub("", folded)) or folded


def fold_project(text: str) -> str:
    """A project's name likewise. It has no unit: what stands in brackets tells projects apart.

    >>> fold_project('2024年道路改造（一期）'), fold_project('★困难补助（省级）')
    ('道路改造(一期)', '困难补助(省级)')
    """
    folded = _unmarked(text)
    return _YEAR.sub("", folded) or folded


def _unmarked(text: str) -> str:
    """Folded, without a template, and without stars, codes and numbers before the name."""
    folded = _TEMPLATE.sub("", fold(text))
    while (cut := _MARK.sub("", folded)) != folded:
        folded = cut
    return folded
