"""Which rows the cells of the first columns cover, up to that of the names: levels, and what else
is merged.
"""

from __future__ import annotations

from transforms.reading.page.bare.blocks import Block
from transforms.reading.page.bare.cover import Span, Spans, covers, nested
from transforms.reading.page.bare.middle import Middle
from transforms.reading.page.centred import names_level
from transforms.words.headings import is_heading

_WAYS = 200
_CLOSE = 1.6  # lines: what stands so near to a row may be of it


def level_spans(table: Middle) -> tuple[dict[Block, Span], bool] | None:
    """The rows of these cells, and whether that is certain; None where they cannot cover any.

    Columns to the left are coarser: where a column can be in several ways, the cells of each lie
    within those of the columns before.
    """
    tree = any(_heads_rows_below(table, block) for block in table.own)
    last = max(table.words.name, table.words.levels)
    columns = [(column, blocks) for column, blocks in table.columns() if column <= last]
    ways: list[tuple[Spans, ...]] = [()]
    for column, blocks in columns:
        candidates = [_candidates(table, block, tree=tree) for block in blocks]
        own = covers(candidates, table.free(column))
        ways = _narrowed([(*way, more) for way in ways for more in own])
    if not ways:
        return None
    cells = [block for _, blocks in columns for block in blocks]
    spans = [span for column in ways[0] for span in column]
    return dict(zip(cells, spans, strict=True)), len(ways) == 1


def _narrowed(ways: list[tuple[Spans, ...]]) -> list[tuple[Spans, ...]]:
    """Of several ways those whose cells lie within those of the columns before, if any."""
    fine = [way for way in ways if nested(way)] if len(ways) > 1 else []
    return (fine or ways)[:_WAYS]


def _candidates(table: Middle, block: Block, *, tree: bool) -> list[Span]:
    """The rows that a cell may cover."""
    single = table.single(block)
    if table.is_head(block):
        return single or table.tall(block)[-1:]
    above = block.middle < table.words.body and block.edge > 0
    if single and (tree or above or is_heading(block.text)):
        return single
    if not names_level(block.text) or not table.in_body(block):
        return single + table.tall(block)
    return single + [span for span in table.tall(block) if _may_rule(table, block, span)]


def _may_rule(table: Middle, level: Block, span: Span) -> bool:
    """Whether a level may rule some rows: they are below the header, and each says something to
    the right of it.
    """
    first, last = span
    return first >= table.first_row() and all(
        any(one.edge > level.edge for one in table.in_row(row)) for row in range(first, last + 1)
    )


def _heads_rows_below(table: Middle, block: Block) -> bool:
    """Whether a level stands alone in its row, and what it heads begins in the row below: it is
    not merged then, and no other is.
    """
    row = table.own[block]
    if not names_level(block.text) or len(table.in_row(row)) > 1 or row + 1 >= len(table.rows):
        return False
    height = table.rows[row + 1].middle
    below = table.in_row(row + 1) + [
        one
        for one in table.blocks
        if one not in table.own and abs(one.middle - height) < _CLOSE * table.leading
    ]
    return min((one.edge for one in below), default=-1) > block.edge


def carried_down(table: Middle, spans: dict[Block, Span]) -> dict[Block, Span]:
    """The cells with the rows below a level that name none: it is printed once. Only where no cell
    of the columns of levels covers several rows, and no level heads rows of its own.
    """
    if any(map(_covers_more, spans.values())) or any(
        _heads_rows_below(table, block) for block in table.own
    ):
        return spans
    return {block: _down_to_next(table, block, spans) for block in spans}


def _covers_more(span: Span) -> bool:
    return span[0] < span[1]


def _down_to_next(table: Middle, block: Block, spans: dict[Block, Span]) -> Span:
    first, last = spans[block]
    if not names_level(block.text) or block.edge >= table.words.name or not table.in_body(block):
        return first, last
    below = [row for one, (row, _) in spans.items() if one.edge <= block.edge and row > first]
    return first, max(last, min(below, default=len(table.rows)) - 1)
