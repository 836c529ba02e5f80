"""The header of a listing: one row whose cells name the columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.document import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Header:
    """The header row and the position of each column that it names.

    ``index`` counts the table's rows.
    """

    index: int
    columns: dict[str, int]
    printed: dict[str, str]  # column -> the header as printed
    unknown: tuple[str, ...]  # headers that no alias names
    others: tuple[tuple[int, str], ...] = ()  # position and header of what has no column

    def cell(self, row: Row, column: str) -> Cell | None:
        """The cell of ``row`` in ``column``.

        None if the table has no such column or the row no such cell.
        """
        position = self.columns.get(column)
        return None if position is None else row[position]

    def text(self, row: Row, column: str) -> str | None:
        """Its text as printed, without white space around it."""
        cell = self.cell(row, column)
        return None if cell is None else cell.text.strip()

    def without_column(self, row: Row) -> Iterator[tuple[str, Cell | None]]:
        """Header and cell of each column that the dataset has none for."""
        return ((printed, row[position]) for position, printed in self.others)


def find_header(table: Table, required: frozenset[str], within: int = 30) -> Header | None:
    """The first row, among the first ``within``, whose cells name all ``required`` columns."""
    for index, row in enumerate(table.rows[:within]):
        if required <= {cell.role for _, cell in row.filled}:
            return _header(index, row)
    return None


def _header(index: int, row: Row) -> Header:
    columns: dict[str, int] = {}
    printed: dict[str, str] = {}
    unknown, others = [], []
    for position, cell in enumerate(row):
        column = cell.role if cell is not None else None
        if cell is not None and column is None and cell.text.strip():
            unknown.append(cell.text.strip())
        elif cell is not None and column and column not in columns:
            columns[column], printed[column] = position, cell.text
        if cell is not None and column == "no_column" and row.index(cell) == position:
            others.append((position, cell.text))
    return Header(index, columns, printed, tuple(unknown), tuple(others))
