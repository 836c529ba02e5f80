"""What generated rows are drawn from: bureaus, regions, and the phrases of the corpus as read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from benchmarks.contents import BUREAUS, LEVELS, phrases
from schemas.arrow import schema
from schemas.lookup import rows as lookup
from transforms.rows.arrow_tables import TARGET
from transforms.values import Target, parse_value
from transforms.words.directions import direction

_MORE = (
    "发展和改革局",
    "公安局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境局",
    "城市管理局",
    "商务局",
    "文化和旅游局",
    "信访局",
    "退役军人事务局",
    "国有资产监督管理局",
    "体育局",
    "政务服务局",
    "机关事务管理局",
    "供销合作社",
    "红十字会",
    "总工会",
    "团委",
    "妇女联合会",
    "科学技术局",
    "工业和信息化局",
    "民族宗教事务局",
    "气象局",
)
BUREAUS_ALL = (*BUREAUS, *_MORE)


@dataclass(frozen=True, slots=True)
class Pool:
    """What indicators are drawn from: one row per phrase, with one level that it fits.
    ``readings``: its columns of that table.
    """

    columns: pa.Table
    readings: pa.Table


@cache
def pool(role: str) -> Pool:
    """All phrases, read in a role."""
    pairs = phrases()
    read = [parse_value(value, name=name, role=role) for name, value in pairs]
    levels = [_level(number, target) for number, target in enumerate(read)]
    names, values = zip(*pairs, strict=True)
    directions = [
        direction(None, one.operator, one.operator_source, name)
        for name, one in zip(names, read, strict=True)
    ]
    own = {"name": list(names), "annual_value": list(values), "direction": directions}
    for index, name in enumerate(("category_code", "category", "subcategory_code", "subcategory")):
        own[name] = [level[index] for level in levels]
    own |= {f"{name}_printed": own[name] for name in ("category", "subcategory")}
    own |= {column: [getattr(one, name) for one in read] for column, name in TARGET.items()}
    columns = [field.name for field in schema("readings") if hasattr(read[0], field.name)]
    readings = {column: [getattr(one, column) for one in read] for column in columns}
    return Pool(_typed("indicators", own), _typed("readings", readings))


def _typed(name: str, columns: dict[str, list[Any]]) -> pa.Table:
    return pa.table(
        {
            column: pa.array(values, schema(name).field(column).type)
            for column, values in columns.items()
        }
    )


def _level(number: int, target: Target) -> tuple[str, str, str, str]:
    """A deadline is timeliness, money is cost, the others take turns."""
    if target.kind == "date":
        return "1", "产出指标", "13", "时效指标"
    if target.unit and target.unit.endswith("元"):
        return "1", "产出指标", "14", "成本指标"
    codes = LEVELS[number % len(LEVELS)]
    return (
        codes[0],
        codes[1],
        codes[2],
        codes[3] if codes[3].endswith("指标") else codes[3] + "指标",
    )


@cache
def regions() -> dict[str, list[tuple[str, str]]]:
    """Province code -> (region code, full name) of its cities and counties."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in lookup("regions"):
        if not row["code"].endswith("0000"):
            found.setdefault(row["code"][:2], []).append((row["code"], row["path"]))
    return dict(list(found.items())[:31])
