"""Tables without ruling lines: the header words give the columns, a number in the amount column
starts a row.

The result is a ``Grid`` like that of a ruled table. What had to be guessed is marked ``doubtful``:
a column border that text crosses, a row border that neither the alignment nor the spacing of the
lines tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np

from transforms.reading.page.centred import inside, level_spans
from transforms.reading.page.columns import Columns, find_columns
from transforms.reading.page.form_rows import form_above, with_form
from transforms.reading.page.grid import Grid
from transforms.reading.page.header import Band, header_band
from transforms.reading.page.marks import FOOT, Chars, Floats
from transforms.reading.page.row_starts import (
    hang_from_top,
    numbered,
    overlap,
    pitch,
    row_cuts,
    row_starts,
)
from transforms.reading.page.segments import TextLine, text_lines
from transforms.words.folding import fold
from transforms.words.headings import is_heading

# times the usual line pitch: what follows such a gap without a number of its own is no part of the
# table
_APART = 3.0
_OVERFLOW = 2  # columns that one piece of text may touch: a long one runs over into its neighbour
_UNSURE = (
    0.2  # of the rows: with more doubtful ones than these all are (docs/accuracy.md, no rules)
)
_SAME_HEAD = 6.0  # points
_NOTE = re.compile(r"(?:备?注|说明)\d?[:：]")
_TITLE = re.compile(r"绩效(?:目标|指标|自评|评价|监控).{0,8}表(?:\([\d年度]+\))?$")
_HEADING_CELLS = 2  # 部门名称：… and 单位：万元 may stand side by side


def find_unruled(chars: Chars, before: Columns | None) -> tuple[list[Grid], Columns | None]:
    """The tables without rules on a page, and the columns of the last one, which the next page may
    go on with.

    ``before``: the columns of the page before: what stands above the first header goes on with its
    table.
    """
    lines, grids, columns = text_lines(chars), list[Grid](), before
    known: list[TextLine] = []
    heads: list[tuple[str, int]] = []
    while lines:
        band = header_band(lines)
        grid, taken = _rest(_above(lines, band), columns)
        grids += grid
        if band is None:
            break
        rest = lines[band.after :]
        following = header_band(rest)
        body = _body(_above(rest, following), _centres(band))
        before_heads, heads = heads, _heads(band)
        # a header printed again: both bodies tell where its columns lie
        known = known + body if heads == before_heads else body
        columns = find_columns(band, lines[band.first : band.after], known)
        if columns is not None and body:
            columns = replace(columns, top=hang_from_top(body, row_starts(body, columns)[0]))
            made = _grid(lines[band.first : band.after], body, columns)
            grids.append(with_form(made, form_above(lines[taken : band.first], lines[band.first])))
        lines, columns = rest[len(body) :], None if following else columns
        if following is None:
            break
    return grids, columns


def _rest(lines: list[TextLine], columns: Columns | None) -> tuple[list[Grid], int]:
    """The rows with which the table above goes on, if it does, and the number of their lines."""
    body = _body(lines, _middles(columns)) if columns is not None else []
    if columns is None or not body:
        return [], 0
    top = columns.top and not overlap(body, row_starts(body, columns)[0])
    return [_grid([], body, replace(columns, top=top))], len(body)


def _heads(band: Band) -> list[tuple[str, int]]:
    """The words of a header and about where they stand: equal where it is printed again."""
    return [(group.text, round(group.left / _SAME_HEAD)) for group in band.groups]


def _centres(band: Band) -> list[float]:
    return [(group.left + group.right) / 2 for group in band.groups]


def _above(lines: list[TextLine], band: Band | None) -> list[TextLine]:
    """The lines above a header and its heading."""
    end = len(lines) if band is None else band.first
    while (
        band is not None
        and end
        and len(lines[end - 1].cells) <= _HEADING_CELLS
        and any(is_heading(cell.text) for cell in lines[end - 1].cells)
    ):
        end -= 1
    return lines[:end]


def _middles(columns: Columns) -> list[float]:
    return [(left + right) / 2 for left, right in pairwise(columns.xs)]


def _body(lines: list[TextLine], centres: list[float]) -> list[TextLine]:
    """The lines of the table: up to the first that is a note or another table's title, runs across
    the middles of several columns, or stands far below without a number.
    """
    body: list[TextLine] = []
    reach = _APART * pitch(lines)
    for index, line in enumerate(lines):
        across = any(
            sum(piece.left < centre < piece.right for centre in centres) > _OVERFLOW
            for piece in line.pieces
        )
        far = (
            bool(body)
            and line.baseline - body[-1].baseline > reach
            and not numbered(lines[index:], reach)
        )
        if across or far or _NOTE.match(line.pieces[0].text) or _is_title(line):
            break
        body.append(line)
    return body


def _is_title(line: TextLine) -> bool:
    """Whether a line is nothing but the title of a table: 项目支出绩效目标表."""
    return len(line.cells) == 1 and bool(_TITLE.search(fold(line.cells[0].text)))


def _grid(header: list[TextLine], body: list[TextLine], columns: Columns) -> Grid:
    starts, words = row_starts(body, columns)
    cuts, unsure = (starts, words) if columns.top else row_cuts(body, starts, words)
    goes_on = not starts or (not header and starts[0] > 0 and columns.top)
    tops = sorted({0, *cuts})
    lines = header + body
    breaks = [len(header) + top for top in tops if len(header) + top > 0]
    ys = [
        lines[0].baseline - 1.5 * lines[0].em,
        *(_between(lines[at - 1], lines[at]) for at in breaks),
        lines[-1].baseline + 0.6 * lines[-1].em,
    ]
    slots = np.arange((len(ys) - 1) * (len(columns.xs) - 1)).reshape(len(ys) - 1, -1)
    first = bool(header)
    doubtful = {
        number
        for row, top in enumerate(tops)
        if top in unsure
        for number in slots[max(row + first - 1, 0) : row + first + 1].ravel().tolist()
    }
    for row in _of_two(body, tops, columns):
        doubtful |= set(slots[row + first].tolist())
    doubtful |= _crossed(lines, columns, np.array(ys), slots.shape[1])
    doubtful |= _apart(body, columns, np.array(ys))
    rows = {number // slots.shape[1] for number in doubtful}
    levels = level_spans(body, tops, columns)
    if len(rows) > _UNSURE * len(slots) or not levels.certain:
        doubtful = set(range(slots.size))
    for column, spans in levels.spans.items():
        for top, end in spans:
            slots[top + first : end + first + 1, column] = slots[top + first, column]
    return Grid(
        np.array(columns.xs), np.array(ys), slots, goes_on, True, False, frozenset(doubtful)
    )


def _of_two(body: list[TextLine], tops: list[int], columns: Columns) -> list[int]:
    """The rows in which two lines have a name and an amount: it may be two rows."""
    both = [
        bool(inside(line, columns, columns.name) and inside(line, columns, columns.amount))
        for line in body
    ]
    return [
        row for row, (top, end) in enumerate(pairwise([*tops, len(body)])) if sum(both[top:end]) > 1
    ]


def _between(above: TextLine, below: TextLine) -> float:
    return (above.baseline + below.baseline) / 2 - FOOT * min(above.em, below.em)


def _crossed(lines: list[TextLine], columns: Columns, ys: Floats, width: int) -> set[int]:
    """Cells on both sides of a column border that a piece of text crosses."""
    found = set()
    for line in lines:
        row = int(np.searchsorted(ys, line.baseline - FOOT * line.em)) - 1
        for piece in line.pieces:
            for column, x in enumerate(columns.xs[1:-1]):
                if piece.left + 0.3 * line.em < x < piece.right - 0.3 * line.em:
                    found |= {row * width + column, row * width + column + 1}
    return found


def _apart(body: list[TextLine], columns: Columns, ys: Floats) -> set[int]:
    """Cells in which two texts of one line stand far apart: one may be a label beside the table."""
    width, found = len(columns.xs) - 1, set()
    for line in body:
        row = int(np.searchsorted(ys, line.baseline - FOOT * line.em)) - 1
        middles = [(cell.left + cell.right) / 2 for cell in line.cells]
        places = (np.searchsorted(columns.xs, middles) - 1).tolist()
        found |= {row * width + one for one, other in pairwise(places) if one == other}
    return found
