"""Answers on stdout: as a table for people, as CSV, JSON or Parquet for programs."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

from warehouse.disk import WarehouseError

if TYPE_CHECKING:
    import duckdb


FORMS = ("table", "csv", "json", "parquet")


def show(answer: duckdb.DuckDBPyRelation, form: str) -> None:
    """Print an answer in one of FORMS. Raises KeyError for another form, WarehouseError if the query fails while it runs."""
    import duckdb

    try:
        _FORMS[form](answer)
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip()) from error


def _table(answer: duckdb.DuckDBPyRelation) -> None:
    """Every row and column is shown: what is cut off here would be missing in somebody's eyes."""
    answer.show(max_rows=1_000_000, max_width=1_000_000, max_col_width=60)


def _csv(answer: duckdb.DuckDBPyRelation) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.iter_rows())


def _json(answer: duckdb.DuckDBPyRelation) -> None:
    """One array of objects; decimals and dates as text, so that nothing is rounded."""
    rows: list[dict[str, Any]] = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()


def _parquet(answer: duckdb.DuckDBPyRelation) -> None:
    import pyarrow.parquet as pq

    pq.write_table(answer.to_arrow_table(), sys.stdout.buffer)


_FORMS = {"table": _table, "csv": _csv, "json": _json, "parquet": _parquet}
