"""A table of indicators as parts.

Each has one header, with the form above it, the rows of indicators and the totals under it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from transforms.document import Row, Table
from transforms.layouts.level_table.above_header import rows_above
from transforms.layouts.level_table.adjusted import groups_changes
from transforms.layouts.level_table.alike import with_known_targets
from transforms.layouts.level_table.below import body_end, is_remark, is_sum
from transforms.layouts.level_table.blocks import Block, blocks
from transforms.layouts.level_table.columns import LEVELS, SIDES, Column, LevelHeader, is_listed
from transforms.layouts.level_table.groups import is_row_of_groups, put_under_group
from transforms.layouts.level_table.header import header_at
from transforms.layouts.level_table.headless import headless
from transforms.layouts.level_table.level_rows import beside
from transforms.layouts.level_table.periods import period_beside, period_of_band, said_above
from transforms.layouts.level_table.settled import settled
from transforms.layouts.level_table.unlisted import unlisted
from transforms.layouts.shared.captions import is_caption
from transforms.layouts.shared.grid_rows import is_total
from transforms.layouts.shared.labels import STARTS, label, split_labels
from transforms.words.folding import fold
from transforms.words.levels import level

HeaderOf = Callable[[Sequence[Row], int], LevelHeader | None]
"""Rows and the number of one -> the header that begins there."""


@dataclass(slots=True)
class Part:
    """One header with the rows around it.

    ``form``: rows above the header. ``body``: rows of indicators. ``totals``: rows of points added
    up. ``below``: rows behind the body that say nothing of an indicator.
    """

    header: LevelHeader
    form: list[Row]
    body: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    # ids of the cells of rows that were put to the indicator above them
    taken: set[int] = field(default_factory=set)
    known: tuple[Column, ...] = ()
    # what a band (长期绩效指标) above the header or a label beside it says
    period: bool | None = None
    # 产出指标 | 效益指标 over the header: each names the level 1 of the columns below it
    groups: Row | None = None

    def add(self, row: Row, listing: bool) -> None:
        """Take a row below the header; in a listing a row of sums is the projects' matter."""
        sums = not listing and (is_total(row) or is_sum(row) or self._is_part_sum(row))
        (self.totals if sums else self.body).append(row)

    def _is_part_sum(self, row: Row) -> bool:
        """Whether a row adds up the points of a level that is merged over it: 小计 | 20."""
        before = self.body[-1] if self.body else Row()
        merged = {id(cell) for cell in before if cell is not None}
        cells = [cell for _, cell in row.filled if id(cell) not in merged]
        own = Row(cells)
        return len(cells) < len(row.filled) and bool(cells) and is_total(own) and is_sum(own)

    def beside(self, row: Row) -> Row:
        """The row without the label that stands down the side of the header and the body."""
        sides = takewhile(lambda column: column.role not in LEVELS, self.header.columns)
        words = {at: fold(column.printed) for column in sides for at in column.positions}
        return Row(
            None if cell is not None and words.get(position) == cell.folded else cell
            for position, cell in enumerate(row)
        )

    def end_body(self) -> None:
        """Part the rows below the indicators from the body."""
        columns, listing = settled(self.header, self.body), is_listed(self.header)
        end = body_end(self.body, columns, listing=listing)
        self.body, below = self.body[:end], self.body[end:]
        self.below[:0] = below

    def take_above(self) -> None:
        """Take the rows of indicators that stand above the header into the body."""
        start = len(self.form) - rows_above(self.header, self.columns(), self.form)
        self.body[:0] = self.form[start:]
        del self.form[start:]

    def columns(self) -> list[Column]:
        """The columns with their roles settled by the body, which is complete by now."""
        self.known = self.known or tuple(settled(self.header, self.body))
        return list(self.known)

    def blocks(self) -> list[Block]:
        """The sets of level and value columns, each knowing whose values it holds."""
        sets = blocks((column for column in self.columns() if column.role != "side"), self.body)
        if len(sets) == 1 and sets[0].period is None:
            sets[0].period = self.period
        for block in sets:
            block.period = said_above(self.form, block) if block.period is None else block.period
        for block in sets if self.groups else ():
            put_under_group(block, self.groups or Row())
        return sets


def parts(table: Table) -> tuple[list[Part], list[Row]]:
    """The parts of a table in order, and the form rows behind the last one.

    Only a grid without a header of known words is asked for one of unknown words, then for rows
    that need none.
    """
    rows = table.rows
    found = _under_headers(rows, header_at)
    if not found[0]:
        found = _under_headers(rows, unlisted)
    if not found[0]:
        found = _headless(rows)
    headers = [part.header for part in found[0]]
    for part in found[0]:
        part.header = with_known_targets(part.header, part.body, headers)
        part.end_body()
    for part in found[0][:1]:
        part.take_above()
    return found


