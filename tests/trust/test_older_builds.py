"""A build that was made before a column came still answers: the column is NULL there."""

import duckdb
import pyarrow.parquet as pq

from tests.trust.conftest import ingest, rows
from warehouse.layout import Warehouse
from warehouse.query import open_build, published
from warehouse.render import refresh


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
