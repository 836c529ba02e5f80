"""A question never writes: neither to the build that it asks nor anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.catalogue.query import ask, open_build, published
from warehouse.files.disk import WarehouseError

TABLE = "projects"
"""What the connections know. For a name that is not known all views are made, in seconds, and
whether a statement is refused does not depend on them.
"""
WRITES = [
    "COPY (SELECT 1) TO '{file}' (FORMAT parquet)",
    "COPY (SELECT 1) TO '{build}/manifest.json' (FORMAT csv)",
    "COPY (SELECT 1) TO '{build}/new.csv'",
    "CREATE TABLE x AS SELECT 1",
    "CREATE VIEW x AS SELECT 1",
    "INSERT INTO projects SELECT * FROM projects",
    "DELETE FROM projects",
    "UPDATE projects SET name = '改'",
    "EXPORT DATABASE '{build}/all'",
    "COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)",
    "WITH x AS (COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet, USE_TMP_FILE false)) FROM x",
    "WITH x AS (COPY (SELECT 1) TO '{build}/new.csv') SELECT * FROM x",
    "WITH x AS (DELETE FROM projects RETURNING *) FROM x",
]
EXPLAINS = [
    "EXPLAIN {}",
    "explain analyze {}",
    "EXPLAIN (ANALYZE, FORMAT json) {}",
    "/* 甲乙 */ EXPLAIN -- 丙\n(FORMAT json) {}",
    "EXPLAIN(ANALYZE){}",
]
OTHERS = [
    "ATTACH '{build}/x.db'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SET memory_limit = '1GB'",
    "PRAGMA enable_profiling",
    "INSTALL httpfs",
    "SELECT 1; SELECT 2",
    "CALL pragma_version()",
    "",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "FROM query('WITH x AS (COPY (SELECT 1) TO ''{build}/n.csv'') FROM x')",
    "FROM checkpoint()",
    "SELECT write_log('x')",
    "FROM enable_logging(storage = 'file', storage_path = '{build}/log')",
    "SELECT * FROM read_text('{build}/manifest.json')",
    "SELECT * FROM read_text('{build}/../../stat-cache.json')",
    "SELECT * FROM read_parquet('http://127.0.0.1:9/x')",
    "FROM '/etc/passwd'",
    "FROM parquet_metadata('/etc/passwd')",
    "LOAD json",
    "CREATE SECRET s (TYPE s3)",
    "PREPARE x AS SELECT 1",
    "VACUUM",
    "CHECKPOINT",
    "BEGIN",
    "USE memory",
    "DETACH memory",
    "IMPORT DATABASE '{build}'",
    "DROP VIEW projects",
    "COMMENT ON VIEW projects IS 'x'",
    "CREATE MACRO f(x) AS x",
    "RESET memory_limit",
]


def content(build: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in build.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def build(sample):
    return published(sample)


@pytest.mark.parametrize("form", ["{}", *EXPLAINS])
@pytest.mark.parametrize("statement", WRITES)
def test_a_statement_that_writes_is_refused(build, form, statement):
    before = content(build)
    file = next(iter(sorted(build.rglob("*.parquet"))))
    query = form.format(statement.format(file=file, build=build))
    with open_build(build, TABLE) as connection, pytest.raises(WarehouseError):
        ask(connection, query).fetchall()
    assert content(build) == before


@pytest.mark.parametrize("statement", OTHERS)
def test_what_is_no_question_is_refused(build, statement):
    before = content(build)
    query = statement.format(build=build)
    with open_build(build, TABLE) as connection, pytest.raises(WarehouseError):
        ask(connection, query).fetchall()
    assert content(build) == before


@pytest.mark.parametrize("form", EXPLAINS)
def test_a_question_is_explained(build, form):
    query = form.format("WITH a AS (SELECT count(*) AS n FROM projects) SELECT n, '改' FROM a")
    with open_build(build, TABLE) as connection:
        assert ask(connection, query).fetchall()


QUESTIONS = [
    "SHOW TABLES",
    "DESCRIBE projects",
    "SUMMARIZE projects",
    "FROM projects",
    "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 5) FROM t",
    "FROM (PIVOT projects ON document_kind IN ('target') USING count(*))",
    "SELECT list_transform([1], lambda x: x + 1) UNION SELECT [2]",
    "SELECT 'COPY projects TO x' AS \"DELETE_QUERY_NODE\" -- 完",
]


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_question_is_answered(build, query):
    with open_build(build, TABLE) as connection:
        assert ask(connection, query).fetchall()


def test_a_question_that_names_nothing_is_answered(build):
    with open_build(build, "VALUES (1)") as connection:
        assert ask(connection, "VALUES (1)").fetchall() == [(1,)]


def test_limits_of_memory_and_disk_are_half_or_what_the_environment_says(build, monkeypatch):
    query = "SELECT current_setting('memory_limit'), current_setting('max_temp_directory_size')"
    monkeypatch.setenv("JIXIAO_MEMORY", "512MiB")
    monkeypatch.setenv("JIXIAO_SPILL", "1GiB")
    with open_build(build, TABLE) as connection:
        assert ask(connection, query).fetchall() == [("512.0 MiB", "1.0 GiB")]
    monkeypatch.setenv("JIXIAO_MEMORY", "much")
    with pytest.raises(WarehouseError):
        open_build(build, TABLE)
