"""What a build changes against the one before, split by cause, and the gate that refuses losses."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from warehouse.files import read_table
from warehouse.layout import Manifest

Build = tuple[Path, Manifest]
SHRINK = 0.02  # a department-year may lose this share of its rows without a change of its source
_COMPARED = ("document_id", "project", "category", "subcategory", "name", "period_value", "annual_value", "actual_value", "target_kind",
             "target_operator", "target_number", "target_upper", "target_unit", "target_date", "direction", "points", "score", "deviation_note",
             "explanation", "place")
Key = tuple[str, int | None, str]
Rows = dict[Key, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator that was added, removed or changed, by indicator_key and year. ``before`` and ``after`` hold what differs."""

    indicator_key: str
    fiscal_year: int | None
    kind: str
    cause: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two builds."""

    documents: dict[str, list[str]]  # added, changed, removed -> paths
    rows: list[Change]

    def counts(self) -> dict[str, int]:
        """The columns of ``builds`` about it."""
        kinds, causes = Counter(row.kind for row in self.rows), Counter(row.cause for row in self.rows)
        return ({f"documents_{kind}": len(self.documents[kind]) for kind in ("added", "changed", "removed")}
                | {f"rows_{kind}": kinds[kind] for kind in ("added", "changed", "removed")}
                | {f"changed_by_{cause}": causes[cause] for cause in ("source", "code", "both")})

    def to_json(self) -> bytes:
        """As it lies in the build."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0, default=str).encode()


def compare(before: Build | None, after: Build) -> Changes:
    """All differences. A row's cause is ``source`` when its document changed under one parser, ``code`` when the parser changed
    and the document's bytes did not, ``both`` when both changed: then it cannot be told.
    """
    old, new = _documents(before), _documents(after)
    documents = {"added": sorted(new.keys() - old.keys()), "removed": sorted(old.keys() - new.keys()),
                 "changed": sorted(path for path in old.keys() & new.keys() if old[path] != new[path])}
    same_parser = before is None or before[1].parser_version == after[1].parser_version
    if before and before[1].files["indicators"] == after[1].files["indicators"]:
        return Changes(documents, [])
    return Changes(documents, _rows(_indicators(before, after), _indicators(after, before), same_parser))


def _documents(build: Build | None) -> dict[str, str]:
    if build is None:
        return {}
    table = read_table(build[0], "documents", build[1].files["documents"])
    return dict(zip(table["path"].to_pylist(), table["document_id"].to_pylist(), strict=True))


def _indicators(build: Build | None, other: Build | None) -> Rows:
    """Rows by key, year and kind of table; files that both builds have are left out."""
    if build is None:
        return {}
    shared = set(other[1].files["indicators"]) if other else set()
    files = [file for file in build[1].files["indicators"] if file not in shared]
    table = read_table(build[0], "indicators", files)
    rows = table.select(["indicator_key", "fiscal_year", "document_kind", "is_current", *_COMPARED]).to_pylist()
    return {(row["indicator_key"], row["fiscal_year"], row["document_kind"]): row for row in rows if row["is_current"]}


def _rows(old: Rows, new: Rows, same_parser: bool) -> list[Change]:
    known = {row["document_id"] for row in old.values()} & {row["document_id"] for row in new.values()}
    changes = []
    for key in sorted(old.keys() | new.keys(), key=str):
        before, after = old.get(key, {}), new.get(key, {})
        differs = [name for name in _COMPARED if before.get(name) != after.get(name) and name != "document_id"]
        if before and after and not differs:
            continue
        kind = "changed" if before and after else "added" if after else "removed"
        sources = {row["document_id"] for row in (before, after) if row}
        cause = "source" if same_parser else "code" if len(sources) == 1 and sources <= known else "both"
        changes.append(Change(key[0], key[1], kind, cause, {name: before.get(name) for name in differs if before},
                              {name: after.get(name) for name in differs if after}))
    return changes


def refused(before: Build | None, after: Build) -> list[str]:
    """Reasons not to publish: a known document vanished, or a department-year lost rows though its documents stayed the same."""
    if before is None:
        return []
    old, new = _documents(before), _documents(after)
    reasons = [f"{path} vanished" for path in sorted(old.keys() - new.keys())]
    if before[1].files["indicators"] != after[1].files["indicators"]:
        was, now = (_department_years(build) for build in (before, after))
        reasons += [f"{key[0] or 'unknown department'} {key[1] or 'without year'} fell from {len(rows)} to {len(now.get(key, ()))} rows"
                    for key, rows in sorted(was.items(), key=str)
                    if len(now.get(key, ())) < len(rows) * (1 - SHRINK) and set(rows) <= set(new.values())]
    return reasons


def _department_years(build: Build) -> dict[tuple[str | None, int | None], list[str]]:
    """document_id of every row, by department and year."""
    found: dict[tuple[str | None, int | None], list[str]] = {}
    table = read_table(build[0], "indicators", build[1].files["indicators"]).select(["department", "fiscal_year", "document_id"])
    for row in table.to_pylist():
        found.setdefault((row["department"], row["fiscal_year"]), []).append(row["document_id"])
    return found

