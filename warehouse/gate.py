"""The gate before publishing: what was published does not vanish unnoticed (CONTRACT, section 2)."""

from __future__ import annotations

from collections import Counter

from warehouse.changes import Build, causes_of, documents
from warehouse.files import read_table

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
    if before[1].files["indicators"] == after[1].files["indicators"]:
        return reasons
    causes = causes_of(before[1], after[1])
    changed = frozenset(named[path] for path, cause in causes.items() if cause.source for named in (old, new) if path in named)
    was, whole, now = _rows(before, changed), _rows(before, frozenset()), _rows(after, changed)
    for (department, year), count in sorted(was.items(), key=str):
        lost, rows = count - now[department, year], whole[department, year]
        if lost > SHRINK * rows:
            reasons.append(f"{department or 'unknown department'} {year or 'without year'} lost {lost} of {rows} rows though its source is the same")
    return reasons


def _rows(build: Build, without: frozenset[str]) -> Counter[Group]:
    """Published rows by department and year, but those of some documents."""
    table = read_table(build[0], "indicators", build[1].files["indicators"], ["department", "fiscal_year", "document_id"])
    counted = table.group_by(["department", "fiscal_year", "document_id"]).aggregate([([], "count_all")]).to_pylist()
    groups: Counter[Group] = Counter()
    for row in counted:
        if row["document_id"] not in without:
            groups[row["department"], row["fiscal_year"]] += row["count_all"]
    return groups
