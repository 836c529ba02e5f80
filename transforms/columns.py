"""Parsed documents -> Arrow tables of the contract, column by column.

An indicator shares most columns with its project and its readings with every equal value: both are built once and *taken*
by index, which is what makes a million indicators a matter of seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from schemas.arrow import schema
from transforms.rows import IndicatorRow, Parsed, Row
from transforms.values import Target

Tables = dict[str, pa.Table]
_ROLES = ("period", "annual", "actual")
_TARGET = {"target_kind": "kind", "target_operator": "operator", "target_number": "number", "target_upper": "upper", "target_unit": "unit",
           "target_date": "date_to"}


def tables(parsed: Iterable[Parsed], parser_version: str) -> Tables:
    """The rows of some documents as the tables documents, projects, indicators, quarantine, readings and findings."""
    documents = list(parsed)
    projects, rows = _projects(list({one.document["document_id"]: one for one in sorted(documents, key=_path, reverse=True)}.values())[::-1])
    whole = pa.Table.from_pylist(projects, schema("projects")) if projects else schema("projects").empty_table()
    good = [row for row in rows if row.finding_id is None]
    held = [row for row in rows if row.finding_id is not None]
    return {"documents": _records("documents", [one.document | {"parser_version": parser_version} for one in documents]),
            "projects": whole, "indicators": _indicators("indicators", good, whole), "quarantine": _indicators("quarantine", held, whole),
            "readings": _readings(good, whole), "findings": _records("findings", [row for one in documents for row in one.findings])}


def _path(parsed: Parsed) -> str:
    return str(parsed.document["path"])


def _records(name: str, rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema(name))


def _projects(documents: list[Parsed]) -> tuple[list[Row], list[IndicatorRow]]:
    """All projects, and all indicators with their project's index among them."""
    projects: list[Row] = []
    rows: list[IndicatorRow] = []
    for one in documents:
        offset = len(projects)
        projects += one.projects
        rows += one.indicators if not offset else [row._replace(project_index=row.project_index + offset) for row in one.indicators]
    return projects, rows


def _indicators(name: str, rows: Sequence[IndicatorRow], projects: pa.Table) -> pa.Table:
    wanted = schema(name)
    own = dict(zip(IndicatorRow._fields, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(IndicatorRow._fields, ())
    index = pa.array(own["project_index"], pa.int32())
    targets, distinct = _distinct([row.effective for row in rows])
    return pa.table([_column(field, own, index, projects, targets, distinct) for field in wanted], wanted)


def _column(field: pa.Field, own: dict[str, Any], index: pa.Array, projects: pa.Table, targets: pa.Array, distinct: list[Target]) -> pa.Array:
    """One column of indicators: the indicator's own, its effective target's, or its project's."""
    if field.name in _TARGET:
        return pa.array([getattr(target, _TARGET[field.name]) for target in distinct], field.type).take(targets)
    if field.name in own:
        return pa.array(own[field.name], field.type)
    return projects[field.name].take(index).combine_chunks()


def _distinct(targets: list[Target]) -> tuple[pa.Array, list[Target]]:
    """Each different target object once, and for every target the index of its own. Equal values share an object: parse_value remembers."""
    found: dict[int, int] = {}
    distinct: list[Target] = []
    index = []
    for target in targets:
        position = found.setdefault(id(target), len(distinct))
        if position == len(distinct):
            distinct.append(target)
        index.append(position)
    return pa.array(index, pa.int32()), distinct


def _readings(rows: Sequence[IndicatorRow], projects: pa.Table) -> pa.Table:
    """One row per indicator and role that has a printed value, sorted by role within an indicator as the contract names them."""
    wanted = schema("readings")
    found = [(row, role, target) for row in rows for role in _ROLES if (target := getattr(row, role)) is not None]
    index, distinct = _distinct([target for _, _, target in found])
    project = pa.array([row.project_index for row, _, _ in found], pa.int32())
    own = {"indicator_id": [row.indicator_id for row, _, _ in found], "role": [role for _, role, _ in found],
           "text": [getattr(row, f"{role}_value") for row, role, _ in found]}
    return pa.table([pa.array(own[field.name], field.type) if field.name in own
                     else projects[field.name].take(project).combine_chunks() if field.name in ("fiscal_year", "province")
                     else pa.array([getattr(target, field.name) for target in distinct], field.type).take(index) for field in wanted], wanted)
