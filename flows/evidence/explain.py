"""Where a row stands in its source: the excerpt with the span marked, what was read, and the
findings about it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.evidence import about
from flows.evidence.cell import Place, find, picture, source_bytes
from flows.evidence.found import Found, found_by_id, named, paths_of, row_of
from schemas.messages import language, say
from schemas.tables import tables
from transforms.document import Cell, Line, UnreadableError
from warehouse.catalogue.query import open_build, published
from warehouse.files.disk import WarehouseError

_CONTEXT = 40


def explain(curated: Path, raw: Path, identity: str) -> str:
    """The evidence of one id, of the published build or else of the newest older one that has it.
    Raises WarehouseError if none has.
    """
    with found_by_id(curated, identity) as evidence:
        said = [
            *about.fields(evidence.row),
            *about.readings(evidence.connection, identity),
            *about.findings(evidence.connection, evidence.column, evidence.row),
            *about.settling(evidence.connection, evidence.column, evidence.row),
        ]
        return "\n".join(
            [
                say("explain.in_build", table=_table(evidence.table), build=evidence.build),
                *_source(evidence, raw),
                "",
                *said,
            ]
        )


def draw(curated: Path, raw: Path, identity: str, out: Path, font: Path | None = None) -> str:
    """Write a picture of the page or the table with the cell framed; ``font`` as of `picture`.

    Its format goes by the name of ``out``. Returns the characters that the font lacks. Raises
    WarehouseError if no build has the id, the source is gone or another file, nothing stands there
    today, or ``out`` names no picture.
    """
    with found_by_id(curated, identity) as evidence:
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


def explain_path(curated: Path, path: str) -> str:
    """What there is about a document that is named by its path, or a part of it: its row, all its
    findings and how to settle them. Raises UsageError if none or several are named.
    """
    build = published(curated)
    with open_build(build) as connection:
        paths = paths_of(connection)
        row = row_of(connection, "documents", "path", named(path, paths)) or {}
        head = say("explain.in_build", table=_table("documents"), build=build.name)
        said = [
            *about.fields(row),
            *about.findings(connection, "document_id", row),
            *about.settling(connection, "document_id", row),
        ]
        return "\n".join([head, str(row["path"]), "", *said])


def _table(name: str) -> str:
    return tables()[name].label_zh if language() == "zh" else name


def _source(evidence: Found, raw: Path) -> list[str]:
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


def _place(data: bytes, evidence: Found) -> Place | None:
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
