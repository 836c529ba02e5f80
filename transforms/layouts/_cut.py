"""One indicator in running text, '完成及时率(≥**%)>=100%' -> its name and its value, where the text itself shows the cut."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_TEMPLATE = r"[(（]?\s*(?:>=|<=|[≥≤≧≦><=＞＜＝])\s*\*+[^)）≥≤≧≦><=＞＜＝]*[)）]?"  # a placeholder of the form, (≥**%): part of the name
_OPERATOR = re.compile(rf"{_TEMPLATE}|(?P<operator>>=|<=|[≥≤≧≦><=＞＜＝])")
_WORD = re.compile(
    r"(?:不低于|不少于|不小于|不高于|不超过|不大于|控制在|达到|达|大于|小于)\s*(?=\d|百分之|[一二三四五六七八九十百千]+(?:个|次|人|家|项))")
_RATE = re.compile(r"(.*?(?:率|度|占比|比例|比重))\s*(\d+(?:\.\d+)?\s*[%％](?:及?以[上下内]|左右)?)")
_QUALITATIVE = re.compile(r"(.+?)定性[:：]?\s*(\S.*)")
_COLON = re.compile(r"([^:：]+?)[:：]\s*(.+)", re.DOTALL)
_ACTUAL = re.compile(r"[,，、(（]\s*实际[^\d,，;；]{0,8}?(?P<value>\d[^)）]*)[)）]?$")
_SEPARATOR = re.compile(r"(?<!\d)[,，、]|[,，、](?!\d)")


class Item(NamedTuple):
    """``value`` None: where the name ends cannot be told. ``sign`` 定性 where that word stands in the operator's place."""

    name: str
    value: str | None
    actual: str | None = None
    sign: str | None = None


def operators(text: str) -> list[int]:
    """Where real operators stand; those of placeholders do not count.

    >>> operators('种植作物成活率(≥**%)>=85'), operators('A≥1个，B≤2')
    ([13], [1, 6])
    """
    return [found.start() for found in _OPERATOR.finditer(text) if found["operator"]]


def cut(text: str) -> Item:
    """Cut at the one operator, at 定性, at a wording such as 不低于, at a colon, or before the percentage of a rate; else do not cut.

    >>> cut('布防飞机数量≥6架，实际布防6架')
    Item(name='布防飞机数量', value='≥6架', actual='6架', sign=None)
    >>> cut('生态修复功能提高').value is None
    True
    """
    text = text.strip()
    found = _ACTUAL.search(text)
    actual, body = (found["value"].strip(), text[:found.start()]) if found else (None, text)
    places = operators(body)
    if len(places) == 1 or _is_range(body, places):
        return Item(body[:places[0]].strip(" :：,，"), body[places[0]:].strip(), actual)
    if not places:
        if pair := _QUALITATIVE.fullmatch(body):
            return Item(pair[1].strip(), pair[2].strip(), actual, "定性")
        words = list(_WORD.finditer(body))
        if len(words) == 1 and words[0].start() > 0:
            return Item(body[:words[0].start()].strip(" :：,，"), body[words[0].start():].strip(), actual)
        if pair := _COLON.fullmatch(body) or _RATE.fullmatch(body):
            return Item(pair[1].strip(), pair[2].strip(), actual)
    return Item(text, None)


def _is_range(text: str, places: list[int]) -> bool:
    """Two operators around one quantity, '≥90%≤100%': nothing but the first number stands between them."""
    return len(places) == 2 and bool(re.fullmatch(r"(?:>=|<=|[≥≤≧≦><=＞＜＝])\s*[\d.]+\s*[%％]?\s*[,，且]?", text[places[0]:places[1]]))


def pieces(text: str) -> list[str]:
    """Items of one level: by semicolons and full stops; by commas only where each piece then holds one operator of its own.

    >>> pieces('甲,乙数量≥1,000个，丙≥2；丁≥3。')
    ['甲,乙数量≥1,000个', '丙≥2', '丁≥3']
    """
    found: list[str] = []
    for piece in re.split(r"[;；。\n]", text):
        found += _by_commas(piece) if len(operators(piece)) > 1 and not _ACTUAL.search(piece) else [piece]
    return [piece.strip() for piece in found if piece.strip()]


def _by_commas(text: str) -> list[str]:
    cuts, places = [0], operators(text)
    for place, following in pairwise(places):
        comma = _SEPARATOR.search(text, place, following)
        if comma is None:
            return [text]
        cuts.append(comma.end())
    ends = [*(cut - 1 for cut in cuts[1:]), len(text)]
    return [text[start:end] for start, end in zip(cuts, ends, strict=True)]
