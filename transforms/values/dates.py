"""Deadlines and periods: 2024年12月底前, 2023.07-2024.01, 1-12月, 2020年全年."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from typing import NamedTuple

from transforms.values.matching import first

_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = "3[01]|[12][0-9]|0?[1-9]"
_YEAR = "(?:19|20)[0-9]{2}"
_TO = "(?:-{1,2}|~|至|到)"
# 2024-12-31, 2024.7
_NUMERIC = re.compile(
    rf"(?<![0-9.])(?P<ny>{_YEAR})(?P<sep>[-./])(?P<nm>1[0-2]|0?[1-9])"
    rf"(?:(?P=sep)(?P<nd>{_DAY}))?(?![0-9%.])"
)
# 2023年至2024年, 24年12月, 本年度: what follows it may be one of the parts
_OF_YEAR = re.compile(
    rf"(?:(?P<y0>{_YEAR})年?{_TO})?(?<![0-9])"
    rf"(?P<y>{_YEAR}|[0-9]{{2}}(?=年(?:1[0-2]|0?[1-9])月|年[底末])|[当本今次明每])"
    r"(?:年(?:年(?=[底末终内中初]))?度?|(?=[上下]半年|第?[一二三四]季度))"
)
# 3月至6月, 12月31日, 6月底
_MONTHS = re.compile(
    rf"(?:(?P<m0>{_MONTH})月?份?{_TO})?(?<![0-9])(?P<m>{_MONTH})月份?"
    rf"(?:(?P<d>{_DAY})[日号]|(?P<mp>底|末|初|上旬|中旬|下旬))?"
)
_QUARTERS = re.compile(
    rf"第?(?:(?P<q0>[一二三四1-4])季?度?{_TO})?(?P<qf>前)?第?"
    rf"(?P<q>[一二三四1-4])季度(?P<qp>[末底])?"
)
# 上半年, 全年, 每月25日, 季度末, 25日前
_OTHER = (
    rf"(?P<h>[上下])半年|(?P<all>全年)|每?(?P<each>[月季])度?(?:底|末|(?P<ed>{_DAY})[日号])"
    rf"|(?<![0-9])(?P<d1>{_DAY})[日号](?=(?:之|以)?前)"
)
_BEHIND_YEAR = re.compile(rf"{_OTHER}|(?P<yp>底|末|终|内|中(?!期|央|小)|初)")
_ALONE = re.compile(rf"{_OTHER}|(?<![0-9一二两三四五六七八九十半周])年度?(?P<ye>底|末|终|内)")
_PARTS_OF_YEAR = (_MONTHS, _QUARTERS, _BEHIND_YEAR)
_HEADS = (_NUMERIC, _OF_YEAR, _MONTHS, _QUARTERS, _ALONE)
_DATEISH = re.compile(r"[年月季日号]|(?:19|20)[0-9]{2}[-./]")
_CHINESE = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
# of every year, and of none
_NO_TIME = ("年", "年度", "每年", "每年度")
_Parts = dict[str, str | None]
_EPOCH = dt.date(1899, 12, 30)
_JOINED = re.compile(rf"(?:起|开始)?{_TO}")


class Span(NamedTuple):
    """One expression of time in a text: the days it covers (None where no year is known) and where
    it stands.
    """

    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    edge: bool  # names an end (底, 末, 内): a deadline without any further word
    whole: bool  # a stretch that is a period of its own (全年, 上半年, 1-12月), not a point in time
    year_only: bool


def spans(text: str, year: int | None) -> list[Span]:
    """The expressions of time in a folded text, in order. Never raises: an impossible day (2月30日)
    has no dates.
    """
    if _DATEISH.search(text) is None:
        return []
    expressions: list[Span] = []
    known, done = year, 0
    while head := first(_HEADS, text, done):
        parts, done = _parts(head)
        if text[head.start() : done] in _NO_TIME:
            continue
        known = _year(parts, known)
        expressions.append(_span(parts, head.start(), done, known))
    return expressions


def _parts(head: re.Match[str]) -> tuple[_Parts, int]:
    """The named parts of one expression, and where it ends: behind a year may stand more."""
    if head.re is not _OF_YEAR:
        return defaultdict(_nothing, head.groupdict()), head.end()
    for pattern in _PARTS_OF_YEAR:
        if part := pattern.match(head.string, head.end()):
            return defaultdict(_nothing, head.groupdict() | part.groupdict()), part.end()
    return defaultdict(_nothing, head.groupdict(), bare=""), head.end()


def _nothing() -> None:
    return None


def joined(text: str, first: Span, last: Span) -> bool:
    """Whether two expressions are the two ends of one period."""
    return _JOINED.fullmatch(text, first.end, last.start) is not None


def masked(text: str, expressions: list[Span]) -> str:
    """The text with every expression of time blanked out, so that its digits are no quantities."""
    parts: list[str] = []
    done = 0
    for span in expressions:
        parts += (text[done : span.start], "〓" * (span.end - span.start))
        done = span.end
    return "".join(parts) + text[done:]


def serial(days: float) -> dt.date | None:
    """The day of an Excel serial number between 2000 and 2050; None outside. 44561 is 2021-12-31
    (1900 date system).
    """
    return (
        _EPOCH + dt.timedelta(days=int(days))
        if days == int(days) and 36526 <= days <= 54788
        else None
    )


def _year(parts: _Parts, known: int | None) -> int | None:
    printed = parts["ny"] or parts["y"]
    if printed is None or printed in "当本今每":
        return known
    if printed in "次明":
        return None if known is None else known + 1
    return int(printed) + (2000 if len(printed) == 2 else 0)


def _number(printed: str) -> int:
    return _CHINESE[printed] if printed in _CHINESE else int(printed)


def _span(parts: _Parts, start: int, end: int, year: int | None) -> Span:
    first_month, last_month = _months(parts)
    day = parts["nd"] or parts["d"] or parts["ed"] or parts["d1"]
    first_day, last_day = (int(day), int(day)) if day else _part_of_month(parts["mp"])
    monthless = bool(parts["each"] or parts["d1"])
    begins = int(parts["y0"]) if parts["y0"] else year
    first = None if monthless else _date(begins, first_month, first_day)
    last = None if monthless else _date(year, last_month, last_day)
    year_only = parts["bare"] is not None
    return Span(first, last, start, end, _edge(parts), _stretch(parts) or year_only, year_only)


def _stretch(parts: _Parts) -> bool:
    """Whether it is a period of its own; the end of a quarter is none."""
    quarter = bool(parts["q"] and not parts["qp"])
    return quarter or any(parts[group] for group in ("y0", "m0", "q0", "qf", "h", "all"))


def _edge(parts: _Parts) -> bool:
    return any(parts[group] for group in ("mp", "qp", "yp", "ye", "each", "d1"))


def _months(parts: _Parts) -> tuple[int, int]:
    if month := parts["nm"] or parts["m"]:
        return _number(parts["m0"] or month), _number(month)
    if quarter := parts["q"]:
        begins = "1" if parts["qf"] else parts["q0"] or quarter
        return _number(begins) * 3 - 2, _number(quarter) * 3
    if half := parts["h"]:
        return (1, 6) if half == "上" else (7, 12)
    return {"中": (1, 6), "初": (1, 3)}.get(parts["yp"] or "", (1, 12))


def _part_of_month(part: str | None) -> tuple[int, int]:
    return {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}.get(
        part or "", (1, 0)
    )


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    """The day; 0 is the last of the month. None without a year, or when there is no such day."""
    if year is None or not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, day or last) if day <= last else None
