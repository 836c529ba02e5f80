"""The difference of two builds for people and programs: one line a document or a changed column,
with the cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from flows.output import show
from schemas.messages import language, listed, say
from schemas.tables import columns, tables
from warehouse.build.causes import Build
from warehouse.build.changes import Changes, compare, load
from warehouse.catalogue.query import published
from warehouse.catalogue.sql import identifier, quote, scratch
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import load_manifest

COLUMNS = (
    "what",
    "change",
    "cause",
    "fiscal_year",
    "path",
    "project",
    "name",
    "column",
    "before",
    "after",
    "key",
)
_CODES = {
    "change": ("added", "changed", "removed"),
    "cause": ("source", "code", "correction", "both"),
}
Line = tuple[str | int | None, ...]


def difference(curated: Path, before: str | None, after: str | None) -> Changes:
    """What build ``after`` (default: the published one) changes against ``before`` (default: the
    one published before it).

    Raises WarehouseError for an unknown build, or if there is no build before.
    """
    newer = _build(published(curated, after))
    carried = load(newer[0])
    if carried and before in (None, carried.before):
        return carried
    if before is None:
        raise WarehouseError(say("error.no_build_before", build=newer[0].name))
    return compare(_build(published(curated, before)), newer)


def _build(folder: Path) -> Build:
    manifest = load_manifest(folder)
    if manifest is None:
        raise WarehouseError(say("error.no_build_in", folder=folder))
    return folder, manifest


def show_changes(changes: Changes, form: str, *, wide: bool = True) -> None:
    """One line for each changed document and each changed column of a row; a table that is not
    ``wide`` fits the terminal and has no blank column.
    """
    lines = list(_lines(changes))
    kinds = [pa.int16() if name == "fiscal_year" else pa.string() for name in COLUMNS]
    table = pa.table(
        [pa.array([line[place] for line in lines], kind) for place, kind in enumerate(kinds)],
        names=list(COLUMNS),
    )
    with scratch() as connection:
        answer = connection.from_arrow(table)
        if form == "table":
            shown = [name for name in COLUMNS if wide or table[name].null_count < len(table)]
            answer = answer.project(", ".join(map(_in_words, shown or COLUMNS)))
        show(answer, form, wide=wide)


def _in_words(name: str) -> str:
    """The SQL of a column as people see it: in Chinese under its name, codes as words."""
    if language() != "zh":
        return identifier(name)
    text, words = identifier(name), _words(name)
    if words:
        whens = " ".join(f"WHEN {quote(code)} THEN {quote(word)}" for code, word in words.items())
        text = f"CASE {text} {whens} ELSE {text} END"
    return f"{text} AS {identifier(say(f'diff.{name}'))}"


def _words(name: str) -> dict[str, str]:
    if name == "what":
        return {one.removesuffix("s"): table.label_zh for one, table in tables().items()}
    if name == "column":
        return {one: column.label_zh for one, column in columns().items()}
    return {code: say(f"diff.{code}") for code in _CODES.get(name, ())}


def counted(changes: Changes) -> str:
    """The numbers, in a line."""
    counts = listed(f"{_named(name)} {count}" for name, count in changes.counts().items())
    if not changes.before:
        return say("diff.against_nothing", counts=counts)
    return say("diff.against", build=changes.before, counts=counts)


def _named(column: str) -> str:
    return columns()[column].label_zh if language() == "zh" else column


def _lines(changes: Changes) -> Iterator[Line]:
    for kind, paths in changes.documents.items():
        yield from (("document", kind, "source", None, path, *[None] * 6) for path in paths)
    for row in changes.rows:
        head = (
            row.table.removesuffix("s"),
            row.kind,
            row.cause,
            row.fiscal_year,
            row.path,
            row.project,
            row.name,
        )
        changed: list[Line] = [(name, *texts) for name, texts in row.columns.items()] or [
            (None, None, None)
        ]
        yield from ((*head, *one, row.key) for one in changed)
