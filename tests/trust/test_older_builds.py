"""Builds of earlier versions still answer, and are built upon: one that was made before a column
came (it is NULL there), and one whose folders name year and province in place of the files.
"""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.diff import difference
from schemas.tables import PARTITION, tables
from tests.trust.conftest import files, ingest, rows
from warehouse.catalogue.query import open_build, published
from warehouse.catalogue.render import refresh
from warehouse.export.formats import export
from warehouse.files.layout import Warehouse, load_manifest, partition_of


def age(curated, table, column):
    """Rewrite the files of one table as a version without this column would have written them."""
    for path in (published(curated) / table).rglob("*.parquet"):
        pq.write_table(pq.ParquetFile(path).read().drop_columns([column]), path)


def test_an_older_build_answers_with_null_in_a_newer_column(raw, tmp_path):
    curated = tmp_path / "c"
    ingest(raw, curated)
    age(curated, "projects", "headers")
    assert set(rows(curated, "SELECT headers FROM projects")) == {(None,)}
    with open_build(published(curated), "signals") as connection:
        assert connection.execute("SELECT count(*) FROM signals").fetchone()[0] > 0


def test_the_catalogue_over_an_older_build_can_be_made(raw, tmp_path):
    curated = tmp_path / "c"
    ingest(raw, curated)
    age(curated, "projects", "headers")
    (curated / "budget.duckdb").unlink()
    assert refresh(Warehouse(curated))
    with duckdb.connect(str(curated / "budget.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT DISTINCT headers FROM projects").fetchall() == [(None,)]
        assert connection.execute("SELECT count(*) FROM 审核线索").fetchone()[0] > 0
    assert not refresh(Warehouse(curated))


QUESTIONS = (
    "FROM indicators",
    "FROM readings",
    "FROM projects",
    "FROM quarantine",
    "SELECT count(*) FROM indicators WHERE fiscal_year = 2024 AND province IS NULL",
    "SELECT typeof(started_at), document_count FROM builds",
)


def in_order(found) -> list[str]:
    return sorted(map(str, found))


@pytest.fixture
def earlier(raw, tmp_path) -> Path:
    """A curated folder that an earlier version wrote, with another parser."""
    ingest(raw, tmp_path / "c")
    build = published(tmp_path / "c")
    manifest = load_manifest(build)
    moved = {
        table: [_in_folders(build, table, path) for path in paths]
        for table, paths in manifest.files.items()
    }
    read = {path: replace(one, parser_version="earlier") for path, one in manifest.raw.items()}
    replace(manifest, files=moved, raw=read, parser_version="earlier").save(build)
    refresh(Warehouse(tmp_path / "c"))
    return tmp_path / "c"


def _in_folders(build, table, path):
    """A file of a partitioned table moved, without the columns that its folders name now."""
    if not tables()[table].partitioned:
        return path
    values = ("__HIVE_DEFAULT_PARTITION__" if one is None else one for one in partition_of(path))
    folders = "/".join(f"{name}={value}" for name, value in zip(PARTITION, values, strict=True))
    target = build / table / folders / path.rpartition("-")[2]
    target.parent.mkdir(parents=True)
    pq.write_table(pq.ParquetFile(build / path).read().drop_columns(list(PARTITION)), target)
    (build / path).unlink()
    return target.relative_to(build).as_posix()


def named(curated) -> list[str]:
    return [path for paths in load_manifest(published(curated)).files.values() for path in paths]


def test_a_build_with_folders_for_year_and_province_answers_as_before(raw, earlier, tmp_path):
    assert any("fiscal_year=2024/province=" in path for path in named(earlier))
    ingest(raw, tmp_path / "now")
    export(published(earlier), tmp_path / "x.duckdb", "duckdb")
    with (
        duckdb.connect(str(earlier / "budget.duckdb"), read_only=True) as catalogue,
        duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as exported,
    ):
        for question in QUESTIONS:
            wanted = in_order(rows(tmp_path / "now", question))
            assert in_order(rows(earlier, question)) == wanted, question
            for other in (catalogue, exported):
                assert in_order(other.execute(question).fetchall()) == wanted, question


@pytest.mark.parametrize("years", [(), (2024,)], ids=["all years", "one, the other carried over"])
def test_the_next_build_has_todays_files_and_the_same_rows(raw, earlier, tmp_path, years):
    before = published(earlier).name
    assert ingest(raw, earlier, years=years).new_build
    assert not [path for path in named(earlier) if "=" in path]
    for changes in (difference(earlier, None, None), difference(earlier, before, None)):
        assert not changes.rows
        assert not any(changes.documents.values())
    ingest(raw, tmp_path / "full")
    full, there = files(tmp_path / "full"), files(earlier)
    if years:  # documents say which parser read them
        full, there = ({path for path in one if "documents" not in path} for one in (full, there))
    assert full == there


def test_the_catalogue_follows_to_an_earlier_build_and_back(raw, earlier):
    before, count = published(earlier).name, rows(earlier, "SELECT count(*) FROM indicators")
    ingest(raw, earlier)
    for build_id in (before, published(earlier).name):
        Warehouse(earlier).switch(build_id)
        assert refresh(Warehouse(earlier))
        with duckdb.connect(str(earlier / "budget.duckdb"), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM indicators").fetchall() == count
