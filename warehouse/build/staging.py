"""Rows on their way: Arrow files, compressed, because all of a first national year lie there at
once.
"""

from __future__ import annotations

import json
from itertools import accumulate, groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.tables import PARTITION, tables
from warehouse.files.layout import Partition
from warehouse.files.memory import give_back

Tables = dict[str, pa.Table]
_PARTITIONS = b"partitions"  # of a file's schema: which partition each of its record batches holds
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


def save(folder: Path, rows: Tables) -> Path:
    """Write one batch; returns its folder. Tables that are partitioned lie there partition by
    partition, so that one can be read by itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        pieces = _pieces(table) if name in tables() and tables()[name].partitioned else {}
        described = table.schema.with_metadata(
            {_PARTITIONS: json.dumps(list(pieces))} if pieces else None
        )
        with (
            pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink,
            pa.ipc.new_file(sink, described, options=_OPTIONS) as writer,
        ):
            for piece in pieces.values() or [table]:
                writer.write_table(piece)
    give_back()
    return folder


def _pieces(table: pa.Table) -> dict[Partition, pa.Table]:
    """The rows of each partition, in their order: sorted once, then cut where the partition
    changes.

    Arrow's group_by would count them, but in no order that holds: rows were cut off at the wrong
    places.
    """
    ordered = table.take(
        pc.sort_indices(table, [(column, "ascending") for column in PARTITION])
    ).combine_chunks()
    keys = zip(*(ordered[column].to_pylist() for column in PARTITION), strict=True)
    counts = [(partition, sum(1 for _ in rows)) for partition, rows in groupby(keys)]
    ends = list(accumulate(count for _, count in counts))
    return {
        partition: ordered.slice(end - count, count)
        for (partition, count), end in zip(counts, ends, strict=True)
    }


def load(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """One table of one batch, or some columns of it."""
    with pa.memory_map(str(folder / f"{name}.arrow")) as source:
        content = pa.ipc.open_file(source)
        if columns is None:
            return content.read_all()
        wanted = pa.ipc.IpcReadOptions(
            included_fields=[content.schema.names.index(column) for column in columns]
        )
        return pa.ipc.open_file(source, options=wanted).read_all().select(columns)


def load_partition(folder: Path, name: str, partition: Partition) -> pa.Table:
    """The rows of one partition in one batch."""
    with pa.memory_map(str(folder / f"{name}.arrow")) as source:
        content = pa.ipc.open_file(source)
        there = json.loads((content.schema.metadata or {}).get(_PARTITIONS, b"[]"))
        numbers = [number for number, one in enumerate(there) if tuple(one) == partition]
        return pa.Table.from_batches(
            [content.get_batch(number) for number in numbers], content.schema
        )


def load_all(folder: Path) -> Tables:
    """All curated tables of one batch."""
    names = sorted(file.stem for file in folder.glob("*.arrow"))
    return {name: load(folder, name) for name in names if name in tables()}
