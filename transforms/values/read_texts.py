"""Readers of whole values: a match in, a draft out; None when the rule does not apply after all."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from transforms.values.clauses import hedge
from transforms.values.matching import first
from transforms.values.measures import SCALE, end_of_unit, is_unit
from transforms.values.numerals import number
from transforms.values.operators import AFTER, of_after, of_sign, of_word
from transforms.values.patterns import FORMULA_ERROR, RANKS
from transforms.values.target import Draft, Given
from transforms.values.units import YES_NO
from transforms.values.units import printed as printed_unit

_Match = re.Match[str]
_TAIL = re.compile(rf"(?P<more>余|多)?(?P<scale>{SCALE})?(?P<plus>余|多)?(?P<rest>.*)", re.DOTALL)
_BEHIND = re.compile(rf"(?:\(含[^()]*\))?(?P<after>{AFTER})?(?:\(含[^()]*\))?")
_BRACKETED = re.compile(rf"\(({SCALE})?([^()]+)\)(.*)")
_FREE = re.compile("[一-龥A-Za-z]{1,3}")
_A_NAME = re.compile("(?:19|20)[0-9]{2}年|[2-6]G$|(?:1[0-2]|0?[1-9])月份?(?:内|左右)?$")
_NO_UNIT = re.compile(
    "号|代|级|热线|平台|电话|报警|急救|工程|活动|行动|规划|计划"
    "|战略|政策|网络|系统|版|型|联动|晚会|专线|政务|强"
    "|[A-Z]$|打印|景区|达标|合格|完成|覆盖|满意|及时|以|之|不|无|全|左右|上下|内|起|约"
)
# 以前, 目前, 年前: no rank
_NOT_BEFORE_FIRST = ("以", "之", "目", "底", "提", "此", "日", "月", "年", "末")
_IS_ERROR = re.compile(FORMULA_ERROR)
_ANSWERS = {"是": 1.0, "√": 1.0, "否": 0.0, "×": 0.0}
_MORE_ANSWERS = {"有": 1.0, "无": 0.0, "1": 1.0, "0": 0.0}


def empty(match: _Match, _given: Given) -> Draft:
    """A value that says nothing; the error of a workbook's formula stands where a value was."""
    draft = Draft()
    draft.kind, draft.measurability = "empty", "none"
    draft.notes = ("formula_error",) if _IS_ERROR.fullmatch(match.string) else ()
    return draft


def template(match: _Match, _given: Given) -> Draft | None:
    """Nothing but an operator, a hole and a unit. A letter alone is a grade (A), a worded operator
    with a scale a number (逾百人).
    """
    unit = (match["unit"] or "").strip("()")
    if re.fullmatch("[A-Z]", match.string) or (
        match["sign"] and match["sign"][0] in "逾超近约不至" and unit[:1] in tuple("百千万亿")
    ):
        return None
    return empty(match, _given) if not unit or unit in YES_NO or is_unit(unit) else None


def signed_number(match: _Match, given: Given) -> Draft | None:
    """``[operator] number [unit] [以上]`` and nothing else."""
    value = float(match["digits"].replace(",", "") + (match["fraction"] or ""))
    tail = _tail_of(match)
    if (not match["tail"] and given.yes_no) or tail is None or not math.isfinite(value):
        return None
    draft = Draft()
    draft.number = 0.0 - value if match["minus"] else value
    draft.unit = tail.unit or ("元" if match["money"] else None)
    sign = match["sign"]
    if sign is not None and not (sign == "=" and tail.operator):
        draft.operator, draft.source = of_sign(sign), "printed"
    elif tail.operator is not None:
        draft.operator, draft.source = tail.operator, "word"
    if tail.operator == "~":
        draft.hedge = hedge(match["tail"])
    return draft


class _Tail(NamedTuple):
    """What stands behind a number: no unit and not ``known`` where it is not only a unit."""

    unit: str
    operator: str | None
    known: bool


_NOTHING, _NOT_ONLY_A_UNIT = _Tail("", None, known=True), _Tail("", None, known=False)


