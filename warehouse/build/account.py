"""What was read against what was written: a build in which a row is missing is a fault of ours, and
is not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.messages import say
from schemas.roles import roles
from warehouse.files.disk import WarehouseError

COUNTS = ("indicator_count", "indicators_held_back")
"""The columns of projects that say how many rows of indicators and quarantine there are."""
_VALUES = roles("target", "result", record="indicator")


def account(build: Path, files: dict[str, list[str]], projects: pa.Table) -> None:
    """Compare the rows of the partitioned tables' files with what all ``projects`` say of
    themselves; each printed value has one reading. Raises WarehouseError for the first table that
    differs.
    """
    indicators, held = (pc.sum(projects[name]).as_py() or 0 for name in COUNTS)
    wanted = {
        "projects": projects.num_rows,
        "indicators": indicators,
        "quarantine": held,
        "readings": sum(_filled(build, files["indicators"])),
    }
    for name, count in wanted.items():
        written = sum(pq.read_metadata(build / path).num_rows for path in files[name])
        if written != count:
            raise WarehouseError(say("error.rows_differ", written=written, table=name, read=count))


def _filled(build: Path, paths: list[str]) -> Iterator[int]:
    """How many values are printed, by the files' own statistics."""
    for path in paths:
        metadata = pq.read_metadata(build / path)
        columns = [metadata.schema.names.index(name) for name in _VALUES]
        for group in map(metadata.row_group, range(metadata.num_row_groups)):
            yield sum(
                group.num_rows - group.column(column).statistics.null_count for column in columns
            )
