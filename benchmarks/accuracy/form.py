"""A table before it is printed: lines and grids of cells, the rows that it must give, and how the
paper lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

Want = dict[str, Any]
"""A row that must come out: category, subcategory, name, annual_value and, where they are known,
operator, actual_value, period_value, kind and number. A key that is missing is not judged."""


Project = dict[str, Any]
"""A project that must come out: project, total, adjusted, executed, kind, scope, score, as far as
they are known. ``~`` parts alternatives, NULL says that none may be there."""


class Cell:
    """One cell. A merged cell is ONE object that stands at every place it covers."""

    __slots__ = ("text",)

    def __init__(self, text: str = "") -> None:
        self.text = text


class Break(Enum):
    """What follows stands on the next page or sheet. Where there are no sheets it is a page."""

    PAGE = "page"
    SHEET = "sheet"


@dataclass(frozen=True)
class Grid:
    """Rows of cells, all of equal length."""

    rows: tuple[tuple[Cell, ...], ...]

    def places(self) -> dict[Cell, tuple[int, int, int, int]]:
        """Of each cell: first row, first column, last row, last column, from 0."""
        found: dict[Cell, tuple[int, int, int, int]] = {}
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                top, left, _, right = found.get(cell, (r, c, r, c))
                found[cell] = (top, left, r, max(right, c))
        return found

    def map(self, text: Callable[[Cell], str]) -> Grid:
        """The same grid with other texts; merges stay."""
        new = {cell: Cell(text(cell)) for cell in self.places()}
        return Grid(tuple(tuple(new[cell] for cell in row) for row in self.rows))

    def part(self, start: int, stop: int | None = None) -> Grid:
        """Some of the rows, with cells of their own: a merged cell is cut where the part ends."""
        return Grid(self.rows[start:stop]).map(lambda cell: cell.text)

    def sound(self) -> bool:
        """Whether every merged cell is a rectangle."""
        return all(
            all(one is cell for row in self.rows[top : low + 1] for one in row[left : right + 1])
            for cell, (top, left, low, right) in self.places().items()
        )

    def squared(self) -> Grid:
        """The grid itself if it is sound, else without cells that go over several rows."""
        if self.sound():
            return self
        parts = (self.part(r, r + 1) for r in range(len(self.rows)))
        return Grid(tuple(row for part in parts for row in part.rows))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0])


Block = str | Grid | Break


@dataclass(frozen=True)
class Layout:
    """How the paper lies. What a format does not know it leaves out."""

    paper: str = "A4"
    landscape: bool = True
    scale: float = 1.0  # of the type
    fit: bool = True  # a sheet is printed on the width of one page
    repeat: bool = False  # the header row is printed on each page
    lead: float = 0.0  # blank points above the first line
    rules: str = "solid"  # or dotted, none
    numbered: bool = False  # a page number at the foot, and what a program prints there
    whole_rows: bool = False  # a row is never cut by a page


@dataclass(frozen=True)
class Form:
    """One document with the rows that it must give."""

    name: str
    year: str
    blocks: tuple[Block, ...]
    wants: tuple[Want, ...]
    maybe: frozenset[str] = frozenset()  # names that may be there
    projects: tuple[Project, ...] = ()
    layout: Layout = field(default_factory=Layout)

    def grids(self) -> Iterator[tuple[int, Grid]]:
        """The grids with their numbers among the blocks."""
        return ((n, block) for n, block in enumerate(self.blocks) if isinstance(block, Grid))

    def put(self, number: int, *blocks: Block) -> Form:
        """The form with other blocks in the place of one."""
        return replace(self, blocks=(*self.blocks[:number], *blocks, *self.blocks[number + 1 :]))

    def map(self, text: Callable[[Cell], str]) -> Form:
        """The form with other texts in its cells."""
        blocks = (one.map(text) if isinstance(one, Grid) else one for one in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def squared(self) -> Form:
        """The form with merged cells that are rectangles: others are parted row by row."""
        blocks = (one.squared() if isinstance(one, Grid) else one for one in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def laid(self, **layout: Any) -> Form:
        """The form with another layout."""
        return replace(self, layout=replace(self.layout, **layout))


def grid(rows: list[list[str]]) -> Grid:
    """A grid of texts: '<' goes on with the cell to the left, '^' with the one above.

    >>> len(grid([['a', '<'], ['b', '^']]).places())
    2
    """
    found: list[tuple[Cell, ...]] = []
    for texts in rows:
        row: list[Cell] = []
        for c, text in enumerate(texts):
            row.append(row[-1] if text == "<" else found[-1][c] if text == "^" else Cell(text))
        found.append(tuple(row))
    return Grid(tuple(found))
