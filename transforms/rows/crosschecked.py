"""The rows of a document against what it prints: what does not agree is told and held back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from transforms.crosscheck import Claim, Doubt, Money, Told, check
from transforms.crosscheck.words import squeeze
from transforms.document import Document
from transforms.records import MONEY, MORE_OF_PROJECTS, Finding
from transforms.rows.findings import Findings
from transforms.rows.parsed import IndicatorRow, Parsed
from transforms.settling.decision import SETTLED
from transforms.words.amounts import read_amount

_FIELDS = {
    "name": "name",
    "category": "category_printed",
    "subcategory": "subcategory_printed",
    "period": "period_value",
    "annual": "annual_value",
    "actual": "actual_value",
    "deviation": "deviation_note",
    "explanation": "explanation",
    "place": "place",
}
_OF_PROJECTS = (
    "project",
    "project_code",
    "goal",
    "period_goal",
    "attribute",
    "department",
    "spending_unit",
    "total_printed",
)


def crosscheck(document: Document, parsed: Parsed, findings: Findings) -> None:
    """Add a finding for each doubt, and hold back the rows that it names, unless it is settled.

    Of the doubts about one thing the next one is told where people settled the one before.
    """
    claims = [_claim(number, row) for number, row in enumerate(parsed.indicators)]
    told = [_told(row) for row in parsed.findings]
    held = False
    for doubt in check(document, claims, told, _said(parsed), _money(parsed)):
        if not (doubt.again and held):
            held = _tell(doubt, parsed, findings)
    _hold_other_terms(parsed)


def _hold_other_terms(parsed: Parsed) -> None:
    """Hold back the value of the whole term where another row of the same indicator is: alone it
    would say that the year has no target.
    """
    held = {_identity(row): row.finding_id for row in parsed.indicators if row.finding_id}
    for number, row in enumerate(parsed.indicators):
        finding = held.get(_identity(row))
        if finding is not None and row.period_value and not row.annual_value:
            _hold(parsed, number, finding)


def _identity(row: IndicatorRow) -> tuple[int, str]:
    return row.project_index, squeeze(row.name)


def _tell(doubt: Doubt, parsed: Parsed, findings: Findings) -> bool:
    """Add the finding. Returns whether it holds rows back; settled, it does not."""
    finding = Finding(doubt.rule, doubt.message, cell=doubt.at, source_text=doubt.source_text)
    first = parsed.indicators[doubt.claims[0]] if doubt.claims else None
    added = findings.add(
        finding,
        _project(parsed, first, doubt.money),
        first.indicator_id if first else None,
    )
    if added["severity"] != "error":
        return False
    for number in doubt.claims:
        _hold(parsed, number, added["finding_id"])
    if doubt.money is not None:
        parsed.projects[doubt.money.project][doubt.money.field] = None
    return True


def _project(parsed: Parsed, row: IndicatorRow | None, money: Money | None) -> str | None:
    """The id of the project of a doubt."""
    at = row.project_index if row else money.project if money else None
    return None if at is None else str(parsed.projects[at]["project_id"])


def _money(parsed: Parsed) -> Iterator[Money]:
    """The amounts of the projects; of those that were corrected by hand the printed one."""
    by_hand = {
        (row["project_id"], row["found"])
        for row in parsed.findings
        if row["rule"] == "corrected" and row["indicator_id"] is None
    }
    for number, project in enumerate(parsed.projects):
        for name in MONEY:
            text = project.get(f"{name}_printed")
            corrected = (project["project_id"], text) in by_hand
            value = _as_printed(text) if corrected else project.get(name)
            if value is not None:
                yield Money(number, name, value)


def _as_printed(text: str | None) -> Decimal | None:
    # the unit above the table does not matter: the account tries them all
    printed = read_amount(text, "万元")
    return printed.value if printed else None


def _told(row: dict[str, Any]) -> Told:
    """What a finding quotes, and where. One about a published row tells of what it found there;
    an error, and one about no row, tells of all that it quotes.
    """
    place = (row["page"], row["sheet"], row["row"])
    about_none = row["indicator_id"] is None
    # what people settled about no row tells of it; a row that they settled is published
    error = row["severity"] == "error" or (about_none and row["rule"] == SETTLED)
    columns = ("source_text", "found") if about_none or error else ("found",)
    text = "\n".join(squeeze(row[column]) for column in columns)
    return Told(place, text, about_none, error, row["severity"] == "info" and not error)


def _claim(number: int, row: IndicatorRow) -> Claim:
    read = row.effective
    texts = {
        field: text for field, column in _FIELDS.items() if (text := squeeze(getattr(row, column)))
    }
    texts |= {role: text for role, value in row.more.items() if (text := squeeze(str(value or "")))}
    if read.unit:
        texts["unit"] = squeeze(read.unit)
    return Claim(
        number,
        (row.page, row.sheet, row.row),
        texts,
        read.kind,
        read.operator,
        "period" if read is row.period and read is not row.annual else "annual",
        tuple(value for value in (read.number, read.upper) if value is not None),
        row.points,
        row.score,
        squeeze(row.source_text),
        has_target_column=(row.annual_value, row.period_value) != (None, None),
        project=row.project_index,
        settled=row.finding_id is not None or "corrected" in row.flags.split(";"),
    )


def _said(parsed: Parsed) -> Iterator[str]:
    """What is published beside the indicators."""
    for project in parsed.projects:
        names = (*_OF_PROJECTS, *MORE_OF_PROJECTS)
        yield from (str(project[name]) for name in names if project[name])
        yield from project["class_printed"]
    yield from (
        str(parsed.document[name]) for name in ("title", "department") if parsed.document[name]
    )


def _hold(parsed: Parsed, number: int, finding_id: str) -> None:
    row = parsed.indicators[number]
    if row.finding_id is not None:
        return
    parsed.indicators[number] = row._replace(finding_id=finding_id)
    project = parsed.projects[row.project_index]
    project["indicators_held_back"] += 1
    project["indicator_count"] -= 1
