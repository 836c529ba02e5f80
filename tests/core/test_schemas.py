"""One definition: model, Arrow schema, DuckDB comments and dictionary may not differ from it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from schemas import dictionary
from schemas.arrow import TYPES, schema
from schemas.checks import failures, model
from schemas.lookup import codes, rows
from schemas.tables import columns, tables
from warehouse.catalogue import comment, definitions, duckdb_type
from warehouse.files import write_table

ROOT = Path(__file__).parents[2]
NAMES = tuple(tables())


@pytest.mark.parametrize("name", NAMES)
def test_the_pandera_model_agrees(name):
    table = tables()[name]
    found = model(name).columns
    assert tuple(found) == table.names
    assert {one: not found[one].nullable for one in found} == {one: one in table.required for one in table.names}
    assert {column.name: str(found[column.name].dtype.type) for column in table.columns} == {
        column.name: str(pd.ArrowDtype(TYPES[column.type])) for column in table.columns}


@pytest.mark.parametrize("name", NAMES)
def test_the_arrow_schema_agrees(name):
    table = tables()[name]
    assert schema(name).names == list(table.names)
    assert [schema(name).field(column.name).type for column in table.columns] == [TYPES[column.type] for column in table.columns]


def test_duckdb_types_and_comments_agree(tmp_path):
    for name in NAMES:
        write_table(tmp_path, name, schema(name).empty_table(), (None, None))
    connection = duckdb.connect()
    for line in definitions(tmp_path):
        connection.execute(line)
    for table in tables().values():
        found = connection.execute("SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table.name]).fetchall()
        assert found == [(column.name, duckdb_type(column), comment(column)) for column in table.columns]


@pytest.mark.parametrize("page", dictionary.PAGES)
def test_the_documentation_is_the_one_that_make_docs_writes(page):
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == dictionary.PAGES[page]()


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_code_and_a_missing_value_are_found(name):
    table = tables()[name]
    coded = [column for column in table.columns if column.codes and column.type == "text"]
    row = {column.name: None for column in table.columns} | {column.name: "no such code" for column in coded}
    found = failures(name, pa.Table.from_pylist([row], schema(name).remove_metadata()) if not table.required else _nullable(name, row))
    assert {column.name for column in coded} <= set(found["column"])
    assert table.required - {column.name for column in coded} <= set(found["column"])


def _nullable(name, row):
    return pa.Table.from_pylist([row], pa.schema([pa.field(one.name, one.type) for one in schema(name)]))


def test_every_column_is_used_and_labelled():
    used = {name for table in tables().values() for name in table.names}
    assert used == set(columns())
    assert all(column.label and column.label_zh and column.description for column in columns().values())


def test_rules_are_unique_and_complete():
    found = [row["rule"] for row in rows("rules")]
    assert len(found) == len(set(found))
    assert all(row["severity"] in codes("severity") and all(row.values()) for row in rows("rules"))
