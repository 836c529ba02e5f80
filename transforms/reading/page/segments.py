"""Lines of a page cut where the gaps are: what a table without rules consists of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from transforms.reading.page.lines import Sorted, sort_lines
from transforms.reading.page.marks import Chars, Floats, Mask

_CELL = 0.8  # em: a gap that parts two cells of a header
# em: a gap through which a column border may run; the space that typesetters put between Chinese
# and Latin is smaller
_PIECE = 0.35
_SMALL = 0.05  # em: within one text of Chinese characters there is less between two
_EDGE = 1.0  # points
_LINES = 3  # that begin a piece at one place
_SHARE = 0.1  # of all lines, likewise


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, from ``left`` to ``right``."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line, cut at wide gaps (``cells``) and at every gap (``pieces``)."""

    baseline: float
    em: float
    cells: tuple[Segment, ...]
    pieces: tuple[Segment, ...]


def text_lines(chars: Chars) -> list[TextLine]:
    """The lines of a page, top to bottom; blank characters left out.

    A smaller gap parts two pieces too, where pieces of other lines begin right behind it.
    """
    chars = chars.take(chars.codes > 0x20)
    if not len(chars):
        return []
    lines = sort_lines(chars, np.zeros(len(chars), int))
    em, starts = lines.chars.em, np.flatnonzero(lines.new_line)
    gaps = lines.chars.gaps() / lines.chars.em
    parted = lines.new_line | (gaps > _PIECE)
    parted |= (gaps > _SMALL) & _at_edges(lines.chars.left, parted, lines.new_line)
    cells, pieces = _cut(lines, lines.new_line | (gaps > _CELL)), _cut(lines, parted)
    return [
        TextLine(
            float(lines.chars.baseline[start]),
            float(em[start:end].max()),
            cells[number],
            pieces[number],
        )
        for number, (start, end) in enumerate(pairwise([*starts.tolist(), len(chars)]))
    ]


def _at_edges(left: Floats, parted: Mask, new_line: Mask) -> Mask:
    """Which characters begin where the pieces of several lines begin: at the edge of a column."""
    begun = np.round(left[parted] / _EDGE).astype(int)
    places, counts = np.unique(begun, return_counts=True)
    edges = places[counts >= max(_LINES, _SHARE * int(new_line.sum()))]
    found: Mask = np.isin(np.round(left / _EDGE).astype(int), edges)
    return found


def _cut(lines: Sorted, parted: Mask) -> list[tuple[Segment, ...]]:
    """Each line's segments; ``parted`` marks the characters that begin one."""
    chars = lines.chars
    starts = np.flatnonzero(parted)
    ends = np.append(starts[1:], len(chars)) - 1
    text = chars.codes.astype("<u4").tobytes().decode("utf-32-le")
    found: list[list[Segment]] = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if lines.new_line[start]:
            found.append([])
        found[-1].append(
            Segment(float(chars.left[start]), float(chars.right[end]), text[start : end + 1])
        )
    return [tuple(line) for line in found]
