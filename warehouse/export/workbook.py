"""The workbook of an export: one sheet a view, made to be read: widths, a header that stays,
filters, amounts with separators, no formula.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from schemas.messages import say
from warehouse.catalogue.definition import Definition
from warehouse.files.disk import WarehouseError

_ROWS = 1_048_575  # a worksheet's rows below the header
_TEXT = 32_767  # characters that a cell holds
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE = re.compile(
    "evidence|source_text|goal|content|message|description|meaning|guard|unfair|titles|explanation"
    "|note"
)
_MIDDLE = re.compile("project$|department|unit$|indicator_name|region$|path|value|name|title|url")
_BATCH = 10_000


class Book:
    """A workbook that is written sheet by sheet, without holding its rows in memory."""

    def __init__(self) -> None:
        """An empty one."""
        self.book = Workbook(write_only=True)

    def add(
        self, one: Definition, connection: duckdb.DuckDBPyConnection, query: str, title: str
    ) -> None:
        """A sheet with the rows of a view, in the columns and order of the query. Raises
        WarehouseError for more rows than a worksheet holds.
        """
        counting = f"SELECT count(*) FROM ({query})"  # noqa: S608  # ours
        count = (connection.execute(counting).fetchone() or (0,))[0]
        if count > _ROWS:
            raise WarehouseError(say("error.worksheet_full", name=one.name, rows=count))
        sheet = self.book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(one.columns))}{count + 1}"
        for number, name in enumerate(one.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = (
                48 if _WIDE.search(name) else 24 if _MIDDLE.search(name) else 13
            )
        answer = connection.execute(query)
        sheet.append([_header(sheet, column[0]) for column in answer.description or ()])
        while batch := answer.fetchmany(_BATCH):
            for row in batch:
                sheet.append([_cell(sheet, value) for value in row])

    def save(self, target: Path) -> None:
        """Write it."""
        self.book.save(target)


def _header(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, name)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E3ECEA")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: object) -> Any:
    """A typed cell: text stays text however it begins."""
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, float(value))
        cell.number_format = "#,##0.00####"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _fitting(_CONTROL.sub(" ", value)))
        cell.data_type = "s"
        return cell
    return value


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; what is cut off is said at its end."""
    if len(text) <= _TEXT:
        return text
    cut = say("export.cut", count=len(text))
    return text[: _TEXT - len(cut)] + cut
