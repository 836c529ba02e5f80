"""What lies beside the Parquet of a build for people and programs that know nothing of this one.

``datapackage.json`` (Frictionless Data Package: files, columns, types, keys), ``row_counts.csv``
(rows per department and year, to be committed as expected ones) and ``CHANGELOG-DATA.md`` (one
entry a build, the newest first, carried on from build to build).
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.tables import TableSchema, tables
from warehouse.files.disk import write
from warehouse.files.layout import Manifest
from warehouse.files.parquet import read_file

CHANGELOG = "CHANGELOG-DATA.md"
_FRICTIONLESS = {
    "text": "string",
    "int8": "integer",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "bool": "boolean",
    "double": "number",
    "money": "number",
    "date": "date",
    "timestamp": "datetime",
}
_TITLE = "# Changes of the data 数据变更\n"
_LISTED = 40  # department-years that an entry names; the others are counted
Counts = dict[tuple[str, str, str], tuple[int, int]]
"""(fiscal_year, region_code, department) -> projects, indicators."""


def describe(
    build: Path,
    manifest: Manifest,
    row: Mapping[str, Any],
    before: tuple[Path, Manifest] | None,
    folder: Path | None = None,
) -> None:
    """Write all three of a build that has its tables into it, or into another ``folder``. ``row``:
    its row of ``builds``.
    """
    folder = folder or build
    write(
        folder / "datapackage.json",
        json.dumps(package(manifest), ensure_ascii=False, indent=1).encode(),
    )
    now = row_counts(build, manifest)
    write(folder / "row_counts.csv", _csv(now))
    older = (
        (before[0] / CHANGELOG).read_text(encoding="utf-8").removeprefix(_TITLE)
        if before and (before[0] / CHANGELOG).exists()
        else ""
    )
    then = row_counts(*before) if before else {}
    write(folder / CHANGELOG, (_TITLE + entry(row, then, now) + older).encode())


def package(manifest: Manifest) -> dict[str, Any]:
    """The Frictionless descriptor: all columns of a table stand in each of its files."""
    resources = [
        _resource(table, manifest.files[name])
        for name, table in tables().items()
        if name in manifest.files
    ]
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": "jixiao",
        "title": "绩效目标 Performance targets of government budgets",
        "id": manifest.build_id,
        "resources": resources,
    }


def _resource(table: TableSchema, files: list[str]) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": _FRICTIONLESS[column.type],
            "title": f"{column.label_zh} {column.label}",
            "description": column.description,
            "constraints": {
                "required": column.name in table.required,
                **({"enum": list(column.codes)} if column.codes else {}),
            },
        }
        for column in table.columns
    ]
    return {
        "name": table.name,
        "title": f"{table.label_zh} {table.label}",
        "description": table.description,
        "path": files,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        # '' is a blank cell and not a missing one
        "schema": {"fields": fields, "primaryKey": list(table.unique), "missingValues": []},
    }


def row_counts(build: Path, manifest: Manifest) -> Counts:
    """Projects and indicators of each department and year, current ones only."""
    counts: Counts = {}
    keys = ["fiscal_year", "region_code", "department"]
    for file in manifest.files["projects"]:
        rows = read_file(build, "projects", file, [*keys, "is_current", "indicator_count"])
        for row in (
            rows.filter(rows["is_current"])
            .group_by(keys)
            .aggregate([([], "count_all"), ("indicator_count", "sum")])
            .to_pylist()
        ):
            key = (str(row["fiscal_year"] or ""), row["region_code"] or "", row["department"] or "")
            projects, indicators = counts.get(key, (0, 0))
            counts[key] = (projects + row["count_all"], indicators + row["indicator_count_sum"])
    return counts


def _csv(counts: Counts) -> bytes:
    """In the columns of expected.csv: once checked, it can be committed as the expected one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["fiscal_year", "region_code", "region", "department", "expected_rows"])
    writer.writerows(
        [year, code, "", department, indicators]
        for (year, code, department), (_, indicators) in sorted(counts.items())
    )
    return text.getvalue().encode()


def entry(row: Mapping[str, Any], then: Counts, now: Counts) -> str:
    """The entry of one build: totals, what changed and why, and each department-year whose rows
    changed.
    """
    changes = [
        (key, then.get(key, (0, 0)), now.get(key, (0, 0)))
        for key in sorted(then.keys() | now.keys())
        if then.get(key) != now.get(key)
    ]
    kinds = Counter(
        "added" if key not in then else "removed" if key not in now else "changed"
        for key, _, _ in changes
    )
    lines = [f"\n## {row['build_id']} ({row['finished_at']:%Y-%m-%d})\n", _figures(row)]
    if changes:
        years = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        lines += [
            f"Department-years: {years}.\n",
            "| year | region | department | projects | indicators |",
            "|---|---|---|---|---|",
            *(
                f"| {' | '.join(key)} | {_step(old[0], new[0])} | {_step(old[1], new[1])} |"
                for key, old, new in changes[:_LISTED]
            ),
        ]
        lines += (
            [f"\n… and {len(changes) - _LISTED} more: row_counts.csv of both builds."]
            if len(changes) > _LISTED
            else []
        )
    return "\n".join(lines) + "\n"


def _figures(row: Mapping[str, Any]) -> str:
    """What the build holds, how many rows changed, and why."""
    counts = {
        name: row[f"{name}_count"] for name in ("document", "project", "indicator", "finding")
    }
    totals = ", ".join(
        f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in counts.items()
    )
    moved = ", ".join(f"{row[f'rows_{kind}']} {kind}" for kind in ("added", "changed", "removed"))
    causes = ", ".join(
        f"{cause} {row[f'changed_by_{cause}']}"
        for cause in ("source", "code", "correction", "both")
    )
    return f"{totals}. Indicator rows: {moved}; by cause: {causes}.\n"


def _step(old: int, new: int) -> str:
    return str(new) if old == new else f"{old} → {new}"
