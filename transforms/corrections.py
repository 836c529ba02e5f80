"""Corrections of what a source prints wrongly, as data: applied to the records of a layout before any value is read.

What was printed stays in ``source_text`` (and ``total_printed``); the row bears the flag ``corrected`` and a finding with both texts. ``expect``
is the guard: where the source does not print it (any more), nothing is changed and the correction itself becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from transforms.fold import fold
from transforms.money import Amount, read_amount
from transforms.records import MONEY, Extract, Finding, Indicator, Project

_OF_INDICATORS = ("name", "category", "subcategory", "category_code", "subcategory_code", "period_value", "annual_value", "actual_value", "unit",
                  "operator", "direction", "place", "points", "score", "deviation_note", "explanation")
_OF_PROJECTS = ("project", "department", "spending_unit", "project_code", "attribute", "term", "goal", "period_goal", *MONEY)


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``document``: its path in the tables. ``project``, ``indicator`` (names as printed) and ``page``, ``sheet``, ``row`` say
    which row; those that are None do not matter. ``field`` is a column, ``expect`` what is printed there, ``value`` what it should be.
    """

    id: str
    document: str
    field: str
    expect: str
    value: str
    reason: str
    author: str
    date: str
    project: str | None = None
    indicator: str | None = None
    page: int | None = None
    sheet: str | None = None
    row: int | None = None


def check_correction(content: object) -> Correction:
    """One entry of a file, checked. Raises ValueError that says what is wrong."""
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise ValueError("no mapping of keys to values")
    known = {one.name for one in fields(Correction)}
    required = known - {"project", "indicator", "page", "sheet", "row"}
    if wrong := sorted(required - content.keys()) or sorted(map(str, content.keys() - known)):
        raise ValueError(f"missing or unknown: {', '.join(wrong)}")
    numbers = ("page", "row")
    values: dict[str, Any] = {key: value if key in numbers or value is None else str(value) for key, value in content.items()}
    if any(not isinstance(values.get(key), int | None) for key in numbers):
        raise ValueError("page and row are numbers")
    if values["field"] not in _OF_INDICATORS + _OF_PROJECTS:
        raise ValueError(f"no column that can be corrected: {values['field']}")
    return Correction(**values)


def apply(extracts: Iterable[Extract], corrections: Iterable[Correction]) -> Iterator[Finding]:
    """Change the records in place; yields a finding for every correction that does not match exactly one place as it expects."""
    tables = list(extracts)
    for one in corrections:
        places = list(_places(tables, one))
        hits = [place for place in places if _printed(place[0], one.field) == one.expect]
        if len(hits) != 1:
            cell = places[0][0].cell if len(places) == 1 else None
            yield Finding("correction_unmatched", _misfit(one, places, len(hits)), f"one place that prints {one.expect}", cell, detail=one.id)
            continue
        record, unit = hits[0]
        _put(record, one, unit)
        record.findings.append(Finding("corrected", one.expect, one.value, record.cell, getattr(record, "source_text", None),
                                       f"{one.id}, {one.field}: {one.reason} ({one.author}, {one.date})"))


def _misfit(one: Correction, places: list[tuple[Indicator | Project, str | None]], hits: int) -> str:
    """Why a correction does not fit, for the one who has to mend it."""
    if hits:
        return f"{hits} places print it: name the project, the indicator, the page, the sheet or the row"
    if not places:
        return "no row is like that: look at project, indicator, page, sheet and row"
    printed = "; ".join(dict.fromkeys(_printed(record, one.field) or "(nothing)" for record, _ in places))
    return f"{one.field} is printed as {printed}: has the source been mended?"


def _places(tables: list[Extract], one: Correction) -> Iterator[tuple[Indicator | Project, str | None]]:
    """The records that the locator names, with the unit of the amounts around them."""
    for extract in tables:
        for project in extract.projects:
            if one.project is not None and fold(project.project or "") != fold(one.project):
                continue
            records: list[Indicator] | list[Project] = [project]
            if one.indicator is not None or one.field not in _OF_PROJECTS:
                records = [each for each in project.indicators if one.indicator is None or fold(each.name or "") == fold(one.indicator)]
            yield from ((record, extract.heading.amount_unit) for record in records if _stands(record, one))


def _stands(record: Indicator | Project, one: Correction) -> bool:
    return all(wanted in (None, there) for wanted, there in
               ((one.page, record.cell.page), (one.sheet, record.cell.sheet), (one.row, record.cell.row)))


def _printed(record: Indicator | Project, name: str) -> str | None:
    if isinstance(record, Project) and name in MONEY:
        amount = record.amounts.get(name)
        return amount.printed if amount else None
    found: Any = getattr(record, name, None)
    return found if isinstance(found, str) else None


def _put(record: Indicator | Project, one: Correction, unit: str | None) -> None:
    if isinstance(record, Project) and one.field in MONEY:
        amount = read_amount(one.value, unit)
        record.amounts[one.field] = replace(amount, printed=one.expect) if amount else Amount(one.expect, None)
        record.reconciled = None  # the sums were checked as printed: they say nothing about the corrected amount
    else:
        setattr(record, one.field, one.value)
