"""The gate before publishing: what was published does not vanish unnoticed (docs/contract.md,
section 2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from schemas.messages import say
from warehouse.build.causes import Build, causes_of, documents
from warehouse.files.layout import Manifest
from warehouse.files.parquet import read_file

SHRINK = 0.02  # a department-year may lose this share of its rows without a change of its source
_SIDECARS = (".meta.yml", ".meta.yaml")
Group = tuple[str | None, int | None]
Rows = Counter[tuple[str | None, int | None, str]]
"""Rows by department, year and document."""


def refused(before: Build | None, after: Build) -> list[str]:
    """Reasons not to publish: a known document vanished (a file that was only renamed did not), or
    a department-year lost rows of documents whose bytes, sidecars and options are the same as
    before.
    """
    if before is None:
        return []
    old, new = documents(before), documents(after)
    # an archive that could not be unpacked was listed itself; its members are, now that it can
    unpacked = set(_archives(new))
    gone = [
        path
        for path in sorted(old.keys() - new.keys() - unpacked)
        if old[path] not in new.values() and not _was_none(path, before[1])
    ]
    reasons = [say("refused.vanished", path=path) for path in gone]
    changed = _changed(before, after, (old, new))
    shared = frozenset(before[1].files["indicators"]) & frozenset(after[1].files["indicators"])
    was, now = (_rows(build, shared, changed) for build in (before, after))
    now = _as_before(was, now)
    lost = {
        group: count - _groups(now)[group]
        for group, count in sorted(_groups(was).items(), key=str)
        if count > _groups(now)[group]
    }
    whole = _groups(_rows(before)) if lost else Counter[Group]()
    for group, rows in lost.items():
        if rows > SHRINK * whole[group]:
            department = group[0] or say("refused.unknown_department")
            year = group[1] or say("refused.without_year")
            counts = {"lost": rows, "rows": whole[group]}
            reasons.append(say("refused.shrank", department=department, year=year, **counts))
    return reasons


def _archives(paths: Iterable[str]) -> Iterator[str]:
    """The archives in which documents lie, and those in which these lie.

    >>> list(_archives(["a.zip!b.zip!c.txt", "d.txt"]))
    ['a.zip!b.zip', 'a.zip']
    """
    for path in paths:
        outer, inside, _ = path.rpartition("!")
        while inside:
            yield outer
            outer, inside, _ = outer.rpartition("!")


def _was_none(path: str, before: Manifest) -> bool:
    """Whether a document never was one: a pipe, a folder without permission, a sidecar that an
    older version took for a document.
    """
    entry = before.raw.get(path)
    return (entry is not None and entry.is_lost) or path.lower().endswith(_SIDECARS)


def _changed(before: Build, after: Build, named: tuple[dict[str, str], ...]) -> frozenset[str]:
    """Documents of which the source changed: in the build before, and in this one."""
    causes = causes_of(before[1], after[1])
    paths = [path for path, cause in causes.items() if cause.source]
    return frozenset(documents[path] for path in paths for documents in named if path in documents)


def _as_before(was: Rows, now: Rows) -> Rows:
    """Rows now, each document's under the department that it had: a document whose department
    became known lost nothing.
    """
    of: dict[str, set[str | None]] = {}
    for department, _, document in was:
        of.setdefault(document, set()).add(department)
    moved: Rows = Counter()
    for (department, year, document), count in now.items():
        before = of.get(document, set())
        one = next(iter(before)) if len(before) == 1 else department
        moved[one, year, document] += count
    return moved


def _groups(rows: Rows) -> Counter[Group]:
    groups: Counter[Group] = Counter()
    for (department, year, _), count in rows.items():
        groups[department, year] += count
    return groups


def _rows(
    build: Build, shared: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()
) -> Rows:
    """Published rows, but those in ``shared`` files, which both builds have, and those of some
    documents.
    """
    groups: Rows = Counter()
    for file in build[1].files["indicators"]:
        if file not in shared:
            table = read_file(
                build[0], "indicators", file, ("department", "fiscal_year", "document_id")
            )
            for row in (
                table.group_by(["department", "fiscal_year", "document_id"])
                .aggregate([([], "count_all")])
                .to_pylist()
            ):
                if row["document_id"] not in without:
                    key = (row["department"], row["fiscal_year"], row["document_id"])
                    groups[key] += row["count_all"]
    return groups
