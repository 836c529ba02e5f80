"""Lines of a page cut where the gaps are: what a table without rules consists of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from transforms.reading.page.lines import Sorted, sort_lines
from transforms.reading.page.marks import Chars

_CELL = 0.8  # em: a gap that parts two cells of a header
# em: a gap through which a column border may run; the space that typesetters put between Chinese
# and Latin is smaller
_PIECE = 0.35


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
    """The lines of a page, top to bottom; blank characters left out."""
    chars = chars.take(chars.codes > 0x20)
    if not len(chars):
        return []
    lines = sort_lines(chars, np.zeros(len(chars), int))
    em, starts = lines.chars.em, np.flatnonzero(lines.new_line)
    cells, pieces = _cut(lines, _CELL), _cut(lines, _PIECE)
    return [
        TextLine(
            float(lines.chars.baseline[start]),
            float(em[start:end].max()),
            cells[number],
            pieces[number],
        )
        for number, (start, end) in enumerate(pairwise([*starts.tolist(), len(chars)]))
    ]


def _cut(lines: Sorted, widest: float) -> list[tuple[Segment, ...]]:
    """Each line's segments, parted by gaps of more than ``widest`` em."""
    chars = lines.chars
    starts = np.flatnonzero(lines.new_line | (chars.gaps() > widest * chars.em))
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
