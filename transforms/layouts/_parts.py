"""A table of indicators as parts: one header each, with the form above it, the rows of indicators and the totals under it."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.document import Cell, Row, Table
from transforms.fold import fold
from transforms.layouts._blocks import Block, blocks
from transforms.layouts._columns import SIDES, Column, LevelHeader, header_at, is_listed, settled
from transforms.layouts._form import STARTS, label, split_labels
from transforms.layouts._grid import filled, is_total, span
from transforms.layouts._header import column_of
from transforms.taxonomy import level


@dataclass(slots=True)
class Part:
    """``form``: rows above the header. ``body``: rows of indicators. ``totals``: rows of points added up."""

    header: LevelHeader
    form: list[Row]
    body: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    known: tuple[Column, ...] = ()
    period: bool | None = None  # what a band (长期绩效指标) above the header or a label beside it says

    def columns(self) -> list[Column]:
        """The columns with their roles settled by the body, which is complete by now."""
        self.known = self.known or tuple(settled(self.header, self.body))
        return list(self.known)

    def blocks(self) -> list[Block]:
        """The sets of level and value columns, each knowing whose values it holds."""
        found = blocks((column for column in self.columns() if column.role != "side"), self.body)
        for block in found:
            block.period = _said_above(self.form, block) if block.period is None else block.period
        if len(found) == 1 and found[0].period is None:
            found[0].period = self.period
        return found


def parts(table: Table) -> tuple[list[Part], list[Row]]:
    """The parts of a table in order, and the form rows behind the last one."""
    found: list[Part] = []
    pending: list[Row] = []
    index, listing = 0, False
    while index < len(table.rows):
        row = table.rows[index]
        header = header_at(table.rows, index)
        if header:
            listing = is_listed(header)
            part = Part(header, pending)
            part.period = _period_beside(header, row, pending)
            if not found or part.form or not _same(found[-1].header, header):  # else the header is printed again on the next page
                found.append(part)
            pending = []
            index = header.last
        elif any(filled(row)):
            if not found or (not listing and (_is_form(row) or (pending and not _bears_level(row)))):
                pending.append(row)
            else:
                (found[-1].totals if is_total(row) and not listing else found[-1].body).append(row)
        index += 1
    return found, pending


def _same(one: LevelHeader, other: LevelHeader) -> bool:
    """Equal columns; the label down the side (年度绩效指标) may be missing the second time, but not be another."""
    mine, others = ([(fold(column.printed), column.positions) for column in header.columns if column.role not in SIDES] for header in (one, other))
    sides = [{fold(column.printed) for column in header.columns if column.role in SIDES} for header in (one, other)]
    return mine == others and (sides[0] == sides[1] or not sides[1])


def _is_form(row: Row) -> bool:
    """Whether a row below indicators belongs to a form: it begins with a label, or is one cell across the table."""
    cells = [(position, cell) for position, cell in filled(row) if column_of(cell.text) not in ("side", "indicators")]
    if not cells:
        return True
    first = cells[0][1]
    if len(cells) == 1 and span(row, first) >= max(3, len(row) - 2):
        return True
    role = label(first.text) or column_of(first.text)
    return (role in STARTS | {"explanation"} and len(cells) > 1) or bool(split_labels(first.text))


def _bears_level(row: Row) -> bool:
    """Whether a cell of the row names a level of the taxonomy."""
    return any(level(cell.text, None).category or level(None, cell.text).subcategory for _, cell in filled(row))


def _period_beside(header: LevelHeader, row: Row, form: list[Row]) -> bool | None:
    """长期绩效指标 or 年度绩效指标, at the side of the header or as a band right above it."""
    side = next((column.period for column in header.columns if column.role in ("side", None) and column.period is not None), None)
    if side is not None or not form:
        return side
    cells: list[Cell] = [cell for _, cell in filled(form[-1])]
    if len(cells) == 1 and column_of(cells[0].text) in ("side", "indicators", "goal", "period_goal") and cells[0] not in row:
        return True if any(word in cells[0].text for word in ("长期", "中期", "实施")) else False if "年度" in cells[0].text else None
    return None


def _said_above(form: list[Row], block: Block) -> bool | None:
    """The nearest cell above the block's own columns that says 中期目标 or 年度目标."""
    places = {position for column in block.columns if column.role in ("name", "annual_value") for position in column.positions}
    for row in reversed(form):
        for position in sorted(places):
            cell = row[position]
            role = column_of(cell.text) if cell is not None else None
            if role in ("goal", "period_goal") and cell is not None and span(row, cell) < len(row) - 2:
                return role == "period_goal"
    return None
