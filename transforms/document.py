"""The one shape that every reader returns: lines and tables in reading order, each cell with its
place.

A layout sees nothing but this. It cannot tell, and need not know, whether a table came out of a PDF
or a workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from transforms.words.folding import fold
from transforms.words.folding import simple as simple  # noqa: PLC0414  # for the account, too
from transforms.words.headers import column_of

Value = TypeVar("Value")
Box = tuple[float, float, float, float]
"""left, top, right, bottom in points of the page as it is looked at (turned pages turned back),
origin at the top left.
"""


class once(Generic[Value]):  # noqa: N801  it is written like property
    """A property that is computed when it is first asked for, and kept in its object.

    functools.cached_property takes a lock up to Python 3.11, which costs a cell ten times as much;
    a document is read by one thread.
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute, self.__doc__ = compute, compute.__doc__

    def __get__(self, record: Any, _owner: type | None = None) -> Value:
        """Runs once for each object: what it puts into the object is found before it."""
        value = record.__dict__[self.compute.__name__] = self.compute(record)
        return value


class _Printed(NamedTuple):
    text: str
    row: int  # in the source table, page or sheet, from 1
    page: int | None = None  # from 1; None for formats without pages
    sheet: str | None = None
    box: Box | None = None
    repaired: frozenset[str] = frozenset()


class Cell(_Printed):
    """One cell of a source table, with its text as printed.

    A merged cell is ONE object that stands at every position it covers (test with ``is``), so that
    a layout can tell a merged cell from a blank one. ``repaired`` names what the reader had to do
    to the text (``line_breaks``, ``kangxi``, ``page_break``, ``page_number``), or that the page
    cuts it (``clipped``) or may cut it (``full``: its last line has no room); empty when the text
    is as the file has it.
    """

    @once
    def folded(self: Cell) -> str:
        """The text for matching: NFKC, without white space."""
        return fold(self.text)

    @once
    def role(self: Cell) -> str | None:
        """The column or label that the text names; None if no alias is known."""
        return column_of(self.text)

    @property
    def decided(self) -> str | None:
        """The role that people gave the column of which this is the header."""
        found: str | None = self.__dict__.get("decided")
        return found

    def decide(self, role: str) -> None:
        """Keep what people decided, before anybody asks for the role."""
        self.__dict__["decided"] = self.__dict__["role"] = role


class Row(tuple[Cell | None, ...]):
    """Cells of one row, left to right; None where the source has no cell at all (a short row),
    which is not a blank one.

    >>> across = Cell('合 计', 1)
    >>> row = Row((across, across, None, Cell('12', 1, page=3), Cell(' ', 1)))
    >>> [(position, cell.folded) for position, cell in row.filled], row.words
    ([(0, '合计'), (3, '12')], ('合计', '合计', '', '12', ''))
    """

    @once
    def filled(self: Row) -> tuple[tuple[int, Cell], ...]:
        """Position and cell of every cell that is not blank, merged ones once."""
        seen: set[int] = set()
        cells = []
        for position, cell in enumerate(self):
            if cell is not None and id(cell) not in seen and cell.text.strip():
                seen.add(id(cell))
                cells.append((position, cell))
        return tuple(cells)

    @once
    def words(self: Row) -> tuple[str, ...]:
        """The folded text at every position, a merged cell's at each; blank without a cell."""
        return tuple("" if cell is None else cell.folded for cell in self)

    @once
    def place(self: Row) -> tuple[int | None, str | None]:
        """Page and sheet of its first cell."""
        cell = next((cell for cell in self if cell is not None), None)
        return (cell.page, cell.sheet) if cell is not None else (None, None)

    def span(self, cell: Cell) -> int:
        """How many positions the cell covers."""
        return sum(other is cell for other in self)


@dataclass(frozen=True)
class Line:
    """One line (or paragraph) of text outside every table."""

    text: str
    row: int
    page: int | None = None
    sheet: str | None = None
    box: Box | None = None

    @once
    def folded(self: Line) -> str:
        """The text for matching: NFKC, without white space."""
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, all rows of equal length. Not yet stitched: a page break ends it."""

    rows: tuple[Row, ...]
    # False: the columns were found without ruling lines, so cell borders are less certain
    ruled: bool = True
    # no rule above the first row: it may continue the last row of the table before
    open_top: bool = False
    open_bottom: bool = False  # no rule below the last row: it may go on in the table that follows

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return next((row.place[0] for row in self.rows if any(row)), None)

    def cells(self) -> Iterator[Cell]:
        """Each cell once, merged ones too, in reading order."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if cell is not None and id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a document that could not be read: ``page`` None means all of it."""

    rule: str  # the rule id of the finding, e.g. needs_ocr, password, truncated
    message: str
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """A part of a document whose characters do not add up: what stands there is not published.

    ``page`` and ``sheet`` None: anywhere in the document.
    """

    message: str
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class NotShown:
    """Text that the file holds and that nobody who opens it sees: it is in no block.

    ``text``: all of it, a row a line; ``cell``: the first one.
    """

    message: str
    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of one file."""

    format: str  # text html docx doc xlsx xls ods pdf ofd …
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None  # from the file's own metadata, if any
    unread: tuple[Unread, ...] = field(default=())
    unaccounted: tuple[Unaccounted, ...] = field(default=())
    not_shown: tuple[NotShown, ...] = field(default=())

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))


class UnreadableError(Exception):
    """The file as a whole cannot be read. ``rule`` is the id of the finding that reports it."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
