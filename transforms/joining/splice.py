"""Two parts of a table -> one.

Columns are brought in line; the row and the merged cells that the break cut are made whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from transforms.document import Cell, Row, Table
from transforms.joining.cut_row import is_header, is_rest
from transforms.joining.merged import (
    BLANK,
    ENDS,
    Rows,
    continued,
    is_level,
    join_merged,
    joined,
    swapped,
    text_of,
)
from transforms.words.headers import column_of

# an amount or a short value: it never runs on over a page
_ATOM = re.compile(r"[^\d]{0,3}[\d,.]+[^\d]{0,6}")
_STATES = re.compile(r"[\d≥≤≧≦><=%‰]")
_VALUE = re.compile(r"[≥≤≧≦><=%‰]|^\d+(?:\.\d+)?$")
_STOP, _SENTENCE = "。", 12  # of a text that is long enough to be one
_NAMED = 3  # rows that show which column holds the names
_DIGIT = re.compile(r"\d")
_POINTS = (".", ",")
_SAME = 6.0  # points: edges of one column on two pages


def splice(table: Table, part: Table) -> Table:
    """``table`` with the rows of ``part`` (its repeated header already taken off) below its own."""
    if not part.rows:
        return Table(table.rows, table.ruled, table.open_top, part.open_bottom)
    above, below = _in_line(table.rows, part.rows)
    below = continued(above, below)
    cut = table.open_bottom or part.open_top
    # …… stands in a row that the form left blank
    own = any(BLANK.fullmatch(text_of(cell)) for cell in below[0])
    whole = _ends_one_cell(above, below[0]) or is_rest(above, below)
    if not own and (whole or _runs_on(above[-1], below[0], cut)):
        above, below = _join_row(above, below)
    elif below and not (is_header(above[-1]) and _states(below[0])):
        above, below = join_merged(above, below)
    return Table((*above, *below), table.ruled and part.ruled, table.open_top, part.open_bottom)


def _states(row: Row) -> bool:
    """Whether a cell states a value or holds a number alone: no row of a header."""
    return any(_VALUE.search(text_of(cell)) for cell in row)


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


def ends_alike(above: Rows, below: Rows) -> bool:
    """Whether both have the same columns, or end at one place at the right; what has no boxes may.

    A page may lack a column, where a label goes on down the side or a cell is merged over two.
    """
    if len(above[0]) == len(below[0]):
        return True
    ends, others = _right_end(above), _right_end(below)
    return not ends or not others or abs(ends - others) <= _SAME


def _right_end(rows: Rows) -> float:
    """Where the rows end at the right; 0 where the cells have no boxes."""
    boxes = (cell.box for row in rows for cell in row if cell is not None)
    return max((box[2] for box in boxes if box), default=0.0)


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
    """A row over finer columns; a cell stands at every column inside it, none beyond its ends."""
    return Row(
        _at(row, bisect_left(own, (left + right) / 2) - 1) for left, right in pairwise(wanted)
    )


def _at(row: Row, position: int) -> Cell | None:
    """The cell at a position; a page may lack the column of a label that goes on down the side."""
    return row[position] if 0 <= position < len(row) else None


def _runs_on(last: Row, first: Row, cut: bool) -> bool:
    """Whether ``first`` is the rest of ``last``: it goes on with text where ``last`` has text, and
    repeats none of its amounts or values.

    A row of its own has an amount (or a value in its last column) where the row before has one; the
    rest of a row has not.
    """
    filled = [index for index, cell in enumerate(first) if text_of(cell)]
    if not filled:
        return cut
    if goes_on_in(last, first):
        return True
    if is_header(last):
        return False  # its words are whole
    if (
        any(is_level(text_of(first[index])) for index in filled)
        or len({id(cell) for cell in first}) == 1
    ):
        return False
    atoms = [index for index, cell in enumerate(last) if _ATOM.fullmatch(text_of(cell))]
    if any(index in filled for index in atoms) or (
        not cut and not all(text_of(last[index]) for index in filled)
    ):
        return False
    return bool(atoms) or (cut and bool(text_of(last[-1])) and not text_of(first[-1]))


def _ends_one_cell(above: Rows, first: Row) -> bool:
    """Whether the one text of ``first`` is the end of a cell: it closes a bracket, ends a sentence,
    or stands below a value while the name beside it is blank.

        道路保洁覆盖率（项 | ≥95%          培训人数 | 2024年12月
        目验收合格率）     |                        | 底前
    """
    filled = {id(cell): at for at, cell in enumerate(first) if text_of(cell)}
    if len(filled) != 1:
        return False
    (at,) = filled.values()
    upper, lower = text_of(above[-1][at]), text_of(first[at])
    if not upper or upper.endswith(ENDS) or is_level(lower) or column_of(lower):
        return False
    closes = upper.count("(") > upper.count(")") and lower.count(")") > lower.count("(")
    closes = closes or (len(upper) >= _SENTENCE and lower.endswith(_STOP))
    return closes or (not _STATES.search(lower) and at > 0 and _named_beside(above, first, at - 1))


def _named_beside(above: Rows, first: Row, at: int) -> bool:
    """Whether each of the last rows has a name of its own in this column, and ``first`` none."""
    names = [row[at] for row in above[-_NAMED:]]
    texts = [text_of(cell) for cell in names]
    own = len({id(cell) for cell in names}) == len(names) == _NAMED
    levels = sum(map(is_level, texts))  # 群众满意度 may be a name
    named = own and all(texts) and 2 * levels < len(texts) and not any(map(column_of, texts))
    return named and not text_of(first[at])


def goes_on_in(last: Row, first: Row) -> bool:
    """Whether ``first`` holds nothing but the ends of cells of ``last``: each of its texts stands
    below one that has not ended, and below amounts it is blank.

        时效指标 | 检验报告出具时 | ≤20个工作 | 15 | 14
                 | 间             | 日        |    |
    """
    pairs = [(text_of(upper), text_of(lower)) for upper, lower in zip(last, first, strict=False)]
    below = [pair for pair in pairs if pair[1]]
    blank = [upper for upper, lower in pairs if not lower]
    return (
        len(last) == len(first)
        and bool(below)
        and all(_may_end(upper, lower) for upper, lower in below)
        and ((any(map(_ATOM.fullmatch, blank)) and _is_full(last, first)) or _ends_header(below))
    )


def _is_full(last: Row, first: Row) -> bool:
    """Whether a text that goes on below fills its last line above."""
    return any(
        "full" in cell.repaired
        for cell, lower in zip(last, first, strict=True)
        if cell and text_of(lower)
    )


def _ends_header(pairs: list[tuple[str, str]]) -> bool:
    """Whether the page's end cuts the words of a header: 一级指 / 标."""
    return any(
        not (column_of(upper) or column_of(lower)) and column_of(upper + lower)
        for upper, lower in pairs
        if len(lower) < len(upper)
    )


def _may_end(upper: str, lower: str) -> bool:
    """Whether the one text may be the end of the other."""
    if not upper or upper.endswith(ENDS):
        return False
    if is_level(lower) or column_of(lower):
        return is_level(upper + lower)
    if upper.endswith(_POINTS):
        return bool(_DIGIT.match(lower))  # a number that the end of its line cut at its point
    return not (_ATOM.fullmatch(upper) and _DIGIT.search(lower))


def _join_row(above: Rows, below: Rows) -> tuple[Rows, Rows]:
    """The last row above and the first below become one, standing where the upper one stands."""
    whole: dict[int, Cell] = {}
    for upper, lower in zip(above[-1], below[0], strict=True):
        if upper is not None and lower is not None and id(upper) not in whole and text_of(lower):
            whole[id(upper)] = joined(upper, lower)
    lower_to_upper = {
        id(lower): whole.get(id(upper), upper)
        for upper, lower in zip(above[-1], below[0], strict=True)
        if lower is not None
    }
    return (
        tuple(swapped(row, whole) for row in above),
        tuple(Row(lower_to_upper.get(id(cell), cell) for cell in row) for row in below[1:]),
    )
