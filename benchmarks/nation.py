"""Rows of a whole country, generated: what a year of disclosures would give the warehouse, in the
batches that reading would leave.

31 provinces with their real regions, 40 bureaus a region (fewer for small numbers), 36 projects a
document and about 7 indicators a project. Names and values are those of the corpus, read by the
real ``parse_value``; six in ten names are made particular, so that many thousands differ. Two years
have the same projects but for a fifth, with one value in three changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.contents import WORK
from benchmarks.pool import BUREAUS_ALL, pool, regions
from schemas.arrow import schema
from transforms.rows.arrow_tables import TARGET
from warehouse.build.staging import save

# projects a document, indicators a project at most, share of these, documents a batch
PROJECTS, INDICATORS, THERE, BATCH = 36, 9, 0.78, 200
_OBJECTS = tuple(
    f"{place}{what}"
    for place in ("城区", "农村", "社区", "校园", "河道", "公路", "园区", "医院", "基层", "窗口")
    for what in WORK
)
_GOAL = (
    pa.scalar("按照年度工作部署，完成"),
    pa.scalar("各项任务，资金使用合规，服务对象满意，提升公共服务水平。"),
)
_SHARED = (
    "project_id",
    "project_key",
    "document_id",
    "province",
    "region_code",
    "region",
    "department",
    "spending_unit",
    "project",
    "sheet",
)
Tables = dict[str, pa.Table]
Chance = np.random.Generator
Counts = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year to make: ``kind`` of its documents, share of the regions' documents that
    there are.
    """

    fiscal_year: int
    kind: str
    share: float = 1.0


def stage(folder: Path, indicators: int, years: list[Year]) -> tuple[list[Path], dict[str, int]]:
    """Write the batches of all years; returns their folders and the number of rows by table.
    ``indicators``: about as many a year.
    """
    documents = max(31, round(indicators / (PROJECTS * INDICATORS * THERE)))
    places = [
        (province, *region, bureau)
        for province, inside in regions().items()
        for bureau in BUREAUS_ALL
        for region in inside
    ]
    chance = np.random.default_rng(1)
    chosen = sorted(chance.choice(len(places), documents, replace=documents > len(places)))
    folders, counts = [], dict.fromkeys(("documents", "projects", "indicators", "readings"), 0)
    for year in years:
        for number, start in enumerate(range(0, round(documents * year.share), BATCH)):
            batch = _batch(year, start, [places[one] for one in chosen[start : start + BATCH]])
            folders.append(save(folder / f"{year.fiscal_year}-{year.kind}-{number:05d}", batch))
            counts = {name: count + batch[name].num_rows for name, count in counts.items()}
    return folders, counts


def _batch(year: Year, first: int, places: list[tuple[str, str, str, str]]) -> Tables:
    """The tables of some documents. What two years share comes from ``same``, what differs from
    ``own``.
    """
    same, own = (
        np.random.default_rng([2, first]),
        np.random.default_rng([3, first, year.fiscal_year, len(year.kind)]),
    )
    there = same.random((len(places) * PROJECTS, INDICATORS)) < THERE
    counts = there.sum(axis=1, dtype=np.int32)
    documents = _documents(year, first, places, own, counts.reshape(-1, PROJECTS).sum(axis=1))
    projects = _projects(year, documents, same, own, counts)
    indicators, readings = _indicators(year, projects, same, own, pa.array(there.ravel()))
    return {
        "documents": documents,
        "projects": projects,
        "indicators": indicators,
        "readings": readings,
        "quarantine": schema("quarantine").empty_table(),
        "findings": schema("findings").empty_table(),
    }


def _documents(
    year: Year, first: int, places: list[tuple[str, str, str, str]], own: Chance, counts: Counts
) -> pa.Table:
    province, code, region, bureau = (
        pa.array(column, pa.string()) for column in zip(*places, strict=True)
    )
    department = pc.binary_join_element_wise(region, bureau, "")
    files = pa.array([f"{first + number}-{year.kind}.xlsx" for number in range(len(places))])
    given = {
        "document_id": hexes(own, len(places), 64),
        "indicator_count": pa.array(counts),
        "department": department,
        "province": province,
        "region_code": code,
        "region": region,
        "path": pc.binary_join_element_wise(
            pa.scalar(str(year.fiscal_year)), region, bureau, files, "/"
        ),
        "title": pc.binary_join_element_wise(department, pa.scalar("项目支出绩效目标表"), ""),
    }
    equal = {
        "format": "xlsx",
        "bytes": 40_000,
        "fiscal_year": year.fiscal_year,
        "fiscal_year_source": "title",
        "document_kinds": year.kind,
        "amount_unit": "万元",
        "table_count": 1,
        "project_count": PROJECTS,
        "finding_count": 0,
        "status": "curated",
        "is_current": True,
        "parser_version": "generated",
    }
    return _table("documents", given, equal, len(places))


