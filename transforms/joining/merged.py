"""Merged cells that a page's end cut: which halves are one cell, and that cell."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from transforms.document import Cell, Row
from transforms.words.headers import column_of
from transforms.words.levels import level

_AGAIN = 3  # cells that a row has to print again
_LONG = 12  # characters; a shorter text is not cut by a page's end
ENDS = ("。", ";", "!", "?")
"""With what a text ends, as folded."""
_MORE = re.compile(r"[(\[]?(?:续前?|续上[页表]|接上[页表])[)\]]?$")
BLANK = re.compile(r"[.·—/-]{2,}|[/—-]")
"""What a row of the form says that was left blank: ……"""

Rows = tuple[Row, ...]


def join_merged(above: Rows, below: Rows) -> tuple[Rows, Rows]:
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
        same = text_of(lower) in ("", text_of(upper))
        whole = upper if same else joined(upper, lower)
        new = {id(upper): whole, id(lower): whole}
        above, below = (
            tuple(swapped(row, new) for row in above),
            tuple(swapped(row, new) for row in below),
        )
    return above, below


def continued(above: Rows, below: Rows) -> Rows:
    """The rows below a cut, their first cells without （续） where they print those above again."""
    pairs = zip(above[-1], below[0], strict=True)
    again = {
        id(lower): lower._replace(text=upper.text)
        for upper, lower in pairs
        if upper is not None and lower is not None and text_of(upper)
        if _MORE.sub("", text_of(lower)) == text_of(upper) != text_of(lower)
    }
    return tuple(swapped(row, again) for row in below) if again else below


def _printed_again(above: Rows, first: Row) -> set[int]:
    """The columns in which the first row below prints the merged cells of the last one again.

    是否节约成本 | 是/否 | 5 | ①      The rows above show that these columns are merged over rows
    ------------------------------    that the last one divides.
    是否节约成本 | 是/否 | 5 | ②
    """
    pairs = [(text_of(cell), text_of(last)) for cell, last in zip(first, above[-1], strict=True)]
    same = {at for at, (text, last) in enumerate(pairs) if text and text == last}
    own = {at for at, (text, last) in enumerate(pairs) if text and last and at not in same}
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
    if _printed_twice(upper, lower) or _is_printed_below(above, below, column):
        return True
    if cuts_level(upper, lower):
        return True
    spans = _is_over_rows(above, below, column) or _is_level_of_cut(above, below, column)
    if not (spans and text_of(upper)):
        return False
    if text_of(lower) in ("", text_of(upper)) or completes_level(upper, lower):
        return True
    if _closes_bracket(text_of(upper), text_of(lower)):
        return True
    return _has_not_ended(text_of(upper), text_of(lower)) and (
        _is_full_among_blanks(above, below, column)
        or (len(text_of(upper)) >= _LONG and not _begins_anew(above, below, column))
    )


def _closes_bracket(upper: str, lower: str) -> bool:
    """Whether the one text ends within a bracket that the other closes: 项目资金(万 / 元)."""
    closed, opened = lower.find(")"), lower.find("(")
    return upper.count("(") > upper.count(")") and closed >= 0 and not -1 < opened < closed


def _is_over_rows(above: Rows, below: Rows, column: int) -> bool:
    """Whether the cell is merged over rows on at least one side."""
    upper, lower = above[-1][column], below[0][column]
    over = len(above) > 1 and above[-2][column] is upper
    return over or (len(below) > 1 and below[1][column] is lower)


def _has_not_ended(upper: str, lower: str) -> bool:
    """Whether one text may go on with the other: none begins a row, and two labels, one below the
    other, are not one that was cut.
    """
    if is_level(lower) or upper.endswith(ENDS) or BLANK.fullmatch(lower):
        return False
    return not (column_of(upper) or column_of(lower))


def _is_printed_below(above: Rows, below: Rows, column: int) -> bool:
    """Whether a level stands in the lower part of a cell that the break cut, and its upper part is
    blank: in a column of merged levels, where no other cell is blank.

    社会效益指标 | 受益人数      (two rows)
                 | 绿化覆盖率
    ---------------------------------------
    生态效益指标 | 水质达标率
    """
    upper, lower = above[-1][column], below[0][column]
    if text_of(upper) or not is_level(text_of(lower)):
        return False
    higher = above[: len(above) - _height(above[::-1], column)]
    levels = list(takewhile(is_level, (text_of(row[column]) for row in reversed(higher))))
    first = text_of(higher[-min(len(levels) + 1, len(higher))][column]) if higher else ""
    own = above[len(higher) :]
    parts = (own, higher[len(higher) - len(levels) :], below)
    return bool(first) and any(_is_merged(part, column) for part in parts)


def _is_merged(rows: Rows, column: int) -> bool:
    """Whether one cell of the column goes over two of the rows at least."""
    return any(row[column] is under[column] is not None for row, under in pairwise(rows))


def _is_level_of_cut(above: Rows, below: Rows, column: int) -> bool:
    """Whether a level is blank below the break although the one around it goes on over the break:
    it goes on too, even where it is merged over no other row.
    """
    outer, upper, lower = above[-1][column - 1], above[-1][column], below[0][column]
    goes_on = column > 0 and outer is not None and outer is below[0][column - 1]
    return goes_on and is_level(text_of(outer)) and is_level(text_of(upper)) and not text_of(lower)


def _is_full_among_blanks(above: Rows, below: Rows, column: int) -> bool:
    """Whether a text fills its last line above the break, and another cell over just the same rows
    is blank below it: both are the cells of one project.

    4 | 公共图书馆免费开 | 218.36 | 新增藏书量
    ------------------------------------------
      | 放及数字资源采购 |        | 周开放时间
    """
    upper = above[-1][column]
    if upper is None or "full" not in upper.repaired:
        return False
    own = _height(above[::-1], column), _height(below, column)
    others = [number for number in range(len(above[0])) if number != column]
    blank = any(
        text_of(above[-1][number])
        and below[0][number] is not None
        and not text_of(below[0][number])
        and (_height(above[::-1], number), _height(below, number)) == own
        for number in others
    )
    # 是/否 beside both: two indicators
    again = any(
        text_of(below[0][number]) == text_of(above[-1][number]) != ""
        and above[-1][number] is not below[0][number]
        and _height(below, number) == own[1] > 1
        for number in others
    )
    return blank and not again


def _begins_anew(above: Rows, below: Rows, column: int) -> bool:
    """Whether another cell over just the same rows has a short text of its own on both sides. The
    upper one may go over more rows: the same word of the indicator before was put to it.

    是否产生收益 | 是/否 | ①      (four rows above the break)
    是否节约成本 | 是/否 | ①      (four rows below it)
    """
    over, under = _height(above[::-1], column), _height(below, column)
    others = (number for number in range(len(above[0])) if number != column)
    return max(over, under) > 1 and any(
        text_of(above[-1][number])
        and 0 < len(text_of(below[0][number])) < _LONG
        and above[-1][number] is not below[0][number]
        and _height(above[::-1], number) >= over
        and _height(below, number) == under
        for number in others
    )


def _height(rows: Rows, column: int) -> int:
    """Over how many of the rows the first one's cell goes."""
    cell = rows[0][column]
    return sum(1 for _ in takewhile(lambda row: row[column] is cell, rows))


