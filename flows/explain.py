"""Where a row stands in its source: the excerpt with the span marked, what was read, and the findings about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from flows.evidence import find_cell, picture, source_bytes
from transforms.document import Cell, Line, UnreadableError
from warehouse.disk import WarehouseError
from warehouse.layout import Warehouse
from warehouse.query import open_build, published

_TABLES = (("indicators", "indicator_id"), ("quarantine", "indicator_id"), ("projects", "project_id"), ("findings", "finding_id"),
           ("documents", "document_id"))
_CONTEXT = 40


def explain(curated: Path, raw: Path, identity: str) -> str:
    """The evidence of one id, of the published build or else of the newest older one that has it. Raises WarehouseError if none has."""
    for build in [published(curated), *_older(curated)]:
        with open_build(build) as connection:
            for table, column in _TABLES:
                row = _row(connection, table, column, identity)
                if row:
                    return "\n".join([f"{table} in build {build.name}", *_source(connection, row, raw), "", *_fields(row),
                                      *_readings(connection, identity), *_findings(connection, column, identity)])
    raise WarehouseError(f"no build in {curated} has {identity!r}")


def _older(curated: Path) -> list[Path]:
    warehouse = Warehouse(curated)
    return sorted((one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file()), reverse=True)


def _row(connection: duckdb.DuckDBPyConnection, table: str, column: str, identity: str) -> dict[str, Any] | None:
    answer = connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", [identity])  # noqa: S608  # names of ours
    found = answer.fetchone()
    return {about[0]: value for about, value in zip(answer.description, found, strict=True)} if found else None


def _source(connection: duckdb.DuckDBPyConnection, row: dict[str, Any], raw: Path) -> list[str]:
    """File, place and excerpt. The span is shown between ⟦ and ⟧, with what stands around it if the file is at hand."""
    path = row.get("path") or _path(connection, row["document_id"])
    place = ", ".join(f"{name} {row[name]}" for name in ("page", "sheet", "row") if row.get(name) is not None)
    text = row.get("source_text") or row.get("goal") or ""
    before, after = _around(raw, path, row, text) if text else ("", "")
    return [f"{path}" + (f", {place}" if place else ""), f"sha256 {row['document_id']}", "", f"{before}⟦{text}⟧{after}"]


def _path(connection: duckdb.DuckDBPyConnection, document_id: str) -> str:
    found = connection.execute("SELECT min(path) FROM documents WHERE document_id = ?", [document_id]).fetchone()
    return str(found[0]) if found and found[0] else "(unknown file)"


def _around(raw: Path, path: str, row: dict[str, Any], text: str) -> tuple[str, str]:
    """Some characters before and after the excerpt in its cell; empty if the file is not there, is another one or reads otherwise today."""
    data = source_bytes(raw, path, row["document_id"])
    cell = _cell(data, path, row) if data is not None else None
    if cell is None or text not in cell.text:
        return "", ""
    start = row.get("char_start")
    start = start if start is not None and cell.text.startswith(text, start) else cell.text.find(text)
    end = start + len(text)
    return cell.text[max(0, start - _CONTEXT):start], cell.text[end:end + _CONTEXT]


def _cell(data: bytes, path: str, row: dict[str, Any]) -> Cell | Line | None:
    try:
        return find_cell(data, path, row)
    except UnreadableError:
        return None


def draw(curated: Path, raw: Path, identity: str, out: Path) -> None:
    """Write a picture of the page with the cell framed. Raises WarehouseError if no build has the id, the source is gone, or it has no pages."""
    for build in [published(curated), *_older(curated)]:
        with open_build(build) as connection:
            for table, column in _TABLES:
                if row := _row(connection, table, column, identity):
                    path = row.get("path") or _path(connection, row["document_id"])
                    data = source_bytes(raw, path, row["document_id"])
                    cell = _cell(data, path, row) if data is not None else None
                    if data is None or cell is None:
                        raise WarehouseError(f"{path} is gone, or is not the file that was read")
                    return picture(data, cell, out)
    raise WarehouseError(f"no build in {curated} has {identity!r}")


def _fields(row: dict[str, Any]) -> list[str]:
    width = max(map(len, row))
    return [f"{name:<{width}}  {value}" for name, value in row.items() if value is not None and name != "source_text"]


def _readings(connection: duckdb.DuckDBPyConnection, identity: str) -> list[str]:
    rows = connection.execute("""SELECT role, text, kind, operator, operator_source, number, upper, unit, parse_rule FROM readings
        WHERE indicator_id = ? ORDER BY role""", [identity]).fetchall()
    listed = [f"  {role}: {text!r} -> " + " ".join(str(part) for part in rest if part is not None) for role, text, *rest in rows]
    return ["", "readings", *listed] if listed else []


def _findings(connection: duckdb.DuckDBPyConnection, column: str, identity: str) -> list[str]:
    if column not in ("indicator_id", "project_id", "document_id"):
        return []
    rows = connection.execute(f"SELECT severity, rule, message, found FROM findings WHERE {column} = ? ORDER BY finding_id", [identity]).fetchall()  # noqa: S608
    listed = [f"  {severity} {rule}: {message}" + (f" ({found})" if found else "") for severity, rule, message, found in rows]
    return ["", "findings", *(listed or ["  none"])]
