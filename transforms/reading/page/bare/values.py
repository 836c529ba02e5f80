"""Which rows the cells behind the names cover: their own, unless the name covers more."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span, covered
from transforms.reading.page.bare.middle import Middle
from transforms.words.headers import column_of


def value_spans(
    table: Middle, spans: dict[Block, Span]
) -> tuple[dict[Block, Span], set[int]] | None:
    """The rows of all cells, and those of which that is a guess; ``spans``: the rows of the cells
    up to the names. None where a cell covers none.
    """
    found, doubtful = dict(spans), set[int]()
    for column, blocks in table.columns():
        if column <= max(table.words.name, table.words.levels):
            continue
        found.update(_beside_names(table, spans, column, blocks))
        for block in blocks:
            if block in found:
                continue
            tall = _unshared(table, found, column, block, blocks)
            single = table.single(block)
            if not single and not tall:
                return None
            found[block] = single[0] if single else tall[-1]
            if not single and len(tall) > 1 and column_of(block.text) is None:
                doubtful |= set(range(tall[0][0], tall[0][1] + 1))
    return found, doubtful | _nameless(table, found)


def _beside_names(
    table: Middle, spans: dict[Block, Span], column: int, blocks: list[Block]
) -> Iterator[tuple[Block, Span]]:
    """Cells beside a name over several rows that cover these rows between them."""
    for name, (first, last) in spans.items():
        if name.edge != table.words.name or first == last or table.is_head(name):
            continue
        inner = [block for block in blocks if _is_beside(table, block, first, last)]
        candidates = [
            [
                one
                for one in table.single(block) + table.tall(block)
                if first <= one[0] and one[1] <= last
            ]
            for block in inner
        ]
        free = [is_free and first <= row <= last for row, is_free in enumerate(table.free(column))]
        left, ways = covered(candidates, free)
        if inner and left == 0 and len(ways) == 1:
            yield from zip(inner, ways[0], strict=True)


def _is_beside(table: Middle, block: Block, first: int, last: int) -> bool:
    upper, lower = table.rows[first].middle, table.rows[last].middle
    return upper - table.near < block.middle < lower + table.near


def _unshared(
    table: Middle, spans: dict[Block, Span], column: int, block: Block, blocks: list[Block]
) -> list[Span]:
    """Two rows and more that a cell may cover and no other cell of its column does."""
    taken = {row for one in blocks if one is not block for row in _rows(table, spans, one)}
    free = table.free(column)
    return [
        (first, last)
        for first, last in table.tall(block)
        if all(free[first : last + 1]) and taken.isdisjoint(range(first, last + 1))
    ]


def _rows(table: Middle, spans: dict[Block, Span], block: Block) -> set[int]:
    first, last = spans.get(block, (1, 0))
    return {*range(first, last + 1), *(row for row, _ in table.single(block))}


def _nameless(table: Middle, spans: dict[Block, Span]) -> set[int]:
    """Rows with values and no name beside a name that covers several: it may cover them too."""
    names = [(one, span) for one, span in spans.items() if one.edge <= table.words.name <= one.last]
    named = {row for _, (first, last) in names for row in range(first, last + 1)}
    found = set[int]()
    for row in range(len(table.rows)):
        if row in named or table.rows[row].middle <= table.words.body + table.near:
            continue
        if not any(a <= row <= z for one, (a, z) in spans.items() if one.edge > table.words.name):
            continue
        for one, (first, last) in names:
            over = first < last or one not in table.own
            if one.edge == table.words.name and over and first - 1 <= row <= last + 1:
                found |= {row, *range(first, last + 1)}
    return found
