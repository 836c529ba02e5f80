"""Several indicators in one row, numbered in the cell of names and in the cell of values.

1.宫颈癌筛查人数 | 1.≥8000人
2.乳腺癌筛查人数 | 2.≥7800人
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Cell
from transforms.layouts.shared.numbered_parts import NUMBER, numbered
from transforms.records import Finding, Indicator

# a sign, a number and its unit
_WHOLE = re.compile(r"\s*+[≥≤≧≦><＞＜=＝]{0,2}+\s*+\d[\d.,]*+\s*+(?:%|‰|[^\W\d_]{1,6})\s*")
_VALUES = ("period_value", "annual_value", "actual_value")


def _lines(text: str, count: int) -> list[str]:
    """The lines of a value without numbers, where there is one for each name; else none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines if len(lines) == count else []


def each(indicator: Indicator) -> Iterator[Indicator]:
    """The indicators of one row: one for each number, where all values have the same numbers.

    Where a value has other numbers than the name, which is whose cannot be told (``cells_glued``).
    """
    names = numbered(indicator.name)
    if len(names) < 2 and _is_of_several(indicator):
        yield _glued(indicator)
        return
    values = {
        role: numbered(text) or _lines(text, len(names))
        for role in _VALUES
        if (text := indicator.text(role))
    }
    if len(names) < 2 or not any(len(found) > 1 for found in values.values()):
        yield indicator
    elif any(len(found) != len(names) for found in values.values()):
        yield _glued(indicator)
    else:
        for number, name in enumerate(names):
            texts = {role: found[number] for role, found in values.items()}
            yield _one(indicator, name, texts, first=number == 0)


def _glued(indicator: Indicator) -> Indicator:
    said = Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)
    return replace(indicator, findings=[*indicator.findings, said])


def _is_of_several(indicator: Indicator) -> bool:
    """Whether each line of a value is a whole one, and the name had lines too, which the reader has
    put together: 培训人数 / 考核场次 | ≥9人 / =1场.
    """
    name, cell = indicator.name or "", indicator.cell
    if not isinstance(cell, Cell) or cell.text.strip() != name.strip():
        return False
    if "\n" not in name and ("line_breaks" not in cell.repaired or cell.page is not None):
        return False
    values = ((indicator.text(role) or "").split("\n") for role in _VALUES)
    return any(len(lines) > 1 and all(map(_WHOLE.fullmatch, lines)) for lines in values)


def _one(indicator: Indicator, name: str, texts: dict[str, str], *, first: bool) -> Indicator:
    """One of the row's indicators. What the row prints once is not counted for each."""
    one = replace(indicator, name=name, more=dict(indicator.more))
    # the number before a name belongs to it, as 指标1： does; a value is what stands behind
    for role, text in texts.items():
        one.put(role, NUMBER.sub("", text, count=1))
    if not first:
        one.findings, one.points, one.score = [], None, None
    return one
