"""What a table is once its texts fit: which rows each cell covers."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.texts import Text
from transforms.reading.page.bare.words import Words


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


def one_row(sheet: Sheet, words: Words) -> Fit:
    """All texts of each column as one cell of one row, of which nothing is certain."""
    columns: dict[int, list[Text]] = {}
    for text in sorted(sheet.texts, key=lambda one: one.baseline):
        columns.setdefault(text.edge, []).append(text)
    spans = {Block(tuple(texts)): (0, 0) for texts in columns.values()}
    heights = [text.baseline for text in sheet.texts]
    ends = [min(heights) - sheet.em, max(heights) + sheet.em]
    return Fit(spans, ends, frozenset(), words._replace(headers=[], body=-1.0), False, False)
