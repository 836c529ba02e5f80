"""Broken files through the real ingest: `python -m tests.hostile.mutate [COUNT] [SEED]` (make
mutate).

No crash, no hang, every file listed with a status, no row that was not in its source. The last is
checked twice: each text and amount of a row stands in the document's text as read, and where a
checksum guards the content (``CHECKED``) the row is one of the sound files' rows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

from tests.hostile.mutations import samples, write
from transforms.document import Document, Line, UnreadableError
from transforms.parse import parse
from transforms.reading import expand, read
from transforms.rows.source import Source

JIXIAO = (sys.executable, "-m", "flows.cli")
CHECKED = {"docx", "xlsx", "ods", "ofd"}
INDICATOR = (
    "name",
    "period_value",
    "annual_value",
    "category_printed",
    "subcategory_printed",
    "source_text",
)
# a reader met something that it does not handle
FAULTS = ("reader_error", "worker_died", "worker_timeout")
Row = dict[str, Any]


def ingest(
    raw: Path, curated: Path, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own. ``before``: a command that runs it."""
    return subprocess.run(
        [*before, *JIXIAO, "ingest", str(raw), "--curated", str(curated), "--direct"],
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )


def rows(curated: Path, table: str) -> list[Row]:
    """A published table."""
    with duckdb.connect(str(curated / "budget.duckdb"), read_only=True) as catalogue:
        cursor = catalogue.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def bare(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def said(document: Document) -> str:
    """All text of a document, white space apart: cells of a column that a break parts stand
    together, so columns are said as well as rows.
    """
    parts = []
    for block in document.blocks:
        if isinstance(block, Line):
            parts.append(block.text)
        else:
            parts += [cell.text for cell in block.cells()]
    return bare("\n".join(parts))


def invented(row: Row, text: str) -> list[str]:
    """Texts of a row that stand nowhere in its document."""
    return [
        name
        for name in INDICATOR
        if row[name] and any(bare(piece) not in text for piece in str(row[name]).split("\t"))
    ]


def texts(file: Path, path: str) -> dict[str, str]:
    """Text of each document in a file."""
    found: dict[str, str] = {}
    try:
        for name, data in expand(file.read_bytes(), path):
            found[name] = said(read(data, name))
    except UnreadableError:
        pass
    return found


def examine(raw: Path, curated: Path) -> tuple[list[str], Counter[str]]:
    """What is wrong with a build of broken files, and how many documents have which status."""
    documents = rows(curated, "documents")
    paths = {row["document_id"]: row["path"] for row in documents}
    listed = {row["path"].split("!")[0] for row in documents}
    wrong = [
        f"{file.name}: not listed"
        for file in raw.rglob("*.*")
        if file.relative_to(raw).as_posix() not in listed
    ]
    wrong += [
        f"{row['path']}: {row['rule']} {row['found']}"
        for row in rows(curated, "findings")
        if row["rule"] in FAULTS
    ]
    sound = sound_rows()
    read_again: dict[str, str] = {}
    for row in rows(curated, "indicators"):
        path = paths[row["document_id"]]
        outer = path.split("!")[0]
        if path not in read_again:
            read_again |= texts(raw / outer, outer)
        wrong += [
            f"{path}: {name} {row[name]!r} is not in the document"
            for name in invented(row, read_again[path])
        ]
        if "!" not in path and outer.partition(".")[2] in CHECKED and _key(row) not in sound:
            wrong.append(f"{path}: {_key(row)} is in no sound file")
    return wrong, Counter(row["status"] for row in documents)


def sound_rows() -> set[tuple[str, ...]]:
    """What the sound files of the checked formats say."""
    sound = [parse(samples()[suffix], Source(f"2024/sample.{suffix}")) for suffix in CHECKED]
    rows = [row for parsed in sound for row in parsed.indicators]
    return {tuple(str(getattr(row, name)) for name in INDICATOR) for row in rows}


def _key(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in INDICATOR)


def run(count: int, seed: int, folder: Path) -> tuple[list[str], Counter[str]]:
    """Write, ingest, examine."""
    write(folder / "raw", range(count), seed)
    done = ingest(folder / "raw", folder / "curated")
    if done.returncode not in (0, 3) or "Traceback" in done.stderr:
        return [f"exit code {done.returncode}: {done.stderr[-2000:]}"], Counter()
    return examine(folder / "raw", folder / "curated")


if __name__ == "__main__":
    number, seed = (
        (int(one) for one in (*sys.argv[1:], "2000", "1")[:2])
        if len(sys.argv) < 3
        else map(int, sys.argv[1:3])
    )
    with tempfile.TemporaryDirectory() as place:
        wrong, statuses = run(number, seed, Path(place))
    print(f"{number} broken files: {dict(statuses)}; wrong: {len(wrong)}", *wrong[:50], sep="\n")
    sys.exit(bool(wrong))
