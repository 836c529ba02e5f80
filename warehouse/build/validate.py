"""Fresh rows against the pandera models. A failure here is a fault of the code, so it stops the run
and names the rows.
"""

from __future__ import annotations

import pyarrow as pa

from schemas.checks import failures
from schemas.messages import say
from warehouse.files.disk import WarehouseError

Tables = dict[str, pa.Table]


def validate(rows: Tables) -> Tables:
    """The rows, unchanged. Raises WarehouseError with the first failures (table, column, check,
    value) if any table breaks its model.
    """
    for name, table in rows.items():
        failed = failures(name, table)
        if len(failed):
            first = "; ".join(
                f"{name}.{row.column}: {row.check}: {row.failure_case!r}"
                for row in failed.head(5).itertuples()
            )
            raise WarehouseError(say("error.schema_broken", count=len(failed), first=first))
    return rows
