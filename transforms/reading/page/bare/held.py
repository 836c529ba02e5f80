"""The rest of a table that does not fit: nothing of it is certain, and no name is cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from transforms.reading.page.bare.blocks import Block, blocks_of, least_pitch
from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.bare.texts import Text, clusters
from transforms.reading.page.bare.words import Words

_UP = 0.5  # em: from a baseline to between two lines


def held(sheet: Sheet, words: Words) -> Fit:
    """With each name a row begins, with each text at the left of all, and below the last name with
    each level. ``words``: those of the page before.
    """
    starts = clusters(_starts(sheet, words), sheet.em * _UP)
    inner = [group[0] - _UP * sheet.em for group in starts[1:]]
    cells: dict[tuple[int, int], list[Text]] = {}
    for text in sorted(sheet.texts, key=lambda one: one.baseline):
        cells.setdefault((text.edge, bisect_right(inner, text.baseline)), []).append(text)
    spans = {Block(tuple(texts)): (row, row) for (_, row), texts in cells.items()}
    baselines = [text.baseline for text in sheet.texts]
    heights = [min(baselines) - sheet.em, *inner, max(baselines) + sheet.em]
    return Fit(spans, heights, frozenset(), words._replace(headers=[], body=-1.0), False, False)


def _starts(sheet: Sheet, words: Words) -> Iterator[float]:
    blocks = blocks_of(sheet.texts, least_pitch(sheet.texts, sheet.em), sheet.em)
    names = [
        (one.texts[0].baseline, one.texts[-1].baseline) for one in blocks if one.edge == words.name
    ]
    yield from (first for first, _ in names)
    end = max((last for _, last in names), default=0.0)
    for text in sheet.texts:
        below = text.baseline > end and text.edge <= max(words.levels, 0)
        beside = any(first <= text.baseline <= last for first, last in names)
        if below or (text.edge == 0 and not beside):
            yield text.baseline
