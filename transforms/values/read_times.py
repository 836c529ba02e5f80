"""Readers of dates: deadlines, periods, and numbers that are days."""

from __future__ import annotations

import datetime as dt
import re

from transforms.values import dates
from transforms.values.clauses import Clause
from transforms.values.operators import SIGN, of_sign
from transforms.values.target import Draft, Given

_Match = re.Match[str]
_SIGNED = re.compile(SIGN)
_DONE = re.compile(
    "(?:之|以)?(?:前|内|止|为止|截止)"
    "|(?:全部|全面|全线|基本|顺利|如期|按时|正式|保质保量)*(?:完成|到位|竣工|完工"
    "|交付|验收|建成|投入|上线|开工|启动|完毕|结束|办结|下达|拨付|实施完|达到|实现)"
)
_UNTIL = re.compile("(?:截至|截止到?|不晚于|不迟于|于|在|到|至|最迟|预计|力争|计划|[≤<]=?)$")
_FILLER = re.compile(
    "期间|度|左右|[(),。完成至止全年度内]|执行期?|实施期?|服务期?|起|开始|自|从|年度?"
)
_SINCE = re.compile("起|开始|以来")


def time_number(match: _Match, given: Given) -> Draft | None:
    """A number that is a day, month or year, because the name speaks of time."""
    if not given.of_time:
        return None
    digits = match["digits"]
    first, last = _compact(digits)
    if last is None:
        return None
    draft = Draft()
    draft.kind, draft.date_to = "date", last
    if given.role == "actual" and not match["sign"]:
        draft.date_from = first
    else:
        draft.operator, draft.source = (
            (of_sign(match["sign"]), "printed") if match["sign"] else ("<=", "implied")
        )
    return draft


def _compact(digits: str) -> tuple[dt.date | None, dt.date | None]:
    """The days that 20240731, 202407, 2024 or a serial number of Excel covers."""
    plain = digits.replace(",", "")
    if re.fullmatch("(?:19|20)[0-9]{6}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    elif re.fullmatch("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])", plain):
        plain = f"{plain[:4]}-{plain[4:]}"
    elif re.fullmatch("(?:19|20)[0-9]{2}", plain):
        plain += "年"
    elif re.fullmatch("[0-9]{5}", plain):
        return (dates.serial(float(plain)),) * 2
    spans = dates.spans(plain, None)
    return spans[0][:2] if len(spans) == 1 and spans[0].end == len(plain) else (None, None)


def period(_match: _Match, clause: Clause) -> Draft | None:
    """A stretch of time: two dates, or one expression that is a stretch of its own."""
    spans = clause.spans
    if not spans or clause.quantities:
        return None
    first, last = spans[0], spans[-1]
    if len(spans) > 1 and dates.joined(clause.text, first, spans[1]):
        return _dated(first.first or _same_year(clause, first, spans[1]), spans[1].last)
    bare = len(_FILLER.sub("", clause.text[: first.start] + clause.text[last.end :])) == 0
    if _SINCE.match(clause.text, first.end) and bare:
        return _dated(first.first, None)
    named_time = first.year_only and clause.given.role == "target" and clause.given.of_time
    if (
        len(spans) == 1
        and first.whole
        and not first.edge
        and bare
        and clause.alone
        and not ended(clause.text, first)
        and not named_time
    ):
        return _dated(first.first, first.last)
    if (
        len(spans) == 1
        and clause.given.role == "actual"
        and bare
        and not first.edge
        and not ended(clause.text, first)
    ):
        return _dated(first.first, first.last)
    return None


def _same_year(clause: Clause, opening: dates.Span, closing: dates.Span) -> dt.date | None:
    """The beginning of a period whose year is printed at its end only (3月至2024年6月).

    None where that would lie behind the end.
    """
    if closing.last is None:
        return None
    first = dates.spans(clause.text[opening.start : opening.end], closing.last.year)[0].first
    return first if first is not None and first <= closing.last else None


def _dated(first: dt.date | None, last: dt.date | None) -> Draft:
    draft = Draft()
    draft.kind, draft.date_from, draft.date_to = "date", first, last
    if first and last and first > last:
        draft.notes = ("impossible_range",)
    return draft


def ended(text: str, span: dates.Span) -> bool:
    """Whether words that make a deadline stand behind an expression of time: 前, 完成, 到位."""
    return bool(_DONE.match(text, span.end))


def deadline(_match: _Match, clause: Clause) -> Draft | None:
    """A point in time until which something is done.

    The last of several in one condition is left to a finding.
    """
    if not clause.spans or clause.quantities:
        return None
    until = clause.spans[0]
    printed_before = _UNTIL.search(clause.text[: until.start])
    worded = until.edge or ended(clause.text, until) or bool(printed_before)
    alone = (clause.alone or not until.year_only) and len(
        _FILLER.sub("", clause.text[: until.start] + clause.text[until.end :])
    ) == 0
    if not (worded or alone):
        return None
    draft = _dated(None, until.last)
    draft.operator, draft.source = (
        "<=",
        "word" if ended(clause.text, until) or printed_before else "implied",
    )
    if _SIGNED.fullmatch(clause.text[: until.start]):
        draft.operator, draft.source = of_sign(clause.text[: until.start]), "printed"
    if len(clause.spans) > 1:
        draft.notes = ("second_condition",)
    return draft


def event(_match: _Match, _clause: Clause) -> Draft:
    """Until an event whose day is not printed."""
    draft = _dated(None, None)
    draft.operator, draft.source = "<=", "word"
    return draft
