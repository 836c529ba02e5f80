"""Forms that go on over a page under their header printed again: the header is not the form's first row, so only its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Block, Line, Row, Table
from transforms.fold import fold

_LEVELS = re.compile(r"[一二三][级級](?:绩效)?指[标標](?:\(.*\))?")
_PAGE_NUMBER = re.compile(r"[-—–\s第共/]*\d{1,4}[-—–\s页/]*(?:共?\d{1,4}页)?")


def rejoined(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, with every table that begins with a header of the table before it joined to that one.

    Only across a page, with nothing but page numbers between, and only for tables of indicators of equal width.
    """
    held: Table | None = None
    between: list[Line] = []
    for block in blocks:
        if held is not None and isinstance(block, Line) and _PAGE_NUMBER.fullmatch(fold(block.text)):
            between.append(block)
        elif held is not None and isinstance(block, Table) and _goes_on(held, block):
            held, between = replace(held, rows=held.rows + block.rows, open_bottom=block.open_bottom), []
        else:
            yield from (one for one in (held, *between) if one is not None)
            held, between = (block, []) if isinstance(block, Table) else (None, [])
            if isinstance(block, Line):
                yield block
    yield from (one for one in (held, *between) if one is not None)


def _goes_on(table: Table, after: Table) -> bool:
    head = _words(after.rows[0]) if after.rows else ()
    if sum(bool(_LEVELS.fullmatch(word)) for word in head) < 2 or len(table.rows[0]) != len(after.rows[0]):
        return False
    return _page(table.rows[-1]) != _page(after.rows[0]) and any(_words(row) == head for row in table.rows)


def _words(row: Row) -> tuple[str, ...]:
    """The row's words; a label down the side (绩效指标) may be blank on the second page."""
    words = tuple(fold(cell.text) if cell else "" for cell in row)
    return words[next((number for number, word in enumerate(words) if _LEVELS.fullmatch(word)), 0):]


def _page(row: Row) -> int | None:
    return next((cell.page for cell in row if cell is not None), None)
