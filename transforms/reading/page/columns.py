"""Where the columns of a table without rules lie: its header cells, and the bodies of text below
that belong to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from schemas.roles import ranked, roles
from transforms.reading.page.header import Band
from transforms.reading.page.marks import Floats
from transforms.reading.page.segments import TextLine
from transforms.words.headers import column_of

_STEP = 0.5  # points
_STRAY = 0.02  # of the lines may cross a gap between two columns: text that runs over
_SPLIT = 6.0  # points: what it costs beside the gap to see one column's text as two bodies
_MONEY = frozenset((*roles("amount", "part"), "funds"))
_AMOUNTS = ranked()
_LEVELS = frozenset(roles("level"))
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """Column borders (x, from left to right), the amount column, that of the names, and whether
    cells hang from the top of their row.
    """

    xs: tuple[float, ...]
    amount: int
    money: bool  # the amount column holds money, so nothing but numbers
    top: bool
    name: int | None = None


def find_columns(band: Band, header: list[TextLine], body: list[TextLine]) -> Columns | None:
    """The columns below a header; None without a column of amounts or values, which the rows could
    not be told without.
    """
    kinds = [column_of(group.text) for group in band.groups]
    amount = next((kinds.index(kind) for kind in _AMOUNTS if kind in kinds), None)
    if amount is None:
        amount = _beside_levels(kinds)
    if amount is None:
        return None
    pieces = np.array(
        [(piece.left, piece.right) for line in header + body for piece in line.pieces]
    )
    heads = [(group.left, group.right) for group in band.groups]
    spans = _joined(
        heads,
        _bodies(
            np.array([(piece.left, piece.right) for line in body for piece in line.pieces]),
            len(body),
        ),
    )
    inner = [_border(left, right, pieces) for left, right in pairwise(spans)]
    return Columns(
        (float(pieces[:, 0].min()) - 1, *inner, float(pieces[:, 1].max()) + 1),
        amount,
        kinds[amount] in _MONEY,
        True,
        kinds.index("name") if "name" in kinds else None,
    )


def _beside_levels(kinds: list[str | None]) -> int | None:
    """Behind the levels and the name the first column from the right that is known as nothing else:
    targets may stand below the name of a place.
    """
    if sum(kind in _LEVELS for kind in kinds) < 2 or "name" not in kinds:
        return None
    unknown = [at for at in range(kinds.index("name") + 1, len(kinds)) if kinds[at] is None]
    return max(unknown, default=None)


def _bodies(pieces: Floats, lines: int) -> list[Span]:
    """Stretches of x with text, parted by stretches that next to no line has text in."""
    if not len(pieces):
        return []
    places = np.arange(pieces[:, 0].min(), pieces[:, 1].max() + _STEP, _STEP)
    crossing = ((pieces[:, :1] <= places) & (places <= pieces[:, 1:])).sum(axis=0)
    inside = np.concatenate(([False], crossing > _STRAY * lines, [False]))
    starts, ends = (
        np.flatnonzero(inside[1:] & ~inside[:-1]),
        np.flatnonzero(inside[:-1] & ~inside[1:]),
    )
    return [
        (float(places[start]), float(places[end - 1]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _joined(heads: list[Span], bodies: list[Span]) -> list[Span]:
    """Each header cell with the bodies below it, from left to right.

    Nearest first would go wrong where numbers are aligned to the right below words aligned to the
    left: the assignment with the least total distance is taken in which no two columns change
    places. A column may be blank; a body split in two costs its own gap.
    """
    width = len(heads)
    cost = np.array([_distance(head, bodies[0]) for head in heads]) if bodies else np.zeros(width)
    came: list[list[int]] = []
    for before, body in pairwise(bodies):
        split = np.diag(np.full(width, body[0] - before[1] + _SPLIT))
        # reach[j, k]: the body before in column j, this one in k
        reach = np.where(np.tri(width, dtype=bool).T, cost[:, None] + split, np.inf)
        came.append(reach.argmin(axis=0).tolist())
        cost = reach.min(axis=0) + [_distance(head, body) for head in heads]
    spans, column = list(heads), int(cost.argmin())
    for index in range(len(bodies) - 1, -1, -1):
        spans[column] = (
            min(spans[column][0], bodies[index][0]),
            max(spans[column][1], bodies[index][1]),
        )
        column = came[index - 1][column] if index else column
    return spans


def _distance(one: Span, other: Span) -> float:
    """Between two stretches; 0 if they overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0.0)


def _border(left: Span, right: Span, pieces: Floats) -> float:
    """Between two columns; where they overlap, the middle of the widest stretch that the fewest
    pieces cross.
    """
    if left[1] < right[0]:
        return (left[1] + right[0]) / 2
    places = np.arange(
        (left[0] + left[1]) / 2,
        max((right[0] + right[1]) / 2, (left[0] + left[1]) / 2 + _STEP),
        _STEP,
    )
    crossing = ((pieces[:, :1] < places) & (places < pieces[:, 1:])).sum(axis=0)
    free = np.flatnonzero(crossing == crossing.min())
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    return float(places[max(runs, key=len)].mean())
