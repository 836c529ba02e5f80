"""Which documents a replay reads again, and what that freed."""

from __future__ import annotations

from pathlib import Path

from warehouse.layout import Manifest
from warehouse.query import open_build

_HELD = "SELECT indicator_id FROM quarantine"
_TROUBLED = "SELECT path FROM documents WHERE status IN ('held_back', 'unreadable') OR document_id IN (SELECT document_id FROM quarantine)"


def troubled(build: Path, manifest: Manifest) -> set[str]:
    """Raw files with a document that was held back or unreadable, or that has rows in quarantine."""
    with open_build(build) as connection:
        paths = {row[0] for row in connection.execute(_TROUBLED).fetchall()}
    return {path for path, entry in manifest.raw.items() if not paths.isdisjoint(entry.documents)}


def freed(before: Path, after: Path) -> str:
    """In words: rows that left quarantine for the table of indicators, and what is still held back."""
    with open_build(before) as old, open_build(after) as new:
        was = {row[0] for row in old.execute(_HELD).fetchall()}
        still = {row[0] for row in new.execute(_HELD).fetchall()}
        good = {row[0] for row in new.execute("SELECT indicator_id FROM indicators").fetchall()}
        documents = [connection.execute(f"SELECT count(*) FROM ({_TROUBLED})").fetchone() for connection in (old, new)]  # noqa: S608  # text of ours
    counts = [row[0] if row else 0 for row in documents]
    return f"freed {len(was & good)} rows; held back {len(still)} (before {len(was)}); documents with problems {counts[1]} (before {counts[0]})"
