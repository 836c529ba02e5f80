"""Two parts of a table -> one.

Columns are brought in line; the row and the merged cells that the break cut are made whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise, takewhile

from transforms.document import Cell, Row, Table
from transforms.words.headers import column_of
from transforms.words.levels import level

# an amount or a short value: it never runs on over a page
_ATOM = re.compile(r"[^\d]{0,3}[\d,.]+[^\d]{0,6}")
_DIGIT = re.compile(r"\d")
_SAME = 6.0  # points: edges of one column on two pages
_AGAIN = 3  # cells that a row has to print again
_LONG = 12  # characters; a shorter text is not cut by a page's end
_ENDS = ("。", ";", "!", "?")  # as folded

Rows = tuple[Row, ...]


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


def stacked(table: Table, rows: Rows, *, open_bottom: bool) -> Table:
    """``table`` with further rows below, as they are."""
    above, below = _in_line(table.rows, rows)
    return Table((*above, *below), table.ruled, table.open_top, open_bottom)


def _in_line(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """Both with the same columns: a page shows only the column edges that its own rows have."""
    if len(above[0]) == len(below[0]):
        return above, below
    lined = by_edges(above, below)
    if lined is not None:
        return lined
    width = max(len(above[0]), len(below[0]))
    return tuple(_padded(row, width) for row in above), tuple(_padded(row, width) for row in below)


def by_edges(above: Rows, below: Rows) -> tuple[Rows, Rows] | None:
    """Both over all columns that either shows; None where the cells have no boxes."""
    edges_above, edges_below = _edges(above), _edges(below)
    if edges_above is None or edges_below is None:
        return None
    merged: list[float] = []
    for edge in sorted(edges_above + edges_below):
        if not merged or edge - merged[-1] > _SAME:
            merged.append(edge)
    return tuple(_spread(row, edges_above, merged) for row in above), tuple(
        _spread(row, edges_below, merged) for row in below
    )


def _padded(row: Row, width: int) -> Row:
    return Row((*row, *(None,) * (width - len(row))))


def _edges(rows: Rows) -> list[float] | None:
    """Left edges of the columns and the right edge of the last.

    None where the cells have no boxes.
    """
    width = len(rows[0])
    edges = [_edge(rows, column, width) for column in range(width + 1)]
    known = [edge for edge in edges if edge is not None]
    return known if len(known) == len(edges) else None


def _edge(rows: Rows, column: int, width: int) -> float | None:
    """The edge left of a column: the mean of what begins there and what ends there."""
    begin = [_left(row, column) for row in rows] if column < width else []
    end = [_right(row, column, width) for row in rows] if column else []
    known = [edge for edge in begin + end if edge is not None]
    return sum(known) / len(known) if known else None


def _left(row: Row, column: int) -> float | None:
    """The left edge of the cell that begins in this column."""
    cell = row[column]
    if cell is None or cell.box is None or (column and row[column - 1] is cell):
        return None
    return cell.box[0]


def _right(row: Row, column: int, width: int) -> float | None:
    """The right edge of the cell that ends before this column."""
    cell = row[column - 1]
    if cell is None or cell.box is None or (column < width and row[column] is cell):
        return None
    return cell.box[2]


def _spread(row: Row, own: list[float], wanted: list[float]) -> Row:
    """A row over finer columns; a cell stands at every column inside it."""
    return Row(
        row[min(max(bisect_left(own, (left + right) / 2) - 1, 0), len(row) - 1)]
        for left, right in pairwise(wanted)
    )


def _text(cell: Cell | None) -> str:
    return cell.folded if cell is not None else ""


def _runs_on(last: Row, first: Row, cut: bool) -> bool:
    """Whether ``first`` is the rest of ``last``: it goes on with text where ``last`` has text, and
    repeats none of its amounts or values.

    A row of its own has an amount (or a value in its last column) where the row before has one; the
    rest of a row has not.
    """
    filled = [index for index, cell in enumerate(first) if _text(cell)]
    if not filled:
        return cut
    if goes_on_in(last, first):
        return True
    if (
        any(_is_level(_text(first[index])) for index in filled)
        or len({id(cell) for cell in first}) == 1
    ):
        return False
    atoms = [index for index, cell in enumerate(last) if _ATOM.fullmatch(_text(cell))]
    if any(index in filled for index in atoms) or (
        not cut and not all(_text(last[index]) for index in filled)
    ):
        return False
    return bool(atoms) or (cut and bool(_text(last[-1])) and not _text(first[-1]))


def goes_on_in(last: Row, first: Row) -> bool:
    """Whether ``first`` holds nothing but the ends of cells of ``last``: each of its texts stands
    below one that has not ended, and below amounts it is blank.

        时效指标 | 检验报告出具时 | ≤20个工作 | 15 | 14
                 | 间             | 日        |    |
    """
    pairs = [(_text(upper), _text(lower)) for upper, lower in zip(last, first, strict=False)]
    below = [pair for pair in pairs if pair[1]]
    blank = [upper for upper, lower in pairs if not lower]
    return (
        len(last) == len(first)
        and bool(below)
        and all(_may_end(upper, lower) for upper, lower in below)
        and any(map(_ATOM.fullmatch, blank))
        and any(
            "full" in cell.repaired
            for cell, lower in zip(last, first, strict=True)
            if cell and _text(lower)
        )
    )


def _may_end(upper: str, lower: str) -> bool:
    """Whether the one text may be the end of the other."""
    if not upper or upper.endswith(_ENDS):
        return False
    if _is_level(lower) or column_of(lower):
        return _is_level(upper + lower)
    return not (_ATOM.fullmatch(upper) and _DIGIT.search(lower))


def _is_level(text: str) -> bool:
    """Whether a text is the name of a level 1 or 2: those begin a row and never go on one."""
    return level(text, text).category is not None


def _join_row(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """The last row above and the first below become one, standing where the upper one stands."""
    whole: dict[int, Cell] = {}
    for upper, lower in zip(above[-1], below[0], strict=True):
        if upper is not None and lower is not None and id(upper) not in whole and _text(lower):
            whole[id(upper)] = joined(upper, lower)
    lower_to_upper = {
        id(lower): whole.get(id(upper), upper)
        for upper, lower in zip(above[-1], below[0], strict=True)
        if lower is not None
    }
    return (
        tuple(_swapped(row, whole) for row in above),
        tuple(Row(lower_to_upper.get(id(cell), cell) for cell in row) for row in below[1:]),
    )


def _swapped(row: Row, new: dict[int, Cell]) -> Row:
    return Row(new.get(id(cell), cell) if cell is not None else None for cell in row)


def _join_merged(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """A merged cell that the break cut is one cell again, its text put together, or printed on both
    sides.
    """
    again = _printed_again(above, below[0])
    for column in range(len(above[0])):
        upper, lower = above[-1][column], below[0][column]
        if upper is None or lower is None or upper is lower:
            continue
        if column not in again and not _is_cut(above, below, column):
            continue
        same = _text(lower) in ("", _text(upper))
        whole = upper if same else joined(upper, lower)
        new = {id(upper): whole, id(lower): whole}
        above, below = (
            tuple(_swapped(row, new) for row in above),
            tuple(_swapped(row, new) for row in below),
        )
    return above, below


def _printed_again(above: Rows, first: Row) -> set[int]:
    """The columns in which the first row below prints the merged cells of the last one again.

    是否节约成本 | 是/否 | 5 | ①      The rows above show that these columns are merged over rows
    ------------------------------    that the last one divides.
    是否节约成本 | 是/否 | 5 | ②
    """
    last = above[-1]
    same = {at for at, cell in enumerate(first) if _text(cell) and _text(cell) == _text(last[at])}
    own = {
        at for at, cell in enumerate(first) if _text(cell) and at not in same and _text(last[at])
    }
    if len(same) < _AGAIN or not own:
        return set()
    merged = any(
        all(row[at] is under[at] for at in same) and all(row[at] is not under[at] for at in own)
        for row, under in pairwise(above)
    )
    return same if merged else set()


def _is_cut(above: Rows, below: Rows, column: int) -> bool:
    """Merged over rows on at least one side, and blank below the break, printed again there, or
    going on with a text that has not ended.
    """
    upper, lower = above[-1][column], below[0][column]
    if _printed_twice(upper, lower):
        return True
    spans = (len(above) > 1 and above[-2][column] is upper) or (
        len(below) > 1 and below[1][column] is lower
    )
    if not (spans and _text(upper)):
        return False
    return _text(lower) in ("", _text(upper)) or (
        not _is_level(_text(lower))
        # two labels, one below the other, are not one that was cut
        and not (column_of(_text(upper)) or column_of(_text(lower)))
        and len(_text(upper)) >= _LONG
        and not _text(upper).endswith(_ENDS)
        and not _begins_anew(above, below, column)
    )


def _begins_anew(above: Rows, below: Rows, column: int) -> bool:
    """Whether another cell over just the same rows has a short text of its own on both sides.

    是否产生收益 | 是/否 | ①      (four rows above the break)
    是否节约成本 | 是/否 | ①      (four rows below it)
    """
    over, under = _height(above[::-1], column), _height(below, column)
    others = (number for number in range(len(above[0])) if number != column)
    return max(over, under) > 1 and any(
        _text(above[-1][number])
        and 0 < len(_text(below[0][number])) < _LONG
        and above[-1][number] is not below[0][number]
        and (_height(above[::-1], number), _height(below, number)) == (over, under)
        for number in others
    )


def _height(rows: Rows, column: int) -> int:
    """Over how many of the rows the first one's cell goes."""
    cell = rows[0][column]
    return sum(1 for _ in takewhile(lambda row: row[column] is cell, rows))


def _printed_twice(upper: Cell | None, lower: Cell | None) -> bool:
    """Whether a page cuts through a cell whose whole text is drawn on both sides of the cut."""
    if upper is None or lower is None or _text(upper) != _text(lower):
        return False
    return bool(_text(upper)) and "clipped" in upper.repaired | lower.repaired


def joined(upper: Cell, lower: Cell) -> Cell:
    """One cell of two halves; its place is that of the upper one. What is drawn on both sides of
    the cut is one text.
    """
    text = upper.text if _printed_twice(upper, lower) else upper.text + lower.text
    return upper._replace(text=text, repaired=upper.repaired | lower.repaired | {"page_break"})
