"""Where a row stands in its source: the excerpt with the span marked, what was read, and the findings about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.evidence.cell import Place, find, picture, source_bytes
from schemas.lookup import rows as csv_rows
from transforms.document import Cell, Line, UnreadableError
from warehouse.disk import WarehouseError
from warehouse.layout import Warehouse
from warehouse.query import open_build, published

_TABLES = (("indicators", "indicator_id"), ("quarantine", "indicator_id"), ("projects", "project_id"), ("findings", "finding_id"),
           ("documents", "document_id"))
_CONTEXT = 40


def explain(curated: Path, raw: Path, identity: str) -> str:
    """The evidence of one id, of the published build or else of the newest older one that has it. Raises WarehouseError if none has."""
    with _found(curated, identity) as found:
        about = [*_fields(found.row), *_readings(found.connection, identity), *_findings(found.connection, found.column, found.row)]
        return "\n".join([f"{found.table} in build {found.build}", *_source(found, raw), "", *about])


def draw(curated: Path, raw: Path, identity: str, out: Path, font: Path | None = None) -> str:
    """Write a picture of the page or the table with the cell framed; ``font`` as of `picture`.

    Its format goes by the name of ``out``. Returns the characters that the font lacks. Raises
    WarehouseError if no build has the id, the source is gone or another file, nothing stands there
    today, or ``out`` names no picture.
    """
    with _found(curated, identity) as found:
        data = source_bytes(raw, found.path, found.row["document_id"])
        if data is None:
            raise WarehouseError(f"{raw / found.path} is gone, or is not the file that was read: nothing to show")
        place = _place(data, found)
        if place is None:
            raise WarehouseError(f"{found.path} shows no text at {found.stands or 'all'}: nothing to frame")
        caption = f"{found.path}  {found.stands}  {identity}"
        image, lacking = picture(data, place, caption, _span(found.row, place.cell), font)
    try:
        image.save(out)
    except ValueError as error:
        raise WarehouseError(f"{out}: {error}; name it .png") from error
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
        return ", ".join(f"{name} {self.row[name]}" for name in ("page", "sheet", "row") if self.row.get(name) is not None)


@contextmanager
def _found(curated: Path, identity: str) -> Iterator[_Found]:
    for build in [published(curated), *_older(curated)]:
        with open_build(build) as connection:
            for table, column in _TABLES:
                if row := _row(connection, table, column, identity):
                    yield _Found(build.name, connection, table, column, row, row.get("path") or _path(connection, row["document_id"]))
                    return
    raise WarehouseError(f"no build in {curated} has {identity!r}")


def _older(curated: Path) -> list[Path]:
    warehouse = Warehouse(curated)
    return sorted((one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file()), reverse=True)


def _row(connection: duckdb.DuckDBPyConnection, table: str, column: str, identity: str) -> dict[str, Any] | None:
    answer = connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", [identity])  # noqa: S608  # names of ours
    found = answer.fetchone()
    return {about[0]: value for about, value in zip(answer.description, found, strict=True)} if found else None


def _path(connection: duckdb.DuckDBPyConnection, document_id: str) -> str:
    found = connection.execute("SELECT min(path) FROM documents WHERE document_id = ?", [document_id]).fetchone()
    return str(found[0]) if found and found[0] else "(unknown file)"


def _source(found: _Found, raw: Path) -> list[str]:
    """File, place and excerpt. The span is shown between ⟦ and ⟧, with what stands around it if the file is at hand."""
    row = found.row
    head = [found.path + (f", {found.stands}" if found.stands else ""), f"sha256 {row['document_id']}"]
    text = row.get("source_text") or row.get("goal") or ""
    if not text:
        return head
    data = source_bytes(raw, found.path, row["document_id"])
    place = _place(data, found) if data is not None else None
    cell, span = (place.cell, _span(row, place.cell)) if place else (None, None)
    if cell is None or span is None:
        return [*head, "", f"⟦{text}⟧"]
    return [*head, "", f"{cell.text[max(0, span[0] - _CONTEXT):span[0]]}⟦{text}⟧{cell.text[span[1]:span[1] + _CONTEXT]}"]


def _place(data: bytes, found: _Found) -> Place | None:
    try:
        return find(data, found.path, found.row)
    except UnreadableError:
        return None


def _span(row: dict[str, Any], cell: Cell | Line | None) -> tuple[int, int] | None:
    """Where the excerpt stands in the text of its cell; None if it is not there (a row of several cells, a parser of another day)."""
    text = row.get("source_text") or row.get("goal") or ""
    if cell is None or not text or text not in cell.text:
        return None
    start = row.get("char_start")
    start = start if start is not None and cell.text.startswith(text, start) else cell.text.find(text)
    return start, start + len(text)


def _fields(row: dict[str, Any]) -> list[str]:
    width = max(map(len, row))
    return [f"{name:<{width}}  {value}" for name, value in row.items() if value is not None and name != "source_text"]


def _readings(connection: duckdb.DuckDBPyConnection, identity: str) -> list[str]:
    rows = connection.execute("""SELECT role, text, kind, operator, operator_source, number, upper, unit, parse_rule FROM readings
        WHERE indicator_id = ? ORDER BY role""", [identity]).fetchall()
    listed = [f"  {role}: {text!r} -> " + " ".join(str(part) for part in rest if part is not None) for role, text, *rest in rows]
    return ["", "readings", *listed] if listed else []


def _findings(connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any]) -> list[str]:
    """The rules that fired on the row, an indicator's project included, with the texts that a correction changed. A finding is its own."""
    if found_by == "finding_id":
        return []
    conditions, values = f"{found_by} = ?", [row[found_by]]
    if found_by == "indicator_id":
        conditions, values = f"{conditions} OR (project_id = ? AND indicator_id IS NULL)", [*values, row["project_id"]]
    query = f"SELECT severity, rule, message, found, expected FROM findings WHERE {conditions} ORDER BY finding_id"  # noqa: S608  # names of ours
    rows = connection.execute(query, values).fetchall()
    titles = {rule["rule"]: rule["title_zh"] for rule in csv_rows("rules")}
    listed = [f"  {severity} {rule} {titles.get(rule, '')}: {message}" + (f"; found {found!r}, expected {expected!r}" if found else "")
              for severity, rule, message, found, expected in rows]
    return ["", "findings", *(listed or ["  none"])]
