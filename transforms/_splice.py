"""Two parts of a table -> one: columns brought in line, the row and the merged cells that the break cut made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from transforms.document import Cell, Row, Table
from transforms.fold import fold
from transforms.taxonomy import level

_ATOM = re.compile(r"[^\d]{0,3}[\d,.]+[^\d]{0,6}")  # an amount or a short value: it never runs on over a page
_SAME = 6.0  # points: edges of one column on two pages
_LONG = 12  # characters; a shorter text is not cut by a page's end
_ENDS = ("。", ";", "!", "?")  # as folded


def splice(table: Table, part: Table) -> Table:
    """``table`` with the rows of ``part`` (its repeated header already taken off) below its own."""
    if not part.rows:
        return Table(table.rows, table.ruled, table.open_top, part.open_bottom)
    above, below = _in_line(table.rows, part.rows)
    cut = table.open_bottom or part.open_top
    if _runs_on(above[-1], below[0], cut):
        above, below = _join_row(above, below)
    elif below:
        above, below = _join_merged(above, below)
    return Table((*above, *below), table.ruled and part.ruled, table.open_top, part.open_bottom)


Rows = tuple[Row, ...]


def _in_line(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """Both with the same columns: a page shows only the column edges that its own rows have."""
    if len(above[0]) == len(below[0]):
        return above, below
    edges_above, edges_below = _edges(above), _edges(below)
    if edges_above is None or edges_below is None:
        width = max(len(above[0]), len(below[0]))
        return tuple(_padded(row, width) for row in above), tuple(_padded(row, width) for row in below)
    merged: list[float] = []
    for edge in sorted(edges_above + edges_below):
        if not merged or edge - merged[-1] > _SAME:
            merged.append(edge)
    return tuple(_spread(row, edges_above, merged) for row in above), tuple(_spread(row, edges_below, merged) for row in below)


def _padded(row: Row, width: int) -> Row:
    return row + (None,) * (width - len(row))


def _edges(rows: Rows) -> list[float] | None:
    """Left edges of the columns and the right edge of the last; None where the cells have no boxes."""
    width = len(rows[0])
    edges: list[float] = []
    for column in range(width + 1):
        at = [cell.box[0] for row in rows if column < width and (cell := row[column]) is not None and cell.box is not None
              and (column == 0 or row[column - 1] is not cell)]
        at += [cell.box[2] for row in rows if column and (cell := row[column - 1]) is not None and cell.box is not None
               and (column == width or row[column] is not cell)]
        if not at:
            return None
        edges.append(sum(at) / len(at))
    return edges


def _spread(row: Row, own: list[float], wanted: list[float]) -> Row:
    """A row over finer columns; a cell stands at every column inside it."""
    return tuple(row[min(max(bisect_left(own, (left + right) / 2) - 1, 0), len(row) - 1)] for left, right in pairwise(wanted))


def _text(cell: Cell | None) -> str:
    return fold(cell.text) if cell is not None else ""


def _runs_on(last: Row, first: Row, cut: bool) -> bool:
    """Whether ``first`` is the rest of ``last``: it goes on with text where ``last`` has text, and repeats none of its amounts or values.

    A row of its own has an amount (or a value in its last column) where the row before has one; the rest of a row has not.
    """
    filled = [index for index, cell in enumerate(first) if _text(cell)]
    if not filled:
        return cut
    if any(_is_level(_text(first[index])) for index in filled) or len({id(cell) for cell in first}) == 1:
        return False
    atoms = [index for index, cell in enumerate(last) if _ATOM.fullmatch(_text(cell))]
    if any(index in filled for index in atoms) or (not cut and not all(_text(last[index]) for index in filled)):
        return False
    return bool(atoms) or (cut and bool(_text(last[-1])) and not _text(first[-1]))


def _is_level(text: str) -> bool:
    """Whether a text is the name of a level 1 or 2: those begin a row and never go on one."""
    return level(text, text).category is not None


def _join_row(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """The last row above and the first below become one, standing where the upper one stands."""
    whole: dict[int, Cell] = {}
    for upper, lower in zip(above[-1], below[0], strict=True):
        if upper is not None and lower is not None and id(upper) not in whole and _text(lower):
            whole[id(upper)] = joined(upper, lower)
    lower_to_upper = {id(lower): whole.get(id(upper), upper) for upper, lower in zip(above[-1], below[0], strict=True) if lower is not None}
    return (tuple(_swapped(row, whole) for row in above),
            tuple(tuple(lower_to_upper.get(id(cell), cell) for cell in row) for row in below[1:]))


def _swapped(row: Row, new: dict[int, Cell]) -> Row:
    return tuple(new.get(id(cell), cell) if cell is not None else None for cell in row)


def _join_merged(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """A merged cell that the break cut is one cell again, its text put together."""
    for column in range(len(above[0])):
        upper, lower = above[-1][column], below[0][column]
        if upper is None or lower is None or upper is lower or not _is_cut(above, below, column):
            continue
        whole = joined(upper, lower) if _text(lower) else upper
        new = {id(upper): whole, id(lower): whole}
        above, below = tuple(_swapped(row, new) for row in above), tuple(_swapped(row, new) for row in below)
    return above, below


def _is_cut(above: Rows, below: Rows, column: int) -> bool:
    """Merged over rows on at least one side, and blank below the break or going on with a text that has not ended."""
    upper, lower = above[-1][column], below[0][column]
    spans = (len(above) > 1 and above[-2][column] is upper) or (len(below) > 1 and below[1][column] is lower)
    if not (spans and _text(upper)):
        return False
    return not _text(lower) or (not _is_level(_text(lower)) and len(_text(upper)) >= _LONG and not _text(upper).endswith(_ENDS))


def joined(upper: Cell, lower: Cell) -> Cell:
    """One cell of two halves; its place is that of the upper one."""
    return upper._replace(text=upper.text + lower.text, repaired=upper.repaired | lower.repaired | {"page_break"})
