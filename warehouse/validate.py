"""Fresh rows against the pandera models. A failure here is a fault of the code, so it stops the run and names the rows."""

from __future__ import annotations

import pyarrow as pa

from schemas.checks import failures
from warehouse.disk import WarehouseError

Tables = dict[str, pa.Table]


def validate(rows: Tables) -> Tables:
    """The rows, unchanged. Raises WarehouseError with the first failures (table, column, check, value) if any table breaks its model."""
    for name, table in rows.items():
        found = failures(name, table)
        if len(found):
            first = "; ".join(f"{name}.{row.column}: {row.check}: {row.failure_case!r}" for row in found.head(5).itertuples())
            raise WarehouseError(f"{len(found)} values break the schema: {first}")
    return rows
