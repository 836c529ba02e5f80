"""Which indicators of two years are one: pairs that a person has judged (same_indicator.tsv).

``published``: both names stand in published documents; those that are others stand in one project
and subcategory of one document. ``made``: thought up after the renames that documents show, before
the words and thresholds were chosen; ``later``: afterwards. Pairs on which a person cannot decide
are not in the file. ``python -m tests.truth.test_same_indicator`` prints what is found of each.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from schemas.lookup import rows
from tests.views.made import Ind, P, answer, build
from warehouse.catalogue.loose import loose_name

FILE = Path(__file__).with_name("same_indicator.tsv")
PRECISION = 0.99
RECALL = {"published": 0.79, "made": 0.82, "later": 0.73}  # as measured


def pairs() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def matches(root: Path) -> dict[int, str]:
    """Number of the pair -> how the two were found to be one. Each pair is a project of its own."""
    projects = [
        P(f"第{number}号", [Ind(pair["subcategory"], pair[name], "≥90")], year=year)
        for number, pair in enumerate(pairs())
        for name, year in (("one", 2023), ("other", 2024))
    ]
    query = """SELECT p.project, m.match_method FROM indicator_matches m
               JOIN projects p USING (project_id) WHERE m.match_method IS NOT NULL"""
    return {int(project[1:-1]): how for project, how in answer(build(root, *projects), query)}


@pytest.fixture(scope="module")
def matched(tmp_path_factory):
    return matches(tmp_path_factory.mktemp("same"))


def test_there_are_enough_pairs_of_each_kind():
    every = pairs()
    for kind in ("same", "other"):
        assert sum(pair["is"] == kind for pair in every) >= 100
    assert len({frozenset((pair["one"], pair["other"])) for pair in every}) == len(every)


def test_hardly_any_pair_is_taken_for_one_that_is_not(matched):
    wrong = [pairs()[number] for number in matched if pairs()[number]["is"] == "other"]
    assert len(wrong) <= (1 - PRECISION) * len(matched), wrong


@pytest.mark.parametrize("origin", RECALL)
def test_most_of_what_is_one_is_found(matched, origin):
    own = [
        number
        for number, pair in enumerate(pairs())
        if (pair["is"], pair["origin"]) == ("same", origin)
    ]
    assert sum(number in matched for number in own) >= RECALL[origin] * len(own)


WORDS = rows("indicator_words")


def loose(words, *names: str) -> tuple[str, ...]:
    with duckdb.connect() as connection:
        connection.execute(loose_name(words).body)
        return tuple(
            connection.execute("SELECT loose_name(?)", [name]).fetchall()[0][0] for name in names
        )


@pytest.mark.parametrize("word", WORDS, ids=[word["word"] for word in WORDS])
def test_each_word_does_what_its_row_says(word):
    one, other = loose(WORDS, word["example"], word["becomes"])
    assert one == other
    one, other = loose([row for row in WORDS if row is not word], word["example"], word["becomes"])
    assert one != other


def test_two_candidates_are_no_match(tmp_path):
    before = [Ind("成本指标", "设备购置费", "≤5万元")]
    now = [Ind("成本指标", "设备购置经费", "≤5万元"), Ind("成本指标", "设备购置费用", "≤6万元")]
    curated = build(tmp_path, P("甲", before, year=2023), P("甲", now, year=2024))
    query = "SELECT match_method FROM indicator_matches"
    assert answer(curated, query) == [(None,)] * 3


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = matches(Path(folder))
    count = Counter(
        (pair["is"], pair["origin"], found.get(number, "–")) for number, pair in enumerate(pairs())
    )
    for key, times in sorted(count.items()):
        print(*key, times, sep="\t")
