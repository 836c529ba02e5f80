"""Rows on their way: Arrow files that are mapped, not loaded."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

Tables = dict[str, pa.Table]


def save(folder: Path, rows: Tables) -> Path:
    """Write one batch; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
    return folder


def load(folder: Path) -> Tables:
    """The tables of one batch, memory-mapped."""
    return {path.stem: pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in sorted(folder.glob("*.arrow"))}
