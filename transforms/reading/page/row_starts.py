"""With which lines the rows of a table without rules begin: a number in the amount column tells,
and the gaps between lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from transforms.reading.page.centred import inside, names_level
from transforms.reading.page.columns import Columns
from transforms.reading.page.segments import Segment, TextLine
from transforms.words.folding import fold

_CLEAR = 1.25  # a gap between lines this much larger than the usual pitch parts two rows
_WRAPPED = 1.7  # em below the line above in the same column: the same cell goes on
_FULL = 0.85  # em: lines of one text are farther from each other
_NUMBER = re.compile(r"-?\d[\d,，]*(?:[.．]\d*)?%?|[≥≤<>=＞＜≧≦]=?.*\d.*")


def numbered(lines: list[TextLine], reach: float) -> bool:
    """Whether there is a number of its own in the lines that follow each other closely."""
    for above, line in zip([lines[0], *lines], lines, strict=False):
        if line.baseline - above.baseline > reach:
            return False
        if any(_is_number(piece.text) for piece in line.pieces):
            return True
    return False


def pitch(lines: list[TextLine]) -> float:
    """The usual distance of two lines; what is less than the type's size is the distance of lines
    of two cells side by side.
    """
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    whole = [gap for gap, line in zip(gaps, lines, strict=False) if gap >= line.em]
    return float(np.median(whole or gaps)) if gaps else np.inf


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(fold(text)))


def row_starts(body: list[TextLine], columns: Columns) -> tuple[list[int], set[int]]:
    """Lines with a number in the amount column. A column of values holds words too: they start a
    row unless they may go on from the line above; where they stand apart from one that may, that
    is not certain (second result).
    """
    amounts = [inside(line, columns, columns.amount) for line in body]
    widest = max((piece.right - piece.left for pieces in amounts for piece in pieces), default=0.0)
    starts, words, last = [], set(), -np.inf
    above: list[Segment] = []
    for index, (line, pieces) in enumerate(zip(body, amounts, strict=True)):
        if not pieces:
            continue
        room = widest - (above[-1].right - above[-1].left) if above else 0.0
        begins, sure = _begins(line, pieces, columns, room, line.baseline - last)
        if begins:
            starts.append(index)
        if begins and not sure:
            words.add(index)
        last, above = line.baseline, pieces
    return starts, words


def _begins(
    line: TextLine, pieces: list[Segment], columns: Columns, room: float, gap: float
) -> tuple[bool, bool]:
    """Whether a line with amounts begins a row, and whether that is certain. ``room``: what the
    amount above leaves free; ``gap``: from its baseline to that of the line.
    """
    if any(_is_number(piece.text) for piece in pieces):
        return True, True
    if columns.money:
        return False, False
    roomy = room >= line.em
    named = columns.top and bool(inside(line, columns, columns.name))
    return roomy or gap > _WRAPPED * line.em, roomy and named


def hang_from_top(body: list[TextLine], starts: list[int]) -> bool:
    """Whether the number stands in the first line of its row: nothing is above the first one, the
    clear gaps between rows are right above one, and no line overlaps one: a text of two lines is
    centred beside a number then.
    """
    if overlap(body, starts):
        return False
    clear = [index in starts for gap, index in _widest(body, starts) if gap >= _CLEAR * pitch(body)]
    return not starts or (starts[0] == 0 and sum(clear) * 2 >= len(clear))


def overlap(body: list[TextLine], starts: list[int]) -> bool:
    """Whether the line above or below a number lies partly at its height. A level may: it stands in
    the middle of its rows.
    """
    lines = [
        (line, at in starts)
        for at, line in enumerate(body)
        if at in starts or not all(names_level(piece.text) for piece in line.pieces)
    ]
    return any(
        (below.baseline - above.baseline) < _FULL * min(above.em, below.em) and first != second
        for (above, first), (below, second) in pairwise(lines)
    )


def _widest(body: list[TextLine], starts: list[int]) -> list[tuple[float, int]]:
    """The widest gap between the lines from each number to the next, and the line below it."""
    return [
        max(
            (body[index].baseline - body[index - 1].baseline, index)
            for index in range(above + 1, below + 1)
        )
        for above, below in pairwise(starts)
    ]


def row_cuts(
    body: list[TextLine], starts: list[int], words: set[int]
) -> tuple[list[int], set[int]]:
    """The lines that begin a row where numbers stand in the middle of their row: after the widest
    gap. Second: those of which that is not certain.
    """
    clear = _CLEAR * pitch(body)
    gaps = _widest(body, starts)
    unsure = {
        index
        for (gap, index), (above, below) in zip(gaps, pairwise(starts), strict=True)
        if below in words or (gap < clear and not _stands_out(body[above : below + 1], gap))
    }
    return [index for _, index in gaps], unsure


def _stands_out(lines: list[TextLine], widest: float) -> bool:
    """Whether one gap between lines is clearly wider than all others."""
    gaps = sorted(below.baseline - above.baseline for above, below in pairwise(lines))
    return len(gaps) < 2 or widest >= _CLEAR * gaps[-2]
