"""Tables cut by the end of a page or sheet -> whole tables. One place for all formats.

A table goes on where nothing stands between but page numbers, headers and footers of the page and
its own heading again, and where it either repeats its header or plainly has none of its own. Two
tables under headings that differ (another department, unit or title) stay two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from transforms.document import Block, Line, Table
from transforms.joining.bands import Piece, pieces
from transforms.joining.between import is_of_furniture
from transforms.joining.evidence import further, is_form_again
from transforms.joining.other_columns import with_other_columns
from transforms.joining.page_edges import (
    HEADER_ROWS,
    headers_and_footers,
    names_itself,
    repeated_header,
    unglued,
)
from transforms.joining.splice import ends_alike, splice, stacked


def stitch(
    blocks: tuple[Block, ...], decided: Mapping[int, bool] | None = None
) -> tuple[Block, ...]:
    """Join each table with the parts that continue it.

    The header stays once, at the top; repeated headers, headings and page numbers inside the table
    go. Rows and merged cells cut by the break become one again (``repaired`` gains ``page_break``),
    and cells keep the page and row where they begin. ``decided``: places of tables among the blocks
    with what people said of them: that they go on with the table before, or that they do not.
    """
    of_pages = headers_and_footers(blocks)
    out: list[Block] = []
    between: list[Line] = []
    current: _Growing | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Line):
            between.append(block)
            continue
        text = [line for line in between if id(line) not in of_pages]
        first, *others = pieces(block)
        settled = (decided or {}).get(number)
        goes_on = current is not None and current.take(first.table, text, between, settled)
        if current is None or not goes_on:
            _finish(out, current)
            out += between
            current = _Growing(first.table, _above(out))
        for piece in others:
            current.add_piece(piece)
        between = []
    _finish(out, current)
    return (*out, *between)


class _Growing:
    """The table that is being put together, and the lines that stood above it."""

    def __init__(self, table: Table, above: frozenset[str]) -> None:
        self.table = table
        self.above = above
        self.behind: list[Line] = []  # lines that stood between its parts and say something

    def take(
        self, part: Table, text: list[Line], between: list[Line], decided: bool | None
    ) -> bool:
        """Take a part that continues it, or has its other columns. ``text``: what stands between
        and is of no page. Returns whether it did.
        """
        if self.widen(part, text, decided):
            return True
        more = self.more(part, text, decided)
        if more is not None:
            self.add(more, between)
        return more is not None

    def widen(self, part: Table, between: list[Line], decided: bool | None) -> bool:
        """Take the columns of a part that prints the levels and names again, unless it stands under
        a title of its own. Returns whether it did.
        """
        own = any(
            line.folded not in self.above and not is_of_furniture(line.text) for line in between
        )
        wide = None if own or decided is False else with_other_columns(self.table, part)
        self.table = wide or self.table
        return wide is not None

    def add(self, part: Table, between: list[Line]) -> None:
        """Take a part that continues it. What the lines between say is kept, behind the table."""
        known = self.above | {cell.folded for cell in self.table.cells()} if between else self.above
        self.table = splice(self.table, part)
        said = (line for line in between if not is_of_furniture(line.text))
        self.behind += [line for line in said if line.folded not in known]

    def add_piece(self, piece: Piece) -> None:
        """Take the next rows of the same grid: without the headings above them, where the table
        goes on behind these; else as they stand.
        """
        more = self.continuation(piece.table, piece.lines)
        if more is not None:
            self.add(more, piece.lines)
        else:
            rows = (*piece.above, *piece.table.rows)
            self.table = stacked(self.table, rows, open_bottom=piece.table.open_bottom)

    def more(self, part: Table, between: list[Line], decided: bool | None) -> Table | None:
        """As `continuation`, unless people decided whether it goes on."""
        if decided is None:
            return self.continuation(part, between)
        if not decided or len(part.rows[0]) != len(self.table.rows[0]):
            return None
        rest = part.rows[repeated_header(self.table.rows, part.rows) :]
        return replace(part, rows=rest) if rest else None

    def continuation(self, part: Table, between: list[Line]) -> Table | None:
        """``part`` without what it repeats, if it continues this table; else None."""
        if not {line.folded for line in between} <= self.above:
            return further(self.table, part, between, self.above)
        rest = unglued(self.table, part)
        repeated = repeated_header(self.table.rows, rest.rows)
        if repeated and is_form_again(self.table.rows, rest.rows, repeated):
            return None
        if repeated:
            return Table(
                rest.rows[repeated:],
                rest.ruled,
                rest.open_top or rest is not part,
                rest.open_bottom,
            )
        more = further(self.table, rest, between, self.above)
        return more or (rest if not between and self._goes_on(part) else None)

    def _goes_on(self, part: Table) -> bool:
        """Without a header of its own, on the next page or cut off by an open edge, and of the same
        width.
        """
        last, first = self.table.rows[-1].place, part.rows[0].place
        if last[1] != first[1] or not ends_alike(self.table.rows, part.rows):
            return False  # another sheet begins a table of its own unless it repeats the header
        cut = self.table.open_bottom or part.open_top
        return (last[0] != first[0] or cut) and not names_itself(self.table, part)


def _above(out: list[Block]) -> frozenset[str]:
    """The lines between this table and the one before it, folded."""
    lines = []
    for block in reversed(out):
        if isinstance(block, Table):
            break
        lines.append(block.folded)
    return frozenset(lines)


def _finish(out: list[Block], current: _Growing | None) -> None:
    """Hand a table over, without the headers that it repeats on the way down."""
    if current is not None:
        out.append(_without_repeats(current.table))
        out += current.behind


def _without_repeats(table: Table) -> Table:
    rows = table.rows
    kept, index = [rows[0]], 1
    while index < len(rows):
        repeated = repeated_header(rows, rows[index : index + HEADER_ROWS])
        kept += [] if repeated else [rows[index]]
        index += repeated or 1
    return (
        table
        if len(kept) == len(rows)
        else Table(tuple(kept), table.ruled, table.open_top, table.open_bottom)
    )
