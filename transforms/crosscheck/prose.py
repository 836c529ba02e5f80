"""Prose that states targets of several kinds in a document of which no row is published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.crosscheck.claims import Doubt
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed

_KIND = re.compile(
    "(数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|满意度)(?:指标|目标)"
    r"(?=[:：,，]|$)"
)
_STATES = re.compile(r"[≥≧⩾≤≦⩽><=]\d|\d[%‰]")
_LEAST = 2  # kinds
_BY = 3  # lines: 数量指标 may stand on a line of its own above its values


def doubts(parts: list[Part], known: Known) -> Iterator[Doubt]:
    """One doubt for all lines, where they name two kinds at least and nobody told of them."""
    if known.by_cell:
        return
    lines = [row for part in parts if not part.is_table for row in part.rows if row.filled]
    found = [
        row for at, row in enumerate(lines) if _announces(row) and _state(lines[at : at + _BY])
    ]
    kinds = {kind for row in found for kind in _KIND.findall(row.filled[0].text)}
    told = any(known.is_told(row, row.filled[0], errors=False) for row in found)
    if len(kinds) >= _LEAST and not told:
        first, texts = found[0].filled[0], [row.filled[0].source.text for row in found]
        yield Doubt("printed_not_read", first.text, first.source, "\n".join(texts))


def _announces(row: Printed) -> bool:
    return bool(_KIND.search(row.filled[0].text))


def _state(rows: Sequence[Printed]) -> bool:
    """Whether a kind's line, or one of the next ones, states a value."""
    return any(_STATES.search(row.filled[0].text) for row in rows)
