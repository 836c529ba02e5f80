"""Any reader of Parquet gets the rows as they are, without options: what is text stays text, what
is unknown stays unknown, and nothing is lost when tables are merged.

Each reader gives the rows of a table's folder as an Arrow table.
"""

from __future__ import annotations

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from schemas.tables import tables
from tests.engines.conftest import WHERE
from warehouse.catalogue.query import published

READERS = {
    "pandas": lambda folder: pa.Table.from_pandas(pd.read_parquet(folder), preserve_index=False),
    "polars": lambda folder: pl.read_parquet(folder).to_arrow(),
    "polars_lazy": lambda folder: pl.scan_parquet(f"{folder}/**/*.parquet").collect().to_arrow(),
    "pyarrow": pq.read_table,
    "pyarrow_dataset": lambda folder: ds.dataset(folder).to_table(),
    "pyarrow_hive": lambda folder: ds.dataset(folder, partitioning="hive").to_table(),
    "duckdb": lambda folder: duckdb.sql(f"FROM '{folder}/*.parquet'").to_arrow_table(),
    "duckdb_deep": lambda folder: duckdb.sql(f"FROM '{folder}/**/*.parquet'").to_arrow_table(),
}


@pytest.fixture(params=READERS)
def table(request, provinces):
    """Name of a table -> its rows, as one reader gives them."""
    return lambda name: READERS[request.param](str(published(provinces) / name))


def test_a_province_is_text_and_may_be_unknown(table):
    for name in ("indicators", "readings", "projects", "quarantine", "documents"):
        province = table(name)["province"]
        assert str(province.type) in ("string", "large_string", "string_view")
        assert set(province.to_pylist()) == {"11", "44", "65", None}
    assert set(table("projects")["fiscal_year"].to_pylist()) == {2023, 2024, None}


@pytest.mark.parametrize("name", tables())
def test_a_table_has_its_columns_and_no_others(table, name):
    assert table(name).column_names == list(tables()[name].names)


COUNT = 6 * 2 * len(WHERE) + 24  # indicators: six a document, and those of the sample
KNOWN = COUNT - 6 * 2  # with a province


@pytest.fixture
def pair(provinces):
    """Folders of indicators and documents."""
    return tuple(str(published(provinces) / name) for name in ("indicators", "documents"))


def test_pandas_merges_indicators_with_documents_and_loses_no_row(pair):
    indicators, documents = map(pd.read_parquet, pair)
    assert len(indicators.merge(documents, on=["document_id", "fiscal_year", "province"])) == COUNT
    places = documents[["fiscal_year", "province"]].drop_duplicates()
    assert len(indicators.merge(places, on=["fiscal_year", "province"])) == COUNT
    assert len(indicators.merge(places[["province"]].drop_duplicates(), on="province")) == COUNT


def test_polars_merges_them_too(pair):
    indicators, documents = map(pl.read_parquet, pair)
    places = documents.select("fiscal_year", "province").unique()
    assert indicators.join(documents, on=["document_id", "fiscal_year"]).height == COUNT
    keys = ["document_id", "fiscal_year", "province"]
    assert indicators.join(documents, on=keys).height == KNOWN
    assert indicators.join(places, on=keys[1:], nulls_equal=True).height == COUNT


def test_arrow_and_duckdb_merge_them_too(pair):
    indicators, documents = map(pq.read_table, pair)
    keys = ["document_id", "fiscal_year", "province"]
    assert indicators.join(documents.select(keys), keys, join_type="inner").num_rows == KNOWN
    count = (
        f"SELECT count(*) FROM '{pair[0]}/*.parquet' JOIN '{pair[1]}/*.parquet' "
        "USING (document_id, fiscal_year, province)"
    )
    assert duckdb.sql(count).fetchall() == [(KNOWN,)]
