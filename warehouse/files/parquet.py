"""Parquet files whose bytes depend on their rows alone, and whose names are the hash of those
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import schema
from schemas.tables import PARTITION, tables
from warehouse.files.disk import create
from warehouse.files.layout import Partition, file_path, named_as_before, partition_of

_ROW_GROUP = 122_880  # DuckDB's own row-group size: its threads each take one
_SETTINGS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "write_page_index": True,
    "data_page_version": "2.0",
}


def in_order(name: str, rows: pa.Table) -> Iterator[pa.Table]:
    """The rows in the table's order, a row group at a time: the whole never lies in memory twice.
    The sort is stable: indicators of a document stay as they are printed.
    """
    order = pc.sort_indices(rows, [(column, "ascending") for column in tables()[name].order])
    for start in range(0, rows.num_rows, _ROW_GROUP):
        yield rows.take(order.slice(start, _ROW_GROUP))


def write_table(
    build: Path, name: str, rows: pa.Table, partition: Partition | None = None, bucket: str = ""
) -> str:
    """Write the rows (sorted here) as one file; returns its path relative to the build."""
    return write_sorted(build, name, in_order(name, rows), partition, bucket)


def write_sorted(
    build: Path,
    name: str,
    parts: Iterable[pa.Table],
    partition: Partition | None = None,
    bucket: str = "",
) -> str:
    """Write rows that are in order as one file, whatever pieces they come in; returns its path
    relative to the build.
    """
    wanted, sink = schema(name), io.BytesIO()
    with pq.ParquetWriter(sink, wanted, **_SETTINGS) as writer:
        for group in _groups(part.select(wanted.names).cast(wanted) for part in parts):
            writer.write_table(group, row_group_size=_ROW_GROUP)
    content = sink.getvalue()
    path = build / file_path(name, sha256(content).hexdigest()[:32], partition, bucket)
    path.parent.mkdir(parents=True, exist_ok=True)
    create(path, content)
    return path.relative_to(build).as_posix()


def _groups(parts: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows cut every _ROW_GROUP rows."""
    waiting: list[pa.Table] = []
    for part in parts:
        waiting.append(part)
        while sum(one.num_rows for one in waiting) >= _ROW_GROUP:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, _ROW_GROUP).combine_chunks()
            waiting = [whole.slice(_ROW_GROUP)]
    if any(part.num_rows for part in waiting):
        yield pa.concat_tables(waiting).combine_chunks()


def read_table(
    build: Path, name: str, files: list[str], columns: Iterable[str] | None = None
) -> pa.Table:
    """The rows of some files of one build with all columns of the table (or those named). Columns
    that an older build lacks are NULL.
    """
    return pa.concat_tables(
        [
            _wanted(name, columns).empty_table(),
            *(read_file(build, name, file, columns) for file in files),
        ]
    ).combine_chunks()


def read_file(build: Path, name: str, file: str, columns: Iterable[str] | None = None) -> pa.Table:
    """The rows of one file, as ``read_table`` gives them."""
    wanted = _wanted(name, columns)
    return _conform(pq.ParquetFile(build / file).read(columns=wanted.names), name, file, wanted)


def reader(
    build: Path, name: str, files: list[str], columns: Iterable[str] | None = None
) -> pa.RecordBatchReader:
    """The rows of some files, a row group at a time: DuckDB can take them from here, once."""
    wanted = _wanted(name, columns)
    return pa.RecordBatchReader.from_batches(
        wanted,
        (batch for part in _row_groups(build, name, files, wanted) for batch in part.to_batches()),
    )


def _row_groups(build: Path, name: str, files: list[str], wanted: pa.Schema) -> Iterator[pa.Table]:
    for file in files:
        with pq.ParquetFile(build / file) as content:
            for number in range(content.num_row_groups):
                yield _conform(
                    content.read_row_group(number, columns=wanted.names), name, file, wanted
                )


def _wanted(name: str, columns: Iterable[str] | None) -> pa.Schema:
    return (
        schema(name)
        if columns is None
        else pa.schema([schema(name).field(column) for column in columns])
    )


def _conform(rows: pa.Table, name: str, file: str, wanted: pa.Schema) -> pa.Table:
    """The wanted columns of what was read from ``file``; older ones' folders name two of them."""
    named = zip(PARTITION, partition_of(file), strict=True) if named_as_before(file) else ()
    for column, value in named:
        constant = pa.scalar(value, schema(name).field(column).type)
        rows = rows.append_column(column, pa.repeat(constant, rows.num_rows))
    columns = [
        rows[field.name].cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in wanted
    ]
    return pa.table(columns, wanted)
