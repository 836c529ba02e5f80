"""Parquet files whose bytes depend on their rows alone, and whose names are the hash of those bytes."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import TYPES, file_schema, schema
from schemas.tables import PARTITION, tables
from warehouse.disk import create
from warehouse.layout import Partition, partition_folder, partition_of

BUCKET_ROWS = 1_000_000  # above this many rows a partition is cut into fixed buckets by document, so that a correction rewrites one file
_ROW_GROUP = 122_880  # DuckDB's own row-group size: its threads each take one


def in_order(name: str, rows: pa.Table) -> pa.Table:
    """Sorted by the table's total order."""
    return rows.sort_by([(column, "ascending") for column in tables()[name].order])


def write_table(build: Path, name: str, rows: pa.Table, partition: Partition | None = None) -> str:
    """Write the rows (sorted here) as one file; returns its path relative to the build."""
    wanted = file_schema(name)
    ordered = in_order(name, rows).select(wanted.names).cast(wanted).combine_chunks()
    sink = io.BytesIO()
    pq.write_table(ordered, sink, compression="zstd", compression_level=3, row_group_size=_ROW_GROUP, write_page_index=True, data_page_version="2.0")
    content = sink.getvalue()
    path = build / partition_folder(name, partition) / f"{sha256(content).hexdigest()[:32]}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    create(path, content)
    return path.relative_to(build).as_posix()


def write_partition(build: Path, rows: dict[str, pa.Table], partition: Partition) -> dict[str, list[str]]:
    """Write all tables of one partition, cut into fixed buckets of documents above BUCKET_ROWS indicators; returns table -> paths."""
    buckets = 1
    while rows["indicators"].num_rows > buckets * BUCKET_ROWS:
        buckets *= 2
    files: dict[str, list[str]] = {}
    for bucket in range(buckets):
        for name, part in _bucket(rows, bucket, buckets).items() if buckets > 1 else rows.items():
            if part.num_rows:
                files.setdefault(name, []).append(write_table(build, name, part, partition))
    return files


def _bucket(rows: dict[str, pa.Table], bucket: int, buckets: int) -> dict[str, pa.Table]:
    """The rows of the documents whose hash falls into one bucket; readings go with their indicator."""
    own = {name: table.filter(pa.array([int(one[:8], 16) % buckets == bucket for one in table["document_id"].to_pylist()], pa.bool_()))
           for name, table in rows.items() if name != "readings"}
    here = own["indicators"]["indicator_id"].combine_chunks()
    return own | {"readings": rows["readings"].filter(pc.is_in(rows["readings"]["indicator_id"], value_set=here))}


def read_table(build: Path, name: str, files: list[str], columns: list[str] | None = None) -> pa.Table:
    """The rows of some files of one build with all columns of the table (or those named), partition columns included; an older build's missing
    columns are NULL.
    """
    wanted = schema(name) if columns is None else pa.schema([schema(name).field(column) for column in columns])
    parts = [_conform(_with_partition(pq.ParquetFile(build / file).read(columns=columns), name, file), wanted) for file in files]
    return pa.concat_tables(parts).combine_chunks() if parts else wanted.empty_table()


def _with_partition(rows: pa.Table, name: str, file: str) -> pa.Table:
    if not tables()[name].partitioned:
        return rows
    for column, value in zip(PARTITION, partition_of(file), strict=True):
        kind = TYPES["int16" if column == "fiscal_year" else "text"]
        rows = rows.append_column(column, pa.repeat(pa.scalar(value, kind), rows.num_rows))
    return rows


def _conform(rows: pa.Table, wanted: pa.Schema) -> pa.Table:
    columns = [rows[field.name].cast(field.type) if field.name in rows.column_names else pa.nulls(rows.num_rows, field.type) for field in wanted]
    return pa.table(columns, wanted)
