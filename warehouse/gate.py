"""The gate before publishing: what was published does not vanish unnoticed (docs/contract.md, section 2)."""

from __future__ import annotations

from collections import Counter

from warehouse.causes import Build, causes_of, documents
from warehouse.files import read_file

SHRINK = 0.02  # a department-year may lose this share of its rows without a change of its source
Group = tuple[str | None, int | None]


def refused(before: Build | None, after: Build) -> list[str]:
    """Reasons not to publish: a known document vanished (a file that was only renamed did not), or a department-year lost rows of documents
    whose bytes, sidecars and options are the same as before.
    """
    if before is None:
        return []
    old, new = documents(before), documents(after)
    reasons = [f"{path} vanished" for path in sorted(old.keys() - new.keys()) if old[path] not in new.values()]
    causes = causes_of(before[1], after[1])
    changed = frozenset(named[path] for path, cause in causes.items() if cause.source for named in (old, new) if path in named)
    shared = frozenset(before[1].files["indicators"]) & frozenset(after[1].files["indicators"])
    was, now = (_rows(build, shared, changed) for build in (before, after))
    lost = {group: count - now[group] for group, count in sorted(was.items(), key=str) if count > now[group]}
    whole = _rows(before) if lost else Counter()
    for group, rows in lost.items():
        if rows > SHRINK * whole[group]:
            where = f"{group[0] or 'unknown department'} {group[1] or 'without year'}"
            reasons.append(f"{where} lost {rows} of {whole[group]} rows though its source is the same")
    return reasons


def _rows(build: Build, shared: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()) -> Counter[Group]:
    """Published rows by department and year, but those in ``shared`` files, which both builds have, and those of some documents."""
    groups: Counter[Group] = Counter()
    for file in build[1].files["indicators"]:
        if file not in shared:
            table = read_file(build[0], "indicators", file, ("department", "fiscal_year", "document_id"))
            for row in table.group_by(["department", "fiscal_year", "document_id"]).aggregate([([], "count_all")]).to_pylist():
                if row["document_id"] not in without:
                    groups[row["department"], row["fiscal_year"]] += row["count_all"]
    return groups
