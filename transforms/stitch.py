"""Tables cut by the end of a page or sheet -> whole tables. One place for all formats.

A table goes on where nothing but page numbers, running heads and its own repeated heading stands between, and it either repeats its header
or plainly has none of its own. Two tables under headings that differ (another department, unit or title) stay two.
"""

from __future__ import annotations

from transforms._seam import HEADER_ROWS, furniture, names_itself, repeated_header, unglued
from transforms._splice import splice
from transforms.document import Block, Line, Row, Table
from transforms.fold import fold


def stitch(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Join each table with the parts that continue it.

    The header stays once, at the top; repeated headers, headings and page numbers inside the table go. Rows and merged cells cut by the break
    become one again (``repaired`` gains ``page_break``), and cells keep the page and row where they begin.
    """
    heads = furniture(blocks)
    out: list[Block] = []
    between: list[Line] = []
    current: _Growing | None = None
    for block in blocks:
        if isinstance(block, Line):
            between.append(block)
            continue
        if current is not None and (more := current.continuation(block, [line for line in between if id(line) not in heads])) is not None:
            current.table = splice(current.table, more)
        else:
            _finish(out, current)
            out += between
            current = _Growing(block, _above(out))
        between = []
    _finish(out, current)
    return (*out, *between)


class _Growing:
    """The table that is being put together, and the lines that stood above it."""

    def __init__(self, table: Table, above: frozenset[str]) -> None:
        self.table = table
        self.above = above

    def continuation(self, part: Table, between: list[Line]) -> Table | None:
        """``part`` without what it repeats, if it continues this table; else None."""
        if not {fold(line.text) for line in between} <= self.above:
            return None
        rest = unglued(self.table, part)
        repeated = repeated_header(self.table.rows, rest.rows)
        if repeated:
            return Table(rest.rows[repeated:], rest.ruled, rest.open_top or rest is not part, rest.open_bottom)
        return rest if not between and self._goes_on(part) else None

    def _goes_on(self, part: Table) -> bool:
        """Without a header of its own, on the next page or cut off by an open edge, and of the same width."""
        last, first = _place(self.table.rows[-1]), _place(part.rows[0])
        if last[1] != first[1]:
            return False  # another sheet begins a table of its own unless it repeats the header
        cut = self.table.open_bottom or part.open_top
        return (last[0] != first[0] or cut) and not names_itself(self.table, part)


def _place(row: Row) -> tuple[int | None, str | None]:
    cell = next((cell for cell in row if cell is not None), None)
    return (cell.page, cell.sheet) if cell is not None else (None, None)


def _above(out: list[Block]) -> frozenset[str]:
    """The lines between this table and the one before it, folded."""
    lines = []
    for block in reversed(out):
        if isinstance(block, Table):
            break
        lines.append(fold(block.text))
    return frozenset(lines)


def _finish(out: list[Block], current: _Growing | None) -> None:
    """Hand a table over, without the headers that it repeats on the way down."""
    if current is not None:
        out.append(_without_repeats(current.table))


def _without_repeats(table: Table) -> Table:
    rows = table.rows
    kept, index = [rows[0]], 1
    while index < len(rows):
        repeated = repeated_header(rows, rows[index:index + HEADER_ROWS])
        kept += [] if repeated else [rows[index]]
        index += repeated or 1
    return table if len(kept) == len(rows) else Table(tuple(kept), table.ruled, table.open_top, table.open_bottom)
