"""The same indicator for the whole term and for the year, side by side or one under the other, is one indicator with two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from transforms.fold import bare, fold, fold_name
from transforms.records import Indicator

_RULING = ("unit", "operator", "direction", "points", "score", "actual_value", "deviation_note")
Key = tuple[str, str]


def merged(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Put the period's value to the year's indicator of the same level and name, where there is exactly one of each; order as printed."""
    found = list(indicators)
    periods = _by_key(one for one in found if one.period_value is not None and one.annual_value is None)
    years = _by_key(one for one in found if one.annual_value is not None and one.period_value is None) if periods else {}
    gone = set()
    for key, group in periods.items():
        if len(group) == 1 and len(years.get(key, [])) == 1 and key[1] and _agree(group[0], years[key][0]):
            _join(group[0], years[key][0])
            gone.add(id(years[key][0]))
    return [one for one in found if id(one) not in gone]


def _agree(period: Indicator, year: Indicator) -> bool:
    """Whether no cell that rules both values (unit, operator, points) says one thing for the term and another for the year."""
    pairs = ((getattr(period, field), getattr(year, field)) for field in _RULING)
    return all(not one or not other or fold(one) == fold(other) for one, other in pairs)


def _by_key(indicators: Iterable[Indicator]) -> dict[Key, list[Indicator]]:
    groups = defaultdict(list)
    for one in indicators:
        groups[_key(one)].append(one)
    return groups


def _key(one: Indicator) -> Key:
    return bare(one.subcategory or one.category or ""), fold_name(one.name or "")


def _join(period: Indicator, year: Indicator) -> None:
    """The first of the two keeps its place and takes the other's value; what only the other says is kept."""
    period.annual_value = year.annual_value
    for field in _RULING:
        if not getattr(period, field) and getattr(year, field):
            setattr(period, field, getattr(year, field))
    period.explanation = "；".join(dict.fromkeys(text for text in (period.explanation, year.explanation) if text)) or period.explanation
    if fold(period.source_text) != fold(year.source_text):
        period.source_text = f"{period.source_text}\n{year.source_text}"
    period.findings += [finding for finding in year.findings if finding.rule not in {one.rule for one in period.findings}]
