"""What a build changes against the one before, row by row and by cause."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.roles import compared
from schemas.tables import tables
from warehouse.build.causes import Build, Cause, alike, causes_of, documents
from warehouse.catalogue.sql import identifier, scratch, statement
from warehouse.files.disk import read_json, write
from warehouse.files.parquet import read_file, reader

DIFF = "diff.json"
_COMPARED = {
    table: tuple(name for name in tables()[table].names if name in compared(table))
    for table in ("indicators", "projects")
}
_FOUND_BY = (
    "document_id",
    "document_kind",
    "project_id",
    "project",
    "is_current",
    "row",
    "ordinal",
)
LISTED = 100_000
"""Rows of new documents that are listed; a new year has millions, and all that can be said of them
is that they are new.
"""
_MEMORY = "1GB"  # what comparing may hold; the rest goes to a file
_KEYS = {
    "indicators": ("indicator_key", ("project", "category", "subcategory", "name", "place")),
    "projects": ("project_key", ("project", "scope")),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that was added, removed or changed. ``columns``: name -> (before, after) as text, of
    a changed row only.
    """

    table: str
    kind: str
    cause: str  # source, code, correction or both
    key: str
    fiscal_year: int | None
    document_kind: str
    path: str
    project: str | None
    name: str | None
    columns: dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two builds. ``before``: id of the older one; None for a first build. Rows
    of a first build, and those of new documents if they are more than LISTED, are not listed one by
    one: all of them are added.
    """

    before: str | None
    documents: dict[str, list[str]]  # added, changed, removed -> paths
    rows: list[Change]
    added: int = 0  # rows that are not listed

    def counts(self) -> dict[str, int]:
        """The columns of ``builds`` about it. Rows are those of ``indicators``."""
        rows = [row for row in self.rows if row.table == "indicators"]
        kinds, causes = Counter(row.kind for row in rows), Counter(row.cause for row in rows)
        kinds["added"] += self.added
        causes["source"] += self.added
        return (
            {
                f"documents_{kind}": len(self.documents[kind])
                for kind in ("added", "changed", "removed")
            }
            | {f"rows_{kind}": kinds[kind] for kind in ("added", "changed", "removed")}
            | {
                f"changed_by_{cause}": causes[cause]
                for cause in ("source", "code", "correction", "both")
            }
        )

    def save(self, build: Path) -> None:
        """Put it into the build, one row a line."""
        rows = ",\n".join(
            json.dumps({name: getattr(row, name) for name in Change.__slots__}, ensure_ascii=False)
            for row in self.rows
        )
        head = json.dumps(
            {"before": self.before, "documents": self.documents, "added": self.added},
            ensure_ascii=False,
        )
        write(
            build / DIFF, f'{head[:-1]}, "rows": [\n{rows}\n]}}\n'.encode("utf-8", "surrogatepass")
        )


def load(build: Path) -> Changes | None:
    """The difference that a build carries; None if it was made before builds carried one in this
    form.
    """
    content = read_json(build / DIFF)
    if content.keys() != {"before", "documents", "added", "rows"}:
        return None
    rows = [
        Change(**{**row, "columns": {name: tuple(pair) for name, pair in row["columns"].items()}})
        for row in content["rows"]
    ]
    return Changes(content["before"], content["documents"], rows, content["added"])


def compare(before: Build | None, after: Build) -> Changes:
    """All differences of current rows. Causes: ``source``: the document's bytes, sidecar or assumed
    year changed; ``code``: the same document read by another parser; ``correction``: other
    corrections apply to it; ``both``: more than one of these, so that it cannot be told.
    """
    old, new = documents(before), documents(after)
    paths = {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": sorted(path for path in old.keys() & new.keys() if old[path] != new[path]),
    }
    if before is None:
        rows = sum(
            pq.read_metadata(after[0] / file).num_rows for file in after[1].files["indicators"]
        )
        return Changes(None, paths, [], rows)
    causes = causes_of(before[1], after[1])
    fresh = (
        frozenset()
        if paths["removed"]
        else frozenset(new[path] for path in paths["added"]) - frozenset(old.values())
    )
    added = _rows_of(before, after, fresh)
    unlisted = fresh if added > LISTED else frozenset[str]()
    passed = unlisted | alike(before, after, (old, new), causes)
    rows = [
        row
        for table in _COMPARED
        for row in _changed(table, before, after, (old, new), causes, passed)
    ]
    return Changes(before[0].name, paths, rows, added if unlisted else 0)


def _rows_of(before: Build, after: Build, documents: frozenset[str]) -> int:
    """Current indicators of some documents that only the later build has."""
    shared, wanted, count = (
        frozenset(before[1].files["indicators"]),
        pa.array(sorted(documents), pa.string()),
        0,
    )
    for file in after[1].files["indicators"] if documents else ():
        if file not in shared:
            rows = read_file(after[0], "indicators", file, ("document_id", "is_current"))
            count += rows.filter(
                pc.and_(rows["is_current"], pc.is_in(rows["document_id"], value_set=wanted))
            ).num_rows
    return count


def _changed(
    table: str,
    before: Build,
    after: Build,
    paths: tuple[dict[str, str], dict[str, str]],
    causes: dict[str, Cause],
    passed: frozenset[str],
) -> Iterable[Change]:
    """The rows of one table that differ, without those of the documents ``passed`` over. Files that
    both builds have are not opened.
    """
    shared = set(before[1].files[table]) & set(after[1].files[table])
    key, place = _KEYS[table]
    columns = tuple(dict.fromkeys((key, *_FOUND_BY, *place, *_COMPARED[table])))
    with scratch(_MEMORY) as connection:
        skipped = pa.table({"document_id": pa.array(sorted(passed), pa.string())})
        connection.register("passed", skipped)
        for name, build, where in (("old", before, paths[0]), ("new", after, paths[1])):
            own = [file for file in build[1].files[table] if file not in shared]
            connection.register("reader", reader(build[0], table, own, columns))
            connection.execute(
                f"CREATE TABLE {name}_rows AS FROM reader ANTI JOIN passed USING (document_id)"
            )
            connection.register(f"{name}_documents", _paths(where))
        differences = connection.execute(_query(table, key, place)).fetchall()
    elsewhere = (
        Cause(*map(any, zip(*causes.values(), strict=True)))
        if causes
        else Cause(source=False, code=True, correction=False)
    )
    for kind, identity, year, document_kind, old, new, project, indicator, columns in differences:
        own_causes = [causes[path] for path in (old, new) if path in causes]
        cause = Cause(*map(any, zip(*own_causes, strict=True)))
        yield Change(
            table,
            kind,
            _name(cause) or _name(elsewhere) or "code",
            identity,
            year,
            document_kind,
            new or old,
            project,
            indicator,
            {change["name"]: (change["before"], change["after"]) for change in columns or ()},
        )


def _paths(documents: dict[str, str]) -> pa.Table:
    """The table that the query joins: path, document_id."""
    columns = {"path": list(documents), "document_id": list(documents.values())}
    return pa.table(columns, pa.schema([("path", pa.string()), ("document_id", pa.string())]))


def _query(table: str, key: str, place: tuple[str, ...]) -> str:
    names = [identifier(name) for name in _COMPARED[table]]
    changes = ", ".join(
        f"{{'name': '{name}', 'before': o.{name}::VARCHAR, 'after': n.{name}::VARCHAR}}"
        for name in _COMPARED[table]
    )
    same_place = " AND ".join(f"o.{name} IS NOT DISTINCT FROM n.{name}" for name in place)
    return statement("build/changes").format(
        key=key,
        place=", ".join(place),
        same_place=same_place,
        old=", ".join(f"o.{name}" for name in names),
        changes=changes,
        new=", ".join(f"n.{name}" for name in names),
        name="coalesce(n.name, o.name)" if "name" in _COMPARED[table] else "NULL::VARCHAR",
    )


def _name(cause: Cause) -> str | None:
    names = [name for name in Cause._fields if getattr(cause, name)]
    return names[0] if len(names) == 1 else "both" if names else None
