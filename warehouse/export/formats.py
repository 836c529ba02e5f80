"""A build for other programs: one portable DuckDB file, Parquet, CSV for Excel, a workbook.

Nothing here names a path of this machine or needs the curated folder: what is exported can be
mailed.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from schemas.messages import say
from warehouse.catalogue import labels
from warehouse.catalogue.definition import Definition, in_order
from warehouse.catalogue.definitions import known
from warehouse.catalogue.sql import database, identifier, quote, scratch
from warehouse.files.disk import WarehouseError, rename

SHEETS = (
    "audit_sheet",
    "leads",
    "targets",
    "project_summary",
    "department_summary",
    "category_summary",
    "year_over_year",
    "target_vs_result",
    "coverage",
    "reconciliation",
    "findings",
    "documents",
    "signal_rules",
    "builds",
)
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_IDS = (
    "fiscal_year",
    "region_code",
    "department",
    "project_id",
    "ordinal",
    "indicator_id",
    "role",
    "signal",
    "title_zh",
    "subcategory",
    "path",
    "finding_id",
)
_BATCH = 10_000


def export(
    build: Path, target: Path, form: str, only: Sequence[str] = (), *, in_chinese: bool = False
) -> list[str]:
    """Write a build to a file or a folder in one of FORMS; returns the names written. ``only``:
    these tables and views.

    Raises WarehouseError for an unknown name, for a target of the wrong kind and for more rows than
    a worksheet holds.
    """
    every = known(build.absolute())
    unknown = [name for name in only if name not in every or not every[name].columns]
    if unknown:
        raise WarehouseError(say("error.no_view", names=", ".join(unknown)))
    chosen = [
        every[name]
        for name in only
        or (SHEETS if form == "xlsx" else (name for name, one in every.items() if one.columns))
    ]
    if target.is_dir() != (form in ("parquet", "csv")) and target.exists():
        key = "export.to_folder" if form in ("parquet", "csv") else "export.to_file"
        raise WarehouseError(say(key, target=target, form=form))
    temporary = target.with_name(f".tmp-{os.getpid()}-{target.name}")
    try:
        with database(temporary) if form == "duckdb" else scratch() as connection:
            _compute(connection, every, chosen)
            FORMS[form](
                connection, chosen, target if form in ("parquet", "csv") else temporary, in_chinese
            )
        if temporary.exists():
            rename(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return [one.name for one in chosen]


def _compute(
    connection: duckdb.DuckDBPyConnection, every: dict[str, Definition], chosen: list[Definition]
) -> None:
    """Everything that is asked for, as tables: what several views need is computed once."""
    for one in in_order(every, (one.name for one in chosen)):
        connection.execute(one.create("TABLE"))


def _duckdb(
    connection: duckdb.DuckDBPyConnection,
    chosen: list[Definition],
    _target: Path,
    _in_chinese: bool,
) -> None:
    """The computed tables stay; the Chinese face and the comments are added."""
    for one in chosen:
        for line in (one.chinese(), *one.comments("TABLE"), *one.chinese_comments()):
            connection.execute(line)
    connection.execute("CHECKPOINT")


def _parquet(
    connection: duckdb.DuckDBPyConnection, chosen: list[Definition], target: Path, in_chinese: bool
) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        path = target / f"{one.label_zh if in_chinese else one.name}.parquet"
        with _beside(path) as temporary:
            connection.execute(
                f"COPY ({_select(one, in_chinese)}) TO {quote(str(temporary))}"
                " (FORMAT parquet, COMPRESSION zstd)"
            )


def _csv(
    connection: duckdb.DuckDBPyConnection, chosen: list[Definition], target: Path, in_chinese: bool
) -> None:
    """With a byte order mark, without which Excel takes Chinese for Latin text."""
    target.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        path = target / f"{one.label_zh if in_chinese else one.name}.csv"
        answer = connection.execute(_select(one, in_chinese))
        with _beside(path) as temporary:
            _write_csv(temporary, answer)


def _write_csv(path: Path, answer: duckdb.DuckDBPyConnection) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column[0] for column in answer.description or ()])
        writer.writerows([neutral(value) for value in row] for row in _rows(answer))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name beside a file, which gets its own only when it is whole: no cut-off table stands
    under a name that somebody opens.
    """
    temporary = path.with_name(f".tmp-{os.getpid()}-{path.name}")
    try:
        yield temporary
        rename(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _xlsx(
    connection: duckdb.DuckDBPyConnection, chosen: list[Definition], target: Path, in_chinese: bool
) -> None:
    from warehouse.export.workbook import Book  # openpyxl is slow to import

    book = Book()
    for one in chosen:
        book.add(
            one, connection, _select(one, in_chinese), one.label_zh if in_chinese else one.name
        )
    book.save(target)


FORMS: dict[str, Callable[[duckdb.DuckDBPyConnection, list[Definition], Path, bool], None]] = {
    "duckdb": _duckdb,
    "parquet": _parquet,
    "csv": _csv,
    "xlsx": _xlsx,
}


def _select(one: Definition, in_chinese: bool) -> str:
    columns = ", ".join(
        labels.in_chinese(name) if in_chinese else identifier(name) for name in one.columns
    )
    ordered = f"(FROM {identifier(one.name)} ORDER BY {order_of(one)})"
    return f"SELECT {columns} FROM {ordered}"  # noqa: S608  # every part is quoted


def order_of(one: Definition) -> str:
    """The order in which people read it: projects by money, indicators as in the source, everything
    else by its ids; the same each time.
    """
    by_money = (
        ['"amount" DESC NULLS LAST']
        if "amount" in one.columns and "ordinal" not in one.columns
        else []
    )
    ids = [identifier(name) for name in _IDS if name in one.columns]
    return ", ".join([*by_money, *ids]) or "ALL"


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(_BATCH):
        yield from rows


def neutral(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; everything else
    stays.

    >>> neutral('=1+1'), neutral('-'), neutral('≥90%'), neutral(-3)
    ("'=1+1", "'-", '≥90%', -3)
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
