"""The ways in which rows may be found of cells that stand in the middle of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from transforms.reading.page.bare.blocks import NEAR, Block, paddings
from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.bare.levels import carried_down, level_spans
from transforms.reading.page.bare.middle import fitted, middle_of
from transforms.reading.page.bare.rows import rows_of
from transforms.reading.page.bare.tops import may_hang
from transforms.reading.page.bare.values import value_spans
from transforms.reading.page.bare.words import Words
from transforms.reading.page.centred import names_level


class _Way(NamedTuple):
    """How the rows are found: of which cells, what is free between two of them, and as rows_of and
    find_borders have it. ``spare``: where it is not certain it is none.
    """

    blocks: list[Block]
    free: float
    most_rows: bool
    parted: bool = False
    spare: bool = False


def middle(sheet: Sheet, blocks: list[Block], leading: float, before: Words | None) -> Fit | None:
    """With as many rows as can be, or with those that have the most cells; and if that is not
    certain, without rows in which a level stands alone. What else may be counts if it is certain.
    """
    found: Fit | None = None
    for way in _ways(blocks, paddings(blocks, leading, NEAR * sheet.em)):
        fit = _of_rows(sheet, blocks, leading, before, way)
        if fit is not None and fit.sure:
            return fit
        found = found or (None if way.spare else fit)
    return found


def _ways(blocks: list[Block], free: list[float]) -> Iterator[_Way]:
    named = [block for block in blocks if not names_level(block.text)]
    spare = False
    for one in free if len(named) < len(blocks) else free[:1]:
        yield _Way(blocks, one, most_rows=True, spare=spare)
        yield _Way(blocks, one, most_rows=False, spare=spare)
        yield _Way(named, one, most_rows=True, spare=spare)
        spare = True
        if len(named) < len(blocks):
            yield _Way(named, one, most_rows=True, parted=True, spare=True)


def _of_rows(
    sheet: Sheet, blocks: list[Block], leading: float, before: Words | None, way: _Way
) -> Fit | None:
    near = NEAR * sheet.em
    rows = rows_of(way.blocks, leading, way.free, near, most_rows=way.most_rows)
    over = max(-way.free, 0.0) / 2
    table = middle_of(sheet, blocks, leading, before, rows, over=over, parted=way.parted)
    levels = level_spans(table) if table is not None else None
    if table is None or levels is None:
        return None
    spans, sure = levels
    hangs = may_hang(table, spans)
    values = value_spans(table, carried_down(table, spans))
    if hangs is None or values is None:
        return None
    return fitted(table, *values, sure=sure and not hangs)
