"""A project as printed -> its row: sums, years, organisations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from schemas.organisations import Organisation, plain, project_key
from transforms.records import (
    MONEY,
    MORE_OF_PROJECTS,
    Indicator,
    Project,
)
from transforms.rows.findings import place
from transforms.rows.functions import class_texts, function_of
from transforms.rows.numbers import number, numeric
from transforms.rows.parsed import Row
from transforms.values import Target, parse_value
from transforms.words.folding import fold, fold_project

_NO_MORE: Row = {}


def project_row(project: Project, common: Row, project_id: str, ordinal: int) -> Row:
    """One row of ``projects``; counts are filled in once its indicators are read.

    ``common`` are the document's columns.
    """
    own = {
        "department": project.department or common["department"],
        "spending_unit": project.spending_unit,
    }
    own |= _organised(own, common, printed=project.department is not None)
    term, function = parse_value(project.term), function_of(project)
    return (
        common
        | own
        | place(project.cell)
        | {name: amount_value(project, name) for name in MONEY}
        | {
            "project_id": project_id,
            "ordinal": ordinal,
            "scope": project.scope,
            "project": project.project,
            "project_code": project.project_code,
            "function_code": function.code,
            "function_name": function.name,
            # no column: the account looks for the cells as they are printed
            "class_printed": class_texts(project),
            "project_key": project_key(
                own["department_id"],
                own["unit_id"],
                fold_project(project.project or ""),
                project.scope,
            ),
            "total_printed": amount.printed if (amount := project.amounts.get("total")) else None,
            "is_current": True,
            "duplicate_of": None,
            "counted_as": None,
            "amount_check": None,
            "amount_doubt": None,
            "term_start": term.date_from,
            "term_end": _end(term),
            "attribute": project.attribute,
            "goal": project.goal,
            "period_goal": project.period_goal,
            "score": number(project.score),
            "indicators_announced": project.announced,
            "headers": "; ".join(f"{printed}={field}" for printed, field in project.headers.items())
            or None,
            "indicator_count": 0,
            "indicators_held_back": 0,
            "reconciled": project.reconciled,
        }
        | more_of(project, MORE_OF_PROJECTS)
    )


def _organised(own: Row, common: Row, *, printed: bool) -> Row:
    """The organisations behind the printed names, as far as the document alone tells."""
    department, unit = (
        organisation_of(common["region_code"], common["region"], own[name])
        for name in ("department", "spending_unit")
    )
    same = unit is None or (department is not None and unit.id == department.id)
    return {
        "department_source": "printed" if printed else common.get("department_source"),
        "department_id": department and department.id,
        "organisation": department and department.name,
        "unit_id": None if unit is None or same else unit.id,
    }


@lru_cache(maxsize=2**14)
def organisation_of(
    region_code: str | None, region: str | None, printed: str | None
) -> Organisation | None:
    """What a printed name means by the names of the package; None for no name."""
    if printed is None or not fold(printed):
        return None
    return plain().organisation(region_code, region, printed)


def more_of(record: Indicator | Project, names: tuple[str, ...]) -> Row:
    """The columns of the fields that only roles.csv knows: the text, or the number in it."""
    if not names:
        return _NO_MORE
    numbers = numeric(names)
    texts = {name: record.text(name) for name in names}
    return {name: number(text) if name in numbers else text for name, text in texts.items()}


def _end(term: Target) -> date | None:
    return term.date_to if term.date_from else None


def amount_value(project: Project, name: str) -> Decimal | None:
    """The amount in 万元; None if the source has none."""
    amount = project.amounts.get(name)
    return amount.value if amount else None
