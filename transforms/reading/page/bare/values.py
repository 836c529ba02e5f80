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
    last = max(table.words.name, table.words.levels)
    for column, blocks in ((at, own) for at, own in table.columns() if at > last):
        found.update(_beside_names(table, spans, column, blocks))
        for block in (one for one in blocks if one not in found):
            ways = table.single(block) or _unshared(table, found, column, blocks, block)
            if not ways:
                return None
            found[block] = ways[-1]
            doubtful |= _guessed(block, ways)
    return found, doubtful | _nameless(table, found)


def _guessed(block: Block, ways: list[Span]) -> set[int]:
    """The rows of a cell that may cover more or fewer; a word of a header covers the fewest."""
    is_sure = len(ways) == 1 or column_of(block.text) is not None
    return set() if is_sure else set(range(ways[0][0], ways[0][1] + 1))


def _beside_names(
    table: Middle, spans: dict[Block, Span], column: int, blocks: list[Block]
) -> Iterator[tuple[Block, Span]]:
    """Cells beside a name over several rows that cover these rows between them."""
    for name, (first, last) in spans.items():
        if name.edge != table.words.name or first == last or table.is_head(name):
            continue
        inner = [block for block in blocks if _is_beside(table, block, first, last)]
        candidates = [_within(table, block, first, last) for block in inner]
        free = [is_free and first <= row <= last for row, is_free in enumerate(table.free(column))]
        left, ways = covered(candidates, free)
        if inner and left == 0 and len(ways) == 1:
            yield from zip(inner, ways[0], strict=True)


def _within(table: Middle, block: Block, first: int, last: int) -> list[Span]:
    """The rows that a cell may cover, from one to another."""
    spans = table.single(block) + table.tall(block)
    return [(upper, lower) for upper, lower in spans if first <= upper and lower <= last]


def _is_beside(table: Middle, block: Block, first: int, last: int) -> bool:
    upper, lower = table.rows[first].middle, table.rows[last].middle
    return upper - table.near < block.middle < lower + table.near


def _unshared(
    table: Middle, spans: dict[Block, Span], column: int, blocks: list[Block], block: Block
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
    name, found = table.words.name, set[int]()
    named = _covered(spans, [one for one in spans if one.edge <= name <= one.last])
    valued = _covered(spans, [one for one in spans if one.edge > name])
    body = {at for at, row in enumerate(table.rows) if row.middle > table.words.body + table.near}
    for block, (first, last) in spans.items():
        if block.edge != name or (first == last and block in table.own):
            continue
        beside = {first - 1, last + 1} & (valued & body - named)
        found |= beside | (set(range(first, last + 1)) if beside else set())
    return found


def _covered(spans: dict[Block, Span], blocks: list[Block]) -> set[int]:
    return {row for one in blocks for row in range(spans[one][0], spans[one][1] + 1)}
