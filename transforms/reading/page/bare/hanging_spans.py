"""Which rows the cells cover that stand at the top of theirs: levels as far as the next one, and
the name and its values as far as the next name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.words import Words
from transforms.reading.page.centred import names_level


@dataclass(slots=True)
class _Table:
    spans: dict[Block, Span]
    words: Words
    rows: int

    def next(self, block: Block, last: int) -> int:
        """The row above the next cell in the columns up to that of a cell, but not beyond
        ``last``.
        """
        row, _ = self.spans[block]
        below = [
            other
            for one, (other, _) in self.spans.items()
            if one.edge <= min(block.edge, last) and other > row
        ]
        return min(below, default=self.rows) - 1

    def extend(self, block: Block, last: int) -> None:
        """Let a cell cover the rows as far as ``last``."""
        first, own = self.spans[block]
        self.spans[block] = first, max(own, last)


def hanging_spans(
    blocks: Sequence[tuple[Block, int, int]],
    starts: Sequence[int],
    words: Words,
    headers: Collection[int],
    body: int,
) -> dict[Block, Span]:
    """The rows of each cell; ``blocks``: cells with their first and last line."""
    row = [bisect_right(starts, line) - 1 for line in range(max(last for *_, last in blocks) + 1)]
    spans = {block: (row[first], row[last]) for block, first, last in blocks}
    heads = {row[line] for line in headers}
    least = row[body] if body >= 0 else -1
    table = _Table(spans, words, len(starts))
    inside = [one for one, (first, _) in spans.items() if first > least and first not in heads]
    if any(_is_tree(table, block) for block in inside):
        return spans
    for block in inside:
        if block.edge <= words.levels:
            table.extend(block, table.next(block, words.levels))
    for block in inside:
        if block.edge == words.name:
            _extend_name(table, block)
    return table.spans


def _extend_name(table: _Table, name: Block) -> None:
    """Let a name cover the rows without one below it, and its values with it."""
    table.extend(name, table.next(name, table.words.name))
    first, last = table.spans[name]
    if first == last:
        return
    for block in [one for one in table.spans if one.edge > table.words.name]:
        row, _ = table.spans[block]
        if first <= row <= last:
            below = [
                other
                for one, (other, _) in table.spans.items()
                if one.edge == block.edge and other > row
            ]
            table.extend(block, min(min(below, default=table.rows) - 1, last))


def _is_tree(table: _Table, block: Block) -> bool:
    """Whether a level stands alone in its row: it heads the rows below, and is not merged."""
    row, _ = table.spans[block]
    alone = sum(first == row for first, _ in table.spans.values()) == 1
    return alone and block.edge <= table.words.levels and names_level(block.text)
