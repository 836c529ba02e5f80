"""Projects beside those that must come out: name, amounts, kind, scope, score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.accuracy.form import Project
from benchmarks.accuracy.judge import squeeze
from transforms.rows.parsed import Parsed

_COLUMNS = {"adjusted": "budget_adjusted", "kind": "document_kind"}
_TEXTS = {"project", "kind", "scope"}
_FIELDS = ("project", "total", "adjusted", "executed", "kind", "scope", "score")


def right(wanted: Iterable[Project], parsed: Parsed) -> int:
    """How many of the wanted projects are published as they were printed; each counts once."""
    left, count = list(parsed.projects), 0
    for one in wanted:
        same = next((row for row in left if same_project(one, row)), None)
        if same is not None:
            left.remove(same)
            count += 1
    return count


def same_project(wanted: Project, row: Mapping[str, Any]) -> bool:
    """Whether all that is known of a project is right."""
    known = (field for field in _FIELDS if wanted.get(field) not in {None, "", "*"})
    return all(_same(field, wanted[field], row[_COLUMNS.get(field, field)]) for field in known)


def _same(field: str, wanted: object, value: Any) -> bool:
    """``~`` parts alternatives; NULL: no value may be there. Amounts may differ by half a fen."""
    choices = [squeeze(one) for one in str(wanted).split("~")]
    if value is None:
        return "NULL" in choices
    if field in _TEXTS:
        return squeeze(value) in choices
    numbers = (float(one) for one in choices if one != "NULL")
    return any(abs(float(value) - number) < 0.005 for number in numbers)
