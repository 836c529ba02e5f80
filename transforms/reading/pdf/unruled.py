"""Tables without ruling lines: the header words give the columns, a number in the amount column starts a row.

The result is a ``Grid`` like that of a ruled table. What had to be guessed is marked ``doubtful``: a column border that text crosses, a row
border that neither the alignment nor the spacing of the lines tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from transforms._seam import is_heading
from transforms.fold import fold
from transforms.layouts._header import column_of
from transforms.reading.pdf.grid import Grid
from transforms.reading.pdf.marks import FOOT, Chars, Floats
from transforms.reading.pdf.segments import Segment, TextLine, text_lines

_HEADER_LINES = 4  # a header cell of four lines is the tallest seen
_KNOWN = 3  # header words that make a header
_PITCH = 2.2  # em: lines farther apart are not of one header
_APART = 3.0  # times the usual line pitch: what follows such a gap without a number of its own is no part of the table
_CLEAR = 1.25  # a gap between lines this much larger than the usual pitch parts two rows
_OVERFLOW = 2  # columns that one piece of text may touch: a long one runs over into its neighbour
_NOTE = re.compile(r"(?:备?注|说明)\d?[:：]")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:[.．]\d*)?%?|[≥≤<>=＞＜≧≦]=?.*\d.*")
_AMOUNTS = ("total", "fiscal_appropriation", "period_total", "funds", "annual_value", "period_value", "value", "target_value", "points",
            "actual_value", "score", "special_account", "other_funds")
_HEADING_CELLS = 2  # 部门名称：… and 单位：万元 may stand side by side


@dataclass(frozen=True, slots=True)
class Columns:
    """Column borders (x, from left to right), the amount column, and whether cells hang from the top of their row."""

    xs: tuple[float, ...]
    amount: int
    top: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A header: the lines from ``first`` up to, not including, ``after``, and its cells from left to right."""

    first: int
    after: int
    groups: tuple[Segment, ...]
    known: int  # of them that name a column


def find_unruled(chars: Chars, before: Columns | None) -> tuple[list[Grid], Columns | None]:
    """The tables without rules on a page, and the columns of the last one, which the next page may go on with.

    ``before``: the columns of the page before: what stands above the first header goes on with its table.
    """
    lines, grids, columns = text_lines(chars), list[Grid](), before
    while lines:
        band = _header_band(lines)
        if columns is not None and (body := _body(_above(lines, band), _middles(columns))):
            grids.append(_grid([], body, columns))
        if band is None:
            break
        rest = lines[band.after:]
        following = _header_band(rest)
        body = _body(_above(rest, following), [(group.left + group.right) / 2 for group in band.groups])
        columns = _columns(band, lines[band.first:band.after], body)
        if columns is not None and body:
            grids.append(_grid(lines[band.first:band.after], body, columns))
        lines, columns = rest[len(body):], None if following else columns
        if following is None:
            break
    return grids, columns


def names_columns(text: str) -> bool:
    """Whether a page's text has so many header words, standing alone, that a header may be among its lines."""
    return sum(column_of(word) is not None for word in set(text.split())) >= _KNOWN - 1


def _above(lines: list[TextLine], band: Band | None) -> list[TextLine]:
    """The lines above a header and its heading."""
    end = len(lines) if band is None else band.first
    while band is not None and end and len(lines[end - 1].cells) <= _HEADING_CELLS and any(is_heading(cell.text) for cell in lines[end - 1].cells):
        end -= 1
    return lines[:end]


def _middles(columns: Columns) -> list[float]:
    return [(left + right) / 2 for left, right in pairwise(columns.xs)]


def _header_band(lines: list[TextLine]) -> Band | None:
    """The first header: of the bands that begin within a few lines, the one that names most columns."""
    best: Band | None = None
    names = [sum(column_of(piece.text) is not None for piece in line.pieces) for line in lines]
    for first in range(len(lines)):
        if best is not None and first > best.first + _HEADER_LINES:
            break
        if sum(names[first:first + _HEADER_LINES]) < _KNOWN - 1:
            continue  # a wrapped header still has some whole words
        for band in _bands(lines, first):
            if best is None or band.known > best.known:
                best = band
    return best


def _bands(lines: list[TextLine], first: int) -> Iterator[Band]:
    """The headers that begin at one line, its words parted by wide gaps only (the cells), or by narrow ones too (the pieces)."""
    cells, pieces = list[Segment](), list[Segment]()
    for after in range(first + 1, min(first + _HEADER_LINES, len(lines)) + 1):
        line = lines[after - 1]
        if after > first + 1 and line.baseline - lines[after - 2].baseline > _PITCH * line.em:
            return
        cells, pieces = _stacked(cells, line.cells), _stacked(pieces, line.pieces)
        for groups in (cells, pieces):
            known = sum(column_of(group.text) is not None for group in groups)
            if known >= _KNOWN and known * 2 > len(groups):
                yield Band(first, after, tuple(groups), known)


