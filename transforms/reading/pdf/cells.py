"""Characters and grids -> tables and lines: each character to its cell, each cell's characters to text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from transforms.document import Block, Box, Cell, Line, Row, Table
from transforms.reading.pdf.grid import Grid
from transforms.reading.pdf.marks import Chars, Floats, Ints, Mask
from transforms.reading.pdf.text import BREAK, WRAP, clean

_CONTIGUOUS = (-0.5, 0.12)  # em: the gap within one run of type
_HANG = 0.7  # em: how far punctuation may hang from the character it follows
_EDGE = 1.0  # em: a run that begins or ends this near to its cell's side is aligned with that side
_LINE = 0.45  # em: more than this between two baselines is a new line
_GAP = 0.3  # em: more than this between two Latin letters or digits is a space
_WIDE = 1.5  # em: more than this between any two characters of a line parts them
_ROOM = 2.0  # em left beside the next word: the line was not full
_NOTHING = 0xFFFFFFFF  # no code point: no character goes before this one
_HANGING = frozenset(map(ord, "、，。；：！？）》」』】〕”’,.;:!?)"))


def blocks(chars: Chars, grids: list[Grid], page: int | None) -> list[Block]:
    """Tables and the lines outside them, from top to bottom. Rows are counted from 1 down the page."""
    owner, bounds = assign(chars, grids)
    inside = owner >= 0
    texts = cell_texts(chars.take(inside), owner[inside], bounds)
    found: list[tuple[float, Table | Line]] = [(line.box[1], line) for line in lines(chars.take(~inside), page) if line.box]
    offset = 0
    for grid in grids:
        number = int(grid.slots.max()) + 1
        found.append((float(grid.ys[0]), _table(grid, texts[offset:offset + number], bounds[offset:offset + number], page)))
        offset += number
    return _numbered(sorted(found, key=lambda one: one[0]))


def assign(chars: Chars, grids: list[Grid]) -> tuple[Ints, Floats]:
    """The cell of each character (-1: none), counted through all grids, and the cells' boxes, shape (cells, 4).

    A character belongs where its middle is; inner tables before the ones around them. A run of type that crosses a rule belongs as a whole
    to the cell it is aligned with, and punctuation beyond the rule to the character before it.
    """
    owner = np.full(len(chars), -1)
    bounds = [_bounds(grid) for grid in grids]
    offsets = np.cumsum([0, *map(len, bounds)])
    x, y = chars.anchors()
    for index in sorted(range(len(grids)), key=lambda one: grids[one].area):
        grid = grids[index]
        column, row = np.searchsorted(grid.xs, x) - 1, np.searchsorted(grid.ys, y) - 1
        within = (owner < 0) & (column >= 0) & (column < len(grid.xs) - 1) & (row >= 0) & (row < len(grid.ys) - 1)
        owner[within] = grid.slots[row[within], column[within]] + offsets[index]
    box = np.concatenate([np.zeros((0, 4)), *bounds])
    return _whole_runs(chars, owner, box), box


def _bounds(grid: Grid) -> Floats:
    """Box of each cell."""
    rows, columns = np.indices(grid.slots.shape)
    number = int(grid.slots.max()) + 1
    box = np.tile([np.inf, np.inf, -np.inf, -np.inf], (number, 1))
    np.minimum.at(box[:, 0], grid.slots, grid.xs[columns])
    np.minimum.at(box[:, 1], grid.slots, grid.ys[rows])
    np.maximum.at(box[:, 2], grid.slots, grid.xs[columns + 1])
    np.maximum.at(box[:, 3], grid.slots, grid.ys[rows + 1])
    return box


def _whole_runs(chars: Chars, owner: Ints, box: Floats) -> Ints:
    em = chars.em()
    gap = (chars.left[1:] - chars.right[:-1]) / np.maximum(em[1:], 1e-6)
    level = np.abs(np.diff(chars.baseline)) < 0.1 * em[1:]
    together = level & (gap > _CONTIGUOUS[0]) & (gap < _CONTIGUOUS[1])
    run = np.concatenate(([0], np.cumsum(~together))) if len(chars) else np.zeros(0, int)
    owner = owner.copy()
    for number in np.unique(run[1:][together & (np.diff(owner) != 0)]):
        members = slice(int(np.searchsorted(run, number)), int(np.searchsorted(run, number, "right")))
        owner[members] = _aligned(chars, owner, box, members, float(em[members.start]))
    hangs = level & (gap > _CONTIGUOUS[0]) & (gap < _HANG) & (np.diff(owner) != 0) & (owner[:-1] >= 0) & np.isin(chars.codes[1:], list(_HANGING))
    for index in np.flatnonzero(hangs):
        owner[index + 1] = owner[index]
    return owner


def _aligned(chars: Chars, owner: Ints, box: Floats, members: slice, em: float) -> int:
    """Left-aligned text runs over to the right, right-aligned numbers to the left, centred text to both sides."""
    first, last = members.start, members.stop - 1
    if owner[first] >= 0 and chars.left[first] - box[owner[first], 0] < _EDGE * em:
        return int(owner[first])
    if owner[last] >= 0 and box[owner[last], 2] - chars.right[last] < _EDGE * em:
        return int(owner[last])
    return int(owner[(first + last) // 2])


@dataclass(frozen=True, slots=True)
class _Lines:
    """Characters sorted into lines: ``order`` sorts them, ``new_cell`` and ``new_line`` mark those that begin one."""

    order: Ints
    new_cell: Mask
    new_line: Mask


def _sorted(chars: Chars, owner: Ints) -> _Lines:
    """By cell, then line, then from left to right."""
    em = chars.em()
    order = np.lexsort((chars.baseline, owner))
    jump = np.diff(chars.baseline[order], prepend=0) > _LINE * em[order]
    new_cell = np.diff(owner[order], prepend=-2) != 0
    line = np.cumsum(jump | new_cell)
    inner = np.lexsort((chars.left[order], line))
    return _Lines(order[inner], new_cell, jump | new_cell)


def cell_texts(chars: Chars, owner: Ints, box: Floats) -> list[tuple[str, frozenset[str]]]:
    """Text and repairs of each cell; blank cells too."""
    texts = [("", frozenset[str]())] * len(box)
    if not len(chars):
        return texts
    lines_ = _sorted(chars, owner)
    sorted_chars, owner = chars.take(lines_.order), owner[lines_.order]
    marks = _separators(sorted_chars, owner, box, lines_)
    for number, raw in zip(owner[lines_.new_cell].tolist(), _assemble(sorted_chars.codes, marks).split("\0")[1:], strict=True):
        texts[number] = clean(raw)
    return texts


def _separators(chars: Chars, owner: Ints, box: Floats, lines_: _Lines) -> NDArray[np.uint32]:
    """What stands before each character: nothing (_NOTHING), a space, a line break of either kind, or NUL for the next cell."""
    em = chars.em()
    marks = np.full(len(chars), _NOTHING, np.uint32)
    marks[_spaces(chars, em)] = ord(" ")
    starts = np.flatnonzero(lines_.new_line & ~lines_.new_cell)
    limit = np.where(np.isfinite(box[owner[starts], 2]), box[owner[starts], 2], 0)
    room = limit - chars.right[starts - 1] - _indent(chars, owner, box, lines_)[starts]
    free = room > _word(chars, lines_)[starts] + _ROOM * em[starts]
    marks[starts] = np.where(free, ord(BREAK), ord(WRAP))
    marks[lines_.new_cell] = 0
    return marks


def _spaces(chars: Chars, em: Floats) -> Mask:
    """Gaps that stand for a space: small ones between Latin letters or digits, wide ones between any characters."""
    gap = np.diff(chars.left, prepend=0) - np.append(0, (chars.right - chars.left)[:-1])
    latin = (chars.codes < 0x7F) & (chars.codes > 0x20)
    pair = latin & np.append(False, latin[:-1])
    spaces: Mask = np.where(pair, gap > _GAP * em, gap > _WIDE * em)
    return spaces


def _indent(chars: Chars, owner: Ints, box: Floats, lines_: _Lines) -> Floats:
    """The space that the cell leaves free at the left of its leftmost character: it leaves as much at the right."""
    starts = np.flatnonzero(lines_.new_cell)
    least = np.minimum.reduceat(chars.left, starts) - box[owner[starts], 0]
    return np.repeat(least, np.diff(starts, append=len(chars)))


def _word(chars: Chars, lines_: _Lines) -> Floats:
    """Width of the unbreakable word that begins at each character: Latin letters and digits with the character behind them."""
    solid = (chars.codes < 0x7F) & (chars.codes > 0x20)
    follows = np.append(~lines_.new_line[1:] & solid[:-1], False)
    last = np.arange(len(chars))
    ends = np.where(follows, len(chars), last)
    reach = np.minimum.accumulate(ends[::-1])[::-1]
    return chars.right[reach] - chars.left


def _assemble(codes: NDArray[np.uint32], marks: NDArray[np.uint32]) -> str:
    both = np.column_stack((marks, codes)).ravel()
    data: bytes = both[both != _NOTHING].astype("<u4").tobytes()
    return data.decode("utf-32-le")


def lines(chars: Chars, page: int | None) -> list[Line]:
    """Characters outside every table as lines of text, top to bottom; wide gaps become two spaces."""
    if not len(chars):
        return []
    sorting = _sorted(chars, np.zeros(len(chars), int))
    ordered = chars.take(sorting.order)
    marks = np.where(_spaces(ordered, ordered.em()), np.uint32(ord(" ")), np.uint32(_NOTHING))
    marks[sorting.new_line] = 0
    starts = np.flatnonzero(sorting.new_line)
    box = np.column_stack((np.minimum.reduceat(ordered.left, starts), np.minimum.reduceat(ordered.top, starts),
                           np.maximum.reduceat(ordered.right, starts), np.maximum.reduceat(ordered.bottom, starts)))
    texts = _assemble(ordered.codes, marks).split("\0")[1:]
    return [Line(clean(text)[0], 1, page, box=_box(row)) for text, row in zip(texts, box, strict=True) if text.strip()]


def _box(row: Floats) -> Box:
    left, top, right, bottom = np.round(row, 1).tolist()
    return left, top, right, bottom


def _table(grid: Grid, texts: list[tuple[str, frozenset[str]]], bounds: Floats, page: int | None) -> Table:
    first_row = np.full(len(texts), len(grid.slots))
    np.minimum.at(first_row, grid.slots, np.indices(grid.slots.shape)[0])
    cells = [Cell(text, int(row) + 1, page, box=_box(box), repaired=repaired)
             for (text, repaired), row, box in zip(texts, first_row, bounds, strict=True)]
    rows: tuple[Row, ...] = tuple(tuple(cells[number] for number in row) for row in grid.slots.tolist())
    return Table(rows, True, grid.open_top, grid.open_bottom)


def _numbered(found: list[tuple[float, Table | Line]]) -> list[Block]:
    done: list[Block] = []
    row = 1
    for _, block in found:
        if isinstance(block, Line):
            done.append(replace(block, row=row))
            row += 1
        else:
            done.append(block)
            row += len(block.rows)
    return done
