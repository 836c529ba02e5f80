"""The texts of a page: its lines, cut at gaps and where texts of other lines begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from transforms.reading.page.marks import Chars, Floats, Ints, Mask, begins
from transforms.words.headers import column_of

_CELL = 0.8  # em: a gap that parts two cells
_SMALL = 0.05  # em: within one text of Chinese characters there is less between two
_TORN = 0.08  # em: as much between two Chinese characters, and no space, is room of two cells
_CHINESE = 0x2E80
_HEIGHT = 0.15  # em: characters of one line stand no farther from its first one
_LINE = 1.7  # em: lines of one cell
_SAME = 1.0  # points: texts that begin so near begin at one place
_OVER = 0.3  # em: so far a text may reach over the begin of the next column
_HEADER = 3  # header words that make a header line


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of one line, and the columns in which it begins and ends."""

    left: float
    right: float
    baseline: float
    em: float
    text: str
    edge: int = 0
    last: int = 0


Line = list[Text]


def page_texts(chars: Chars) -> list[Line]:
    """The lines of a page, top to bottom, each with its texts."""
    spaces, chars = chars.take(chars.codes == 0x20), chars.take(chars.codes > 0x20)
    if not len(chars):
        return []
    line = _lines(chars)
    order = np.lexsort((chars.left, line))
    chars, new_line = chars.take(order), begins(line[order])
    gaps = chars.gaps() / chars.em
    parted = new_line | (gaps > _CELL)
    parted |= _torn(chars, gaps, new_line, spaces)
    for _ in range(2):  # what is cut at one edge may make another
        parted |= (gaps > _SMALL) & _at_edges(chars, parted, new_line)
    return in_lines(_texts(chars, parted))


def _lines(chars: Chars) -> Ints:
    """The line of each character. Lines of cells side by side may be a third of a line apart."""
    found, line, first = np.zeros(len(chars), int), -1, -np.inf
    for at in np.argsort(chars.baseline, kind="stable").tolist():
        if chars.baseline[at] - first > _HEIGHT * chars.em[at]:
            line, first = line + 1, float(chars.baseline[at])
        found[at] = line
    return found


def in_lines(texts: Iterable[Text]) -> list[Line]:
    """The texts of each height, top to bottom and from left to right."""
    found: list[Line] = []
    for text in sorted(texts, key=lambda one: one.baseline):
        if found and text.baseline - found[-1][0].baseline < 0.3 * text.em:
            found[-1].append(text)
        else:
            found.append([text])
    return [sorted(line, key=lambda one: one.left) for line in found]


def clusters(values: Iterable[float], near: float = _SAME) -> list[list[float]]:
    """Values in order, those together that follow each other closely."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return found


def placed(texts: Iterable[Text], edges: Sequence[float], em: float) -> list[Text]:
    """The texts with the columns in which they begin and end; ``edges``: where columns begin. None
    ends in the column in which the next one of its line begins.
    """
    found = []
    for line in in_lines(list(texts)):
        begins = [int(np.searchsorted(edges, text.left + _SAME, "right")) - 1 for text in line]
        most = [*(edge - 1 for edge in begins[1:]), len(edges)]
        for text, edge, end in zip(line, begins, most, strict=True):
            last = int(np.searchsorted(edges, text.right - _OVER * em)) - 1
            found.append(replace(text, edge=edge, last=max(edge, min(last, end))))
    return _with_next_lines(found, em)


def _with_next_lines(texts: list[Text], em: float) -> list[Text]:
    """The texts; a line that stands in the middle below one over several columns is of its cell."""
    found: list[Text] = []
    for text in texts:
        above = next((one for one in reversed(found) if _is_over(one, text, em)), None)
        own = above is not None and above.edge < text.edge
        found.append(replace(text, edge=above.edge, last=above.last) if own and above else text)
    return found


def _is_over(above: Text, text: Text, em: float) -> bool:
    gap = text.baseline - above.baseline
    aside = abs(text.left + text.right - above.left - above.right) / 2
    return 0 < gap < _LINE * em and aside < _SAME and above.edge < text.edge <= above.last


def _texts(chars: Chars, parted: Mask) -> list[Text]:
    starts = np.flatnonzero(parted)
    ends = np.append(starts[1:], len(chars)) - 1
    text = chars.codes.astype("<u4").tobytes().decode("utf-32-le")
    return [
        Text(
            float(chars.left[start]),
            float(chars.right[end]),
            float(chars.baseline[start]),
            float(chars.em[start : end + 1].max()),
            text[start : end + 1],
        )
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _torn(chars: Chars, gaps: Floats, new_line: Mask, spaces: Chars) -> Mask:
    """Gaps between Chinese characters that no space fills and that the text beside does not have:
    two cells that nearly touch.
    """
    chinese = chars.codes >= _CHINESE
    wide = (gaps > _TORN) & chinese & np.append(False, chinese[:-1]) & ~new_line
    inner = np.where(new_line, 0.0, gaps)
    beside = np.maximum(np.append(0.0, inner[:-1]), np.append(inner[1:], 0.0))
    found: Mask = wide & (beside < gaps / 2)
    for at in np.flatnonzero(found).tolist():
        found[at] = not _has_space(chars, at, spaces)
    return found


def _has_space(chars: Chars, at: int, spaces: Chars) -> bool:
    """Whether a space stands before a character."""
    beside = np.abs(spaces.baseline - chars.baseline[at]) < 0.3 * chars.em[at]
    between = (spaces.left > chars.left[at - 1]) & (spaces.right < chars.right[at])
    return bool((beside & between).any())


def _at_edges(chars: Chars, parted: Mask, new_line: Mask) -> Mask:
    """Which characters begin where two texts begin, or one word of a header line."""
    lefts = [group[0] for group in clusters(chars.left[parted].tolist()) if len(group) > 1]
    texts = _texts(chars, parted)
    of_line = np.cumsum(new_line)[np.flatnonzero(parted)].tolist()
    words: dict[int, list[float]] = {}
    for line, text in zip(of_line, texts, strict=True):
        if column_of(text.text) is not None:
            words.setdefault(line, []).append(text.left)
    lefts += [left for line in words.values() if len(line) >= _HEADER for left in line]
    edges = np.array(lefts or [-np.inf])
    found: Mask = np.abs(chars.left[:, None] - edges[None, :]).min(axis=1) < _SAME
    return found


def gaps_down(texts: Iterable[Text]) -> list[float]:
    """From each text to the next one below that begins in its column."""
    columns: dict[int, list[float]] = {}
    for text in texts:
        columns.setdefault(text.edge, []).append(text.baseline)
    return [below - above for one in columns.values() for above, below in pairwise(sorted(one))]