def _stacked(groups: list[Segment], cells: tuple[Segment, ...]) -> list[Segment]:
    """Header cells with the segments of one more line put below those they overlap."""
    done = list(groups)
    for cell in cells:
        over = [group for group in done if group.left < cell.right and cell.left < group.right]
        done = [group for group in done if group not in over]
        done.append(Segment(min([cell.left, *(one.left for one in over)]), max([cell.right, *(one.right for one in over)]),
                            "".join(one.text for one in over) + cell.text))
    return sorted(done, key=lambda one: one.left)


def _body(lines: list[TextLine], centres: list[float]) -> list[TextLine]:
    """The lines of the table: up to the first that is a note, runs across the middles of several columns, or stands far below without a number."""
    body: list[TextLine] = []
    pitch = _pitch(lines)
    for line in lines:
        across = any(sum(piece.left < centre < piece.right for centre in centres) > _OVERFLOW for piece in line.pieces)
        far = bool(body) and line.baseline - body[-1].baseline > _APART * pitch and not any(_is_number(piece.text) for piece in line.pieces)
        if across or far or _NOTE.match(line.pieces[0].text):
            break
        body.append(line)
    return body


def _pitch(lines: list[TextLine]) -> float:
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return float(np.median(gaps)) if gaps else np.inf


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(fold(text)))


def _columns(band: Band, header: list[TextLine], body: list[TextLine]) -> Columns | None:
    """Borders where the fewest pieces of text stand in the way; None without a column of amounts or values."""
    kinds = [column_of(group.text) for group in band.groups]
    amount = next((kinds.index(kind) for kind in _AMOUNTS if kind in kinds), None)
    if amount is None:
        return None
    pieces = np.array([(piece.left, piece.right) for line in header + body for piece in line.pieces])
    middles = [(group.left + group.right) / 2 for group in band.groups]
    inner = [_border(left, right, pieces) for left, right in pairwise(middles)]
    columns = Columns((float(pieces[:, 0].min()) - 1, *inner, float(pieces[:, 1].max()) + 1), amount, True)
    return replace(columns, top=(_starts(body, columns) or [0])[0] == 0)


def _border(left: float, right: float, pieces: Floats) -> float:
    """The middle of the widest stretch between two header cells' middles that the fewest pieces cross."""
    places = np.arange(left, right, 0.5)
    crossing = ((pieces[:, :1] < places) & (places < pieces[:, 1:])).sum(axis=0)
    free = np.flatnonzero(crossing == crossing.min())
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    widest = max(runs, key=len)
    return float(places[widest].mean())


def _starts(body: list[TextLine], columns: Columns) -> list[int]:
    """Lines with a number in the amount column."""
    left, right = columns.xs[columns.amount], columns.xs[columns.amount + 1]
    return [index for index, line in enumerate(body)
            if any(left < (cell.left + cell.right) / 2 < right and _is_number(cell.text) for cell in line.pieces)]


def _grid(header: list[TextLine], body: list[TextLine], columns: Columns) -> Grid:
    starts = _starts(body, columns)
    cuts, unsure = _cuts(body, starts, columns)
    goes_on = not starts or (not header and cuts[:1] != [0] and starts[0] > 0 and columns.top)
    tops = sorted({0, *cuts})
    lines = header + body
    breaks = [len(header) + top for top in tops if len(header) + top > 0]
    ys = [lines[0].baseline - 1.5 * lines[0].em, *(_between(lines[at - 1], lines[at]) for at in breaks), lines[-1].baseline + 0.6 * lines[-1].em]
    slots = np.arange((len(ys) - 1) * (len(columns.xs) - 1)).reshape(len(ys) - 1, -1)
    first = bool(header)
    doubtful = {int(number) for row, top in enumerate(tops) if top in unsure for number in slots[[row + first - 1, row + first]].ravel()}
    doubtful |= _crossed(lines, columns, np.array(ys), slots.shape[1])
    return Grid(np.array(columns.xs), np.array(ys), slots, goes_on, True, False, frozenset(doubtful))


def _cuts(body: list[TextLine], starts: list[int], columns: Columns) -> tuple[list[int], set[int]]:
    """The lines that begin a row, and those of them of which that is not certain."""
    if columns.top:
        return starts, set()
    pitch = _pitch(body)
    cuts, unsure = [], set()
    for above, below in pairwise(starts):
        gaps = [(body[index].baseline - body[index - 1].baseline, index) for index in range(above + 1, below + 1)]
        widest, index = max(gaps)
        cuts.append(index)
        if len(gaps) > 1 and widest < _CLEAR * pitch:
            unsure.add(index)
    return cuts, unsure


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
