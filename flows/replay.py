"""Which documents a replay reads again, and what that freed."""

from __future__ import annotations

from pathlib import Path

from schemas.messages import say
from warehouse.catalogue.query import open_build
from warehouse.files.layout import Manifest

_HELD = "SELECT indicator_id FROM quarantine"
_TROUBLED = (
    "SELECT path FROM documents WHERE status IN ('held_back', 'unreadable') OR document_id IN"
    " (SELECT document_id FROM quarantine)"
)


def troubled(build: Path, manifest: Manifest) -> set[str]:
    """Raw files with a document that was held back or unreadable, or that has rows in
    quarantine.
    """
    with open_build(build) as connection:
        paths = {row[0] for row in connection.execute(_TROUBLED).fetchall()}
    return {path for path, entry in manifest.raw.items() if not paths.isdisjoint(entry.documents)}


def freed(before: Path, after: Path) -> str:
    """In words: rows that left quarantine for the table of indicators, and what is still held
    back.
    """
    with open_build(before) as old, open_build(after) as new:
        was = {row[0] for row in old.execute(_HELD).fetchall()}
        still = {row[0] for row in new.execute(_HELD).fetchall()}
        good = {row[0] for row in new.execute("SELECT indicator_id FROM indicators").fetchall()}
        # text of ours
        documents = [
            connection.execute(f"SELECT count(*) FROM ({_TROUBLED})").fetchone()  # noqa: S608
            for connection in (old, new)
        ]
    counts = [row[0] if row else 0 for row in documents]
    return say(
        "replay.freed",
        freed=len(was & good),
        held=len(still),
        held_before=len(was),
        problems=counts[1],
        problems_before=counts[0],
    )
