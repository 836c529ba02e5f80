"""A fast sample of `make accuracy`: documents of the formats that need no other program."""

from __future__ import annotations

from itertools import count, groupby, islice

import pytest

from benchmarks.accuracy.documents import Record, judged
from benchmarks.accuracy.material import tables
from benchmarks.accuracy.run import fails
from benchmarks.accuracy.seeds import Plan, plan, printer_of

FORMATS = ("text", "markdown", "html", "docx", "xlsx", "reportlab", "ofd")
DOCUMENTS = 350


def sample() -> list[Record]:
    seeds = islice((seed for seed in count() if printer_of(seed) in FORMATS), DOCUMENTS)
    plans = sorted(map(plan, seeds), key=lambda one: one.printer)
    groups = groupby(plans, key=lambda one: one.printer)
    return [record for _, group in groups for record in judged(list(group))]


def test_nothing_is_silent_and_nothing_is_invented() -> None:
    wrong = [(one["seed"], one["problems"][:2]) for one in sample() if fails(one)]
    assert not wrong, f"{len(wrong)} documents, by seed: {wrong[:20]}"


@pytest.mark.parametrize("printer", ["text", "xlsx"])
def test_every_table_in_traditional_characters_is_read_like_the_simplified_one(
    printer: str,
) -> None:
    change = ("traditional characters",)
    records = judged([Plan(1, table, printer, change) for table in tables()])
    wrong = [one["table"] for one in records if one["told"] or one["silent"] or one["invented"]]
    assert not wrong