def _under_headers(rows: Sequence[Row], header_of: HeaderOf) -> tuple[list[Part], list[Row]]:
    table_parts: list[Part] = []
    form: list[Row] = []
    index, listing = 0, False
    while index < len(rows):
        row, header = rows[index], _header(rows, index, header_of, below_form=bool(form))
        if header:
            listing = is_listed(header)
            part = _part(header, row, form)
            repeated = table_parts and _is_repeated(part, table_parts[-1])
            table_parts += [] if repeated else [part]
            form, index = [], header.last
        elif table_parts and (other := _of_other_term(table_parts[-1], row, form)):
            table_parts.append(other)
        elif any(row.filled) and not (table_parts and _is_header_again(row, rows, table_parts[-1])):
            _take(row, table_parts[-1] if table_parts else None, form, listing)
        index += 1
    return table_parts, form


def _of_other_term(part: Part, row: Row, form: list[Row]) -> Part | None:
    """The part that a band begins below the rows of the other term, where no header follows."""
    period = None if form or not part.body else period_of_band(row)
    if period is None or period == bool(part.period):
        return None
    return Part(part.header, [row], period=period)


def _is_header_again(row: Row, rows: Sequence[Row], part: Part) -> bool:
    """Whether a row prints the header of the part again, whose words need not be known."""
    return row.words == rows[part.header.last].words


def _header(
    rows: Sequence[Row], index: int, header_of: HeaderOf, *, below_form: bool
) -> LevelHeader | None:
    """The header that begins here. Below a form another one may follow, of other words."""
    header = header_of(rows, index)
    return unlisted(rows, index) if header is None and below_form else header


def _part(header: LevelHeader, row: Row, form: list[Row]) -> Part:
    """A part with the form above it, of which a row may be that of groups over the header."""
    if form and groups_changes(form[-1]):
        form.pop()
    groups = form.pop() if form and is_row_of_groups(form[-1], row) else None
    first = header.first - 1 if groups else header.first
    return Part(
        replace(header, first=first),
        form,
        period=period_beside(header, row, form),
        groups=groups,
    )


def _headless(rows: Sequence[Row]) -> tuple[list[Part], list[Row]]:
    """The part of a table without a header, level 1 beside the rows or in rows of its own."""
    for grid in (rows, beside(rows)):
        if grid and (header := headless(grid)):
            return _without_header(grid, header)
    return [], []


def _without_header(rows: Sequence[Row], header: LevelHeader) -> tuple[list[Part], list[Row]]:
    """One part that begins with its first row of indicators; the rows above it are its form."""
    above = [row for row in rows[: header.first] if any(row.filled)]
    part, form = Part(header, above), list[Row]()
    for row in rows[header.first :]:
        if any(row.filled):
            _take(row, part, form, listing=is_listed(header))
    return [part], form


def _take(row: Row, part: Part | None, form: list[Row], listing: bool) -> None:
    """Give a row that is no header to the part above it, or to the form of the next one."""
    above = part.below if part and not form else form
    if part and (listing or is_sum(row) or not _is_of_form(part.beside(row), above)):
        part.add(row, listing)
    else:
        (above if is_remark(row) else form).append(row)


def _is_repeated(part: Part, before: Part) -> bool:
    """Whether a part is only the header of the one before, printed again on the next page."""
    return not part.form and _same(part.header, before.header)


def _is_of_form(row: Row, form: list[Row]) -> bool:
    """Whether a row below indicators belongs to the form of the next part.

    Below a row of the form (项目名称 …) every row does that names no level:

        总体目标 | 完成年度任务
                 | 提高服务质量
    """
    return _is_form(row) or (bool(form) and not _bears_level(row))


def _same(header: LevelHeader, before: LevelHeader) -> bool:
    """Whether the columns are equal.

    The label down the side (年度绩效指标) may be missing the second time, but not be another.
    """
    sides = _sides(header)
    return _beside_sides(header) == _beside_sides(before) and (not sides or sides == _sides(before))


def _beside_sides(header: LevelHeader) -> list[tuple[str, tuple[int, ...]]]:
    columns = (column for column in header.columns if column.role not in SIDES)
    return [(fold(column.printed), column.positions) for column in columns]


def _sides(header: LevelHeader) -> set[str]:
    """The labels down the side, folded."""
    return {fold(column.printed) for column in header.columns if column.role in SIDES}


def _is_form(row: Row) -> bool:
    """Whether a row below indicators belongs to a form: it begins with a label, holds captions
    (101某区法院 | 单位：万元), or is one cell across the table.
    """
    cells = [
        (position, cell) for position, cell in row.filled if cell.role not in ("side", "indicators")
    ]
    if not cells:
        return True
    first = cells[0][1]
    if all(is_caption(cell.text) for _, cell in cells):
        return True
    if len(cells) == 1 and row.span(first) >= max(3, len(row) - 2):
        return True
    role = label(first.text) or first.role
    return (role in STARTS | {"explanation"} and len(cells) > 1) or bool(split_labels(first.text))


def _bears_level(row: Row) -> bool:
    """Whether a cell of the row names a level of the taxonomy."""
    return any(
        level(cell.text, None).category or level(None, cell.text).subcategory
        for _, cell in row.filled
    )
