"""The search of a large build gives what the macro gives that looks at every text."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.bench_national import phase_write
from benchmarks.nation import Year, stage
from flows.commands.search import question
from tests.trust.conftest import ingest
from warehouse.build import derive
from warehouse.catalogue import ranked
from warehouse.catalogue.query import ask, open_build, published

WORDS = (
    "满意度",
    "教育局",
    "道路养护",
    "养护道路",
    "信息化运行维护",
    "信息化运维",
    "群众的满意度",
    "群眾滿意度",
    "教育局满意度",
    "道路 满意度",
    "满意度　教育局 道路",
    "资金使用合规",
    "项目",
    "验收合格率",
    "１００",
    "甲乙丙丁",
    "甲乙 满意度",
    "重庆教育局 学校食堂改造项目",
)


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    root = tmp_path_factory.mktemp("ranked")
    stage(root / "staged", 3_000, [Year(2024, "target", 0.5), Year(2025, "target")])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(derive, "ABOVE", 0)
        phase_write(root)
    return published(root / "curated")


def by_index(build, words, limit):
    least = ranked.indexed(build)
    with open_build(build, ranked.NEEDS) as connection:
        found = ranked.ranked(connection, words, least, limit)
        return None if found is None else ask(connection, ranked.shown(words, found)).fetchall()


@cache
def by_macro(build, words, limit):
    query = question(words, limit=limit)
    with open_build(build, query) as connection:
        return ask(connection, query).fetchall()


@pytest.mark.parametrize("first", [1 << 18, 200, 1])
@pytest.mark.parametrize("limit", [5, 50])
def test_the_index_gives_what_looking_at_everything_gives(build, monkeypatch, first, limit):
    """``first``: texts that are looked at before all others: how many changes nothing."""
    monkeypatch.setattr(ranked, "FIRST", first)
    some = 0
    for words in WORDS:
        found = by_index(build, words, limit)
        assert found == by_macro(build, words, limit), words
        some += bool(found)
    assert some >= len(WORDS) - 2


@pytest.mark.parametrize("words", ["水", "满意度 水"])
def test_a_word_of_one_character_is_left_to_the_macro(build, words):
    assert by_index(build, words, 5) is None
    assert by_macro(build, words, 5)


def test_a_small_build_has_no_index(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    assert ranked.indexed(published(tmp_path / "c")) is None
