"""Every documented query runs, from another working directory; the notebook is the page and runs
too.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from tests.views.made import answer
from warehouse.catalogue.notebook import notebook, queries

PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
README = "".join(
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)


@pytest.mark.parametrize("query", queries(PAGE))
def test_a_query_of_the_cookbook_runs(sample, query, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer(sample, query)


@pytest.mark.parametrize("query", sorted(set(re.findall(r'jixiao sql "([^"]+)"', README))))
def test_a_query_of_the_readme_runs(sample, query, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if not query.endswith("…"):
        answer(sample, query)


def test_there_are_twenty_questions_with_a_query_each():
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert [section.split(" ")[0] for section in sections[:20]] == [
        str(number) for number in range(1, 21)
    ]
    assert all("```sql" in section for section in sections)


def test_answers_that_a_reader_can_verify(sample):
    found = queries(PAGE)
    assert float(answer(sample, found[0])[0][3]) == 1460.0
    assert [row[3] for row in answer(sample, found[1])][:2] == [
        "海珠政务基础设施及服务经费",
        "电子政务信息化运维经费",
    ]
    assert answer(sample, next(query for query in found if "term_equals_year" in query)) == [
        (2024, "target", "无法判断", 5, 24, 24)
    ]


def test_the_notebook_is_the_cookbook():
    assert (ROOT / "docs" / "cookbook.ipynb").read_text(encoding="utf-8") == notebook(PAGE)


def test_the_notebook_runs(sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIXIAO_CATALOGUE", str(sample / "budget.duckdb"))
    cells = [
        cell
        for cell in json.loads((ROOT / "docs" / "cookbook.ipynb").read_text(encoding="utf-8"))[
            "cells"
        ]
        if cell["cell_type"] == "code"
    ]
    names: dict = {}
    for cell in cells[:1]:
        exec("".join(cell["source"]), names)
    frames = [eval("".join(cell["source"]), names) for cell in cells[1:]]
    assert len(frames) == len(queries(PAGE))
    assert frames[0]["amount"].astype(float).sum() == 1460.0
    names["connection"].close()
