"""Which organisation each project is of: the printed names of all documents resolved together, and
what folders say where a document prints none.

Everything here is derived anew from all documents in every build: what was read stays beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.organisations import Names, Organisation, fold, owner_id, rekeyed
from warehouse.build.columns import with_column
from warehouse.build.folders import Folders

COLUMNS = (
    "department",
    "department_source",
    "department_id",
    "organisation",
    "unit_id",
    "project_key",
)
"""The columns of a project that are set here."""
Printed = tuple[str | None, ...]
"""What _PRINTED hold in a row."""
_PRINTED = ("region_code", "region", "department", "spending_unit")


@dataclass(frozen=True)
class Organised:
    """Documents and projects with their organisations, the table ``organisations``, and what is
    told about folders. ``owners``: who owns each project, in their order.
    """

    documents: pa.Table
    projects: pa.Table
    owners: pa.Array
    organisations: pa.Table
    findings: list[dict[str, Any]]


def organise(documents: pa.Table, projects: pa.Table, names: Names) -> Organised:
    """Resolve the names of all documents and projects. Of projects any columns will do that hold
    _PRINTED, COLUMNS and document_id; the same come back.
    """
    documents, projects = as_read(documents), as_read(projects)
    folders = Folders(documents, projects, names)
    documents, projects = folders.filled(documents), folders.filled(projects)
    known = _Known(names)
    distinct, indices = _encoded(projects)
    found = [known.of(printed) for printed in distinct]
    known.count(found, Counter(indices.to_pylist()))
    for name, values in known.columns(found).items():
        column = pa.array(values, pa.string()).take(indices)
        if name in ("department_id", "unit_id"):
            projects = _rekeyed(projects, name, column)
        projects = with_column(projects, name, column)
    owners = pa.array([owner_id(*one) for one in found], pa.string()).take(indices)
    table = known.table()
    return Organised(
        _of_documents(documents, known), _keyed(projects), owners, table, folders.findings
    )


def as_read(rows: pa.Table) -> pa.Table:
    """The rows as they were read: what an earlier build took from a folder is gone."""
    by_folder = pc.fill_null(pc.equal(rows["department_source"], "folder"), pa.scalar(value=False))
    nothing = pa.scalar(None, pa.string())
    for name in ("department", "department_source"):
        rows = with_column(rows, name, pc.if_else(by_folder, nothing, rows[name]))
    return rows


def _encoded(rows: pa.Table) -> tuple[list[Printed], pa.Array]:
    """The distinct _PRINTED of rows, and for each row which of them. They are numbered column by
    column: no sign could part them, for a damaged file may print any.
    """
    distinct: list[Printed] = [()]
    indices = pa.array([0] * len(rows), pa.int64())
    for name in _PRINTED:
        column = rows[name].cast(pa.string()).combine_chunks()
        values = column.dictionary_encode(null_encoding="encode")
        texts = values.dictionary.to_pylist()
        places = pc.multiply(indices, len(texts) or 1)
        both = pc.add(places, values.indices.cast(pa.int64())).dictionary_encode()
        pairs = [divmod(one, len(texts)) for one in both.dictionary.to_pylist()]
        distinct = [(*distinct[before], texts[now]) for before, now in pairs]
        indices = both.indices.cast(pa.int64())
    return distinct, indices


_OTHER_NAME = re.compile("predecessor|abbreviation")
_MARKED = "rekey"


def _rekeyed(projects: pa.Table, name: str, column: pa.Array) -> pa.Table:
    """Remember the rows whose organisation is another than the one that their key was made of."""
    same = pc.fill_null(pc.equal(projects[name], column), pa.scalar(value=False))
    both_null = pc.and_(pc.is_null(projects[name]), pc.is_null(column))
    differs = pc.invert(pc.or_(same, both_null))
    if _MARKED in projects.column_names:
        at = projects.schema.get_field_index(_MARKED)
        return projects.set_column(at, _MARKED, pc.or_(projects[_MARKED], differs))
    return projects.append_column(_MARKED, differs)


def _keyed(projects: pa.Table) -> pa.Table:
    """The keys of the remembered rows made anew."""
    mask = projects[_MARKED]
    projects = projects.drop_columns([_MARKED])
    if not pc.any(mask).as_py():
        return projects
    few = projects.filter(mask)
    columns = (few[name].to_pylist() for name in ("project_key", "department_id", "unit_id"))
    keys = pa.array([rekeyed(*one) for one in zip(*columns, strict=True)], pa.string())
    whole = pc.replace_with_mask(
        projects["project_key"].combine_chunks(), mask.combine_chunks(), keys
    )
    return with_column(projects, "project_key", whole)


class _Known:
    """Every printed name that was met, and its organisation."""

    def __init__(self, names: Names) -> None:
        self.organisation = lru_cache(maxsize=None)(names.organisation)
        self.forms: dict[tuple[str | None, str | None, str], Organisation] = {}
        self.roles: dict[str, Counter[tuple[str | None, str | None, str]]] = {
            "as_department": Counter(),
            "as_unit": Counter(),
        }
        self.keys: list[Printed] = []

    def of(self, printed: Printed) -> tuple[Organisation | None, Organisation | None]:
        """Department and unit; a unit that is the department itself is none."""
        self.keys.append(printed)
        code, region, department, unit = printed
        first, second = self.one(code, region, department), self.one(code, region, unit)
        if first and second and first.id == second.id:
            second = None
        return first, second

    def one(self, code: str | None, region: str | None, printed: str | None) -> Organisation | None:
        """The organisation of one printed name."""
        if printed is None or not fold(printed):
            return None
        found = self.organisation(code, region, printed)
        self.forms[code, region, printed] = found
        return found

    def count(self, found: list[Any], times: Counter[int]) -> None:
        """How many projects print each form."""
        for number, (code, region, department, unit) in enumerate(self.keys[: len(found)]):
            for role, printed in (("as_department", department), ("as_unit", unit)):
                if printed is not None and fold(printed):
                    self.roles[role][code, region, printed] += times[number]

    @cached_property
    def fullest(self) -> dict[str, str]:
        """Organisation -> its longest name of today: 广州市海珠区民政局, not 海珠区民政局."""
        best: dict[str, tuple[bool, int, str]] = {}
        for one in self.forms.values():
            rank = (bool(_OTHER_NAME.search(one.how)), -len(one.name), one.name)
            best[one.id] = min(rank, best.get(one.id, rank))
        return {one: name for one, (*_, name) in best.items()}

    def columns(self, found: list[Any]) -> dict[str, list[str | None]]:
        """The columns of the distinct names, in their order."""
        return {
            "department_id": [one and one.id for one, _ in found],
            "unit_id": [unit and unit.id for _, unit in found],
            "organisation": [one and self.fullest[one.id] for one, _ in found],
        }

    def table(self) -> pa.Table:
        """The table ``organisations``."""
        rows: list[dict[str, Any]] = [
            {
                "organisation_id": one.id,
                "region_code": code,
                "region": region,
                "organisation": self.fullest[one.id],
                "printed_name": printed,
                "base_name": one.base,
                "resolved_by": one.how,
            }
            | {role: times[code, region, printed] for role, times in self.roles.items()}
            for (code, region, printed), one in self.forms.items()
        ]
        merged: dict[tuple[str, str], dict[str, Any]] = {}
        for row in sorted(rows, key=lambda row: str(row["region"])):
            first = merged.setdefault((row["organisation_id"], row["printed_name"]), row)
            if first is not row:
                for role in self.roles:
                    first[role] += row[role]
        ordered = sorted(
            merged.values(),
            key=lambda row: (
                row["region_code"] or "~",
                row["organisation_id"],
                row["printed_name"],
            ),
        )
        return pa.Table.from_pylist(ordered, schema("organisations"))


def _of_documents(documents: pa.Table, known: _Known) -> pa.Table:
    """The documents with the organisation of their department."""
    columns = (documents[name].to_pylist() for name in ("region_code", "region", "department"))
    found = [known.one(*one) for one in zip(*columns, strict=True)]
    vars(known).pop("fullest", None)
    documents = with_column(
        documents, "department_id", pa.array([one and one.id for one in found], pa.string())
    )
    names = [one and known.fullest[one.id] for one in found]
    return with_column(documents, "organisation", pa.array(names, pa.string()))
