"""Arrow types of the tables, derived from the one definition."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from schemas.tables import TableSchema, tables

TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "bool": pa.bool_(),
    "double": pa.float64(),
    "money": pa.decimal128(18, 6),
    "date": pa.date32(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of table ``name`` and of its Parquet files; labels and meanings are metadata
    of the fields.
    """
    return _schema(tables()[name])


def _schema(table: TableSchema) -> pa.Schema:
    return pa.schema(
        [
            pa.field(
                column.name,
                TYPES[column.type],
                column.name not in table.required,
                {
                    "label": column.label,
                    "label_zh": column.label_zh,
                    "description": column.description,
                },
            )
            for column in table.columns
        ],
        {"table": table.name, "description": table.description},
    )
