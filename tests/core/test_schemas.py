"""One definition: model, Arrow schema, DuckDB comments and dictionary may not differ from it."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from schemas import dictionary
from schemas.arrow import TYPES, schema
from schemas.checks import failures, model
from schemas.lookup import codes, rows
from schemas.roles import _wrong_aliases, _wrong_roles, roles
from schemas.tables import columns, tables
from warehouse.catalogue.definitions import comment, definitions, duckdb_type
from warehouse.files.parquet import write_table

ROOT = Path(__file__).parents[2]
NAMES = tuple(tables())


@pytest.mark.parametrize("name", NAMES)
def test_the_pandera_model_agrees(name):
    table = tables()[name]
    found = model(name).columns
    assert tuple(found) == table.names
    assert {one: not found[one].nullable for one in found} == {
        one: one in table.required for one in table.names
    }
    assert {column.name: str(found[column.name].dtype.type) for column in table.columns} == {
        column.name: str(pd.ArrowDtype(TYPES[column.type])) for column in table.columns
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_arrow_schema_agrees(name):
    table = tables()[name]
    assert schema(name).names == list(table.names)
    assert [schema(name).field(column.name).type for column in table.columns] == [
        TYPES[column.type] for column in table.columns
    ]


def test_duckdb_types_and_comments_agree(tmp_path):
    for name in NAMES:
        write_table(tmp_path, name, schema(name).empty_table(), (None, None))
    connection = duckdb.connect()
    for line in definitions(tmp_path):
        connection.execute(line)
    for table in tables().values():
        found = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() "
            "WHERE table_name = ? ORDER BY column_index",
            [table.name],
        ).fetchall()
        assert found == [
            (column.name, duckdb_type(column), comment(column)) for column in table.columns
        ]


@pytest.mark.parametrize("page", dictionary.PAGES)
def test_the_documentation_is_the_one_that_make_docs_writes(page):
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == dictionary.PAGES[page]()


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_code_and_a_missing_value_are_found(name):
    table = tables()[name]
    coded = [column for column in table.columns if column.codes and column.type == "text"]
    row = {column.name: None for column in table.columns} | {
        column.name: "no such code" for column in coded
    }
    found = failures(
        name,
        pa.Table.from_pylist([row], schema(name).remove_metadata())
        if not table.required
        else _nullable(name, row),
    )
    assert {column.name for column in coded} <= set(found["column"])
    assert table.required - {column.name for column in coded} <= set(found["column"])


def _nullable(name, row):
    return pa.Table.from_pylist(
        [row], pa.schema([pa.field(one.name, one.type) for one in schema(name)])
    )


def test_every_column_is_used_and_labelled():
    used = {name for table in tables().values() for name in table.names}
    assert used == set(columns())
    assert all(
        column.label and column.label_zh and column.description for column in columns().values()
    )


def test_rules_are_unique_and_complete():
    found = [row["rule"] for row in rows("rules")]
    assert len(found) == len(set(found))
    assert all(row["severity"] in codes("severity") and all(row.values()) for row in rows("rules"))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("basis,notes,indicator,indicators,,stored", "basis: no group 'notes'"),
        ("basis,note,indicators,indicators,,stored", "basis: no record 'indicators'"),
        ("basis,note,indicator,indicator,,stored", "basis: no table 'indicator'"),
        ("basis,note,indicator,indicators,,stord", "basis: no mark 'stord'"),
        ("basis,note,indicator,indicators,first,stored", "basis: the rank is no number: 'first'"),
        ("basis,note,,indicators,,stored", "basis: stored, but of no record"),
        ("printed,note,indicator,,,stored", "printed: no such row in columns.csv"),
        ("printed,note,indicator,indicators,,", "printed: no such row in columns.csv"),
        ("is_current,note,indicator,,,stored", "is_current: columns.csv makes it bool"),
        ("total,text,project,projects,,stored", "total: columns.csv makes it money"),
        ("basis,part,project,projects,,stored", "basis: columns.csv makes it text"),
        ("basis,note,indicator", "not as many cells as columns"),
        ("goal,text,project,projects,,stored", "goal is there twice"),
    ],
)
def test_a_role_that_does_not_fit_is_found(row: str, says: str):
    found = rows("roles")
    (one,) = csv.DictReader([",".join(found[0]), row])
    (wrong,) = _wrong_roles([*found, one]) if "twice" in says else _wrong_roles([one])
    place = f"schemas/roles.csv, row {len(found) + 2 if 'twice' in says else 2}: "
    assert wrong.startswith(place + says)
    assert "行：" in wrong


def test_an_alias_names_a_role_that_a_header_can_have():
    derived = roles("derived")
    found = [row for row in rows("roles") if row["role"] not in ("goal", *derived)]
    goals = [row["alias"] for row in rows("header_aliases") if row["column"] == "goal"]
    assert len(list(_wrong_aliases(found))) == len(goals)
    assert not list(_wrong_aliases(rows("roles")))


def test_a_group_or_mark_that_there_is_not_selects_nothing_silently():
    with pytest.raises(KeyError):
        roles("levels")
    with pytest.raises(KeyError):
        roles("level", mark="store")
