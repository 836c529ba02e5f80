"""The views of docs/contract.md: all of the catalogue stand there, and each has the key it says."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.views.made import answer, answers
from warehouse.catalogue.definitions import known

PAGE = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
FOLDER = ROOT / "warehouse" / "catalogue" / "views"
ROW = re.compile(r"^\| `(\w+)` \| (\S+) \| (.+) \|$", re.MULTILINE)
VIEWS = {name: (label, key) for name, label, key in ROW.findall(PAGE.split("## 1a. Views")[1])}
KEYS = {name: key for name, (_, key) in VIEWS.items() if not key.startswith("none")}


def test_every_view_of_the_catalogue_stands_in_the_contract():
    assert set(VIEWS) == {file.stem for file in FOLDER.glob("*.sql")}


def test_what_stands_beside_them_is_there(curated):
    beside = PAGE.split("## 1a. Views")[1].split("## 2.")[0].split("\n\n")[-2]
    names = re.findall(r"`(\w+)`", beside)
    assert names
    for name in names:
        answer(curated, f"FROM {name}")


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_the_chinese_name_that_the_contract_says(curated, name):
    assert known(curated / "current")[name].label_zh == VIEWS[name][0]


@pytest.fixture(scope="module")
def asked(curated):
    """Every view that has a key, computed once."""
    with answers(curated, *KEYS) as ask:
        yield ask


@pytest.mark.parametrize("name", KEYS)
def test_no_two_rows_have_the_same_key(asked, name):
    key = KEYS[name]
    again = f"SELECT count(*) FROM (SELECT {key} FROM {name} GROUP BY {key} HAVING count(*) > 1)"
    assert asked(again) == [(0,)]
