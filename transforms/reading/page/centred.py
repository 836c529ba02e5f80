"""Levels in the middle of the rows that they rule, where no ruling line shows which these are.

The first level begins with the first row, and the middle of its block is where it stands: that
gives its last row, and so the first of the next level; the last block must end with the last row.
Or the levels stand beside their first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from transforms.reading.page.columns import Columns
from transforms.reading.page.segments import Segment, TextLine
from transforms.words.levels import level

_OPEN_POINTS = re.compile(r"[(（]\d{0,3}分?$")  # 产出指标（40: the next line has the rest
_CLOSE = 0.25  # em: two heights this near are one
_WRAPPED = 1.7  # em below the line above in the same column: the same cell goes on
Span = tuple[int, int]
"""First and last row."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The rows of each level by column; ``certain`` is False where nobody can tell."""

    spans: dict[int, list[Span]]
    certain: bool = True


def level_spans(body: list[TextLine], tops: list[int], columns: Columns) -> Levels:
    """Which rows each level rules. ``tops``: the line with which each row begins.

    All columns stand alike: what one of them tells holds for the others. Where both ways fit and
    give other rows, nobody can tell.
    """
    rows = _heights(body, tops, columns)
    if columns.name is None or rows is None:
        return Levels({})
    close = _CLOSE * body[0].em
    levels = _level_cells(body, columns)
    middle = {
        column: _blocks([(top + bottom) / 2 for _, top, bottom in cells], rows, close)
        for column, cells in levels.items()
    }
    first = {
        column: _beside_first([top for _, top, _ in cells], rows, close)
        for column, cells in levels.items()
    }
    return _agreed(middle, first)


def _level_cells(
    body: list[TextLine], columns: Columns
) -> dict[int, list[tuple[str, float, float]]]:
    """The cells of each column before the names that holds a level."""
    cells = {column: list(_cells(body, columns, column)) for column in range(columns.name or 0)}
    return {
        column: found
        for column, found in cells.items()
        if any(names_level(text) for text, _, _ in found)
    }


def _agreed(middle: dict[int, list[Span] | None], first: dict[int, list[Span] | None]) -> Levels:
    """What holds for all columns: that of the two ways in which every column fits."""
    ways = [way for way in (middle, first) if all(way.values())]
    certain = len(ways) == 1 or middle == first
    spans = {column: spans for column, spans in (ways or [{}])[0].items() if spans}
    return Levels(spans if certain else {}, certain)


def _heights(
    body: list[TextLine], tops: list[int], columns: Columns
) -> list[tuple[float, float]] | None:
    """The first and last baseline of each row beside the levels; None if a row has none."""
    beyond = columns.xs[columns.name or 0]
    found = []
    for top, end in pairwise([*tops, len(body)]):
        lines = [line.baseline for line in body[top:end] if line.pieces[-1].right > beyond]
        if not lines:
            return None
        found.append((lines[0], lines[-1]))
    return found


def _cells(
    body: list[TextLine], columns: Columns, column: int
) -> Iterator[tuple[str, float, float]]:
    """What stands in a column: text, first and last baseline of each cell."""
    text, top, bottom = "", 0.0, 0.0
    for line in body:
        own = "".join(piece.text for piece in inside(line, columns, column))
        if not own:
            continue
        apart = line.baseline - bottom > _WRAPPED * line.em
        if text and (apart or names_level(text)):
            yield text, top, bottom
            text = ""
        text, top = (text + own, top) if text else (own, line.baseline)
        bottom = line.baseline
    if text:
        yield text, top, bottom


def inside(line: TextLine, columns: Columns, column: int | None) -> list[Segment]:
    """What stands in a column."""
    if column is None:
        return []
    left, right = columns.xs[column], columns.xs[column + 1]
    return [piece for piece in line.pieces if left < (piece.left + piece.right) / 2 < right]


def names_level(text: str) -> bool:
    """Whether a text is the name of a level 1 or 2, of its points no more than their begin."""
    text = _OPEN_POINTS.sub("", text)
    return level(text, None).category is not None or level(None, text).subcategory is not None


def _blocks(
    middles: list[float], rows: list[tuple[float, float]], close: float
) -> list[Span] | None:
    """The rows of each level, if all of them stand in the middle of theirs."""
    spans, first = list[Span](), 0
    for middle in middles:
        lasts = range(first, len(rows))
        last = min(lasts, key=lambda at: _off(middle, rows[first][0], rows[at][1]), default=None)
        if last is None or _off(middle, rows[first][0], rows[last][1]) > close:
            return None
        spans.append((first, last))
        first = last + 1
    return spans if first == len(rows) else None


def _off(middle: float, top: float, bottom: float) -> float:
    return abs(middle - (top + bottom) / 2)


def _beside_first(
    tops: list[float], rows: list[tuple[float, float]], close: float
) -> list[Span] | None:
    """The rows of each level, if each stands beside the first line of its first row."""
    begins = [
        next((at for at, (first, _) in enumerate(rows) if abs(top - first) <= close), None)
        for top in tops
    ]
    known = [at for at in begins if at is not None]
    if len(known) < len(begins) or known[:1] != [0]:
        return None
    return [(at, after - 1) for at, after in pairwise([*known, len(rows)])]
