"""Parsed documents -> Arrow tables of the contract, column by column.

An indicator shares most columns with its project and its readings with every equal value: both are
built once and *taken* by index, which is what makes a million indicators a matter of seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from schemas.arrow import schema
from transforms.records import MORE_OF_INDICATORS
from transforms.rows.parsed import IndicatorRow, Parsed, Row
from transforms.values import Target

Tables = dict[str, pa.Table]
_ROLES = ("period", "annual", "actual")
TARGET = {
    "target_kind": "kind",
    "target_operator": "operator",
    "target_number": "number",
    "target_upper": "upper",
    "target_unit": "unit",
    "target_date": "date_to",
}
"""Columns of an indicator -> what they hold of the effective target."""


def tables(parsed: Iterable[Parsed], parser_version: str) -> Tables:
    """The rows of some documents as the tables documents, projects, indicators, quarantine,
    readings and findings.
    """
    documents = list(parsed)
    projects, rows = _projects(
        list(
            {
                one.document["document_id"]: one
                for one in sorted(documents, key=_known_best, reverse=True)
            }.values()
        )[::-1]
    )
    whole = (
        pa.Table.from_pylist(projects, schema("projects"))
        if projects
        else schema("projects").empty_table()
    )
    good = [row for row in rows if row.finding_id is None]
    held = [row for row in rows if row.finding_id is not None]
    indicators = _indicators("indicators", good, whole)
    return {
        "documents": _records(
            "documents",
            [document.document | {"parser_version": parser_version} for document in documents],
        ),
        "projects": whole,
        "indicators": indicators,
        "quarantine": _indicators("quarantine", held, whole),
        "readings": _readings(good, indicators),
        "findings": _records("findings", [row for one in documents for row in one.findings]),
    }


def _known_best(parsed: Parsed) -> tuple[bool, bool, str]:
    """Of files with the same bytes the one is read whose place tells most (as in editions.sql)."""
    one = parsed.document
    return one["region_code"] is None, one["department"] is None, one["path"]


def _records(name: str, rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema(name))


def _projects(documents: list[Parsed]) -> tuple[list[Row], list[IndicatorRow]]:
    """All projects, and all indicators with their project's index among them."""
    projects: list[Row] = []
    rows: list[IndicatorRow] = []
    for document in documents:
        offset = len(projects)
        projects += document.projects
        rows += (
            document.indicators
            if not offset
            else [
                row._replace(project_index=row.project_index + offset)
                for row in document.indicators
            ]
        )
    return projects, rows


def _indicators(name: str, rows: Sequence[IndicatorRow], projects: pa.Table) -> pa.Table:
    wanted = schema(name)
    own: dict[str, Any] = (
        dict(zip(IndicatorRow._fields, zip(*rows, strict=True), strict=True))
        if rows
        else dict.fromkeys(IndicatorRow._fields, ())
    )
    index = pa.array(own["project_index"], pa.int32())
    targets, distinct = _distinct(own["effective"])
    return pa.table(
        [_column(field, own, index, projects, targets, distinct) for field in wanted], wanted
    )


def _column(
    field: pa.Field,
    own: dict[str, Any],
    index: pa.Array,
    projects: pa.Table,
    targets: pa.Array,
    distinct: list[Target],
) -> pa.Array:
    """One column of indicators: its effective target's, the indicator's own, or its project's."""
    if field.name in MORE_OF_INDICATORS:
        return pa.array([more[field.name] for more in own["more"]], field.type)
    if field.name in TARGET:
        return pa.array(
            [getattr(target, TARGET[field.name]) for target in distinct], field.type
        ).take(targets)
    if field.name in own:
        return pa.array(own[field.name], field.type)
    return projects[field.name].take(index).combine_chunks()


def _distinct(targets: Sequence[Target]) -> tuple[pa.Array, list[Target]]:
    """For every target the index of its object, and the objects. Equal values share one:
    parse_value remembers what it read.
    """
    identities = np.fromiter(map(id, targets), np.int64, len(targets))
    _, first, index = np.unique(identities, return_index=True, return_inverse=True)
    return pa.array(index, pa.int64()), [targets[position] for position in first]


def _readings(rows: Sequence[IndicatorRow], indicators: pa.Table) -> pa.Table:
    """One row per indicator and role that has a printed value: the indicator's columns and those of
    the reading.
    """
    return pa.concat_tables(
        [_of_role(role, [getattr(row, role) for row in rows], indicators) for role in _ROLES]
    )


def _of_role(role: str, targets: list[Target | None], indicators: pa.Table) -> pa.Table:
    wanted = schema("readings")
    read = [target for target in targets if target is not None]
    there = (
        indicators.filter(pa.array([target is not None for target in targets], pa.bool_()))
        if len(read) < len(targets)
        else indicators
    )
    index, distinct = _distinct(read)
    own = {
        "indicator_id": there["indicator_id"],
        "fiscal_year": there["fiscal_year"],
        "province": there["province"],
        "text": there[f"{role}_value"],
        "role": pa.repeat(pa.scalar(role), len(read)),
    }
    return pa.table(
        [
            own[field.name]
            if field.name in own
            else pa.array([getattr(target, field.name) for target in distinct], field.type).take(
                index
            )
            for field in wanted
        ],
        wanted,
    )
