"""Cuts a value into its conditions, and gets each ready for the rules.

Remarks, dates and names with digits are set apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.values import dates
from transforms.values.measures import frequency, is_time, is_unit
from transforms.values.numerals import CHINESE, DIGITS, number
from transforms.values.quantities import Quantity, blank_names, shape
from transforms.values.target import Given

_CUT = re.compile(
    r",(?![0-9]{3}(?![0-9])|[≤<]|不[高超大]|[小低]于)"
    r"|(?<![0-9]),(?![≤<]|不[高超大]|[小低]于)|[;。、!]"
    r"|或(?!者?以[上下内]|等于|大于|小于|更)"
)
_PERCENT = re.compile(rf"百分之?百|([百千万])分之({DIGITS}|{CHINESE}|[百])")
_TENTHS = re.compile(
    "(?<![0-9.建完组构合促达形生第])([一二两三四五六七八九]"
    "|[1-9](?:\\.5)?)成([一二三四五六七八九])?(?![立果效员本熟活功就交长年都分套不因人型])"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNWRAPPED = re.compile("(?:及|或)?(?:以[上下内]|左右|上下)|每[年月日天周季](?:度)?")
_HEDGE = re.compile(
    "力争|争取|力求|尽量|尽可能|原则上|预计|预估|基本上?|大概|大约|左右|上下(?:浮动)?"
    "|(?<![预节公合签制大条])约(?![定束谈见法])|(?<![附最邻接将])近"
    "(?!期|年|[一二三四五0-9]+年)|将近|接近|暂定|拟"
)
_CHINESE_YEAR = re.compile("二[〇零][一二三四][〇零一二三四五六七八九](?=年)")
_YEAR_DIGITS, _ZERO = "〇一二三四五六七八九", str.maketrans("零", "〇")
_WORDED_RANGE = re.compile(
    "(?<![一-龥])([一二两三四五六七八九十]{1,3})([至到~-])(?=[一二两三四五六七八九十])"
)
# 每 with nothing counted behind it: 每户5人以上的10户 says of which households
_LAST_EACH = re.compile("每(?!逢|当|[一二两三半]?个?[年月日天周季])[^\ue000\ue001]*$")
_OFTEN = "(?=(?:至少|不少于|不低于|≥)?[0-9一两二三四五六七八九十]+[次场期篇份](?!性))"
_EVERY = re.compile(
    rf"(?<![0-9一-龥])(?:[一1]个?(年|月|周|天|季度?)|(半年|[两二三四五六2-9]年)){_OFTEN}"
)
# 1次以上/年: the bound stands inside the unit
_BOUND_IN_UNIT = re.compile(r"([一-龥]{1,3})(以[上下内])/([一-龥]{1,3})(?![一-龥])")
_HALF = re.compile(
    rf"(?<![0-9.一-龥])({DIGITS}|[一两二三四五六七八九十])"
    rf"(?:个半(小时|月|学时)|(年|天|小时|个月|个小时)半(?![年月天日]))"
)
_COUNTED = "(?:人(?!民)|户|家|次|名|个|亩|件|元|份|册|场|吨|公里)"
_BARE_SCALE = re.compile(
    rf"(?:(?<=[逾超近约于])|(?<=超过|突破|达到|至少))([百千万])"
    rf"(?=[余多]?{_COUNTED})|^([百千万])(?=余?{_COUNTED}次?"
    rf"(?:以[上下内]|左右|$))"
)
_SHARES = frozenset(("%", "‰", "百分点", "分"))
_SCALES = {"百": "100", "千": "1000", "万": "1万"}
_DIGIT = re.compile("[0-9零一二两三四五六七八九十半壹贰叁肆伍陆柒捌玖拾]")


class Clause(NamedTuple):
    """One condition of a value. The rules see ``text`` or ``shape``."""

    text: str
    shape: str  # quantities, dates and names replaced (quantities.shape)
    quantities: list[Quantity]
    spans: list[dates.Span]
    alone: bool  # the value has no other condition
    given: Given


def clauses(text: str, given: Given) -> list[Clause]:
    """The conditions of a folded value in order, at least one."""
    text = _plain_brackets(_percentages(text))
    if _DIGIT.search(text) is None:
        return [Clause(text, text, [], dates.spans(text, given.year), True, given)]
    parts = [part for part in _CUT.split(text) if part] or [text]
    return [_clause(part, len(parts) == 1, given) for part in parts]


def hedge(text: str) -> str | None:
    """The words that soften a value (力争, 约, 左右), as printed and joined by 、.

    None when there are none.
    """
    return "、".join(dict.fromkeys(_HEDGE.findall(text))) or None


def _clause(text: str, alone: bool, given: Given) -> Clause:
    spans = dates.spans(text, given.year)
    shaped, quantities = shape(blank_names(dates.masked(text, spans)))
    return Clause(text, shaped, quantities, spans, alone, given)


def _percentages(text: str) -> str:
    if "分" in text:
        text = _PERCENT.sub(_percentage, text)
    if "二〇" in text or "二零" in text:
        text = _CHINESE_YEAR.sub(
            lambda match: "".join(
                str(_YEAR_DIGITS.index(digit)) for digit in match[0].translate(_ZERO)
            ),
            text,
        )
    if _WORDED_RANGE.search(text):
        text = _WORDED_RANGE.sub(_first_in_digits, text)
    if "半" in text:
        text = _HALF.sub(_half, text)
    if "百" in text or "千" in text or "万" in text:
        text = _BARE_SCALE.sub(lambda match: _SCALES[match[1] or match[2]], text)
    text = text.replace("零下", "-")
    if "年" in text or "一" in text:
        text = _EVERY.sub(lambda match: f"每{match[1] or match[2]}", text)
    if "/" in text:
        text = _BOUND_IN_UNIT.sub(r"\1/\3\2", text)
    return _TENTHS.sub(_tenths, text) if "成" in text else text


def _half(match: re.Match[str]) -> str:
    value, unit = number(match[1]), match[3] or {"月": "个月"}.get(match[2], match[2])
    return match[0] if value is None else f"{value + 0.5:.15g}{unit}"


def _percentage(match: re.Match[str]) -> str:
    if match[1] is None or match[2] == "百":
        return "100%"
    value = number(match[2])
    return (
        match[0] if value is None else f"{value:.15g}" + {"百": "%", "千": "‰", "万": "‱"}[match[1]]
    )


def _first_in_digits(match: re.Match[str]) -> str:
    value = number(match[1])
    return match[0] if value is None else f"{value:.15g}{match[2]}"


def _tenths(match: re.Match[str]) -> str:
    value = (number(match[1]) or 0) * 10 + (number(match[2]) or 0 if match[2] else 0)
    return f"{value:.15g}%"


def _plain_brackets(text: str) -> str:
    """Without remarks in brackets; a unit or an operator in brackets stays, and a value that stands
    only in brackets too.
    """
    if "(" not in text:
        return text
    plain = _BRACKET.sub(_kept, text)
    if _DIGIT.search(plain) is None and _DIGIT.search(text):
        return text.replace("(", ",").replace(")", ",").strip(",")
    return plain or text.strip("()")


def _kept(match: re.Match[str]) -> str:
    inner = match[1]
    if inner.startswith(("不含", "不包")):
        return "(不含)"
    if _UNWRAPPED.fullmatch(inner):
        return inner
    return match[0] if is_unit(inner) else ""


def counted_by(unit: str | None, words: str) -> str | None:
    """The unit with a frequency that is printed apart from it.

    >>> counted_by('次', '每月不少于'), counted_by('元', '每人每天')
    ('次/月', '元/人·天')
    >>> counted_by('元/亩', '每年'), counted_by('%', '每年'), counted_by(None, '每亩')
    ('元/亩·年', '%', '/亩')
    """
    by = frequency(words)
    if unit is None:
        return f"/{by}" if by and not is_time(by) else None
    if not by or unit in _SHARES or unit == by or by in unit.split("/")[1:]:
        return unit
    return f"{unit}{'·' if '/' in unit else '/'}{by}"


def loses_what_it_counts_by(unit: str | None, words: str) -> bool:
    """Whether the words say 每 and the unit does not say what is counted by.

    >>> loses_what_it_counts_by("万元", "每一个新认定的国家级示范园区奖励")
    True
    """
    by = _LAST_EACH.search(words)
    return by is not None and unit not in _SHARES and "/" not in (unit or "")
