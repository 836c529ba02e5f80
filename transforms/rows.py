"""Records as printed -> rows of the contract: ids, canonical levels, readings, flags, findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from schemas import keys
from schemas.lookup import rows as csv_rows
from transforms.direction import direction
from transforms.document import Cell, Line
from transforms.fold import fold, fold_name, fold_unit
from transforms.records import MONEY, Finding, Indicator, Project
from transforms.rules import Read, broken
from transforms.taxonomy import level, meant
from transforms.values import Target, parse_value

Row = dict[str, Any]
_POINTS = re.compile(r"-?\d+(?:\.\d+)?")
_name_key = lru_cache(maxsize=2**17)(fold_name)


class IndicatorRow(NamedTuple):
    """What varies from indicator to indicator; ``project_index`` counts among the parsed projects."""

    project_index: int
    indicator_id: str
    indicator_key: str
    ordinal: int
    place: str | None
    category_code: str | None
    subcategory_code: str | None
    category: str | None
    subcategory: str | None
    category_printed: str | None
    subcategory_printed: str | None
    name: str | None
    period_value: str | None
    annual_value: str | None
    actual_value: str | None
    direction: int | None
    points: float | None
    score: float | None
    deviation_note: str | None
    explanation: str | None
    flags: str
    source_text: str
    page: int | None
    sheet: str | None
    row: int
    char_start: int | None
    char_end: int | None
    period: Target | None
    annual: Target | None
    actual: Target | None
    effective: Target  # annual, else period
    finding_id: str | None  # of the error that holds the row back; None: the row is published


_NOTHING = parse_value(None)


@dataclass(slots=True)
class Parsed:
    """Rows of one document, by table."""

    document: Row
    projects: list[Row] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """Collects the findings of one document and gives each its id."""

    document_id: str
    path: str
    rows: list[Row] = field(default_factory=list)

    def add(self, finding: Finding, project_id: str | None = None, indicator_id: str | None = None) -> Row:
        """Add one. Raises KeyError for a rule that is not in the catalogue."""
        rule, cell = catalogue()[finding.rule], finding.cell
        message = rule["message"] + (f": {finding.detail}" if finding.detail else "")
        row: Row = {
            "finding_id": keys.short_hash(self.document_id, self.path, finding.rule, len(self.rows)), "document_id": self.document_id,
            "project_id": project_id, "indicator_id": indicator_id, "path": self.path, "rule": finding.rule, "severity": rule["severity"],
            "message": message, "expected": finding.expected or rule["expected"], "found": finding.found, **place(cell),
            "source_text": finding.source_text if finding.source_text is not None else cell.text if cell else None}
        self.rows.append(row)
        return row

    def has_error(self) -> bool:
        """Whether any finding holds something back."""
        return any(row["severity"] == "error" for row in self.rows)


def catalogue() -> dict[str, dict[str, str]]:
    """The rules by id."""
    return {row["rule"]: row for row in csv_rows("rules")}


def place(cell: Cell | Line | None) -> Row:
    """page, sheet and row of a cell."""
    return {"page": cell.page if cell else None, "sheet": cell.sheet if cell else None, "row": cell.row if cell else None}


def project_row(project: Project, common: Row, project_id: str, ordinal: int) -> Row:
    """One row of ``projects``; counts are filled in once its indicators are read. ``common`` are the document's columns."""
    own = {"department": project.department or common["department"], "spending_unit": project.spending_unit}
    term = parse_value(project.term)
    return common | own | place(project.cell) | {name: amount_value(project, name) for name in MONEY} | {
        "project_id": project_id, "ordinal": ordinal, "scope": project.scope, "project": project.project, "project_code": project.project_code,
        "project_key": keys.short_hash(common["region_code"] or common["region"], fold_unit(own["department"]), fold_unit(own["spending_unit"]),
                                       fold_name(project.project or ""), project.scope),
        "total_printed": amount.printed if (amount := project.amounts.get("total")) else None, "is_current": True, "duplicate_of": None,
        "term_start": term.date_from, "term_end": _end(term), "attribute": project.attribute, "goal": project.goal,
        "period_goal": project.period_goal, "score": number(project.score), "indicators_announced": project.announced,
        "headers": "; ".join(f"{printed}={field}" for printed, field in project.headers.items()) or None,
        "indicator_count": 0, "indicators_held_back": 0, "reconciled": project.reconciled}


def _end(term: Target) -> date | None:
    return term.date_to if term.date_from else None


def amount_value(project: Project, name: str) -> Decimal | None:
    """The amount in 万元; None if the source has none."""
    amount = project.amounts.get(name)
    return amount.value if amount else None


def number(text: str | None) -> float | None:
    """Points or a score: the one number of the text, '10分' or '10.00'; None if there is none or more than one."""
    if not text:
        return None
    found = _POINTS.findall(fold(text))
    return float(found[0]) if len(found) == 1 else None


def indicator_rows(project: Project, index: int, row: Row, findings: Findings, *, hold: str | None) -> Iterable[IndicatorRow]:
    """The indicators of one project in order. ``hold``: id of a finding that holds back the whole document."""
    seen: Counter[tuple[str | None, str, str | None]] = Counter()
    for ordinal, indicator in enumerate(project.indicators, 1):
        yield _indicator_row(indicator, index, ordinal, row, findings, seen, hold)


