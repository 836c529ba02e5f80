"""Rows on their way: Arrow files, compressed, because all of a first national year lie there at once."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

Tables = dict[str, pa.Table]
pa.set_memory_pool(pa.system_memory_pool())  # what is freed goes back to the system; Arrow's own pools keep several times what is in use
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


def save(folder: Path, rows: Tables) -> Path:
    """Write one batch; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=_OPTIONS) as writer:
            writer.write_table(table)
    return folder


def load(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """One table of one batch, or some columns of it."""
    with pa.memory_map(str(folder / f"{name}.arrow")) as source:
        if columns is None:
            return pa.ipc.open_file(source).read_all()
        names = pa.ipc.open_file(source).schema.names
        wanted = pa.ipc.IpcReadOptions(included_fields=[names.index(column) for column in columns])
        return pa.ipc.open_file(source, options=wanted).read_all().select(columns)
