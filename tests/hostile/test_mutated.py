"""A slice of `make mutate`; and proof that its examination sees what it is there to see."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from tests.hostile.mutate import INDICATOR, examine, ingest, invented, run
from tests.hostile.mutations import mutated, samples


def test_broken_files_are_listed_and_invent_nothing(tmp_path):
    wrong, statuses = run(60, 7, tmp_path)
    assert wrong == []
    assert statuses["unreadable"] > 10
    assert statuses["curated"] + statuses["held_back"] > 5


def test_every_format_is_broken_in_turn_and_nothing_is_left_to_chance():
    assert {mutated(number)[0] for number in range(len(samples()))} == samples().keys()
    assert mutated(5) == mutated(5) != mutated(5, seed=2)


@pytest.mark.parametrize("column", ["name", "annual_value", "source_text"])
def test_an_invented_text_is_seen(column):
    row = dict.fromkeys(INDICATOR, "培训 次数")
    assert invented(row, "安全培训次数") == []
    assert invented(row | {column: "培训天数"}, "安全培训次数") == [column]


@pytest.mark.skipif(
    not (shutil.which("unar") or shutil.which("bsdtar")),
    reason="neither unar nor bsdtar is installed: .rar and .7z are told as unread",
)
def test_sound_files_are_all_curated(tmp_path):
    raw = tmp_path / "raw" / "2024"
    raw.mkdir(parents=True)
    for suffix, data in samples().items():
        (raw / f"sample.{suffix}").write_bytes(data)
    assert ingest(raw.parent, tmp_path / "curated").returncode == 0
    # three archives hold two documents each
    assert examine(raw.parent, tmp_path / "curated") == ([], Counter(curated=len(samples()) + 3))
