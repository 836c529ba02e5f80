"""What a table is once its texts fit: which rows each cell covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.texts import Text
from transforms.reading.page.bare.words import Words
from transforms.reading.page.centred import names_level


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of one table, where its columns begin, and the type size."""

    texts: list[Text]
    edges: tuple[float, ...]
    em: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows of each cell, and the heights between rows, from above the first to below the last.

    ``doubtful``: rows of which something is a guess; ``sure``: the texts fit in no other way.
    ``hanging``: cells stand at the top of their rows.
    """

    spans: dict[Block, Span]
    heights: list[float]
    doubtful: frozenset[int]
    words: Words
    hanging: bool
    sure: bool


def has_first_levels(spans: Mapping[Block, Span], words: Words, near: float) -> bool:
    """Whether the first name below a header has a level in each of their columns: levels that stand
    below are those at the foot of their rows.
    """
    names = [
        first
        for one, (first, _) in spans.items()
        if one.edge == words.name and one.middle > words.body + near
    ]
    levels = {one.edge for one in spans if names_level(one.text) and one.edge < words.name}
    if words.body < 0 or not names:
        return True
    row = min(names)
    covered = {one.edge for one, (first, last) in spans.items() if first <= row <= last}
    return levels <= covered
