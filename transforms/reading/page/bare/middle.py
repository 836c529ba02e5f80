"""Tables whose cells stand in the middle of their rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.reading.page.bare.blocks import NEAR, Block
from transforms.reading.page.bare.borders import Borders, between, find_borders
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.fit import Fit, Sheet, has_first_levels
from transforms.reading.page.bare.rows import Row
from transforms.reading.page.bare.words import Word, Words, words_of

_WORD = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Middle:
    """Cells, rows and borders of a table. ``own``: the row in whose middle a cell stands, whose
    lines have room in it.
    """

    blocks: list[Block]
    rows: list[Row]
    borders: Borders
    words: Words
    own: dict[Block, int]
    near: float
    leading: float

    def is_head(self, block: Block) -> bool:
        """Whether a cell is of a header."""
        return any(abs(block.middle - height) < self.near for height in self.words.headers)

    def in_body(self, block: Block) -> bool:
        """Whether a cell stands below the header."""
        return block.middle > self.words.body + self.near

    def tall(self, block: Block) -> list[Span]:
        """Two rows and more in whose middle a cell stands."""
        found = []
        for first in range(len(self.rows)):
            for last in range(first + 1, len(self.rows)):
                low, high = self.borders.middle(first, last)
                if low - self.near < block.middle < high + self.near:
                    found.append((first, last))
        return found

    def single(self, block: Block) -> list[Span]:
        """The one row in whose middle a cell stands."""
        return [(self.own[block], self.own[block])] if block in self.own else []

    def free(self, column: int) -> list[bool]:
        """In which rows no text of a column before runs over into a column."""
        over = {
            self.own[one]
            for one in self.blocks
            if one.edge < column <= one.last and one in self.own
        }
        return [row not in over for row in range(len(self.rows))]

    def columns(self) -> list[tuple[int, list[Block]]]:
        """The cells of each column, top to bottom."""
        found: dict[int, list[Block]] = {}
        for block in sorted(self.blocks, key=lambda one: one.middle):
            found.setdefault(block.edge, []).append(block)
        return sorted(found.items())

    def first_row(self) -> int:
        """The first row below the header and the words of further header rows: 优, 良, 2023年度."""
        below = [at for at, row in enumerate(self.rows) if row.middle > self.words.body + self.near]
        if self.words.body < 0 or not below:
            return 0
        cells = self.in_row(below[0])
        words = all(one.edge > self.words.name and _WORD.search(one.text) for one in cells)
        more = bool(cells) and words and self.words.name > self.words.levels
        return below[0] + more

    def in_row(self, row: int) -> list[Block]:
        """The cells in the middle of a row."""
        return [block for block in self.blocks if self.own.get(block) == row]


def middle_of(
    sheet: Sheet,
    blocks: list[Block],
    leading: float,
    before: Words | None,
    rows: list[Row],
    *,
    over: float,
    parted: bool,
) -> Middle | None:
    """A table with these rows; None where their borders cannot be so, as find_borders has it."""
    near = NEAR * sheet.em
    borders = find_borders(rows, leading, over=over, parted=parted) if rows else None
    if borders is None:
        return None
    words = words_of([Word(one.edge, one.middle, one.text) for one in blocks], near, before)
    own = {block: row for block in blocks for row in _row(block, rows, near)[:1]}
    return Middle(blocks, rows, borders, words, own, near, leading)


def _row(block: Block, rows: list[Row], near: float) -> list[int]:
    return [
        at
        for at, row in enumerate(rows)
        if abs(block.middle - row.middle) < near and block.lines <= row.lines
    ]


def fitted(table: Middle, spans: dict[Block, Span], doubtful: set[int], *, sure: bool) -> Fit:
    """The table with the rows of all its cells."""
    first, last, half = table.rows[0], table.rows[-1], table.leading / 2
    heights = [
        first.middle - first.lines * half,
        *between(table.rows, table.leading),
        last.middle + last.lines * half,
    ]
    return Fit(
        spans,
        heights,
        frozenset(doubtful),
        table.words,
        False,
        sure and has_first_levels(spans, table.words, table.near),
    )
