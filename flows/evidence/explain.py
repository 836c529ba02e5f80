"""Where a row stands in its source: the excerpt with the span marked, what was read, and the
findings about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.evidence import entries
from flows.evidence.cell import Place, find, picture, source_bytes
from schemas.chinese import in_chinese
from schemas.lookup import rows as csv_rows
from schemas.messages import language, say
from schemas.nearest import did_you_mean
from transforms.document import Cell, Line, UnreadableError
from warehouse.catalogue.query import open_build, published
from warehouse.files.disk import UsageError, WarehouseError
from warehouse.files.layout import Warehouse

_TABLES = (
    ("indicators", "indicator_id"),
    ("quarantine", "indicator_id"),
    ("projects", "project_id"),
    ("findings", "finding_id"),
    ("documents", "document_id"),
)
_PLACE = {"page": "found.page", "sheet": "found.sheet", "row": "found.row"}
_CONTEXT = 40


def explain(curated: Path, raw: Path, identity: str) -> str:
    """The evidence of one id, of the published build or else of the newest older one that has it.
    Raises WarehouseError if none has.
    """
    with _found(curated, identity) as evidence:
        about = [
            *_fields(evidence.row),
            *_readings(evidence.connection, identity),
            *_findings(evidence.connection, evidence.column, evidence.row),
            *_settling(evidence.connection, evidence.column, evidence.row),
        ]
        return "\n".join(
            [
                say("explain.in_build", table=evidence.table, build=evidence.build),
                *_source(evidence, raw),
                "",
                *about,
            ]
        )


def draw(curated: Path, raw: Path, identity: str, out: Path, font: Path | None = None) -> str:
    """Write a picture of the page or the table with the cell framed; ``font`` as of `picture`.

    Its format goes by the name of ``out``. Returns the characters that the font lacks. Raises
    WarehouseError if no build has the id, the source is gone or another file, nothing stands there
    today, or ``out`` names no picture.
    """
    with _found(curated, identity) as evidence:
        data = source_bytes(raw, evidence.path, evidence.row["document_id"])
        if data is None:
            raise WarehouseError(say("error.source_gone", file=raw / evidence.path))
        place = _place(data, evidence)
        if place is None:
            raise WarehouseError(
                say(
                    "error.no_text_there",
                    path=evidence.path,
                    place=evidence.stands or say("explain.everywhere"),
                )
            )
        caption = f"{evidence.path}  {evidence.stands}  {identity}"
        image, lacking = picture(data, place, caption, _span(evidence.row, place.cell), font)
    try:
        image.save(out)
    except ValueError as error:
        raise WarehouseError(say("error.no_picture_name", file=out, error=error)) from error
    return lacking


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that bears the id, in the newest build that has it."""

    build: str
    connection: duckdb.DuckDBPyConnection
    table: str
    column: str
    row: dict[str, Any]
    path: str

    @property
    def stands(self) -> str:
        """Page, sheet and row, as far as the format has them."""
        return ", ".join(
            say(text, number=self.row[name])
            for name, text in _PLACE.items()
            if self.row.get(name) is not None
        )


def explain_path(curated: Path, path: str) -> str:
    """What there is about a document that is named by its path, or a part of it: its row, all its
    findings and how to settle them. Raises UsageError if none or several are named.
    """
    build = published(curated)
    with open_build(build) as connection:
        paths = _paths(connection)
        row = _row(connection, "documents", "path", _named(path, paths)) or {}
        head = [say("explain.in_build", table="documents", build=build.name), str(row["path"])]
        about = [
            *_fields(row),
            *_findings(connection, "document_id", row),
            *_settling(connection, "document_id", row),
        ]
        return "\n".join([*head, "", *about])


def _paths(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        row[0] for row in connection.execute("SELECT path FROM documents ORDER BY 1").fetchall()
    ]


