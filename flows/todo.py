"""What is left for a person after a run: which documents, why, and the command that shows or
settles each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flows.decisions import Decided
from schemas.lookup import rows
from schemas.messages import language, say
from transforms.settling.decision import REFUSED, way_of

if TYPE_CHECKING:
    import duckdb

SHOWN = 5  # paths of one cause or one kind of change; the rest is counted
# a copy waits for what the file waits for whose bytes it has
_PROBLEMS = """SELECT DISTINCT path, d.document_id, coalesce(rule, '') AS rule FROM documents d
LEFT JOIN (FROM findings WHERE severity = 'error') f USING (path)
WHERE status IN ('held_back', 'unreadable') AND copy_of IS NULL ORDER BY ALL"""
_COPIES = """SELECT count(*) FROM documents JOIN (FROM documents WHERE list_contains(?, path)) f
ON documents.copy_of = f.document_id"""
Problem = tuple[str, str, str]
"""Path, document_id and rule of a reason why a document is not whole; blank: none is told."""


@dataclass(slots=True)
class Todo:
    """``causes``: rule -> the documents that wait for a person because of it; ``copies``: files
    with their bytes, which wait with them. ``new``: documents with a cause that the build before
    did not have; ``known``: with none but acknowledged ones.
    """

    causes: dict[str, list[str]] = field(default_factory=dict)
    waiting: int = 0
    copies: int = 0
    new: int = 0
    known: int = 0


def todo(
    connection: duckdb.DuckDBPyConnection, before: Path | None, decided: Decided
) -> tuple[Todo, set[tuple[str, str]]]:
    """What waits in a build, and all its problems by document (path or id) and rule."""
    found = problems(connection)
    there = {(name, rule) for path, document, rule in found for name in (path, document)}
    listed = {(one.document, one.rule) for one in decided.known}
    open_ones = [
        (path, document, rule)
        for path, document, rule in found
        if rule != REFUSED and not {(path, rule), (document, rule)} & listed
    ]
    paths = {path for path, _, _ in open_ones}
    left = Todo(
        waiting=len(paths),
        copies=_copies(connection, paths),
        known=len({path for path, _, _ in found} - paths),
    )
    for path, _, rule in open_ones:
        left.causes.setdefault(rule, []).append(path)
    if open_ones:
        known = _known(before)
        left.new = len(
            {path for path, document, rule in open_ones if (document, rule) not in known}
        )
    return left, there


def problems(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Why the documents of a build are not whole."""
    return connection.execute(_PROBLEMS).fetchall()


def _copies(connection: duckdb.DuckDBPyConnection, paths: set[str]) -> int:
    row = connection.execute(_COPIES, [sorted(paths)]).fetchone() or (0,)
    return int(row[0])


def _known(before: Path | None) -> set[tuple[str, str]]:
    from warehouse.catalogue.query import open_build

    if before is None:
        return set()
    with open_build(before, "documents findings") as connection:
        return {(document, rule) for _, document, rule in problems(connection)}


def lines(left: Todo, where: str = "") -> Iterator[str]:
    """For a terminal: the causes with most documents first. ``where``: the options that the
    commands need to find this build.
    """
    if not left.causes:
        return
    yield say("todo.title", count=left.waiting, new=left.new)
    for rule, paths in by_size(left.causes):
        yield f"  {title(rule)}: {len(paths)}"
        yield from listed(paths, more=f"jixiao findings --rule {rule}{where}")
        yield f"    → {remedy(rule, paths[0], where)}"
    if left.copies:
        yield f"  {say('todo.copies', count=left.copies)}"


def by_size(causes: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """The causes, those with most documents first."""
    return sorted(causes.items(), key=lambda one: (-len(one[1]), one[0]))


def listed(paths: list[str], more: str) -> Iterator[str]:
    """The first paths, and the command that shows the others."""
    yield from (f"      {path}" for path in paths[:SHOWN])
    if len(paths) > SHOWN:
        yield f"      {say('todo.more', count=len(paths) - SHOWN, command=more)}"


@cache
def _rules() -> dict[str, dict[str, str]]:
    return {row["rule"]: row for row in rows("rules")}


def title(rule: str) -> str:
    """What a rule is about, with its id."""
    if not rule:
        return say("todo.untold")
    return f"{about(rule)} ({rule})"


def about(rule: str) -> str:
    """What a rule is about; '' names no rule."""
    if not rule:
        return say("todo.untold")
    return _rules()[rule]["title_zh" if language() == "zh" else "message"]


def remedy(rule: str, path: str, where: str = "") -> str:
    """What a person can do about it, with the command. ``path``: one of the documents."""
    kind = way_of(rule) if rule else None
    way = rule if f"mend.{rule}" in _mends() else kind or "look"
    folder = path.split("!", 1)[0].rpartition("/")[0] or "."
    return say(f"mend.{way}", rule=rule, path=path, folder=folder, where=where)


@cache
def _mends() -> frozenset[str]:
    return frozenset(row["id"] for row in rows("messages") if row["id"].startswith("mend."))
