"""Characters and grids -> tables and lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from transforms.document import Block, Box, Cell, Line, Row, Table
from transforms.reading.page.assign import assign
from transforms.reading.page.grid import Grid
from transforms.reading.page.lines import cell_texts, filled, line_texts, overprinted, sort_lines
from transforms.reading.page.marks import Chars, Floats, Mask
from transforms.reading.page.text import clean, is_loose

Text = tuple[str, frozenset[str]]


def blocks(
    chars: Chars,
    grids: list[Grid],
    page: int | None,
    apart: Mask | None = None,
    struck: Mask | None = None,
) -> list[Block]:
    """Tables and the lines outside them, from top to bottom.

    ``apart`` marks characters that are in no table, wherever they stand; ``struck`` those that may
    be struck out: what their cell says is not certain.

    Rows are counted from 1 down the page.
    """
    owner, bounds, doubted = assign(chars, grids)
    inside = owner >= 0 if apart is None else (owner >= 0) & ~apart
    sorted_lines = sort_lines(chars.take(inside), owner[inside])
    texts: list[Text] = [("", frozenset())] * len(bounds)
    owners = sorted_lines.owner[sorted_lines.new_cell].tolist()
    raw = dict(zip(owners, cell_texts(sorted_lines, bounds), strict=True))
    for number, text in raw.items():
        texts[number] = clean(text)
    offsets = np.cumsum([0, *(int(grid.slots.max()) + 1 for grid in grids)]).tolist()
    loose = {number for number, text in raw.items() if is_loose(text)}
    over = overprinted(sorted_lines)
    if struck is not None:
        over |= set(np.unique(owner[struck & inside]).tolist())
    doubtful = {
        offset + number
        for grid, offset in zip(grids, offsets, strict=False)
        for number in _doubtful(grid, offset, loose, over)
        if texts[offset + number][0]
    }
    for number in doubtful | doubted | over:
        texts[number] = texts[number][0], texts[number][1] | {"uncertain"}
    lowest = {
        offset + number
        for grid, offset in zip(grids, offsets, strict=False)
        for number in grid.slots[-1].tolist()
    }
    for mark, numbers in (
        ("clipped", np.unique(owner[chars.clipped() & inside]).tolist()),
        ("clipped_across", np.unique(owner[chars.clipped_across() & inside]).tolist()),
        ("full", lowest & filled(sorted_lines, bounds)),
    ):
        for number in numbers:
            texts[number] = texts[number][0], texts[number][1] | {mark}
    parts = [
        _Part(grid, texts[start:end], bounds[start:end])
        for grid, start, end in zip(grids, offsets, offsets[1:], strict=False)
    ]
    return _down(lines(chars.take(~inside), page), parts, page)


def _doubtful(grid: Grid, offset: int, loose: set[int], over: set[int]) -> set[int]:
    """The cells of a grid whose end is not certain; those right above cells that are printed over,
    too: what is printed there may be the rest of their text. A header has room.
    """
    below = np.isin(grid.slots[2:], [number - offset for number in over])
    above: set[int] = set(grid.slots[1:-1][below].tolist())
    return above | grid.doubtful | _of_two_rows(grid, offset, loose)


def _of_two_rows(grid: Grid, offset: int, loose: set[int]) -> set[int]:
    """The cells of each row below the header in which two cells and more have a line that was not
    full: where no rule parts the rows, these may be two.
    """
    if grid.ruled:
        return set()
    rows = [set(numbers) for numbers in grid.slots[0 if grid.open_top else grid.heads :].tolist()]
    return {
        number
        for row in rows
        if sum(offset + number in loose for number in row) > 1
        for number in row
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """One grid with the texts and boxes of its cells."""

    grid: Grid
    texts: list[Text]
    boxes: Floats


def _down(found: list[Line], parts: list[_Part], page: int | None) -> list[Block]:
    """Lines and tables in the order of the page, lines and rows counted together."""
    places = [(line.box[1], line) for line in found if line.box] + [
        (float(part.grid.ys[0]), part) for part in parts
    ]
    done: list[Block] = []
    row = 1
    for _, block in sorted(places, key=lambda one: one[0]):
        done.append(
            replace(block, row=row) if isinstance(block, Line) else _table(block, page, row)
        )
        row += 1 if isinstance(block, Line) else len(block.grid.slots)
    return done


def lines(chars: Chars, page: int | None) -> list[Line]:
    """Characters outside every table as lines of text, top to bottom."""
    if not len(chars):
        return []
    found = sort_lines(chars, np.zeros(len(chars), int))
    starts = np.flatnonzero(found.new_line)
    box = np.array(
        [
            np.minimum.reduceat(found.chars.left, starts),
            np.minimum.reduceat(found.chars.top, starts),
            np.maximum.reduceat(found.chars.right, starts),
            np.maximum.reduceat(found.chars.bottom, starts),
        ]
    ).T
    return [
        Line(clean(text)[0], 1, page, box=one)
        for text, one in zip(line_texts(found), _boxes(box), strict=True)
        if text.strip()
    ]


def _boxes(boxes: Floats) -> list[Box]:
    return [(left, top, right, bottom) for left, top, right, bottom in np.round(boxes, 1).tolist()]


def _table(part: _Part, page: int | None, row: int) -> Table:
    """One Cell object at every position that it covers.

    ``row`` is that of the table's first row.
    """
    slots = part.grid.slots
    first_row = np.full(len(part.texts), len(slots))
    np.minimum.at(first_row, slots, np.indices(slots.shape)[0])
    cells = [
        Cell(text, at + row, page, box=box, repaired=repaired)
        for (text, repaired), at, box in zip(
            part.texts, first_row.tolist(), _boxes(part.boxes), strict=True
        )
    ]
    rows: tuple[Row, ...] = tuple(
        Row(cells[number] for number in numbers) for numbers in slots.tolist()
    )
    return Table(rows, part.grid.ruled, part.grid.open_top, part.grid.open_bottom)
