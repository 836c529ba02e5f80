"""Header rows of tables without rules.

They are lines, up to four on top of one another, that name columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from transforms.reading.page.segments import Segment, TextLine
from transforms.words.amounts import caption_unit
from transforms.words.headers import column_of

_LINES = 4  # a header cell of four lines is the tallest seen
_KNOWN = 3  # header words that make a header
_STEM = "指标"  # that most header words have
_WORD = 12  # characters of the longest header word that may be glued to another
_LONGEST = 80  # characters of a line that may be nothing but header words
_PITCH = 2.2  # em: lines farther apart are not of one header


@dataclass(frozen=True, slots=True)
class Band:
    """A header: its lines, and its cells from left to right.

    The lines go from ``first`` up to, not including, ``after``.
    """

    first: int
    after: int
    groups: tuple[Segment, ...]
    known: int  # of them that name a column


def names_columns(text: str) -> bool:
    """Whether a page has so many header words that a header may be among its lines.

    Only words that stand alone count, and lines that are nothing but such words: columns may nearly
    touch.
    """
    words = set(text.split())
    known = sum(column_of(word) is not None for word in words)
    return known >= _KNOWN - 1 or any(_glued(word) >= _KNOWN for word in words)


def _glued(text: str) -> int:
    """Of how few header words a text consists; 0 if of something else.

    >>> _glued('一级指标二级指标指标值'), _glued('各项指标及其指标值')
    (3, 0)
    """
    if text.count(_STEM) < _KNOWN - 1 or len(text) > _LONGEST:
        return 0
    fewest = [0.0, *([inf] * len(text))]
    for end in range(1, len(text) + 1):
        for start in range(max(end - _WORD, 0), end):
            if fewest[start] + 1 < fewest[end] and column_of(text[start:end]) is not None:
                fewest[end] = fewest[start] + 1
    return 0 if fewest[-1] == inf else int(fewest[-1])


def header_band(lines: list[TextLine]) -> Band | None:
    """The first header.

    Of the bands that begin within a few lines, it is the one that names most columns.
    """
    best: Band | None = None
    names = [sum(column_of(piece.text) is not None for piece in line.pieces) for line in lines]
    for first in range(len(lines)):
        if best is not None and first > best.first + _LINES:
            break
        if sum(names[first : first + _LINES]) < _KNOWN - 1:
            continue  # a wrapped header still has some whole words
        for band in _bands(lines, first):
            if best is None or band.known > best.known:
                best = band
    return best


def _bands(lines: list[TextLine], first: int) -> Iterator[Band]:
    """The headers that begin at one line, its words parted by wide gaps only (the cells), or by
    narrow ones too (the pieces).
    """
    if _is_caption(lines[first]):
        return
    cells, pieces = list[Segment](), list[Segment]()
    for after in range(first + 1, min(first + _LINES, len(lines)) + 1):
        line = lines[after - 1]
        if after > first + 1 and line.baseline - lines[after - 2].baseline > _PITCH * line.em:
            return
        cells, pieces = stacked(cells, line.cells), stacked(pieces, line.pieces)
        for groups in (cells, pieces):
            known = sum(column_of(group.text) is not None for group in groups)
            if known >= _KNOWN and known * 2 > len(groups):
                yield Band(first, after, tuple(groups), known)


def _is_caption(line: TextLine) -> bool:
    """Whether a line says the unit of the table below: 单位：万元. It begins no header."""
    known = any(column_of(cell.text) is not None for cell in line.cells)
    return not known and any(caption_unit(cell.text) is not None for cell in line.cells)


def stacked(groups: list[Segment], cells: tuple[Segment, ...]) -> list[Segment]:
    """Header cells with the segments of one more line put below those they overlap."""
    done = list(groups)
    for cell in cells:
        over = [group for group in done if group.left < cell.right and cell.left < group.right]
        done = [group for group in done if group not in over]
        done.append(
            Segment(
                min([cell.left, *(one.left for one in over)]),
                max([cell.right, *(one.right for one in over)]),
                "".join(one.text for one in over) + cell.text,
            )
        )
    return sorted(done, key=lambda one: one.left)
