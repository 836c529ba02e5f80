"""Measure words and units.

What may stand behind a number, and what a frequency before it counts by.
"""

from __future__ import annotations

import re

from transforms.values.vocabulary import words

SCALE = words("scales")
_SINGLE = re.compile(words("measures"))
# after 每 only: 每支部 is by the branch, though 支 alone is a measure word
_AFTER_EACH = re.compile(words("each", stands="counted"))
_WHOLE = re.compile(
    r"半年|企业|平台|(?!以[上下内]|之内|左右|上下|[及或起内])[一-龥]{1,3}|[A-Za-z]+"
)
_SCALED_BY = re.compile(SCALE)
_TIME = re.compile(f"半?{words('measures', kind='time')}")
_DENOMINATOR = re.compile(rf"[0-9]*{SCALE}?")
# a rate of a population: 18/10万, 5/千; a scale alone is enough
_POPULATION = re.compile(r"(?:10{3,6}|1?0{0,2}[千万]|百万)(?![0-9])")
_PLACES = ("生", "镇", "乡", "县", "区", "季")
_COUNTER = re.compile("^一?个|^一")
_MEAN = re.compile("(?<![平人户])([年月日周季])均")
_EACH = re.compile(r"每(?:[0-9]+|[一两二三半])?[十百千万]*")
# what no list knows, up to the words that say what is done or how much: 每岗, 每个示范社
_ANY_NOUN = re.compile(
    rf"个?[一-龥]{{1,6}}?(?=每|$|[\ue000\ue001(:]|{words('each', stands='behind')})"
)
_JOINTS = frozenset("/·*×.、")
_PRODUCTS = frozenset("·*×")


def end_of_word(text: str, start: int) -> int:
    """Where the unit or measure word that begins at ``start`` ends.

    ``start`` itself when there is none.
    """
    word = _SINGLE.match(text, start)
    return word.end() if word else start


def end_of_unit(text: str, start: int) -> int:
    """Where the whole unit ends, with what it is counted by: ``台(套)``, ``元/人·月``, ``/株``.

    >>> [end_of_unit(text, 0) for text in ('元/人·月以上', '台(套)', '/株', '热线', '人·天')]
    [5, 4, 2, 0, 3]
    """
    end = end_of_word(text, start)
    if end > start:
        end = _bracketed(text, end)
    while end < len(text) and _joins(text, start, end):
        after = _end_of_denominator(text, end + 1)
        if after == end + 1:
            break
        end = after
    return end


def _joins(text: str, start: int, at: int) -> bool:
    """Whether a sign joins what stands behind it to the unit: a denominator, a further one, or a
    time: 人·天.
    """
    if "/" in text[start:at]:
        return text[at] in _JOINTS
    return text[at] == "/" or (text[at] in _PRODUCTS and bool(_TIME.match(text, at + 1)))


def _bracketed(text: str, end: int) -> int:
    if text.startswith("次", end) and not text.startswith("次性", end):
        return end + 1
    if text.startswith("(", end):
        inner = end_of_word(text, end + 1)
        if inner > end + 1 and text.startswith(")", inner):
            return inner + 1
    return end


def _end_of_denominator(text: str, start: int) -> int:
    scaled = _DENOMINATOR.match(text, start)
    begin = scaled.end() if scaled else start
    if (end := end_of_word(text, begin)) > begin:
        return end
    whole = _WHOLE.match(text, begin) or _POPULATION.match(text, start)
    return whole.end() if whole else start


def frequency(text: str) -> str:
    """What the words 每… in ``text`` count by, joined as in a unit.

    每人每天 is ``人·天``, 每月 ``月``; '' when there is none.

    >>> frequency('每人每天'), frequency('每两年开展'), frequency('每个村至少'), frequency('全年')
    ('人·天', '两年', '村', '')
    """
    if "每" not in text and "均" not in text:
        return ""
    parts = [_counted_by(text, match) for match in _EACH.finditer(text)]
    parts += [match[1] for match in _MEAN.finditer(text)]
    return "·".join(part for part in parts if part)


def _counted_by(text: str, each: re.Match[str]) -> str:
    """What is counted by behind 每: a word of the lists, else any noun that ends in good time.

    A noun that no list knows keeps its 个: 每个示范社 is ``个示范社``, 每个村 is ``村``.
    """
    begin = each.end() + text.startswith("个", each.end())
    known = _AFTER_EACH.match(text, begin)
    end = known.end() if known else end_of_word(text, begin)
    if end > begin:
        return _COUNTER.sub("", text[each.start() + 1 : end])
    noun = _ANY_NOUN.match(text, each.end())
    end = noun.end() if noun else begin + text.startswith(_PLACES, begin)
    return text[each.start() + 1 : end] if end > begin else ""


def is_unit(text: str) -> bool:
    """Whether the text is a unit, or the decimal scale of one, and nothing else: 公里, 万人次, 万.

    >>> is_unit('万人次'), is_unit('人口'), is_unit('')
    (True, False, False)
    """
    scale = _SCALED_BY.match(text)
    begin = scale.end() if scale else 0
    return bool(text) and (begin == len(text) or end_of_unit(text, begin) == len(text))


def is_time(unit: str) -> bool:
    """Whether a unit is a stretch of time and nothing else: 年, 工作日, 人·年 is none."""
    return _TIME.fullmatch(unit) is not None


def is_scale(unit: str) -> bool:
    """Whether nothing but a decimal scale is printed (250万)."""
    return _SCALED_BY.fullmatch(unit) is not None
