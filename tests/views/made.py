"""Small builds written by hand: projects and their indicators in Python, everything else as the
pipeline would fill it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from schemas import keys
from schemas.arrow import schema
from schemas.tables import PARTITION, tables
from transforms.values import parse_value
from transforms.words.directions import direction
from transforms.words.folding import fold_name, fold_project
from warehouse.catalogue.query import ask, open_build
from warehouse.files.layout import Warehouse
from warehouse.files.parquet import write_table


@dataclass
class Ind:
    """One indicator: level 2, name, annual value; the rest as needed."""

    subcategory: str
    name: str
    annual: str | None
    period: str | None = None
    actual: str | None = None
    points: float | None = None
    score: float | None = None
    category: str | None = None


@dataclass
class P:
    """One project of a department and year."""

    project: str
    indicators: list[Ind] = field(default_factory=list)
    total: float | None = 10
    year: int | None = 2024
    department: str = "甲局"
    kind: str = "target"
    region: str = "某区"
    goal: str | None = None
    term: tuple[date, date] | None = None
    held: int = 0
    current: bool = True
    duplicate_of: str | None = None
    scope: str = "project"
    executed: float | None = None
    budget: float | None = None
    score: float | None = None
    status: str = "curated"


_LEVEL1 = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "成本指标": "产出指标",
    "社会效益指标": "效益指标",
    "经济效益指标": "效益指标",
    "服务对象满意度指标": "满意度指标",
    "生态效益指标": "效益指标",
    "可持续影响指标": "效益指标",
}
ROOT_FACTS = {
    "started_at": datetime(2024, 1, 1, tzinfo=UTC),
    "finished_at": datetime(2024, 1, 1, tzinfo=UTC),
}


def build(root: Path, *projects: P, documents: tuple[dict, ...] = ()) -> Path:
    """Write the projects as a published build below ``root``; returns the curated folder."""
    curated = root / "curated"
    folder = curated / "builds" / "20240101T000000000000Z-00000000"
    rows = {name: [] for name in tables()}
    for number, one in enumerate(projects):
        _project(one, number, rows)
    _count(rows["projects"])
    rows["documents"] += documents
    rows["builds"] = [{"build_id": folder.name, **ROOT_FACTS}]
    for name, made in rows.items():
        for year, part in _by_year(name, made).items():
            table = pa.Table.from_pylist([_filled(name, row) for row in part], schema(name))
            write_table(folder, name, table, (year, None))
    (folder / "manifest.json").write_text("{}")
    warehouse = Warehouse(curated)
    warehouse.current.symlink_to(f"builds/{folder.name}")
    return curated


def _count(projects: list[dict]) -> None:
    """Of the tables about one project of a year the first kind stands for the others."""
    kinds = ("target", "adjusted", "self_evaluation", "monitoring")
    first: dict[tuple, dict] = {}
    named = ("region", "department", "fiscal_year", "scope")
    ranked = [one for one in projects if one["is_current"] and not one["duplicate_of"]]
    for one in sorted(ranked, key=lambda row: kinds.index(row["document_kind"])):
        same = (*(one[name] for name in named), fold_project(one["project"]))
        head = first.setdefault(same, one)
        if head["document_kind"] != one["document_kind"]:
            one["counted_as"] = head["project_id"]


def _by_year(name: str, rows: list[dict]) -> dict[int | None, list[dict]]:
    """The rows of each file: of a partitioned table those of a year; one file where there are
    none.
    """
    if not rows or not tables()[name].partitioned:
        return {None: rows}
    years = {row.get("fiscal_year") for row in rows}
    return {year: [row for row in rows if row.get("fiscal_year") == year] for year in years}


def answer(curated: Path, query: str) -> list[tuple]:
    with open_build(Warehouse(curated).published(), query) as connection:
        return ask(connection, query).fetchall()


@contextmanager
def answers(curated: Path, *names: str) -> Iterator[Callable[[str], list[tuple]]]:
    """Answers to many questions about the same views: each is bound and computed once."""
    build, computed = Warehouse(curated).published(), frozenset(names)
    with open_build(build, " ".join(names), computed=computed) as connection:
        yield lambda query: ask(connection, query).fetchall()


def _filled(name: str, row: dict) -> dict:
    empty = {"text": "", "bool": True, "money": None}
    return {
        column.name: row.get(
            column.name,
            (
                empty.get(column.type, 0)
                if column.name in tables()[name].required and column.name not in PARTITION
                else None
            ),
        )
        for column in tables()[name].columns
    }


def _project(one: P, number: int, rows: dict[str, list]) -> None:
    document = f"{one.region}{one.department}{one.year}{one.kind}{number}"
    common = {
        "document_id": document,
        "fiscal_year": one.year,
        "region": one.region,
        "region_code": None,
        "province": None,
        "department": one.department,
        "document_kind": one.kind,
        "scope": one.scope,
        "is_current": one.current,
        "project": one.project,
        "page": 1,
        "row": 1 + number,
        "project_id": keys.project_id(document, 1, number),
        "project_key": keys.short_hash(
            one.region, one.department, None, fold_project(one.project), one.scope
        ),
    }
    rows["documents"].append(
        {
            "document_id": document,
            "path": f"{document}.txt",
            "fiscal_year": one.year,
            "region": one.region,
            "department": one.department,
            "status": one.status,
            "project_count": 1,
            "indicator_count": len(one.indicators),
            "is_current": one.current,
            "format": "text",
        }
    )
    rows["projects"].append(
        common
        | {
            "duplicate_of": one.duplicate_of,
            "ordinal": 1,
            "total": _money(one.total),
            "fiscal_appropriation": _money(one.total),
            "budget_adjusted": _money(one.budget),
            "executed": _money(one.executed),
            "score": one.score,
            "goal": one.goal,
            "term_start": one.term and one.term[0],
            "term_end": one.term and one.term[1],
            "indicator_count": len(one.indicators),
            "indicators_held_back": one.held,
            "layout": "made",
            "reconciled": True,
        }
    )
    for ordinal, indicator in enumerate(one.indicators, 1):
        _indicator(indicator, ordinal, common, rows)


def _indicator(one: Ind, ordinal: int, common: dict, rows: dict[str, list]) -> None:
    identity = keys.indicator_id(common["project_id"], ordinal, None)
    printed = {"period": one.period, "annual": one.annual, "actual": one.actual}
    read = {
        role: parse_value(
            text,
            role="actual" if role == "actual" else "target",
            name=one.name,
            year=common["fiscal_year"],
        )
        for role, text in printed.items()
        if text is not None
    }
    effective = read.get("annual") or read.get("period") or parse_value(None)
    rows["readings"] += [
        {
            "indicator_id": identity,
            "fiscal_year": common["fiscal_year"],
            "role": role,
            "text": printed[role],
        }
        | {name: value for name, value in target._asdict().items() if name != "notes"}
        for role, target in read.items()
    ]
    rows["indicators"].append(
        common
        | {
            "indicator_id": identity,
            "indicator_key": keys.short_hash(
                common["project_key"], one.subcategory, fold_name(one.name), None, 1
            ),
            "ordinal": ordinal,
            "category": one.category or _LEVEL1[one.subcategory],
            "subcategory": one.subcategory,
            "name": one.name,
            "period_value": one.period,
            "annual_value": one.annual,
            "actual_value": one.actual,
            "points": one.points,
            "score": one.score,
            "target_kind": effective.kind,
            "source_text": f"{one.name}\t{one.annual}",
            "flags": "",
            "direction": direction(None, effective.operator, effective.operator_source, one.name),
        }
    )


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
