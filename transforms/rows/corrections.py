"""Corrections of what a source prints wrongly, as data.

They are applied to the records of a layout before any value is read.

What was printed stays in ``source_text`` (and ``total_printed``); the row bears the flag
``corrected`` and a finding with both texts. ``expect`` is the guard: where the source does not
print it (any more), nothing is changed and the correction itself becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from schemas.entries import EntryError
from schemas.messages import english
from schemas.roles import roles
from transforms.records import MONEY, Extract, Finding, Indicator, Project
from transforms.words.amounts import FACTORS, Amount, read_amount
from transforms.words.folding import fold

if TYPE_CHECKING:  # the plan of a run knows corrections, and loads no reader
    from transforms.document import Cell, Line

_OF_INDICATORS = roles(record="indicator", mark="correctable")
_OF_PROJECTS = roles(record="project", mark="correctable")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    ``document``: its path in the tables. ``project``, ``indicator`` (names as printed) and
    ``page``, ``sheet``, ``row`` say which row; those that are None do not matter. ``field`` is a
    column, ``expect`` what is printed there, ``value`` what it should be.
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
    """One entry of a file, checked. Raises EntryError that says what is wrong."""
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise EntryError(english("found.no_mapping"))
    known = {field.name for field in fields(Correction)}
    required = known - {"project", "indicator", "page", "sheet", "row"}
    if wrong := sorted(required - content.keys()) or sorted(map(str, content.keys() - known)):
        raise EntryError(english("found.keys", names=", ".join(wrong)), wrong[0])
    numbers = ("page", "row")
    values: dict[str, Any] = {
        key: value if key in numbers or value is None else str(value)
        for key, value in content.items()
    }
    if any(not isinstance(values.get(key), int | None) for key in numbers):
        raise EntryError(english("found.page_and_row"), "page" if "page" in values else "row")
    if values["field"] not in _OF_INDICATORS + _OF_PROJECTS:
        raise EntryError(english("found.field", field=values["field"]), "field")
    return Correction(**values)


def apply(extracts: Iterable[Extract], corrections: Iterable[Correction]) -> Iterator[Finding]:
    """Change the records in place.

    Yields a finding for every correction that does not match exactly one place as it expects, or
    gives no amount where one should stand.
    """
    tables = list(extracts)
    for correction in corrections:
        places = list(_places(tables, correction))
        hits = [
            place for place in places if _printed(place[0], correction.field) == correction.expect
        ]
        if len(hits) != 1:
            cell = places[0][0].cell if len(places) == 1 else None
            yield _unmatched(correction, _misfit(correction, places, len(hits)), cell)
        elif not _put(*hits[0], correction):
            why = english("found.no_amount", value=correction.value)
            yield _unmatched(correction, why, hits[0][0].cell)
        else:
            hits[0][0].findings.append(_corrected(hits[0][0], correction))


def _unmatched(correction: Correction, why: str, cell: Cell | Line | None) -> Finding:
    expected = english("found.one_place", expect=correction.expect)
    return Finding("correction_unmatched", why, expected, cell, detail=correction.id)


def _corrected(record: Indicator | Project, correction: Correction) -> Finding:
    return Finding(
        "corrected",
        correction.expect,
        correction.value,
        record.cell,
        getattr(record, "source_text", None),
        f"{correction.id}, {correction.field}: {correction.reason}"
        f" ({correction.author}, {correction.date})",
    )


def _misfit(
    correction: Correction, places: list[tuple[Indicator | Project, str | None]], hits: int
) -> str:
    """Why a correction does not fit, for the one who has to mend it."""
    if hits:
        return english("found.places_print", count=hits)
    if not places:
        return english("found.no_such_row")
    printed = "; ".join(
        dict.fromkeys(
            _printed(record, correction.field) or english("found.nothing") for record, _ in places
        )
    )
    return english("found.printed_as", field=correction.field, printed=printed)


def _places(
    tables: list[Extract], correction: Correction
) -> Iterator[tuple[Indicator | Project, str | None]]:
    """The records that the locator names, with the unit of the amounts around them."""
    for extract in tables:
        for project in extract.projects:
            if not _is_named(project.project, correction.project):
                continue
            for record in _candidates(project, correction):
                if _stands(record, correction):
                    yield record, extract.heading.amount_unit


def _candidates(project: Project, correction: Correction) -> Iterator[Indicator | Project]:
    """The project itself, or those of its indicators that are meant."""
    if correction.indicator is None and correction.field in _OF_PROJECTS:
        yield project
    else:
        yield from (
            each for each in project.indicators if _is_named(each.name, correction.indicator)
        )


def _is_named(printed: str | None, wanted: str | None) -> bool:
    """Whether a printed name is the wanted one; None: any."""
    return wanted is None or fold(printed or "") == fold(wanted)


def _stands(record: Indicator | Project, correction: Correction) -> bool:
    return all(
        wanted in (None, there)
        for wanted, there in (
            (correction.page, record.cell.page),
            (correction.sheet, record.cell.sheet),
            (correction.row, record.cell.row),
        )
    )


def _printed(record: Indicator | Project, name: str) -> str | None:
    fields = _OF_PROJECTS if isinstance(record, Project) else _OF_INDICATORS
    return record.text(name) if name in fields else None


def _put(record: Indicator | Project, unit: str | None, correction: Correction) -> bool:
    """Whether the value could be put there: an amount has to be one."""
    if not isinstance(record, Project) or correction.field not in MONEY:
        record.put(correction.field, correction.value)
        return True
    amount = read_amount(correction.value, _unit_of(record.amounts[correction.field], unit))
    if amount is None or amount.problem:
        return False
    record.amounts[correction.field] = replace(amount, printed=correction.expect)
    # the sums were checked as printed: they say nothing about the corrected amount
    record.reconciled = None
    return True


def _unit_of(printed: Amount | None, caption: str | None) -> str | None:
    """The unit in which a printed amount was read: that of its cell, of its label or column, of the
    caption.
    """
    if printed is None or not printed.value:
        return (printed.unit if printed else None) or caption
    for unit in (caption, *FACTORS):
        again = read_amount(printed.printed, unit)
        if again is not None and again.value == printed.value:
            return again.unit or unit
    return caption