def _named(text: str, paths: list[str]) -> str:
    """The one path that is meant: it is, ends with or holds the text."""
    typed = text.replace("\\", "/")
    for fits in (str.__eq__, _ends, str.__contains__):
        found = [path for path in paths if fits(path, typed)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(say("error.several_paths", path=text, paths=", ".join(found[:5])))
    raise UsageError(say("error.no_path", path=text) + did_you_mean(text, paths))


def _ends(path: str, typed: str) -> bool:
    """data/raw/2024/x.pdf names 2024/x.pdf, and so does x.pdf."""
    return f"/{path}".endswith(f"/{typed}") or f"/{typed}".endswith(f"/{path}")


@contextmanager
def _found(curated: Path, identity: str) -> Iterator[_Found]:
    for build in [published(curated), *_older(curated)]:
        with open_build(build) as connection:
            for table, column in _TABLES:
                if row := _row(connection, table, column, identity):
                    yield _Found(
                        build.name,
                        connection,
                        table,
                        column,
                        row,
                        row.get("path") or _path(connection, row["document_id"]),
                    )
                    return
    raise WarehouseError(say("error.no_such_id", curated=curated, identity=identity))


def _older(curated: Path) -> list[Path]:
    warehouse = Warehouse(curated)
    return sorted(
        (one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file()),
        reverse=True,
    )


def _row(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, identity: str
) -> dict[str, Any] | None:
    query = f"SELECT * FROM {table} WHERE {column} = ?"  # noqa: S608  # names of ours
    answer = connection.execute(query, [identity])
    values = answer.fetchone()
    return (
        {about[0]: value for about, value in zip(answer.description, values, strict=True)}
        if values
        else None
    )


def _path(connection: duckdb.DuckDBPyConnection, document_id: str) -> str:
    path = connection.execute(
        "SELECT min(path) FROM documents WHERE document_id = ?", [document_id]
    ).fetchone()
    return str(path[0]) if path and path[0] else say("explain.unknown_file")


def _source(evidence: _Found, raw: Path) -> list[str]:
    """File, place and excerpt. The span is shown between ⟦ and ⟧, with what stands around it if the
    file is at hand.
    """
    row = evidence.row
    head = [
        evidence.path + (f", {evidence.stands}" if evidence.stands else ""),
        f"sha256 {row['document_id']}",
    ]
    text = row.get("source_text") or row.get("goal") or ""
    if not text:
        return head
    data = source_bytes(raw, evidence.path, row["document_id"])
    place = _place(data, evidence) if data is not None else None
    cell, span = (place.cell, _span(row, place.cell)) if place else (None, None)
    if cell is None or span is None:
        return [*head, "", f"⟦{text}⟧"]
    before = cell.text[max(0, span[0] - _CONTEXT) : span[0]]
    after = cell.text[span[1] : span[1] + _CONTEXT]
    return [*head, "", f"{before}⟦{text}⟧{after}"]


def _place(data: bytes, evidence: _Found) -> Place | None:
    try:
        return find(data, evidence.path, evidence.row)
    except UnreadableError:
        return None


def _span(row: dict[str, Any], cell: Cell | Line | None) -> tuple[int, int] | None:
    """Where the excerpt stands in the text of its cell; None if it is not there (a row of several
    cells, a parser of another day).
    """
    text = row.get("source_text") or row.get("goal") or ""
    if cell is None or not text or text not in cell.text:
        return None
    start = row.get("char_start")
    start = (
        start if start is not None and cell.text.startswith(text, start) else cell.text.find(text)
    )
    return start, start + len(text)


def _fields(row: dict[str, Any]) -> list[str]:
    width = max(map(len, row))
    return [
        f"{name:<{width}}  {value}"
        for name, value in row.items()
        if value is not None and name != "source_text"
    ]


def _readings(connection: duckdb.DuckDBPyConnection, identity: str) -> list[str]:
    rows = connection.execute(
        """SELECT role, text, kind, operator, operator_source, number, upper, unit, parse_rule
           FROM readings
        WHERE indicator_id = ? ORDER BY role""",
        [identity],
    ).fetchall()
    listed = [
        f"  {role}: {text!r} -> " + " ".join(str(part) for part in rest if part is not None)
        for role, text, *rest in rows
    ]
    return ["", say("explain.readings"), *listed] if listed else []


def _findings(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any]
) -> list[str]:
    """The rules that fired on the row, an indicator's project included, with the texts that a
    correction changed. A finding is its own.
    """
    if found_by == "finding_id":
        return []
    titles = {rule["rule"]: rule["title_zh"] for rule in csv_rows("rules")}
    columns = "severity, rule, message, found, expected"
    listed = [
        f"  {severity} {rule} {titles.get(rule, '')}: {_about(message, found, expected)}"
        for severity, rule, message, found, expected in _told(
            connection, found_by, row, columns
        ).fetchall()
    ]
    return ["", say("explain.findings"), *(listed or [f"  {say('explain.none')}"])]


def _settling(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any]
) -> list[str]:
    """How a person settles what the row is held back for."""
    told = _told(connection, found_by, row, entries.COLUMNS)
    names = [about[0] for about in told.description or ()]
    found = [dict(zip(names, values, strict=True)) for values in told.fetchall()]
    text = entries.entries(found)
    return ["", say("explain.settling"), "", text] if text else []


def _told(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any], columns: str
) -> duckdb.DuckDBPyConnection:
    """The findings about a row, an indicator's project included; a finding itself; what holds the
    row back, if that is said of the whole table.
    """
    conditions, values = f"{found_by} = ?", [row[found_by]]
    if found_by == "indicator_id":
        conditions = f"{conditions} OR (project_id = ? AND indicator_id IS NULL) OR finding_id = ?"
        values = [*values, row["project_id"], row.get("finding_id")]
    where = f"WHERE {conditions} ORDER BY finding_id"
    query = f"SELECT {columns} FROM findings {where}"  # noqa: S608  # names of ours
    return connection.execute(query, values)


def _about(message: str, found: str | None, expected: str | None) -> str:
    shown = in_chinese if language() == "zh" else str
    if not found:
        return shown(message)
    wanted = expected and shown(expected)
    return say("explain.found", message=shown(message), found=shown(found), expected=wanted)
