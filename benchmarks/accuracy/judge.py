"""What was read beside what was printed: exact, told, silent, invented.

exact: levels, name, target and its operator (and result, period's value and number where the truth
names them) are right. told: not exact, but the row is held back, a finding that is more than a note
quotes it, or its document is held back whole. silent: neither. invented: a published row that the
table does not have, or has once less. White space and full or half width do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accuracy.form import Want
from transforms.rows.parsed import IndicatorRow, Parsed

OPERATORS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", ">": ">", "<": "<", "=": "="}
LOST = "\ufffd"
_POINTS = re.compile(r"\(\d+(\.\d+)?分?\)$")


@dataclass
class Judgement:
    """Rows by verdict, and what is wrong with those that are not exact."""

    exact: int = 0
    told: int = 0
    silent: int = 0
    invented: int = 0
    projects: int = 0  # that are right
    projects_silent: int = 0  # that are not, without a finding
    problems: list[list[str]] = field(default_factory=list)  # verdict, name, what is wrong

    def add(self, verdict: str, name: object, wrong: list[str]) -> None:
        """One more row."""
        setattr(self, verdict, getattr(self, verdict) + 1)
        if wrong:
            self.problems.append([verdict, str(name), ", ".join(wrong)])


def squeeze(text: object) -> str:
    """The text as it is compared.

    >>> squeeze(' ９０ ％')
    '90%'
    """
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())


def level(text: object) -> str:
    """A level as it is compared: 产出, 经济效益.

    >>> level('产出指标（50分）'), level('社会效果指标')
    ('产出', '社会效益')
    """
    return _POINTS.sub("", squeeze(text)).replace("指标", "").replace("效果", "效益")


def want(category: str | None, subcategory: str | None, name: str, value: str | None) -> Want:
    """A row that must come out; a sign before a number is its operator.

    >>> want('产出指标', '数量指标', '次数', '≥ 2次')['operator']
    '>='
    """
    text = squeeze(value)
    operator = OPERATORS.get(text[:1]) if text[1:2].isdigit() else None
    return {
        "category": category,
        "subcategory": subcategory,
        "name": name,
        "annual_value": value,
        "operator": operator,
    }


def judge(wants: Iterable[Want], maybe: Iterable[str], parsed: Parsed) -> Judgement:
    """Each wanted row beside the published ones, each of which counts once."""
    left = [row for row in parsed.indicators if row.finding_id is None]
    said, closed = _told(parsed), _closed(parsed)
    result = Judgement()
    for one in wants:
        row = _same(one, left)
        if row is None:
            told, wrong = closed or _says(said, squeeze(one["name"])), ["lost"]
        else:
            left.remove(row)
            wrong = list(differences(one, row))
            told = _flagged(row, wrong)
        result.add("exact" if not wrong else "told" if told else "silent", one["name"], wrong)
    known = set(map(squeeze, maybe))
    for row in (one for one in left if squeeze(one.name) not in known):
        result.add("invented", row.name, [str(row.annual_value)])
    return result


def _same(wanted: Want, left: list[IndicatorRow]) -> IndicatorRow | None:
    named = [row for row in left if squeeze(row.name) == squeeze(wanted["name"])]
    value = squeeze(wanted.get("annual_value"))
    first = named[0] if named else None
    return next((row for row in named if squeeze(row.annual_value) == value), first)


def differences(wanted: Want, row: IndicatorRow) -> Iterator[str]:
    """The fields in which a published row differs from the wanted one."""
    for name in ("category", "subcategory"):
        printed = wanted.get(name)
        if printed not in {None, "*"} and level(printed) != level(getattr(row, name)):
            yield name
    for name in ("annual_value", "actual_value", "period_value"):
        if name in wanted and squeeze(wanted[name]) != squeeze(getattr(row, name)):
            yield name
    yield from _reading(wanted, row)


def _reading(wanted: Want, row: IndicatorRow) -> Iterator[str]:
    operator, number = wanted.get("operator"), wanted.get("number")
    if operator and wanted.get("kind", "number") == "number" and operator != row.effective.operator:
        yield "operator"
    if wanted.get("kind") == "number" and number is not None:
        got = row.effective.number
        if got is None or abs(float(got) - float(number)) > 1e-9:
            yield "number"


def _flagged(row: IndicatorRow, wrong: list[str]) -> bool:
    return bool(row.flags) and all(one.endswith("category") for one in wrong)


def _told(parsed: Parsed) -> str:
    """All text that is held back or quoted by a finding."""
    held = (f"{row.name}{row.source_text}" for row in parsed.indicators if row.finding_id)
    found = (f"{one['source_text']}{one['found']}" for one in _loud(parsed))
    return squeeze(" ".join([*held, *found]))


def _says(said: str, name: str) -> bool:
    """Whether the text has the name, a lost glyph of the print (U+FFFD) standing for any one."""
    if name in said or LOST not in said:
        return name in said
    return bool(re.search("".join(f"[{re.escape(one)}{LOST}]" for one in name), said))


def _loud(parsed: Parsed) -> Iterator[Mapping[str, Any]]:
    return (finding for finding in parsed.findings if finding["severity"] != "info")


def _closed(parsed: Parsed) -> bool:
    """Whether the whole document is held back or unreadable, with an error that says so."""
    status = parsed.document["status"]
    nothing = not any(row.finding_id is None for row in parsed.indicators)
    whole = status == "unreadable" or (status == "held_back" and nothing)
    return whole and any(finding["severity"] == "error" for finding in parsed.findings)
