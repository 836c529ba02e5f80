"""Document -> sections: each table with the lines that stand above it, and what those lines say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Block, Line, Table
from transforms.heading import read_heading
from transforms.records import Heading, Section


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """One section a table, and one (without table) for the lines behind the last one or between tables that prose layouts may read.

    A table whose own lines do not name the department, the unit or the year takes them from the headings before it, as a reader of
    the page would: the cover says the year, the first table's caption the unit of all.
    """
    above: list[Line] = []
    known = Heading()
    for block in blocks:
        if isinstance(block, Line):
            above.append(block)
            continue
        known = inherit(read_heading(line.text for line in above), known)
        yield Section(tuple(above), block, known)
        above = []
    if above:
        yield Section(tuple(above), None, inherit(read_heading(line.text for line in above), known))


def inherit(own: Heading, before: Heading) -> Heading:
    """``own`` with what it does not say filled from the heading before; kind and scope belong to the title and go with it."""
    titled = own if own.title else replace(own, title=before.title, document_kind=before.document_kind, scope=before.scope)
    return replace(titled, department=own.department or before.department, spending_unit=own.spending_unit or before.spending_unit,
                   amount_unit=own.amount_unit or before.amount_unit, fiscal_year=own.fiscal_year or before.fiscal_year)


def with_rows_above(section: Section, header_index: int) -> Section:
    """The section with the rows above its header read as heading lines too: workbooks and forms keep the caption inside the grid."""
    table = section.table
    if table is None or header_index == 0:
        return section
    lines = [line for row in table.rows[:header_index] for line in _row_lines(Table((row,)))]
    return replace(section, heading=inherit(read_heading(line.text for line in lines), section.heading))


def _row_lines(table: Table) -> list[Line]:
    return [Line(cell.text, cell.row, cell.page, cell.sheet, cell.box) for cell in table.cells() if cell.text.strip()]
