"""The rows of one part of a table -> its indicators, and what these rows leave over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from schemas.messages import english
from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.layouts.level_table.below import remarks, score
from transforms.layouts.level_table.blocks import IGNORED, Block, headers
from transforms.layouts.level_table.columns import Column
from transforms.layouts.level_table.evidence import is_nothing
from transforms.layouts.level_table.numbered import each
from transforms.layouts.level_table.parts import Part
from transforms.layouts.level_table.row import read_row
from transforms.layouts.level_table.subrows import goes_on, is_again, take
from transforms.layouts.shared.grid_rows import joined
from transforms.records import Finding, Indicator, Project

Expand = Callable[[Block, Row, Indicator], Iterable[Indicator]]
"""What one row of a block becomes."""
_EMPTY_ROLES = frozenset(roles("level", "points", "aside", "ruling", "kind"))


def as_is(_block: Block, _row: Row, indicator: Indicator) -> Iterable[Indicator]:
    """One indicator a row, as it stands."""
    return (indicator,)


def indicators(project: Project, part: Part, expand: Expand) -> Iterator[Indicator]:
    """The indicators of one part.

    What its rows and columns leave over goes to the project's findings.
    """
    blocks = part.blocks()
    project.headers |= headers(part.columns(), blocks)
    project.findings += unknown_columns(part, blocks)
    begun = _Begun()
    for row in part.body:
        if begun.has(blocks, row):
            take(begun.indicators[0], blocks[0], row, joined([row]))
            part.taken |= {id(cell) for one in (begun.last, row) for cell in one if cell}
            begun.rows.append(row)
        else:
            found = list(of_row(project, blocks, row, expand))
            yield from found
            begun.next(found, row)
    for row in part.totals:
        project.score = project.score or score(row, blocks[-1])
    project.findings += remarks(part.below)


@dataclass(slots=True)
class _Begun:
    """The indicators last read, and the rows that are theirs. Rows with nothing but further notes
    are among them.
    """

    indicators: list[Indicator] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def last(self) -> Row:
        return self.rows[-1]

    def next(self, found: list[Indicator], row: Row) -> None:
        if found or not self.rows:
            self.indicators, self.rows = found, []
        self.rows.append(row)

    def has(self, blocks: list[Block], row: Row) -> bool:
        """Whether the row is one more of the one indicator."""
        if len(self.indicators) != 1:
            return False
        again = len(self.rows) > 1 and is_again(blocks, row, self.rows[0])
        return again or goes_on(blocks, row, self.last)


def of_row(project: Project, blocks: list[Block], row: Row, expand: Expand) -> Iterator[Indicator]:
    """The indicators of one row.

    If it has none, what it says besides levels and points is a finding.
    """
    text = joined([row])
    read_any = False
    for block in blocks:
        indicator = read_row(block, row, text)
        if indicator is not None:
            read_any = True
            for one in each(indicator):
                yield from expand(block, row, one)
    if not read_any and (left := _content(blocks, row)):
        project.findings.append(
            Finding("row_without_indicator", left[0].text.strip(), cell=left[0], source_text=text)
        )


def _content(blocks: list[Block], row: Row) -> list[Cell]:
    """What a row without indicator holds besides levels, points and the marks of an empty form."""
    quiet = {
        position
        for block in blocks
        for column in block.columns
        if column.role in _EMPTY_ROLES
        for position in column.positions
    }
    known = {
        position for block in blocks for column in block.columns for position in column.positions
    }
    return [
        cell
        for position, cell in row.filled
        if position in known - quiet and not is_nothing(cell.folded)
    ]


def unknown_columns(part: Part, blocks: list[Block]) -> Iterator[Finding]:
    """Headers that no alias names.

    What stands below one is kept in the explanation, or read by its content: then its role is to be
    confirmed, with the number of cells that fit it.
    """
    for block in blocks:
        for column in block.columns:
            if column.role is None or column.seen:
                means = _by_content(block, column) if column.seen else None
                cell = part.body[0][column.positions[0]] if part.body else None
                yield Finding("column_unknown", column.printed, means, cell, column.printed)


def _by_content(block: Block, column: Column) -> str:
    """What tells the role of a column; where no header is printed, what all columns are read as."""
    if column.printed:
        return english("found.role_by_content", role=block.field(column), seen=column.seen)
    roles = (one.role if one.role in IGNORED else block.field(one) for one in block.columns)
    return english("found.no_header", roles=", ".join(map(str, roles)), seen=column.seen)
