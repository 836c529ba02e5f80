"""What a table is once its texts fit: which rows each cell covers."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.texts import Text


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
    ``headed``: the table has a header of its own, ``body`` is its height. ``hanging``: cells stand
    at the top of their rows. ``name``: the column of the names; ``levels``: the last with levels.
    """

    spans: dict[Block, Span]
    heights: list[float]
    doubtful: frozenset[int]
    headed: bool
    hanging: bool
    name: int
    levels: int
    body: float
    sure: bool