def _projects(
    year: Year, documents: pa.Table, same: Chance, own: Chance, counts: Counts
) -> pa.Table:
    count = documents.num_rows * PROJECTS
    index = pa.array(np.repeat(np.arange(documents.num_rows), PROJECTS))
    key, fresh = hexes(same, count, 16), hexes(own, count, 16)
    amount = np.round(
        same.lognormal(3.5, 1.6, count)
        * np.where(own.random(count) < 0.5, 1, own.uniform(0.8, 1.3, count)),
        2,
    )
    name = pc.binary_join_element_wise(
        pa.array(_OBJECTS).take(pa.array(same.integers(0, len(_OBJECTS), count))),
        pa.array([f"项目{one}" for one in range(1000)]).take(
            pa.array(same.integers(0, 1000, count))
        ),
        "",
    )
    total = pa.array(amount).cast(pa.decimal128(18, 6))
    given = {
        column: documents[column].take(index)
        for column in ("document_id", "department", "province", "region_code", "region")
    } | {
        "project_id": hexes(own, count, 16),
        "project_key": pc.if_else(pa.array(own.random(count) < 0.1), fresh, key),
        "project": name,
        "total": total,
        "fiscal_appropriation": total,
        "total_printed": pa.array(amount).cast(pa.string()),
        "spending_unit": documents["department"].take(index),
        "goal": pc.binary_join_element_wise(_GOAL[0], name, _GOAL[1], ""),
        "ordinal": pa.array(np.tile(np.arange(1, PROJECTS + 1), documents.num_rows), pa.int16()),
        "indicator_count": pa.array(counts),
        "row": pa.array(
            np.tile(np.arange(PROJECTS) * INDICATORS + 4, documents.num_rows), pa.int32()
        ),
    }
    equal = {
        "fiscal_year": year.fiscal_year,
        "document_kind": year.kind,
        "scope": "project",
        "is_current": True,
        "amount_unit": "万元",
        "reconciled": True,
        "indicators_held_back": 0,
        "layout": "listing",
        "sheet": "绩效目标",
    }
    return _table("projects", given, equal, count)


def _indicators(
    year: Year, projects: pa.Table, same: Chance, own: Chance, there: pa.Array
) -> tuple[pa.Table, pa.Table]:
    count = projects.num_rows * INDICATORS
    index = pa.array(np.repeat(np.arange(projects.num_rows), INDICATORS))
    drawn = same.integers(0, pool("target").columns.num_rows, count)
    value = pa.array(
        np.where(own.random(count) < 0.2, (drawn + 1) % pool("target").columns.num_rows, drawn)
    )
    names, values = pool("target").columns.take(pa.array(drawn)), pool("target").columns.take(value)
    ordinal = pa.array(np.tile(np.arange(1, INDICATORS + 1), projects.num_rows), pa.int16())
    given = (
        {column: projects[column].take(index) for column in _SHARED}
        | {one: names[one] for one in names.column_names if "category" in one}
        | {column: values[column] for column in ("direction", "annual_value", *TARGET)}
        | {
            "indicator_id": hexes(own, count, 16),
            "indicator_key": hexes(same, count, 16),
            "ordinal": ordinal,
            "name": _names(names["name"], same),
            "row": pc.add(projects["row"].take(index), ordinal.cast(pa.int32())),
        }
    )
    given["source_text"] = pc.binary_join_element_wise(
        names["category"], names["subcategory"], given["name"], values["annual_value"], "\t"
    )
    roles = ["annual"]
    if year.kind == "self_evaluation":
        given |= {
            "actual_value": values["annual_value"],
            "score": pa.array(own.integers(6, 11, count), pa.float64()),
        }
        roles.append("actual")
    equal = {
        "fiscal_year": year.fiscal_year,
        "document_kind": year.kind,
        "scope": "project",
        "is_current": True,
        "flags": "",
        "points": 10.0,
    }
    table = _table("indicators", given, equal, count).filter(there)
    return table, pa.concat_tables([_readings(table, value.filter(there), role) for role in roles])


def _names(names: pa.Array, same: Chance) -> pa.Array:
    """Six in ten with the object of the project before them."""
    particular = pc.binary_join_element_wise(
        pa.array(_OBJECTS).take(pa.array(same.integers(0, len(_OBJECTS), len(names)))), names, ""
    )
    return pc.if_else(pa.array(same.random(len(names)) < 0.6), particular, names)


def _readings(indicators: pa.Table, value: pa.Array, role: str) -> pa.Table:
    read = pool("actual" if role == "actual" else "target").readings.take(value)
    given = {name: read[name] for name in read.column_names} | {
        name: indicators[name] for name in ("indicator_id", "fiscal_year", "province")
    }
    return _table(
        "readings",
        given | {"text": indicators["annual_value"]},
        {"role": role},
        indicators.num_rows,
    )


def _table(name: str, given: dict[str, Any], equal: dict[str, Any], count: int) -> pa.Table:
    """A table of the contract: columns given, columns with one value, NULL elsewhere."""
    columns = [
        given[field.name].cast(field.type)
        if field.name in given
        else pa.repeat(pa.scalar(equal.get(field.name), field.type), count)
        for field in schema(name)
    ]
    return pa.table(
        [
            column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
            for column in columns
        ],
        schema(name),
    )


def hexes(chance: Chance, count: int, digits: int) -> pa.Array:
    """Random ids of so many hex digits."""
    text = chance.bytes(count * digits // 2).hex().encode()
    return pa.StringArray.from_buffers(
        count,
        pa.py_buffer(np.arange(0, (count + 1) * digits, digits, dtype=np.int32).tobytes()),
        pa.py_buffer(text),
    )
