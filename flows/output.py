"""Answers on stdout: as a table for people, as CSV, JSON or Parquet for programs."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flows.terminal import columns
from schemas.messages import language, say
from warehouse.files.disk import WarehouseError

if TYPE_CHECKING:
    import duckdb


FORMS = ("table", "csv", "json", "parquet")


def add_form(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how an answer is printed."""
    parser.add_argument("--format", choices=FORMS, default="table", help=say("option.format"))
    parser.add_argument("--wide", action="store_true", help=say("option.wide"))


def show(answer: duckdb.DuckDBPyRelation, form: str, *, wide: bool = True) -> None:
    """Print an answer in one of FORMS; a table that is not ``wide`` fits the terminal. Raises
    KeyError for another form, WarehouseError if the query fails while it runs.
    """
    import duckdb

    from warehouse.catalogue.query import told

    try:
        if form == "table" and not wide and (sys.stdout.isatty() or os.environ.get("COLUMNS")):
            _fitting(answer)
        else:
            _FORMS[form](answer)
    except duckdb.Error as error:
        raise WarehouseError(told(error)) from error


def labelled(answer: duckdb.DuckDBPyRelation, names: Iterable[str]) -> duckdb.DuckDBPyRelation:
    """These columns, in Chinese under their Chinese names, codes as the words they stand for."""
    from warehouse.catalogue.labels import in_chinese
    from warehouse.catalogue.sql import identifier

    shown = in_chinese if language() == "zh" else identifier
    return answer.project(", ".join(map(shown, names)))


def _table(answer: duckdb.DuckDBPyRelation) -> None:
    """Every row and column is shown: what is cut off here would be missing in somebody's eyes."""
    answer.show(max_rows=1_000_000, max_width=1_000_000, max_col_width=60)


def _fitting(answer: duckdb.DuckDBPyRelation) -> None:
    """Long texts are cut, and columns left out in the middle as ``…``: every row is shown."""
    width = columns()
    share = max(12, width // max(1, len(answer.columns)) - 3)
    answer.show(max_rows=1_000_000, max_width=width, max_col_width=max(share, 20))


def _csv(answer: duckdb.DuckDBPyRelation) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.iter_rows())


def _json(answer: duckdb.DuckDBPyRelation) -> None:
    """One array of objects; decimals and dates as text, so that nothing is rounded."""
    rows: list[dict[str, Any]] = [
        dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()
    ]
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()


def _parquet(answer: duckdb.DuckDBPyRelation) -> None:
    import pyarrow.parquet as pq

    pq.write_table(answer.to_arrow_table(), sys.stdout.buffer)


_FORMS = {"table": _table, "csv": _csv, "json": _json, "parquet": _parquet}
