"""An indicator over several rows: its name and values are merged cells, its points are not.

是否推进航线发展 | 是/否 | 是 | 5 | ①
                 |       |    | 5 | ②
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from transforms.document import Row
from transforms.layouts.level_table.blocks import VALUES, Block
from transforms.layouts.level_table.columns import LEVELS, TARGETS, Column
from transforms.layouts.level_table.row import explanation_of
from transforms.records import Finding, Indicator

_RULING = frozenset((*LEVELS, *TARGETS, "name", "operator", "unit"))


def goes_on(blocks: list[Block], row: Row, before: Row | None) -> bool:
    """Whether the row has the name of the row before, in one merged cell, and its targets."""
    if before is None or len(blocks) != 1:
        return False
    block = blocks[0]
    name = block.cell(row, "name")
    if name is None or not name.text.strip() or name is not block.cell(before, "name"):
        return False
    own = [column for column in block.columns if column.role in VALUES[:3]]
    return bool(own) and all(
        column.text(row) == column.text(before) or _is_result(column, own) for column in own
    )


def _is_result(column: Column, own: list[Column]) -> bool:
    """Whether a column has the results of targets that another column has."""
    return column.role == VALUES[2] and len(own) > 1


def is_again(blocks: list[Block], row: Row, first: Row) -> bool:
    """Whether an indicator over several rows, which begins in ``first``, is printed again in full,
    as on the next page.
    """
    if len(blocks) != 1 or not blocks[0].text(row, "name"):
        return False
    ruling = [column for column in blocks[0].columns if column.role in _RULING]
    same = all(column.text(row) == column.text(first) for column in ruling)
    return same and any(column.role in TARGETS for column in ruling)


def take(indicator: Indicator, block: Block, row: Row, text: str) -> None:
    """Add what one more row says: points and scores are added up, notes stand one after another.

    Which of two results is the indicator's cannot be told (``cells_glued``).
    """
    differs = (block.text(row, VALUES[2]) or "") != (indicator.text(VALUES[2]) or "")
    if differs and not any(one.rule == "cells_glued" for one in indicator.findings):
        indicator.findings.append(
            Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)
        )
    for role in ("points", "score"):
        indicator.put(role, _sum(indicator.text(role), block.text(row, role)))
    for role, said in (
        ("deviation_note", block.text(row, "deviation_note")),
        ("explanation", explanation_of(block, row)),
    ):
        texts = [one for one in (indicator.text(role), said) if one]
        indicator.put(role, "；".join(dict.fromkeys(texts)) or indicator.text(role))
    indicator.source_text = f"{indicator.source_text}\n{text}"


def _sum(one: str | None, other: str | None) -> str | None:
    """Two figures added up; where one of them is none, both as printed."""
    if not other:
        return one
    try:
        return str(Decimal(one or "0") + Decimal(other))
    except InvalidOperation:
        return f"{one}；{other}"
