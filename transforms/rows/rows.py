"""Indicators as printed -> rows of the contract: ids, canonical levels, readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from schemas import keys
from transforms.records import (
    MORE_OF_INDICATORS,
    Indicator,
    Project,
)
from transforms.rows.findings import Findings
from transforms.rows.numbers import no_numbers, number
from transforms.rows.parsed import IndicatorRow, Row
from transforms.rows.problems import doubts, problems, report
from transforms.rows.projects import more_of
from transforms.values import Target, parse_value
from transforms.words.directions import direction
from transforms.words.folding import fold, fold_name
from transforms.words.levels import level

_NOTHING = parse_value(None)
_name_key = lru_cache(maxsize=2**17)(fold_name)


def indicator_rows(
    project: Project, index: int, row: Row, findings: Findings, *, hold: str | None
) -> Iterable[IndicatorRow]:
    """The indicators of one project in order.

    ``hold``: id of a finding that holds back the whole document.
    """
    seen: Counter[tuple[str | None, str, str | None]] = Counter()
    for ordinal, indicator in enumerate(project.indicators, 1):
        yield _indicator_row(indicator, index, ordinal, row, findings, seen, hold)


def _indicator_row(
    indicator: Indicator,
    index: int,
    ordinal: int,
    project: Row,
    findings: Findings,
    seen: Counter[tuple[str | None, str, str | None]],
    hold: str | None,
) -> IndicatorRow:
    identity = keys.indicator_id(project["project_id"], ordinal, indicator.place)
    canonical = level(
        indicator.category,
        indicator.subcategory,
        indicator.category_code,
        indicator.subcategory_code,
    )
    period, annual, actual = _readings(indicator, project["fiscal_year"])
    same = (canonical.subcategory, _name_key(indicator.name or ""), indicator.place)
    seen[same] = again = seen[same] + 1
    raised = [
        *indicator.findings,
        *doubts(indicator),
        *no_numbers(indicator),
        *problems(indicator, canonical.problems, period, annual, actual, again),
    ]
    flags, error = (
        report(findings, raised, project["project_id"], identity) if raised else ("", None)
    )
    effective = effective_target(period, annual)
    cell, span = indicator.cell, indicator.span or (None, None)
    return IndicatorRow(
        index,
        identity,
        project["project_key"] + keys.short_hash(*same, again)[:8],
        ordinal,
        indicator.place,
        indicator.category_code,
        indicator.subcategory_code,
        canonical.category,
        canonical.subcategory,
        indicator.category,
        indicator.subcategory,
        indicator.name,
        indicator.period_value,
        indicator.annual_value,
        indicator.actual_value,
        direction(
            indicator.direction, effective.operator, effective.operator_source, indicator.name or ""
        ),
        number(indicator.points),
        number(indicator.score),
        indicator.deviation_note,
        indicator.explanation,
        flags,
        indicator.source_text,
        cell.page,
        cell.sheet,
        cell.row,
        span[0],
        span[1],
        period,
        annual,
        actual,
        effective,
        hold or error,
        more_of(indicator, MORE_OF_INDICATORS),
    )


def indicators_hash(rows: Iterable[IndicatorRow]) -> str:
    """What a project promises and reports, whatever its name and its owner: 16 hex digits."""
    return keys.short_hash(
        *(
            part
            for row in rows
            for part in (
                row.subcategory,
                _name_key(row.name or ""),
                *(fold(one or "") for one in (row.period_value, row.annual_value)),
                fold(row.actual_value or ""),
            )
        )
    )


def effective_target(period: Target | None, annual: Target | None) -> Target:
    """The target that counts: the annual one, unless it is not filled in and the period's is."""
    if annual is not None and (annual.kind != "empty" or period is None or period.kind == "empty"):
        return annual
    return period or _NOTHING


def _readings(
    indicator: Indicator, year: int | None
) -> tuple[Target | None, Target | None, Target | None]:
    """The readings of period, annual and actual value; None where the source has no such column."""
    period, annual, actual, name, unit = (
        indicator.period_value,
        indicator.annual_value,
        indicator.actual_value,
        indicator.name,
        indicator.unit,
    )
    one = (
        None
        if period is None
        else parse_value(period, unit, indicator.operator, name=name, year=year)
    )
    two = (
        one
        if annual == period
        else None
        if annual is None
        else parse_value(annual, unit, indicator.operator, name=name, year=year)
    )
    return (
        one,
        two,
        None
        if actual is None
        else parse_value(actual, unit, None, role="actual", name=name, year=year),
    )
