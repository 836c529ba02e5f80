"""The reading functions of the table of rules: a match in, a draft out; None when the rule does not apply after all."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

from transforms.values import dates
from transforms.values.clauses import Clause, counted_by, hedge
from transforms.values.numerals import number
from transforms.values.operators import AFTER, MIRROR, REACHED, SIGN, of_after, of_sign, of_word
from transforms.values.qualities import measurability
from transforms.values.quantities import Quantity
from transforms.values.relations import basis_of, canonical, operator_against
from transforms.values.target import Draft, Given
from transforms.values.units import SCALE, YES_NO, end_of_unit, is_unit, printed as printed_unit

_Match = re.Match[str]
_TIME_NAME = re.compile("时间|时限|日期|时效|期限|时点|时段|年月|截止|完成时")
_SIGNED = re.compile(SIGN)
_TAIL = re.compile(rf"(?P<more>余|多)?(?P<scale>{SCALE})?(?P<plus>余|多)?(?P<rest>.*)", re.DOTALL)
_BEHIND = re.compile(rf"(?:\(含[^()]*\))?(?P<after>{AFTER})?(?:\(含[^()]*\))?")
_FREE = re.compile("[一-龥A-Za-z]{1,3}")
_A_NAME = re.compile("(?:19|20)[0-9]{2}年|[2-6]G$|(?:1[0-2]|0?[1-9])月份?(?:内|左右)?$")
_NO_UNIT = re.compile("号|代|级|热线|平台|电话|报警|急救|工程|活动|行动|规划|计划|战略|政策|网络|系统|版|型|联动|晚会|专线|政务|强|[A-Z]$|打印|景区|达标|合格|完成|覆盖|满意|及时|以|之|不|无|全|左右|上下|内|起|约")


def empty(_match: _Match, _given: Given) -> Draft:
    """A value that says nothing."""
    draft = Draft()
    draft.kind, draft.measurability = "empty", "none"
    return draft


def template(match: _Match, _given: Given) -> Draft | None:
    """Nothing but an operator, a hole and a unit."""
    unit = (match["unit"] or "").strip("()")
    return empty(match, _given) if not unit or unit in YES_NO or is_unit(unit) else None


def time_number(match: _Match, given: Given) -> Draft | None:
    """A number that is a day, month or year, because the name speaks of time."""
    if given.name is None or not _TIME_NAME.search(given.name):
        return None
    digits = match["digits"]
    first_last = _compact(digits)
    if first_last is None:
        return None
    draft = Draft()
    draft.kind, draft.date_to = "date", first_last
    if given.role == "actual" and not match["sign"]:
        draft.date_from = first_last
    else:
        draft.operator, draft.source = (of_sign(match["sign"]), "printed") if match["sign"] else ("<=", "implied")
    return draft


def _compact(digits: str) -> dt.date | None:
    plain = digits.replace(",", "")
    if re.fullmatch("(?:19|20)[0-9]{6}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    elif re.fullmatch("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])", plain):
        plain = f"{plain[:4]}-{plain[4:]}"
    elif re.fullmatch("(?:19|20)[0-9]{2}", plain):
        plain += "年"
    elif re.fullmatch("[0-9]{5}", plain):
        return dates.serial(float(plain))
    found = dates.spans(plain, None)
    return found[0].last if len(found) == 1 and found[0].end == len(plain) else None


def signed_number(match: _Match, given: Given) -> Draft | None:
    """``[operator] number [unit] [以上]`` and nothing else."""
    sign, minus, digits, fraction, tail = match.groups()
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


_ANSWERS = {"是": 1.0, "√": 1.0, "否": 0.0, "×": 0.0}
_MORE_ANSWERS = {"有": 1.0, "无": 0.0, "1": 1.0, "0": 0.0}


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


# --- dates -----------------------------------------------------------------------------------------------------------------------------------

_DONE = re.compile("(?:之|以)?(?:前|内|止|为止|截止)|(?:全部|全面|全线|基本|顺利|如期|按时|正式|保质保量)*(?:完成|到位|竣工|完工|交付|验收|建成|投入|上线|开工|启动|完毕|结束|办结|下达|拨付|实施完|达到|实现)")
_UNTIL = re.compile("(?:截至|截止到?|不晚于|不迟于|于|在|到|至|最迟|预计|力争|计划|[≤<]=?)$")
_FILLER = re.compile("期间|度|左右|[(),。完成至止全年度内]|执行期?|实施期?|服务期?|起|开始|自|从|年度?")
_SINCE = re.compile("起|开始|以来")


def _has_number(clause: Clause) -> bool:
    return bool(clause.quantities)


def period(_match: _Match, clause: Clause) -> Draft | None:
    """A stretch of time: two dates, or one expression that is a stretch of its own."""
    found = clause.spans
    if not found or _has_number(clause):
        return None
    one, last = found[0], found[-1]
    if len(found) > 1 and dates.joined(clause.text, one, found[1]):
        return _dated(one.first or _same_year(one, found[1]), found[1].last)
    bare = len(_FILLER.sub("", clause.text[: one.start] + clause.text[last.end :])) == 0
    if _SINCE.match(clause.text, one.end) and bare:
        return _dated(one.first, None)
    named_time = one.year_only and clause.given.name is not None and clause.given.role == "target" and _TIME_NAME.search(clause.given.name)
    if len(found) == 1 and one.whole and not one.edge and bare and clause.alone and not _ended(clause.text, one) and not named_time:
        return _dated(one.first, one.last)
    if len(found) == 1 and clause.given.role == "actual" and bare and not one.edge and not _ended(clause.text, one):
        return _dated(one.first, one.last)
    return None


def _same_year(one: dates.Span, other: dates.Span) -> dt.date | None:
    return None if one.first is None else other.first


def _dated(first: dt.date | None, last: dt.date | None) -> Draft:
    draft = Draft()
    draft.kind, draft.date_from, draft.date_to = "date", first, last
    if first and last and first > last:
        draft.notes = ("impossible_range",)
    return draft


def _ended(text: str, span: dates.Span) -> bool:
    return bool(_DONE.match(text, span.end))


def deadline(_match: _Match, clause: Clause) -> Draft | None:
    """A point in time until which something is done; the last of several in one condition is left to a finding."""
    if not clause.spans or _has_number(clause):
        return None
    one = clause.spans[0]
    printed_before = _UNTIL.search(clause.text[: one.start])
    worded = one.edge or _ended(clause.text, one) or bool(printed_before)
    alone = (clause.alone or not one.year_only) and len(_FILLER.sub("", clause.text[: one.start] + clause.text[one.end :])) == 0
    if not (worded or alone):
        return None
    draft = _dated(None, one.last)
    draft.operator, draft.source = "<=", "word" if _ended(clause.text, one) or printed_before else "implied"
    if _SIGNED.fullmatch(clause.text[: one.start]):
        draft.operator, draft.source = of_sign(clause.text[: one.start]), "printed"
    if len(clause.spans) > 1:
        draft.notes = ("second_condition",)
    return draft


# --- numbers in a condition --------------------------------------------------------------------------------------------------------------------


_UNIT_BEFORE = re.compile(r"\(([^()]+)\)[^()]{0,3}$")
_ATTRIBUTE = re.compile("(?:及?以[上下])?的.*[\ue000\ue001]|[之以]?内[一-龥].*[\ue000\ue001]")


def _at(match: _Match, clause: Clause, group: str = "q") -> Quantity:
    before = clause.shape[: match.start(group)]
    return clause.quantities[before.count("\ue000") + before.count("\ue001")]


def _number(match: _Match, clause: Clause, operator: str | None, source: str | None, group: str = "q") -> Draft | None:
    """The draft of one quantity with its frequency, its basis and a note when the condition holds another."""
    if _ATTRIBUTE.match(clause.shape, match.end(group)):
        return None  # 高于100mg/L的污水厂占比不低于90%, 24小时内响应率100%: the first number says which, not how many
    quantity = _at(match, clause, group)
    draft = Draft()
    draft.number = quantity.number
    each = match.groupdict().get("each")
    draft.unit = counted_by(counted_by(quantity.unit, clause.shape[: match.start(group)]), each or "")
    if draft.unit is None and (bracketed := _UNIT_BEFORE.search(clause.shape[: match.start(group)])) and is_unit(bracketed[1]):
        draft.unit = printed_unit(bracketed[1])
    draft.operator, draft.source = (operator, source) if operator else (quantity.more, "word" if quantity.more else None)
    draft.basis = basis_of(clause.text, clause.shape, quantity.unit)
    draft.date_to = clause.spans[0].last if clause.spans and draft.basis is None and (clause.spans[0].edge or _ended(clause.text, clause.spans[0])) else None
    if len(clause.quantities) > 1 + (match.groupdict().get("q2") is not None):
        draft.notes = ("second_condition",)
    return draft


def _behind(match: _Match) -> str | None:
    after = match["after"]
    return of_after(after, excluding=bool(match["not"] or match["excluding"])) if after else None


def printed(match: _Match, clause: Clause) -> Draft | None:
    """A sign before the number; words behind it only where the sign is no more than ``=``."""
    behind = _behind(match)
    sign = of_sign(match["sign"])
    return _number(match, clause, *((behind, "word") if sign == "=" and behind else (sign, "printed")))


def reached(match: _Match, clause: Clause) -> Draft | None:
    """达到 is >= in a target and = in a result; words behind the number are more exact."""
    return _number(match, clause, _behind(match) or ("=" if clause.given.role == "actual" else ">="), "word")


def worded(match: _Match, clause: Clause) -> Draft | None:
    """A word before the number. 约, 近 and 控制在 yield to a word behind it."""
    behind, word = _behind(match), of_word(match["word"])
    if match["lean"] and _SIGNED.search(match["lean"]):
        return None
    return _number(match, clause, behind if behind and (word == "~" or match["word"].startswith("控制")) else word, "word")


def followed(match: _Match, clause: Clause) -> Draft | None:
    """A word behind the number."""
    return _number(match, clause, _behind(match), "word")


def raised(match: _Match, clause: Clause) -> Draft | None:
    """From one level to another: the second is the target."""
    return _number(match, clause, _behind(match), "word")


def counted(match: _Match, clause: Clause) -> Draft | None:
    """A number with its unit in a sentence; without a unit only at the end, behind a word that announces it."""
    return _number(match, clause, None, None, "q" if match["q"] else "bare")


def span(match: _Match, clause: Clause) -> Draft | None:
    """Two numbers and a dash. The unit may stand with the second only; different scales are brought to one."""
    return _ends(_at(match, clause), _at(match, clause, "q2"), match, clause)


def _ends(low: Quantity, high: Quantity, match: _Match, clause: Clause) -> Draft | None:
    one = _number(match, clause, "between", "printed")
    if one is None or (low.unit and high.unit and low.unit != high.unit):
        return None
    one.upper = high.number
    one.unit = one.unit or counted_by(high.unit, clause.shape[: match.start()])
    if low.number > high.number:
        one.notes = (*one.notes, "impossible_range")
    return one


def bounds(match: _Match, clause: Clause) -> Draft | None:
    """A lower and an upper bound, in either order."""
    low, high = (_operator(match[group]) for group in ("low", "high"))
    first, second = _at(match, clause), _at(match, clause, "q2")
    if low in (">=", ">") and high in ("<=", "<"):
        return _ends(first, second, match, clause)
    if low in ("<=", "<") and high in (">=", ">") and (reversed_ends := _ends(second, first, match, clause)):
        reversed_ends.number = second.number
        return reversed_ends
    return None


def _operator(printed_operator: str) -> str | None:
    if _SIGNED.fullmatch(printed_operator):
        return of_sign(printed_operator)
    return of_word(printed_operator) or of_after(printed_operator) or (">=" if printed_operator in REACHED.split("|") else None)


def mirrored(match: _Match, clause: Clause) -> Draft | None:
    """90%≤合格率: the sign is read from the other side."""
    operator = MIRROR[of_sign(match["low"])]
    if match["q2"] is None:
        return _number(match, clause, operator, "printed")
    first, second = _at(match, clause), _at(match, clause, "q2")
    low, high = (first, second) if operator in (">=", ">") else (second, first)
    draft = _ends(low, high, match, clause)
    if draft:
        draft.number = low.number
    return draft


def plus_minus(match: _Match, clause: Clause) -> Draft | None:
    """±5%: from -5 to 5; 20±5℃: from 15 to 25."""
    tolerance = _at(match, clause, "q2")
    draft = _number(match, clause, "between", "printed", "q2")
    if draft is None:
        return None
    middle = _at(match, clause).number if match["q"] else 0.0
    draft.number, draft.upper = middle - tolerance.number, middle + tolerance.number
    if len(clause.quantities) == 1 + bool(match["q"]):
        draft.notes = ()
    return draft


# --- words only --------------------------------------------------------------------------------------------------------------------------------


def within(_match: _Match, _clause: Clause) -> Draft:
    """Inside the budget."""
    draft = Draft()
    draft.kind, draft.measurability, draft.basis = "qualitative", "verifiable", "预算"
    draft.operator, draft.source = "<=", "word"
    return draft


def event(_match: _Match, _clause: Clause) -> Draft:
    """Until an event whose day is not printed."""
    draft = _dated(None, None)
    draft.operator, draft.source = "<=", "word"
    return draft


def state(match: _Match, clause: Clause) -> Draft:
    """A state that can be checked, and names no bound: 不超预算."""
    draft = words(match, clause)
    draft.basis = "预算" if "预算" in match[0] else None
    return draft


def against(match: _Match, clause: Clause) -> Draft | None:
    """A relation without a number."""
    word = match["word"] or "较"
    operator = operator_against(word, match["rest"], result=clause.given.role == "actual")
    if operator is None:
        return None
    draft = Draft()
    draft.kind, draft.measurability, draft.basis = "qualitative", "verifiable", canonical(match["period"] or match["basis"])
    draft.operator, draft.source = operator, "printed" if _SIGNED.fullmatch(word) else "word"
    return draft


def words(_match: _Match, clause: Clause) -> Draft:
    """A level or a trend."""
    draft = Draft()
    draft.kind, draft.measurability = "qualitative", measurability(clause.text)
    return draft
