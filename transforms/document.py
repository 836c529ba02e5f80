"""The one shape that every reader returns: lines and tables in reading order, each cell with its place.

A layout sees nothing but this. It cannot tell, and need not know, whether a table came out of a PDF or a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""left, top, right, bottom in points of the page as it is looked at (turned pages turned back), origin at the top left."""


class Cell(NamedTuple):
    """One cell of a source table, with its text as printed.

    A merged cell is ONE object that stands at every position it covers (test with ``is``), so that a layout can tell
    a merged cell from a blank one. ``repaired`` names what the reader had to do to the text (``line_breaks``,
    ``kangxi``, ``page_break``, ``page_number``); empty when the text is as the file has it.
    """

    text: str
    row: int  # in the source table, page or sheet, from 1
    page: int | None = None  # from 1; None for formats without pages
    sheet: str | None = None
    box: Box | None = None
    repaired: frozenset[str] = frozenset()


Row = tuple[Cell | None, ...]
"""Cells of one row, left to right; None where the source has no cell at all (a short row), which is not a blank one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or paragraph) of text outside every table."""

    text: str
    row: int
    page: int | None = None
    sheet: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, all rows of equal length. Not yet stitched: a page break ends it."""

    rows: tuple[Row, ...]
    ruled: bool = True  # False: the columns were found without ruling lines, so cell borders are less certain
    open_top: bool = False  # no rule above the first row: it may continue the last row of the table before
    open_bottom: bool = False  # no rule below the last row: it may go on in the table that follows

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
class Document:
    """What a reader made of one file."""

    format: str  # text html docx doc xlsx xls ods pdf ofd …
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None  # from the file's own metadata, if any
    unread: tuple[Unread, ...] = field(default=())
    unaccounted: tuple[Unaccounted, ...] = field(default=())

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))


class UnreadableError(Exception):
    """The file as a whole cannot be read. ``rule`` is the id of the finding that reports it."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
