"""One indicator in running text -> its name and its value.

'完成及时率(≥**%)>=100%' is cut where the text itself shows the cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.words.folding import as_printed, simple

_SIGN = r"(?:[>＞][=＝]|[<＜][=＝]|[≥≤≧≦><=＞＜＝])"
# a placeholder of the form, (≥**%): part of the name
_TEMPLATE = rf"{_SIGN}\s*\*+[^)）≥≤≧≦><=＞＜＝]*[)）]?"
_OPERATOR = re.compile(rf"{_TEMPLATE}|(?P<operator>{_SIGN})")
_RANGE = re.compile(rf"{_SIGN}\s*[\d.]+\s*+(?:[%％]\s*+)?[,，且]?")
_WORD = re.compile(
    r"(?:不低于|不少于|不小于|不高于|不超过|不大于|控制在|达到|达|大于|小于)\s*(?=\d|百分之|[一二三四五六七八九十百千]+(?:个|次|人|家|项))"
)
_RATE = re.compile(
    r"(.*?(?:率|度|占比|比例|比重))\s*(\d+(?:\.\d+)?\s*[%％](?:及?以[上下内]|左右)?)"
)
_QUALITATIVE = re.compile(r"(.+?)定性[:：]?\s*(\S.*)")
_COLON = re.compile(r"([^:：]+?)[:：]\s*(.+)", re.DOTALL)
# 主体完工时间  2024年12月底前: two blanks, and nowhere else, part a name from what states a number
_GAP = re.compile(r"(\S+(?: \S+)*)(?: {2,}|[ ]*[\u3000\t]\s*)(?=\S*[\d优良显])(\S+(?: \S+)*)")
_ACTUAL = re.compile(r"[,，、(（]\s*实际[^\d,，;；]{0,8}?(?P<value>\d[^)）]*)[)）]?$")
# 机柜数量（≥77台）: the whole value stands in brackets behind the name
_BRACKETED = re.compile(r"(?P<name>[^()（）]*[^()（）\s])\s*[(（](?P<value>[^()（）]+)[)）]")
# 培训人数目标值≥90人: the head of a column in words, no part of the name
_TARGET = r"(?:年度|年初|全年|本年|预期|计划|绩效|设定){0,3}(?:目标|指标|计划|预期)值[为是:：]?"
_HEAD = re.compile(rf"{_TARGET}$")
_BEGINS = re.compile(rf"{_TARGET}\s*(?=\S)")
# 实际完成值6场，得10分
_RESULT = re.compile(r"[,，、]\s*(?:全年)?实际完成值[:：为]?\s*(?P<value>[^,，;；]+)$")
_SCORED = re.compile(r"[,，、]\s*(?:自评)?得分?[:：]?\s*(?P<score>\d+(?:\.\d+)?)\s*分?$")
# what is said of a result behind it: 完成率104.1%, 已完成, 未完成年初目标
_REMARK = re.compile(
    r"[,，、]\s*(?P<said>(?:完成|偏差)率?[:：为]?[\d.]+[%％]"
    r"|(?:已|未|超额|全部|基本|按[期时])完成[^,，;；\d]{0,12})$"
)
# 培训完成时限2024年11月底前: a day behind a word that asks for one
_DAY = re.compile(r"(.+(?:时间|时限|日期|期限))\s*((?:\d{4}年|\d{1,2}月)\S*)")
_EDGES = " \u3000\t:：,，"
_SEPARATOR = re.compile(r"(?<!\d)[,，、]|[,，、](?!\d)")


class Item(NamedTuple):
    """A name and its value.

    ``value`` None: where the name ends cannot be told. ``sign`` 定性 where that word stands in the
    operator's place.
    """

    name: str
    value: str | None
    actual: str | None = None
    sign: str | None = None
    score: str | None = None
    remark: str | None = None


def operators(text: str) -> list[int]:
    """Where real operators stand; those of placeholders do not count.

    >>> operators('种植作物成活率(≥**%)>=85'), operators('A≥1个，B≤2')
    ([13], [1, 6])
    """
    return [match.start() for match in _OPERATOR.finditer(text) if match["operator"]]


def in_brackets(texts: Sequence[str]) -> bool:
    """Whether the brackets at the end of each piece hold its value: all have some, one a sign.

    >>> in_brackets(['机柜数量（≥77台）', '保障民生（有力）']), in_brackets(['人数（人）≥3'])
    (True, False)
    """
    found = [_BRACKETED.fullmatch(text) for text in texts]
    return all(found) and any(operators(match["value"]) for match in found if match)


def cut(text: str, *, bracketed: bool = False) -> Item:
    """Cut a name from its value; where nothing shows the cut, do not cut.

    ``bracketed``: the value stands in brackets behind the name, whatever it says (in_brackets).

    The cut is at the one operator, at 定性, at a wording such as 不低于, at a colon, before the
    percentage of a rate, or at the one gap before a text with a number.

    >>> cut('布防飞机数量≥6架，实际布防6架')
    Item(name='布防飞机数量', value='≥6架', actual='6架', sign=None, score=None, remark=None)
    >>> cut('培训人数目标值≥90人')[:2], cut('完成时限2024年11月底前')[:2]
    (('培训人数', '≥90人'), ('完成时限', '2024年11月底前'))
    >>> cut('生态修复功能提高').value is None
    True
    """
    plain = simple(text)
    item = _cut(plain, bracketed=bracketed)
    if plain == text:
        return item
    name, *others = (as_printed(part, text) for part in item)
    return Item(name or "", *others)


def _cut(text: str, *, bracketed: bool) -> Item:
    text = text.strip()
    pair = _BRACKETED.fullmatch(text)
    if pair and (bracketed or operators(pair["value"])[:1] == [0]):
        return Item(pair["name"].strip(_EDGES), pair["value"].strip())
    scored = _SCORED.search(text)
    whole = text[: scored.start()] if scored else text
    remark = _REMARK.search(whole) if "实际" in whole else None
    whole = whole[: remark.start()] if remark else whole
    reported = _RESULT.search(whole) or _ACTUAL.search(whole)
    if reported is None:
        return _target(text)
    item = _target(whole[: reported.start()])
    if item.value is None:
        return Item(text, None)
    return item._replace(
        actual=reported["value"].strip(),
        score=scored["score"] if scored else None,
        remark=remark["said"] if remark else None,
    )


def _target(body: str) -> Item:
    """A name and its target, without a result behind them."""
    positions = operators(body)
    if len(positions) == 1 or _is_range(body, positions):
        return Item(_name(body[: positions[0]]), body[positions[0] :].strip())
    if not positions:
        if pair := _QUALITATIVE.fullmatch(body):
            return Item(pair[1].strip(), pair[2].strip(), sign="定性")
        words = list(_WORD.finditer(body))
        if len(words) == 1 and words[0].start() > 0:
            at = words[0].start()
            return Item(_name(body[:at]), body[at:].strip())
        pair = _COLON.fullmatch(body) or _RATE.fullmatch(body) or _GAP.fullmatch(body)
        if pair := pair or _DAY.fullmatch(body):
            return Item(pair[1].strip(), _stripped(pair[2]))
    return Item(body, None)


def _stripped(value: str) -> str:
    """A value without its head: 目标值90%以上."""
    head = _BEGINS.match(value.strip())
    return value.strip()[head.end() :] if head else value.strip()


def _name(text: str) -> str:
    """A name without the head of its value; nothing else is left of a name that is that head."""
    name = text.strip(_EDGES)
    return _HEAD.sub("", name).strip(_EDGES) or name


def _is_range(text: str, positions: list[int]) -> bool:
    """Two operators around one quantity, '≥90%≤100%': nothing but the first number stands between
    them.
    """
    return len(positions) == 2 and bool(_RANGE.fullmatch(text, positions[0], positions[1]))


def pieces(text: str) -> list[str]:
    """Items of one level, divided by semicolons and full stops.

    By commas only where each piece then holds one operator of its own.

    >>> pieces('甲,乙数量≥1,000个，丙≥2；丁≥3。')
    ['甲,乙数量≥1,000个', '丙≥2', '丁≥3']
    """
    cut_pieces: list[str] = []
    for piece in re.split(r"[;；。\n]", text):
        cut_pieces += (
            _by_commas(piece)
            if len(operators(piece)) > 1 and not _ACTUAL.search(piece)
            else [piece]
        )
    return [piece.strip() for piece in cut_pieces if piece.strip()]


def _by_commas(text: str) -> list[str]:
    cuts, positions = [0], operators(text)
    for position, following in pairwise(positions):
        comma = _SEPARATOR.search(text, position, following)
        if comma is None:
            return [text]
        cuts.append(comma.end())
    ends = [*(cut - 1 for cut in cuts[1:]), len(text)]
    return [text[start:end] for start, end in zip(cuts, ends, strict=True)]
