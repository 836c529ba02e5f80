"""One sheet of a workbook -> lines and tables.

A sheet is one grid; what its author meant by it must be told from how it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from schemas.messages import english
from transforms.document import (
    Block,
    Cell,
    Line,
    NotShown,
    Row,
    Table,
    UnreadableError,
    simple,
)
from transforms.reading.common.breaks import join_lines
from transforms.reading.workbook.formulas import MARK
from transforms.reading.workbook.hidden import NONE, Hidden, not_shown, shown
from transforms.words.terms import BAND

# first and last (row, column), from 0, both inclusive
Merge = tuple[tuple[int, int], tuple[int, int]]
MAX_POSITIONS = 4_000_000  # of one sheet's used area
_MOST_ROWS, _MOST_COLUMNS = 1000, 256  # of a merged cell that belongs to a table
_HEADING = re.compile(r"表\s*+(?:[（(].{0,300}[）)]\s*+)?$|^[^：:]{2,12}[：:]")
_UNKNOWN = frozenset(("no_result",))  # a formula that was never computed
_AHEAD = 8  # rows of headings between a table and the one that repeats its header
_NOTE = re.compile(r"^\s*(?:注|备注|说明|填表说明)\s*+(?:[\d一]\s*+)?[：:]")


def sheet_blocks(
    texts: Sequence[Sequence[str]], merges: Iterable[Merge], sheet: str
) -> list[Block]:
    """The blocks of a sheet on which nothing is hidden: see ``sheet_parts``."""
    return sheet_parts(texts, merges, sheet)[0]


def sheet_parts(
    texts: Sequence[Sequence[str]], merges: Iterable[Merge], sheet: str, hidden: Hidden = NONE
) -> tuple[list[Block], NotShown | None]:
    """Headings above a table as lines, then the table; and what is hidden on the sheet.

    ``texts`` begins at A1; a cell's row is the row of the sheet, from 1.

    Rows with one filled cell are lines as long as no table has begun, but in an inner column of the
    table above, which they go on with. A table ends at a blank row
    that is followed by a heading (one cell that spreads over half the table, or reads like one), at
    a heading behind which its header comes again, and before a note at its foot. All else stays in
    the table: layouts look into the rows above the header themselves.
    """
    grid = _grid(texts, list(merges), sheet)
    numbered = list(shown(grid, hidden))
    rows = [row for _, row in numbered]
    return _blocks(numbered, rows, sheet), not_shown(grid, hidden, rows)


def _blocks(numbered: Sequence[tuple[int, Row]], rows: Sequence[Row], sheet: str) -> list[Block]:
    """``numbered``: the rows that are shown, each with its number on the sheet, from 0."""
    blocks: list[Block] = []
    open_rows: list[Row] = []
    for index, (number, row) in enumerate(numbered):
        filled = _filled(row)
        if not open_rows and len(filled) == 1 and filled[0].row <= number:
            continue  # the rest of a cell merged downwards, which is a line already
        ahead = islice(rows, index, index + _AHEAD)
        if len(filled) == 1 and (
            (not open_rows and not _goes_on(blocks, row, filled[0]))
            or (open_rows and _ends_table(open_rows, row, filled[0]))
            or (open_rows and _begins_anew(open_rows, filled[0], ahead))
        ):
            _close(blocks, open_rows)
            blocks += [Line(filled[0].text, filled[0].row, sheet=sheet)]
        elif filled or open_rows:
            open_rows.append(row)
    _close(blocks, open_rows)
    return blocks if any(isinstance(one, Table) for one in blocks) else _of_column(blocks, rows)


def _of_column(lines: list[Block], rows: Sequence[Row]) -> list[Block]:
    """The lines of a sheet without a table; the first of them are a table where they stand one
    below the other in an inner column: names without values of a table on the sheet before.
    """
    filled = [row for row in rows if _filled(row)]
    at = next((place for row in filled[:1] for place, _ in row.filled), 0)
    own = list(takewhile(lambda row: at > 0 and _stands_alone(row, at), filled))
    return [Table(tuple(own)), *lines[len(own) :]] if own else lines


def _stands_alone(row: Row, at: int) -> bool:
    """Whether the row has one cell, in this column alone, that is no heading and no note."""
    if [place for place, _ in row.filled] != [at]:
        return False
    text = row.filled[0][1].text
    alone = sum(one is row[at] for one in row) == 1
    return alone and not _HEADING.search(text) and not _NOTE.search(simple(text))


def _grid(texts: Sequence[Sequence[str]], merges: list[Merge], sheet: str) -> list[Row]:
    """Cells of the used area: up to the last column and row with text.

    Merged cells stand in full width. Raises UnreadableError (``too_large``).
    """
    height, width = _used_area(texts, merges)
    if height * width > MAX_POSITIONS:
        raise UnreadableError("too_large", english("found.too_many_cells", limit=MAX_POSITIONS))
    grid = [
        [_cell(_text(texts, row, column), row, sheet) for column in range(width)]
        for row in range(height)
    ]
    for (top, left), (bottom, right) in merges:
        if top < height and left < width:
            anchor = grid[top][left]
            for row in grid[top : bottom + 1]:
                row[left : right + 1] = [anchor] * len(row[left : right + 1])
    return [Row(row) for row in grid]


def _used_area(texts: Sequence[Sequence[str]], merges: list[Merge]) -> tuple[int, int]:
    """Rows and columns up to the last text, or to the end of a merged cell with text. A merged cell
    of a whole row or column of the sheet says nothing about the area.
    """
    height = max((number for number, row in enumerate(texts, 1) if any(row)), default=0)
    numbered = (pair for row in texts[:height] for pair in enumerate(row, 1))
    width = max((number for number, text in numbered if text), default=0)
    kept = [merge for merge in merges if merge[0][0] < height and _text(texts, *merge[0])]
    bottoms = [bottom + 1 for (top, _), (bottom, _) in kept if bottom - top < _MOST_ROWS]
    rights = [right + 1 for (_, left), (_, right) in kept if right - left < _MOST_COLUMNS]
    return max([height, *bottoms]), max([width, *rights])


def _text(texts: Sequence[Sequence[str]], row: int, column: int) -> str:
    return texts[row][column] if row < len(texts) and column < len(texts[row]) else ""


def _cell(text: str, row: int, sheet: str) -> Cell:
    if "\n" in text or "\r" in text:
        joined, repaired = join_lines(text.splitlines())
        return Cell(joined, row + 1, sheet=sheet, repaired=repaired)
    repaired = _UNKNOWN if text.startswith(MARK) else frozenset[str]()
    return Cell(text.strip(), row + 1, sheet=sheet, repaired=repaired)


def _filled(row: Row) -> list[Cell]:
    return list({id(cell): cell for cell in row if cell is not None and cell.text}.values())


def _ends_table(rows: list[Row], row: Row, cell: Cell) -> bool:
    if cell.row != _place(row):
        return False  # the rest of a cell merged downwards
    if _NOTE.search(simple(cell.text)):
        return True
    spread = sum(other is cell for other in row)
    return not _filled(rows[-1]) and (
        2 * spread >= len(row) > 1 or bool(_HEADING.search(cell.text))
    )


def _goes_on(blocks: Sequence[Block], row: Row, cell: Cell) -> bool:
    """Whether the one cell of a row is of a table above: it stands in one of its inner columns, in
    which the last row has text too. A name without a value would be a line otherwise.
    """
    table = next((one for one in reversed(blocks) if isinstance(one, Table)), None)
    if table is None or len(table.rows[-1]) != len(row) or _HEADING.search(cell.text):
        return False
    at = [position for position, other in enumerate(row) if other is cell]
    last = table.rows[-1].filled
    return len(at) == 1 and at[0] > last[0][0] and any(position == at[0] for position, _ in last)


def _begins_anew(rows: list[Row], heading: Cell, rest: Iterable[Row]) -> bool:
    """Whether the next row that is no heading repeats one of the first rows of the table. A band
    opens no table of its own.
    """
    if BAND.fullmatch(heading.folded):
        return False
    heads = {
        tuple(cell.text for cell in filled) for row in rows[:4] if len(filled := _filled(row)) > 1
    }
    following = next(
        (filled for row in rest if (filled := _filled(row)) and not _is_heading(filled)), []
    )
    return tuple(cell.text for cell in following) in heads


def _is_heading(filled: list[Cell]) -> bool:
    return len(filled) == 1 or (
        len(filled) == 2 and all(_HEADING.search(cell.text) for cell in filled)
    )


def _place(row: Row) -> int | None:
    """The number of the row: that of the blank and unmerged cells in it, or of those that begin in
    it.
    """
    return max((cell.row for cell in row if cell is not None), default=None)


def _close(blocks: list[Block], rows: list[Row]) -> None:
    """Hand the open table over, without the blank rows behind it."""
    while rows and not _filled(rows[-1]):
        rows.pop()
    if rows:
        blocks.append(Table(tuple(rows)))
    rows.clear()
