"""What Word and HTML have in common: text that flows, with tables in it, and tables in the cells of
tables.

A reader gives its file as ``Content``; this lays the cells out on a grid and decides which tables
are only there for looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schemas.messages import english
from transforms.document import Block, Cell, Line, Row, Table, UnreadableError
from transforms.reading.common.breaks import join_lines

MAX_POSITIONS = 2_000_000  # of one table's grid
MAX_COLUMNS = 16_384  # the widest sheet that Excel has


@dataclass(slots=True, eq=False)
class Slot:
    """One cell as authored: its lines of text and tables in order, and what it spans."""

    content: list[Content] = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1
    continues: bool = False  # a further piece of the cell above it (Word)

    def lines(self) -> list[str]:
        """The cell's own text, without that of tables inside."""
        return [part for part in self.content if isinstance(part, str)]

    def grids(self) -> list[Grid]:
        """The tables inside."""
        return [part for part in self.content if isinstance(part, Grid)]


@dataclass(slots=True, eq=False)
class Grid:
    """One table as authored: rows of slots; None is a position without a cell."""

    rows: list[list[Slot | None]]


Content = str | Grid
Placed = list[list[Slot | None]]


def to_blocks(content: Iterable[Content], count: int = 0) -> tuple[Block, ...]:
    """Lines and tables in order.

    A line's row is its number among the lines, a cell's row counts within its table, both from 1.
    ``count``: lines that stand before them.
    """
    blocks: list[Block] = []
    for part in _flatten(content):
        if isinstance(part, Table):
            blocks.append(part)
        elif part.strip():
            count += 1
            blocks.append(Line(part.strip(), count))
    return tuple(blocks)


def covered(content: Iterable[Content]) -> Iterator[str]:
    """The text of cells that are merged with the one above: it is kept and not printed."""
    for part in content:
        if isinstance(part, Grid):
            for slot in (slot for row in part.rows for slot in row if slot is not None):
                yield from slot.lines() if slot.continues else ()
                yield from covered(slot.content)


def _flatten(content: Iterable[Content]) -> Iterator[str | Table]:
    for part in content:
        if isinstance(part, str):
            yield from part.split("\n")
        else:
            yield from _table(part)


def _table(grid: Grid) -> Iterator[str | Table]:
    """The table, and behind it the tables inside its cells; for a table that is only there for
    looks, what its cells hold.
    """
    slots = [slot for row in grid.rows for slot in row if slot is not None]
    inner = [one for slot in slots for one in slot.grids()]
    if inner and _is_for_looks(grid):
        for slot in slots:
            yield from _flatten(slot.content)
        return
    placed = _place(grid.rows)
    if any(slot is not None for row in placed for slot in row):
        yield _cells(placed)
    yield from _flatten(inner)


def _is_for_looks(grid: Grid) -> bool:
    """A table with tables inside that relates nothing: at most one row of it has text in two cells
    side by side.
    """
    return (
        sum(
            sum(any(map(str.strip, slot.lines())) for slot in row if slot is not None) > 1
            for row in grid.rows
        )
        < 2
    )


def _place(rows: list[list[Slot | None]]) -> Placed:
    """Each slot at every position that it covers, all rows of equal length. Positions taken from
    above are skipped, as HTML has it.
    """
    placed: Placed = []
    # position -> slot that comes down from above, and how many rows of it are left
    running: dict[int, tuple[Slot, int]] = {}
    for number, row in enumerate(rows):
        line = _place_row(row, running, placed[-1] if placed else [], len(rows) - number)
        placed.append(line)
        if len(line) * len(rows) > MAX_POSITIONS:
            raise UnreadableError("too_large", english("found.table_of_cells", limit=MAX_POSITIONS))
    width = max(map(len, placed), default=0)
    return [line + [None] * (width - len(line)) for line in placed]


def _place_row(
    row: list[Slot | None],
    running: dict[int, tuple[Slot, int]],
    above: list[Slot | None],
    left: int,
) -> list[Slot | None]:
    line: list[Slot | None] = []
    _come_down(line, running)
    for slot in row:
        placed = _above(above, len(line), slot)
        if slot is None:
            line.append(None)
        else:
            _spread(slot, placed, line, running, left)
        if len(line) > MAX_COLUMNS:
            raise UnreadableError("too_large", english("found.table_of_columns", limit=MAX_COLUMNS))
        _come_down(line, running)
    for position in sorted(running):
        if position >= len(line):
            line += [None] * (position - len(line))
            _come_down(line, running)
    return line


def _spread(
    slot: Slot,
    placed: Slot | None,
    line: list[Slot | None],
    running: dict[int, tuple[Slot, int]],
    left: int,
) -> None:
    """Put ``placed`` at the columns that the slot spans, and the slot into the rows below."""
    below = min(slot.rowspan, left) - 1
    for _ in range(slot.colspan):
        # spans that overlap: the one from above stays
        if len(line) in running:
            break
        if below > 0:
            running[len(line)] = (slot, below)
        line.append(placed)


def _above(above: list[Slot | None], position: int, slot: Slot | None) -> Slot | None:
    """The slot itself, or the one above it that it continues."""
    if slot is None or not slot.continues or position >= len(above):
        return slot
    return above[position] or slot


def _come_down(line: list[Slot | None], running: dict[int, tuple[Slot, int]]) -> None:
    while len(line) in running:
        slot = running[len(line)][0]
        _use(running, len(line))
        line.append(slot)


def _use(running: dict[int, tuple[Slot, int]], position: int) -> None:
    slot, left = running.pop(position)
    if left > 1:
        running[position] = (slot, left - 1)


def _cells(placed: Placed) -> Table:
    made: dict[int, Cell] = {}

    def cell(slot: Slot | None, number: int) -> Cell | None:
        if slot is None:
            return None
        if id(slot) not in made:
            made[id(slot)] = _cell(slot, number)
        return made[id(slot)]

    rows = enumerate(placed, 1)
    return Table(tuple(Row(cell(slot, number) for slot in row) for number, row in rows))


def _cell(slot: Slot, number: int) -> Cell:
    text, repaired = join_lines(piece for part in slot.lines() for piece in part.split("\n"))
    return Cell(text, number, repaired=repaired)