def _printed_twice(upper: Cell | None, lower: Cell | None) -> bool:
    """Whether a page cuts through a cell whose whole text is drawn on both sides of the cut."""
    if upper is None or lower is None or text_of(upper) != text_of(lower):
        return False
    return bool(text_of(upper)) and "clipped" in upper.repaired | lower.repaired


def joined(upper: Cell, lower: Cell) -> Cell:
    """One cell of two halves; its place is that of the upper one. What is drawn on both sides of
    the cut is one text.
    """
    text = upper.text if _printed_twice(upper, lower) else upper.text + lower.text
    return upper._replace(text=text, repaired=upper.repaired | lower.repaired | {"page_break"})


def text_of(cell: Cell | None) -> str:
    """The folded text; "" where there is no cell."""
    return cell.folded if cell is not None else ""


def is_level(text: str) -> bool:
    """Whether a text is the name of a level 1 or 2: those begin a row and never go on one."""
    return level(text, text).category is not None


def completes_level(upper: Cell | None, lower: Cell | None) -> bool:
    """Whether two halves of a text name a level that neither the lower one nor a break between
    words would: 可持 / 续影响指标.
    """
    first, last = text_of(upper), text_of(lower)
    return bool(first and last) and is_level(first + last) and not is_level(last)


def cuts_level(upper: Cell | None, lower: Cell | None) -> bool:
    """Whether the page's end cuts the name of a level that fills its last line."""
    full = upper is not None and "full" in upper.repaired
    return full and completes_level(upper, lower)


def swapped(row: Row, new: dict[int, Cell]) -> Row:
    """The row with the cells of these ids put for its own."""
    return Row(new.get(id(cell), cell) if cell is not None else None for cell in row)