def _tail_of(match: _Match) -> _Tail | None:
    """What stands behind the number; None where the whole is a sentence or a name (5G, 2024年)."""
    if not match["tail"]:
        return _NOTHING
    tail = _tail(match["tail"])
    unsigned = match["sign"] is None
    if not tail.known:
        a_guess = unsigned and (len(tail.unit) > 2 or len(match["digits"]) < 2)
        if a_guess or not tail.unit:
            return None
    return None if unsigned and _A_NAME.match(match.string) else tail


@lru_cache(maxsize=4096)
def _tail(tail: str) -> _Tail:
    match = _TAIL.match(tail)
    if match is None or tail in ("多", "余"):
        return _Tail("", ">", known=True)
    unit, rest = _unit_of(match["scale"] or "", match["rest"])
    more = ">" if match["more"] or match["plus"] else None
    behind = _BEHIND.fullmatch(rest)
    if behind and (unit or not more):
        after = of_after(behind["after"]) if behind["after"] else None
        return _Tail(printed_unit(unit) or "", more or after, known=True)
    scale = match["scale"] or ""
    if unit == scale and not more and _FREE.fullmatch(rest) and not _NO_UNIT.search(rest):
        return _Tail(scale + rest, None, known=False)
    return _NOT_ONLY_A_UNIT


def _unit_of(scale: str, rest: str) -> tuple[str, str]:
    """The unit with its scale, in brackets or not, and what stands behind it."""
    bracketed = _BRACKETED.fullmatch(rest)
    if bracketed and not scale and end_of_unit(bracketed[2], 0) == len(bracketed[2]):
        return (bracketed[1] or "") + bracketed[2], bracketed[3]
    end = end_of_unit(rest, 0)
    return scale + rest[:end], rest[end:]


def yes_no(match: _Match, given: Given) -> Draft | None:
    """是 is 1, 否 is 0; 有, 无, 1 and 0 only where a column says 是/否."""
    answer = _ANSWERS.get(match["answer"])
    if answer is None and given.yes_no:
        answer = _MORE_ANSWERS.get(match["answer"])
    if answer is None:
        return None
    draft = Draft()
    draft.kind, draft.number, draft.measurability = "yes_no", answer, "verifiable"
    return draft


def rank(match: _Match, _given: Given) -> Draft | None:
    """前三 is <= 3 名; 排名第一 is = 1 名."""
    ranked = first(RANKS, match.string)
    if ranked is None:
        return None
    leading = ranked.groupdict().get("first")
    if leading and match.string[: ranked.start()].endswith(_NOT_BEFORE_FIRST):
        return None
    value = number(leading or ranked["place"])
    if value is None:
        return None
    draft = Draft()
    draft.number = value
    draft.unit = ranked["unit"] or "名"
    if leading:
        draft.operator, draft.source = "<=", "word"
    return draft


def zero(_match: _Match, _given: Given) -> Draft:
    """零事故: none is to happen."""
    draft = Draft()
    draft.number = 0.0
    return draft


def no_number(match: _Match, _given: Given) -> Draft:
    """2/3以上, 第3-5期: words, with an operator where one is printed."""
    draft = Draft()
    draft.kind, draft.measurability = "qualitative", "verifiable"
    before, after = match["before"], match["after"]
    if before:
        draft.operator = of_word(before) or of_sign(before)
        draft.source = "word" if of_word(before) else "printed"
    elif after:
        draft.operator, draft.source = of_after(after), "word"
    return draft


def interval(match: _Match, _given: Given) -> Draft | None:
    """[80,90): between both ends."""
    if match["open"] == "(" and match["close"] == ")":
        return None  # (1,000) is a number in brackets
    draft = Draft()
    draft.operator, draft.source = "between", "printed"
    inside = match.string[: match.start("close")]
    draft.unit = printed_unit("%" if "%" in inside else match["unit"])
    draft.number, draft.upper = number(match["low"]), number(match["high"])
    if draft.number is None or draft.upper is None:
        return None
    if draft.number > draft.upper:
        draft.notes = ("impossible_range",)
    return draft