def _indicator_row(indicator: Indicator, index: int, ordinal: int, project: Row, findings: Findings,
                   seen: Counter[tuple[str | None, str, str | None]], hold: str | None) -> IndicatorRow:
    identity = keys.indicator_id(project["project_id"], ordinal, indicator.place)
    canonical = level(indicator.category, indicator.subcategory, indicator.category_code, indicator.subcategory_code)
    period, annual, actual = _readings(indicator, project["fiscal_year"])
    same = (canonical.subcategory, _name_key(indicator.name or ""), indicator.place)
    seen[same] = again = seen[same] + 1
    raised = [*indicator.findings, *_doubts(indicator), *_problems(indicator, canonical.problems, period, annual, actual, again)]
    flags, error = _report(findings, raised, project["project_id"], identity) if raised else ("", None)
    effective = effective_target(period, annual)
    cell, span = indicator.cell, indicator.span or (None, None)
    return IndicatorRow(
        index, identity, keys.short_hash(project["project_key"], *same, again), ordinal, indicator.place, indicator.category_code,
        indicator.subcategory_code, canonical.category, canonical.subcategory, indicator.category, indicator.subcategory, indicator.name,
        indicator.period_value, indicator.annual_value, indicator.actual_value,
        direction(indicator.direction, effective.operator, effective.operator_source, indicator.name or ""), number(indicator.points),
        number(indicator.score), indicator.deviation_note, indicator.explanation, flags, indicator.source_text, cell.page, cell.sheet, cell.row,
        span[0], span[1], period, annual, actual, effective, hold or error)


def effective_target(period: Target | None, annual: Target | None) -> Target:
    """The target that counts: the annual one, unless it is not filled in and the period's is."""
    if annual is not None and (annual.kind != "empty" or period is None or period.kind == "empty"):
        return annual
    return period or _NOTHING


def _readings(indicator: Indicator, year: int | None) -> tuple[Target | None, Target | None, Target | None]:
    """The readings of period, annual and actual value; None where the source has no such column."""
    period, annual, actual, name, unit = indicator.period_value, indicator.annual_value, indicator.actual_value, indicator.name, indicator.unit
    one = None if period is None else parse_value(period, unit, indicator.operator, name=name, year=year)
    two = one if annual == period else None if annual is None else parse_value(annual, unit, indicator.operator, name=name, year=year)
    return one, two, None if actual is None else parse_value(actual, unit, None, role="actual", name=name, year=year)


def _problems(indicator: Indicator, levels: tuple[str, ...], period: Target | None, annual: Target | None, actual: Target | None,
              again: int) -> list[Finding]:
    """Findings about the levels, the values' own notes, the rules over one indicator, and the indicator that is there already."""
    targets = tuple([target for target in (period, annual, actual) if target is not None])
    noted = any(target.notes for target in targets)
    hits = broken(Read(indicator.name, targets))
    if not (levels or noted or hits or again > 1):
        return []
    found = {rule: _printed_level(rule, indicator) for rule in levels} | (_noted(indicator, period, annual, actual) if noted else {})
    found |= dict(hits) | ({"duplicate_indicator": f"{indicator.name}: number {again}"} if again > 1 else {})
    return [Finding(rule, what, meant(rule, indicator.category_code, indicator.category, indicator.subcategory_code, indicator.subcategory),
                    indicator.cell, indicator.source_text) for rule, what in found.items()]


_LOST = "\ufffd"  # what a reader puts for bytes or glyphs that stand for no character
_DOUBTS = {"uncertain": "cell_uncertain", "ocr": "read_by_ocr", "ocr_layer": "read_by_ocr"}


def _doubts(indicator: Indicator) -> list[Finding]:
    """What the reader says of the cells: borders were guessed (no ruling lines), text was recognised from a picture, a character is lost."""
    cell = indicator.cell
    repaired = indicator.repaired | (frozenset() if isinstance(cell, Line) else cell.repaired)
    rules = dict.fromkeys(_DOUBTS[repair] for repair in sorted(repaired) if repair in _DOUBTS)
    if _LOST in indicator.source_text:
        rules["character_lost"] = None
    return [Finding(rule, cell=cell, source_text=indicator.source_text) for rule in rules]


def _printed_level(rule: str, indicator: Indicator) -> str | None:
    """What the source prints where a rule about levels is broken: the level in question, with its code if that is what is wrong."""
    one = " ".join(filter(None, (indicator.category_code, indicator.category)))
    two = " ".join(filter(None, (indicator.subcategory_code, indicator.subcategory)))
    if rule.startswith("category"):
        return one or None
    return two or None if rule in ("subcategory_missing", "subcategory_unknown") else " / ".join(filter(None, (one, two)))


def _noted(indicator: Indicator, period: Target | None, annual: Target | None, actual: Target | None) -> dict[str, str | None]:
    """The rules that the reading of the values found broken, each with the value as printed, and its unit and operator cells."""
    printed = ((period, indicator.period_value), (annual, indicator.annual_value), (actual, indicator.actual_value))
    return {note: " | ".join(filter(None, (indicator.operator, text, indicator.unit))) for target, text in reversed(printed) if target
            for note in target.notes}


def _report(findings: Findings, raised: list[Finding], project_id: str, identity: str) -> tuple[str, str | None]:
    """Add the findings; returns the row's flags and the id of the first error."""
    added = [findings.add(finding, project_id, identity) for finding in raised]
    errors = [one["finding_id"] for one in added if one["severity"] == "error"]
    flags = {one["rule"] for one in added if one["severity"] == "warning" or one["rule"] == "corrected"}
    return ";".join(sorted(flags)), errors[0] if errors else None
