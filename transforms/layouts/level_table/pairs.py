"""The same indicator for the whole term and for the year, side by side or one under the other, is
one indicator with two values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from schemas.roles import roles
from transforms.records import Indicator
from transforms.words.folding import bare, fold, fold_name

_RULING = roles("result", "ruling", "points", "note")
Key = tuple[str, str]


def merged(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Put the period's value to the year's indicator of the same level and name, where there is
    exactly one of each; order as printed.
    """
    printed = list(indicators)
    periods = _by_key(printed, "period_value", without="annual_value")
    years = _by_key(printed, "annual_value", without="period_value") if periods else {}
    gone = set()
    for key, group in periods.items():
        same = years.get(key, [])
        if key[1] and len(group) == len(same) == 1 and _agree(group[0], same[0]):
            _join(group[0], same[0])
            gone.add(id(same[0]))
    return [indicator for indicator in printed if id(indicator) not in gone]


def _agree(period: Indicator, year: Indicator) -> bool:
    """Whether no cell that rules both values (unit, operator, points) says one thing for the term
    and another for the year.
    """
    pairs = ((period.text(role), year.text(role)) for role in _RULING)
    return all(
        not of_term or not of_year or fold(of_term) == fold(of_year) for of_term, of_year in pairs
    )


def _by_key(indicators: Iterable[Indicator], role: str, without: str) -> dict[Key, list[Indicator]]:
    """The indicators that have a cell of the one role and none of the other."""
    groups = defaultdict(list)
    for indicator in indicators:
        if indicator.text(role) is not None and indicator.text(without) is None:
            groups[_key(indicator)].append(indicator)
    return groups


def _key(indicator: Indicator) -> Key:
    return bare(indicator.subcategory or indicator.category or ""), fold_name(indicator.name or "")


def _join(period: Indicator, year: Indicator) -> None:
    """The first of the two keeps its place and takes the other's value; what only the other says is
    kept.
    """
    period.annual_value = year.annual_value
    for role in _RULING:
        if not period.text(role) and year.text(role):
            period.put(role, year.text(role))
    period.explanation = (
        "；".join(dict.fromkeys(text for text in (period.explanation, year.explanation) if text))
        or period.explanation
    )
    if fold(period.source_text) != fold(year.source_text):
        period.source_text = f"{period.source_text}\n{year.source_text}"
    period.findings += [
        finding
        for finding in year.findings
        if finding.rule not in {known.rule for known in period.findings}
    ]
