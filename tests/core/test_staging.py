"""Rows on their way: each partition can be read by itself, and together they are all rows."""

from __future__ import annotations

from random import Random

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.arrow import schema
from schemas.tables import PARTITION
from warehouse.build.staging import load, load_partition, save

EVERY = [
    (year, province)
    for year in (None, *range(2018, 2027))
    for province in (None, *(str(code) for code in range(11, 66)))
]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.integers(1, 20), st.randoms(use_true_random=False))
# Arrow's group_by gives this many groups in another order than that of their rows
@example(120, 8, Random(1))
def test_each_partition_has_its_rows_and_no_other(tmp_path_factory, count, times, chance):
    partitions = [
        one for one in chance.sample(EVERY, count) for _ in range(chance.randint(1, times))
    ]
    chance.shuffle(partitions)
    columns = {field.name: pa.nulls(len(partitions), field.type) for field in schema("readings")}
    columns |= {
        name: pa.array([one[index] for one in partitions], schema("readings").field(name).type)
        for index, name in enumerate(PARTITION)
    }
    columns["indicator_id"] = pa.array([f"{number:016}" for number in range(len(partitions))])
    folder = save(tmp_path_factory.mktemp("staged") / "one", {"readings": pa.table(columns)})
    assert load(folder, "readings").num_rows == len(partitions)
    for partition in set(partitions):
        rows = load_partition(folder, "readings", partition)
        wanted = [f"{number:016}" for number, one in enumerate(partitions) if one == partition]
        assert sorted(rows["indicator_id"].to_pylist()) == wanted
