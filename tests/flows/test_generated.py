"""Generated documents in every format and layout: what was put in comes out, indicator by
indicator.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.contents import Contents, contents
from benchmarks.generate import FORMATS, YEARS, write_one
from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from transforms.words.folding import fold
from warehouse.catalogue.query import ask, open_build, published

NUMBERS = range(5010, 5034)
SEED = 7


def truth(number: int) -> Contents:
    chance = random.Random(f"{SEED}/{number}")
    year = chance.choice(YEARS)
    chance.choices(list(FORMATS), weights=[weight for weight, _ in FORMATS.values()])
    return contents(chance, year)


def printed(made: Contents) -> Counter[tuple[str, str]]:
    """(name, target) of every indicator in the table, folded: where a page breaks a line is no
    matter here.
    """
    if made.layout == "one_cell":
        items = [item.split(",", 2)[2] for row in made.table[2:] for item in row[6].split("; ")]
        return Counter(
            (fold(item.split("；")[0]), fold(item.rpartition("年度指标值:")[2].rstrip("; ")))
            for item in items
        )
    column = 6 if made.layout == "listing" else 2
    return Counter((fold(row[column]), fold(row[column + 1])) for row in made.table[1:])


@pytest.mark.usefixtures("corpus")
def test_what_was_put_in_comes_out(tmp_path: Path):
    formats = Counter(write_one(tmp_path / "raw", SEED, number) for number in NUMBERS)
    assert set(formats) == set(FORMATS)
    run(Options(tmp_path / "raw", tmp_path / "curated", workers=2), Direct())
    question = """SELECT regexp_extract(d.path, '(\\d+)\\.\\w+$', 1)::INT, i.name, i.annual_value, \
i.department, i.region
        FROM (FROM indicators UNION ALL BY NAME FROM quarantine) i \
JOIN documents d USING (document_id)"""
    with open_build(published(tmp_path / "curated"), question) as connection:
        rows = ask(connection, question).fetchall()
    wrong = {}
    for number in NUMBERS:
        made = truth(number)
        found = Counter(
            (fold(name), fold(value)) for document, name, value, *_ in rows if document == number
        )
        if found != printed(made):
            wrong[number] = (made.layout, printed(made) - found, found - printed(made))
        assert {
            (department, region) for document, *_, department, region in rows if document == number
        } == {(made.department, made.region)}
    assert not wrong
