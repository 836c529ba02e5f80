"""Tables of which only rules across are drawn, cell by cell: where such rules end, columns do.

───────── ───────── ─────────
产出指标  数量指标  培训人数
───────── ─────────
质量指标  合格率
───────── ───────── ─────────
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from transforms.reading.page.bare.texts import Text, clusters, page_texts
from transforms.reading.page.grid import SNAP, Grid, find_grids
from transforms.reading.page.marks import Chars, Edges, Floats

_COLUMNS = (3, 40)  # fewer tell nothing, more are dashes
_ROWS = 3  # heights at which rules stand
_NEAR = 2.0  # points between the ends of two rules of neighbouring cells

Rules = list[tuple[float, list[tuple[float, float]]]]
"""Heights, each with the ends of its rules."""


def find_sideless(edges: Edges, chars: Chars) -> list[Grid]:
    """The grid of a page without rules down; none where the rules across do not tell columns."""
    rules = _by_height(edges.horizontal)
    ends = clusters((end for _, own in rules for rule in own for end in rule), _NEAR)
    places = [sum(one) / len(one) for one in ends]
    columns = [x for x in places if _parts(x, rules)]
    least, most = _COLUMNS
    if len(edges.vertical) or len(rules) < _ROWS or not least < len(columns) <= most:
        return []
    texts = [text for line in page_texts(chars) for text in line]
    down = [(x, *span) for x in columns for span in _spans(x, rules, texts)]
    return find_grids(Edges(edges.horizontal, np.array(down)))


def _by_height(horizontal: Floats) -> Rules:
    """The rules at each height, top to bottom."""
    found: Rules = []
    for y, left, right in sorted(horizontal.tolist()):
        if found and y - found[-1][0] < SNAP:
            found[-1][1].append((left, right))
        else:
            found.append((y, [(left, right)]))
    return found


def _parts(x: float, rules: Rules) -> bool:
    """Whether a column ends here: rules end at two heights and more, and as often as others go
    through.
    """
    ending = sum(any(_ends(x, rule) for rule in own) for _, own in rules)
    through = sum(not any(_ends(x, rule) for rule in own) and _cross(x, own) for _, own in rules)
    return ending > 1 and ending >= through


def _ends(x: float, rule: tuple[float, float]) -> bool:
    return min(abs(x - rule[0]), abs(x - rule[1])) < SNAP


def _cross(x: float, rules: Sequence[tuple[float, float]]) -> bool:
    return any(left < x < right for left, right in rules)


def _spans(x: float, rules: Rules, texts: Sequence[Text]) -> Iterator[tuple[float, float]]:
    """From where to where a border goes down: not through a text."""
    heights = [y for y, own in rules if _cross(x, own) or any(_ends(x, rule) for rule in own)]
    over = [text.baseline for text in texts if text.left + _NEAR < x < text.right - _NEAR]
    for top, bottom in pairwise(heights):
        if not any(top < baseline < bottom for baseline in over):
            yield top, bottom
