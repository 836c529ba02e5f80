"""Cell strings -> a pandera-validated Arrow table, one process.

*strings*: explode, canonical levels, the reading of each target, columns, validation
(``benchmarks.cell_strings``; no document takes this way).

*contract rows*: the road that documents take: the same and ids, keys, rules over each indicator,
flags, readings of both values, the 45 columns of ``indicators``. A million indicators whose
values are drawn by a Zipf law from 60,000 distinct ones (as in real documents,
where '≥95%' is everywhere), and 200,000 with no value repeated.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.cell_strings import NAMES, explode_table, model_of
from schemas.checks import failures, frame
from transforms.document import Cell
from transforms.explode import explode
from transforms.layouts.listing.one_cell import _indicator
from transforms.records import Project
from transforms.rows.arrow_tables import tables
from transforms.rows.findings import Findings
from transforms.rows.parsed import Parsed
from transforms.rows.projects import project_row
from transforms.rows.rows import indicator_rows
from transforms.values import parse_value

PER_CELL = 6
LEVELS = (
    ("1-产出指标", "11-数量指标"),
    ("1-产出指标", "12-质量指标"),
    ("2-效益指标", "22-社会效益"),
    ("3-满意度指标", "31-服务对象满意度"),
)
FORMS = (
    "≥{n}次",
    "{n}%",
    "不低于{n}%",
    "≥{n}.5万人次",
    "{n}份",
    "大于{n}%",
    "{n}个以上",
    "至少{n}人",
    "≤{n}万元",
    "满意率不低于{n}%",
    "每月不少于{n}次",
    "{n}天以内",
    "完成{n}个项目",
    "较上年增长{n}%",
    "{n}-9{n}公里",
)
COMMON = {
    "document_id": "d",
    "province": None,
    "region_code": None,
    "region": None,
    "fiscal_year": 2024,
    "department": "某局",
    "amount_unit": "万元",
    "layout": "one_cell",
    "document_kind": "target",
}


def cells(values: Iterator[str], count: int, names: list[str]) -> list[str]:
    """``count`` indicators as cells of PER_CELL, in the first document's form."""
    source = random.Random(1)
    made = []
    for _ in range(count // PER_CELL):
        items = []
        for number in range(1, PER_CELL + 1):
            value, (category, subcategory) = next(values), LEVELS[number % len(LEVELS)]
            items.append(
                f"{number}、{category},{subcategory},{source.choice(names)}；"
                f"实施周期指标值:{value},年度指标值:{value}；"
            )
        made.append(" ".join(items))
    return made


def distinct(count: int) -> list[str]:
    """``count`` different values in real notations."""
    return [FORMS[index % len(FORMS)].format(n=index // len(FORMS) + 1) for index in range(count)]


def road(texts: list[str]) -> int:
    """The whole road of the cells; returns the number of indicators in the validated table."""
    parsed = Parsed({"document_id": "d", "path": "p", "region_code": None, "department": None})
    findings = Findings("d", "p")
    for ordinal, text in enumerate(texts, 1):
        cell = Cell(text, ordinal)
        project = Project(
            cell,
            f"项目{ordinal}",
            indicators=[_indicator(cell, item) for item in explode(text).items],
        )
        row = project_row(project, COMMON, f"{ordinal:016x}", ordinal % 30_000)
        parsed.indicators += indicator_rows(project, len(parsed.projects), row, findings, hold=None)
        parsed.projects.append(row)
    parsed.document |= {
        "bytes": 1,
        "document_kinds": "target",
        "table_count": 1,
        "project_count": 1,
        "indicator_count": 1,
        "finding_count": 0,
        "status": "curated",
        "is_current": True,
    }
    made = tables([parsed], "bench")
    if any(len(failures(name, made[name])) for name in ("indicators", "readings")):
        raise SystemExit("the table does not validate")
    return int(made["indicators"].num_rows)


def strings(texts: list[str]) -> int:
    """The strings alone; returns the number of indicators in the validated table."""
    made = explode_table(texts)
    model_of(NAMES).validate(frame(made), lazy=True)
    return int(made.num_rows)


def contract_rows(texts: list[str]) -> int:
    """The road of documents of 5,000 cells each."""
    return sum(road(texts[start : start + 5_000]) for start in range(0, len(texts), 5_000))


def measure(way: Callable[[list[str]], int], texts: list[str]) -> tuple[int, float]:
    """Rows and seconds."""
    gc.collect()
    start = time.perf_counter()
    rows = way(texts)
    return rows, time.perf_counter() - start


def main(count: int = 1_000_000) -> None:
    """Print the figures."""
    names = [f"第{index}项指标完成情况" for index in range(5_000)]
    pool = distinct(60_000)
    drawn = np.random.default_rng(7).zipf(1.2, count * 2)
    zipf = (pool[index - 1] for index in drawn if index <= len(pool))
    road(cells(iter(distinct(600)), 600, names))  # imports and caches of the program itself
    print(
        "\n## Cell strings to a validated table, one process\n\n| values | way | indicators |"
        " seconds | indicators/s |\n|---|---|---|---|---|"
    )
    for label, texts in (
        ("Zipf, from 60,000 distinct", cells(zipf, count, names)),
        ("none repeated", cells(iter(distinct(count // 5)), count // 5, names)),
    ):
        for way in (strings, contract_rows):
            parse_value.__globals__["_remembered"].cache_clear()
            rows, seconds = measure(way, texts)
            print(
                f"| {label} | {way.__name__.replace('_', ' ')} | {rows:,} | {seconds:.1f} |"
                f" {rows / seconds:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
