"""How rows are shared out among files: a place is a partition or, above BUCKET_ROWS indicators, one
of its fixed buckets of documents.

A bucket is named by the bits that its documents' hashes begin with, so that a correction rewrites
the files of one place only, and a place depends on the rows of its partition and on nothing else.
"""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from schemas.tables import PARTITION
from warehouse.files.layout import Partition, named_by

BUCKET_ROWS = 1_000_000
_BITS = 8  # no partition has more than 256 million indicators
Depths = dict[Partition, int]
"""Number of bits that name the buckets of a partition; 0: it is one place."""


class Place(NamedTuple):
    """One file of each table lies here (or none, where a table has no row)."""

    partition: Partition
    bucket: str = ""

    def of(self, rows: pa.Table) -> pa.Array:
        """Which rows belong here; they have fiscal_year and province, and document_id if this is a
        bucket.
        """
        mask = self.of_partition(rows)
        if self.bucket:
            first, last = (f"{int(self.bucket.ljust(_BITS, bit), 2):02x}" for bit in "01")
            mask = pc.and_(
                mask,
                pc.and_(
                    pc.greater_equal(rows["document_id"], first),
                    pc.less(rows["document_id"], last + "g"),
                ),
            )
        return mask

    def of_partition(self, rows: pa.Table) -> pa.Array:
        """Which rows belong to its partition."""
        return in_partition(rows, self.partition)

    def meets(self, other: Place) -> bool:
        """Whether both can have the same rows: a build may have cut the partition otherwise."""
        return self.partition == other.partition and (
            self.bucket.startswith(other.bucket) or other.bucket.startswith(self.bucket)
        )


def in_partition(rows: pa.Table, partition: Partition) -> pa.Array:
    """Which rows belong to a partition."""
    year, province = (
        pc.is_null(rows[column]) if value is None else pc.equal(rows[column], value)
        for column, value in zip(PARTITION, partition, strict=True)
    )
    return pc.and_(year, province)


def place_of(file: str) -> Place:
    """The place that a file's path names.

    >>> place_of('indicators/2024-44-01-aa.parquet')
    Place(partition=(2024, '44'), bucket='01')
    """
    return Place(*named_by(file))


def depths(projects: pa.Table) -> Depths:
    """How deep each partition is cut, by the number of its indicators."""
    counted = projects.group_by(list(PARTITION)).aggregate([("indicator_count", "sum")])
    return {
        (row["fiscal_year"], row["province"]): _depth(row["indicator_count_sum"])
        for row in counted.to_pylist()
    }


def _depth(rows: int) -> int:
    return min(_BITS, max(0, -(-rows // BUCKET_ROWS) - 1).bit_length())


def places(projects: pa.Table, cut: Depths) -> set[Place]:
    """The places of some projects (fiscal_year, province, document_id)."""
    heads = projects.select(list(PARTITION)).append_column(
        "head", pc.utf8_slice_codeunits(projects["document_id"], 0, 2)
    )
    distinct = heads.group_by(heads.column_names).aggregate([]).to_pylist()
    return {_place((row["fiscal_year"], row["province"]), row["head"], cut) for row in distinct}


def _place(partition: Partition, head: str, cut: Depths) -> Place:
    depth = cut.get(partition, 0)
    return Place(partition, f"{int(head, 16):0{_BITS}b}"[:depth] if depth else "")
