"""Which printed header names which column: by the rows of header_aliases.csv, tolerant of spaces, line breaks and points in brackets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.lookup import rows
from transforms.document import Cell, Row, Table
from transforms.fold import bare, fold


@dataclass(frozen=True, slots=True)
class Header:
    """The header row (index into the table's rows) and the position of each column that it names."""

    index: int
    columns: dict[str, int]
    printed: dict[str, str]  # column -> the header as printed
    unknown: tuple[str, ...]  # headers that no alias names

    def cell(self, row: Row, column: str) -> Cell | None:
        """The cell of ``row`` in ``column``; None if the table has no such column or the row no such cell."""
        position = self.columns.get(column)
        return None if position is None else row[position]

    def text(self, row: Row, column: str) -> str | None:
        """Its text as printed, without white space around it."""
        cell = self.cell(row, column)
        return None if cell is None else cell.text.strip()


@cache
def _aliases() -> dict[str, str]:
    return {fold(row["alias"]): row["column"] for row in rows("header_aliases")}


def column_of(text: str) -> str | None:
    """The column that a printed header names; None if no alias is known.

    >>> column_of('项目名称（资金使用 单位）'), column_of('产 出')
    ('project', None)
    """
    return _aliases().get(fold(text)) or _aliases().get(bare(text))


def find_header(table: Table, required: frozenset[str], within: int = 30) -> Header | None:
    """The first row, among the first ``within``, whose cells name all ``required`` columns."""
    for index, row in enumerate(table.rows[:within]):
        header = _header(index, row)
        if required <= header.columns.keys():
            return header
    return None


def _header(index: int, row: Row) -> Header:
    columns: dict[str, int] = {}
    printed: dict[str, str] = {}
    unknown = []
    for position, cell in enumerate(row):
        column = column_of(cell.text) if cell is not None else None
        if cell is not None and column is None and cell.text.strip():
            unknown.append(cell.text.strip())
        elif cell is not None and column and column not in columns:
            columns[column], printed[column] = position, cell.text
    return Header(index, columns, printed, tuple(unknown))
