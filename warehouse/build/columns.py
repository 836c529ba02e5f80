"""One column of a table replaced, under its name and type."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


def with_column(rows: pa.Table, name: str, column: Any) -> pa.Table:
    """The rows with an Arrow array in the place of the column that has this name."""
    return rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
