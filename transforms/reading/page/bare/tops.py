"""Whether levels that seem to stand in the middle of their rows may stand at the top of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span
from transforms.reading.page.bare.middle import Middle
from transforms.reading.page.bare.words import is_header_word
from transforms.reading.page.centred import names_level
from transforms.words.levels import level


def may_hang(table: Middle, spans: dict[Block, Span]) -> bool | None:
    """Whether the levels may stand at the top of their rows as well, and rule others then: no cell
    shows that they stand in the middle, the first ones stand beside the first name, and the
    taxonomy does not contradict. None: so they must, for in the middle of theirs they would leave
    rows without a level, or with one that is not theirs.
    """
    stretched = any(
        table.single(one) not in ([], [span]) and not is_header_word(one.text)
        for one, span in spans.items()
    )
    if not stretched or _is_centred(table):
        return False
    if not _complete(table, spans):
        return None
    names = [one.middle for one in table.blocks if _names(table, one)]
    firsts = [
        min(one.middle for one in blocks if table.in_body(one))
        for column, blocks in table.columns()
        if column < table.words.name and any(map(table.in_body, blocks))
    ]
    if not names or not all(first <= min(names) + table.near for first in firsts):
        return False
    return _fits_hanging(table, spans)


def _fits_hanging(table: Middle, spans: dict[Block, Span]) -> bool | None:
    """Which of both the taxonomy allows. What rules the same rows either way is no question."""
    levels = {one: spans[one] for one in spans if _rules(table, one)}
    hung = {one: _below_top(table, one, levels) for one in levels}
    if hung == levels:
        return False
    alien, hung_alien = _alien(levels), _alien(hung)
    if alien != hung_alien and not (alien and hung_alien):
        return None if alien else False
    return True


def _rules(table: Middle, block: Block) -> bool:
    return block.edge < table.words.name and table.in_body(block) and names_level(block.text)


def _below_top(table: Middle, block: Block, levels: Iterable[Block]) -> Span:
    """From the row beside which a level stands to the one above the next level."""
    row = table.own[block]
    below = [table.own[one] for one in levels if one.edge <= block.edge and table.own[one] > row]
    return row, min(below, default=len(table.rows)) - 1


def _alien(levels: Mapping[Block, Span]) -> bool:
    """Whether a level 2 stands in rows of a level 1 to which it does not belong."""
    pairs = (
        (one.text, other.text)
        for one, (first, last) in levels.items()
        for other, (row, _) in levels.items()
        if one.edge < other.edge and first <= row <= last
    )
    return any(_is_alien(one, other) for one, other in pairs)


def _is_alien(category: str, subcategory: str) -> bool:
    own = level(category, None).category
    inner = level(None, subcategory).subcategory
    return bool(own and inner) and level(category, subcategory).category != own


def _names(table: Middle, block: Block) -> bool:
    return block.edge == table.words.name and table.in_body(block)


def _is_centred(table: Middle) -> bool:
    """Whether cells with unlike lines, or in the middle of two rows, show that all are centred."""
    if len(table.own) < len(table.blocks):
        return True
    return any(len({one.lines for one in table.in_row(row)}) > 1 for row in range(len(table.rows)))


def _complete(table: Middle, spans: dict[Block, Span]) -> bool:
    """Whether each row with a name has a level in each of their columns."""
    rows = {table.own[one] for one in table.own if _names(table, one)}
    levels = {one.edge for one in spans if names_level(one.text) and one.edge < table.words.name}
    return all(
        any(one.edge == level and first <= row <= last for one, (first, last) in spans.items())
        for level in levels
        for row in rows
    )
