"""Readers of whole values: a match in, a draft out; None when the rule does not apply after all."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from transforms.values.clauses import hedge
from transforms.values.measures import SCALE, end_of_unit, is_unit
from transforms.values.numerals import number
from transforms.values.operators import AFTER, of_after, of_sign
from transforms.values.target import Draft, Given
from transforms.values.units import YES_NO
from transforms.values.units import printed as printed_unit

_Match = re.Match[str]
_TAIL = re.compile(rf"(?P<more>余|多)?(?P<scale>{SCALE})?(?P<plus>余|多)?(?P<rest>.*)", re.DOTALL)
_BEHIND = re.compile(rf"(?:\(含[^()]*\))?(?P<after>{AFTER})?(?:\(含[^()]*\))?")
_FREE = re.compile("[一-龥A-Za-z]{1,3}")
_A_NAME = re.compile("(?:19|20)[0-9]{2}年|[2-6]G$|(?:1[0-2]|0?[1-9])月份?(?:内|左右)?$")
_NO_UNIT = re.compile(
    "号|代|级|热线|平台|电话|报警|急救|工程|活动|行动|规划|计划|战略|政策|网络|系统|版|型|联动|晚会|专线|政务|强"
    "|[A-Z]$|打印|景区|达标|合格|完成|覆盖|满意|及时|以|之|不|无|全|左右|上下|内|起|约"
)
_ANSWERS = {"是": 1.0, "√": 1.0, "否": 0.0, "×": 0.0}
_MORE_ANSWERS = {"有": 1.0, "无": 0.0, "1": 1.0, "0": 0.0}


def empty(_match: _Match, _given: Given) -> Draft:
    """A value that says nothing."""
    draft = Draft()
    draft.kind, draft.measurability = "empty", "none"
    return draft


def template(match: _Match, _given: Given) -> Draft | None:
    """Nothing but an operator, a hole and a unit. A letter alone is a grade (A), a worded operator with a scale a number (逾百人)."""
    unit = (match["unit"] or "").strip("()")
    if re.fullmatch("[A-Z]", match.string) or (match["sign"] and match["sign"][0] in "逾超近约不至" and unit[:1] in tuple("百千万亿")):
        return None
    return empty(match, _given) if not unit or unit in YES_NO or is_unit(unit) else None


def signed_number(match: _Match, given: Given) -> Draft | None:
    """``[operator] number [unit] [以上]`` and nothing else."""
    sign, money, minus, digits, fraction, tail = match.groups()
    unit, operator, known = "", None, True
    if tail:
        unit, operator, known = _tail(tail)
        if not known and (not unit or (sign is None and (len(unit) > 2 or len(digits) < 2))):
            return None
        if sign is None and _A_NAME.match(match.string):
            return None
    elif given.yes_no:
        return None
    draft = Draft()
    value = float(digits.replace(",", "") + (fraction or ""))
    if not math.isfinite(value):
        return None
    draft.number = 0.0 - value if minus else value
    draft.unit = unit or None
    if sign is not None and not (sign == "=" and operator):
        draft.operator, draft.source = of_sign(sign), "printed"
    elif operator is not None:
        draft.operator, draft.source = operator, "word"
    if money:
        draft.unit = draft.unit or "元"
    if operator == "~":
        draft.hedge = hedge(tail)
    return draft


@lru_cache(maxsize=4096)
def _tail(tail: str) -> tuple[str, str | None, bool]:
    """What stands behind a number: unit, operator, and whether the unit is a known one. ('', None, False): not only a unit."""
    match = _TAIL.match(tail)
    if match is None or (tail[:1] in "多余" and len(tail) == 1):
        return ("", ">", True)
    rest = match["rest"]
    scale = match["scale"] or ""
    bracket = re.fullmatch(rf"\(({SCALE})?([^()]+)\)(.*)", rest)
    if bracket and not scale and end_of_unit(bracket[2], 0) == len(bracket[2]):
        scale, unit, rest = bracket[1] or "", bracket[2], bracket[3]
    else:
        end = end_of_unit(rest, 0)
        unit, rest = rest[:end], rest[end:]
    more = ">" if match["more"] or match["plus"] else None
    behind = _BEHIND.fullmatch(rest)
    if behind and (unit or scale or not more):
        after = of_after(behind["after"]) if behind["after"] else None
        return printed_unit(scale + unit) or "", more or after, True
    if not unit and not more and _FREE.fullmatch(rest) and not _NO_UNIT.search(rest):
        return scale + rest, None, False
    return "", None, False


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
    if match.string[: match.start("first") - 1][-1:] in ("以", "之", "目", "底", "提", "此", "日", "月", "年", "末") and match["first"]:
        return None
    value = number(match["first"] or match["place"])
    if value is None:
        return None
    draft = Draft()
    draft.number = value
    unit = match["unit"] or match["word"] or "名"
    draft.unit = "名" if unit == "强" else unit
    if match["first"]:
        draft.operator, draft.source = "<=", "word"
    return draft


def zero(_match: _Match, _given: Given) -> Draft:
    """零事故: none is to happen."""
    draft = Draft()
    draft.number = 0.0
    return draft


def interval(match: _Match, _given: Given) -> Draft | None:
    """[80,90): between both ends."""
    if match["open"] == "(" and match["close"] == ")":
        return None  # (1,000) is a number in brackets
    draft = Draft()
    draft.operator, draft.source, draft.unit = "between", "printed", printed_unit(match["unit"] or match["unit2"] or match["unit3"])
    draft.number, draft.upper = number(match["low"]), number(match["high"])
    if draft.number is None or draft.upper is None:
        return None
    if draft.number > draft.upper:
        draft.notes = ("impossible_range",)
    return draft
