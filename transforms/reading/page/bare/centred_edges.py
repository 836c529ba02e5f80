"""Where the columns of a table begin whose cells stand in the middle of theirs: each text is of the
column over which the nearest word of the header stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.reading.page.bare.edges import is_header
from transforms.reading.page.bare.texts import Text, in_lines


def centred_edges(texts: Sequence[Text]) -> tuple[float, ...] | None:
    """Where each column begins, from left to right; None where no line is a header, or the texts
    of two columns stand above one another.
    """
    lines = in_lines(texts)
    header = next((at for at, line in enumerate(lines) if is_header(line)), None)
    if header is None:
        return None
    heads = lines[header]
    columns = [(text.left, text.right) for text in heads]
    middles = [_middle(text) for text in heads]
    for text in (text for line in lines[header + 1 :] for text in line):
        at = _column(text, middles)
        if at is not None:
            left, right = columns[at]
            columns[at] = min(left, text.left), max(right, text.right)
    apart = all(one[1] <= other[0] for one, other in pairwise(columns))
    return tuple(left for left, _ in columns) if apart else None


def _column(text: Text, middles: Sequence[float]) -> int | None:
    """The column that a text is of; None if it reaches over the middles of several."""
    over = [at for at, middle in enumerate(middles) if text.left < middle < text.right]
    if len(over) > 1:
        return None
    return over[0] if over else _nearest(text, middles)


def _middle(text: Text) -> float:
    return (text.left + text.right) / 2


def _nearest(text: Text, middles: Sequence[float]) -> int:
    own = _middle(text)
    return min(range(len(middles)), key=lambda at: abs(middles[at] - own))
