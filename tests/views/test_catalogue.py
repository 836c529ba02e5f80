"""Every view is what its file says: columns, comments, Chinese face, example."""

from __future__ import annotations

import re
import subprocess
import sys

import duckdb
import pytest

from tests.conftest import ROOT
from tests.views.made import answer
from transforms.words.folding import fold_name
from warehouse.catalogue import manual
from warehouse.catalogue.definitions import known
from warehouse.catalogue.labels import chinese, view_columns
from warehouse.catalogue.query import open_build, published

DEFINITIONS = known(ROOT / "data/curated/current")
VIEWS = {name: one for name, one in DEFINITIONS.items() if one.columns}
DOCUMENTED = {name: one for name, one in VIEWS.items() if one.notes}


@pytest.fixture(scope="module")
def catalogue(sample):
    with duckdb.connect(str(sample / "budget.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_the_columns_that_it_documents_in_both_languages(catalogue, name):
    one = VIEWS[name]
    for view, columns in (
        (name, list(one.columns)),
        (one.label_zh, [chinese(column) for column in one.columns]),
    ):
        rows = catalogue.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? "
            "ORDER BY column_index",
            [view],
        ).fetchall()
        assert [row[0] for row in rows] == columns
        assert len(set(columns)) == len(columns)
        assert all(row[1] and ": " in row[1] for row in rows)
    # the Chinese face asks the English one
    assert catalogue.execute(f'SELECT count(*) FROM "{one.label_zh}"').fetchone()[0] >= 0


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_view_says_how_why_and_what_is_left_out_and_its_example_runs(sample, name):
    assert {"method", "why", "excludes", "example"} <= set(DOCUMENTED[name].notes)
    assert name in DOCUMENTED[name].notes["example"]
    answer(sample, DOCUMENTED[name].notes["example"])


def test_view_and_column_comments_stand_in_the_catalogue(catalogue):
    comments = dict(
        catalogue.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    )
    assert all(comments[name].startswith(f"{one.label_zh}: ") for name, one in VIEWS.items())


def test_chinese_names_carry_the_unit_and_are_words():
    names = [chinese(column) for one in VIEWS.values() for column in one.columns] + [
        one.label_zh for one in VIEWS.values()
    ]
    assert "项目预算总额_万元" in names
    assert "绩效指标明细" in names
    assert [name for name in names if not re.fullmatch(r"\w+", name)] == []


def test_no_label_is_left_over_and_none_is_defined_twice():
    used = {column for one in VIEWS.values() for column in one.columns}
    assert set(view_columns()) - used == set()


def test_money_columns_carry_their_unit_in_chinese(catalogue):
    rows = catalogue.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE data_type LIKE 'DECIMAL%' AND NOT internal"
    ).fetchall()
    wrong = [
        row
        for row in rows
        if row[0] in {one.label_zh for one in VIEWS.values()}
        and not re.search("_(万元|元)$", row[1])
    ]
    assert wrong == []


def test_a_question_makes_only_what_it_names(sample):
    with open_build(published(sample), "SELECT * FROM department_summary") as connection:
        made = {
            row[0]
            for row in connection.execute(
                "SELECT view_name FROM duckdb_views() WHERE NOT internal"
            ).fetchall()
        }
    assert "department_summary" in made
    assert not made & {"signals", "findings", "审核线索"}


@pytest.mark.parametrize("query", ["SELECT 42", "VALUES (1)", "SELCT"])
def test_a_question_about_nothing_makes_nothing(sample, query):
    with open_build(published(sample), query) as connection:
        made = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
        assert connection.execute(made).fetchone() == (0,)


@pytest.mark.parametrize(
    "query",
    [
        "SHOW TABLES",
        "SELECT view_name FROM duckdb_views()",
        "SELECT table_name FROM information_schema.tables",
    ],
)
def test_a_question_about_the_catalogue_sees_all_of_it(sample, query):
    assert {"signals", "审核线索", "indicators", "绩效指标明细"} <= {
        row[0] for row in answer(sample, query)
    }


def test_names_fold_in_sql_as_they_do_in_python(sample, corpus):
    values = (corpus / "values.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = sorted({line.split("\t")[1] for line in values} - {""})
    literals = ", ".join("('" + name.replace("'", "''") + "')" for name in names)
    found = answer(sample, f"SELECT name_key(name) FROM (VALUES {literals}) t(name)")
    assert [
        (name, key) for name, (key,) in zip(names, found, strict=True) if key != fold_name(name)
    ] == []


def test_the_command_line_answers_in_chinese(sample):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "sql",
            "SELECT sum(项目预算总额_万元) AS 合计 FROM 项目支出",
            "--curated",
            str(sample),
            "--format",
            "csv",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == "合计\n1460.000000\n"


def test_the_page_of_views_is_the_one_that_make_docs_writes():
    assert manual.PAGE.read_text(encoding="utf-8") == manual.page()
