"""Projects beside those that must come out: name, amounts, kind, scope, score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.accuracy.form import Project
from benchmarks.accuracy.judge import Judgement, squeeze
from transforms.rows.parsed import Parsed

Row = Mapping[str, Any]
_COLUMNS = {"adjusted": "budget_adjusted", "kind": "document_kind"}
_TEXTS = {"project", "kind", "scope"}
_FIELDS = ("project", "total", "adjusted", "executed", "kind", "scope", "score")


def judge_projects(wanted: Iterable[Project], parsed: Parsed, judgement: Judgement) -> None:
    """Count the projects that are published as they were printed; each counts once. Another one is
    silent where its document is not held back and no finding quotes what is wrong.
    """
    left = list(parsed.projects)
    for one in wanted:
        same = next((row for row in left if same_project(one, row)), None)
        if same is not None:
            left.remove(same)
            judgement.projects += 1
        elif not _is_told(one, left, parsed):
            judgement.projects_silent += 1
            wrong = "; ".join(_wrong(one, _nearest(one, left)))
            judgement.problems.append(["silent project", str(one.get("project")), wrong])


def _is_told(one: Project, left: Sequence[Row], parsed: Parsed) -> bool:
    status = parsed.document["status"]
    if status not in {"curated", "no_table"}:
        return True
    texts = [squeeze(finding["source_text"]) for finding in parsed.findings]
    rules = {finding["rule"] for finding in parsed.findings}
    near = _nearest(one, left)
    return all(
        (field == "project" and "project_missing" in rules)
        or any(_number(one[field]) in text for text in texts)
        for field in _wrong_fields(one, near)
    )


def _number(value: object) -> str:
    return squeeze(value).split("~", maxsplit=1)[0]


def _nearest(one: Project, left: Sequence[Row]) -> Row:
    named = (row for row in left if one.get("project") and _is(one, row, "project"))
    return next(named, left[0] if len(left) == 1 else {})


def _wrong(one: Project, row: Row) -> list[str]:
    return [f"{field} {row.get(_column(field))}" for field in _wrong_fields(one, row)]


def _wrong_fields(one: Project, row: Row) -> list[str]:
    return [field for field in _known(one) if not _is(one, row, field)]


def same_project(wanted: Project, row: Row) -> bool:
    """Whether all that is known of a project is right."""
    return not _wrong_fields(wanted, row)


def _known(one: Project) -> list[str]:
    return [field for field in _FIELDS if one.get(field) not in {None, "", "*"}]


def _column(field: str) -> str:
    return _COLUMNS.get(field, field)


def _is(one: Project, row: Row, field: str) -> bool:
    return _same(field, one[field], row.get(_column(field)))


def _same(field: str, wanted: object, value: Any) -> bool:
    """``~`` parts alternatives; NULL: no value may be there. Amounts may differ by half a fen."""
    choices = [squeeze(one) for one in str(wanted).split("~")]
    if value is None:
        return "NULL" in choices
    if field in _TEXTS:
        return squeeze(value) in choices
    numbers = (float(one) for one in choices if one != "NULL")
    return any(abs(float(value) - number) < 0.005 for number in numbers)
