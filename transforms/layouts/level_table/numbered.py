"""Several indicators in one row, numbered in the cell of names and in the cell of values.

1.宫颈癌筛查人数 | 1.≥8000人
2.乳腺癌筛查人数 | 2.≥7800人
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.layouts.shared.numbered_parts import NUMBER, numbered
from transforms.records import Finding, Indicator

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
    values = {
        role: numbered(text) or _lines(text, len(names))
        for role in _VALUES
        if (text := indicator.text(role))
    }
    if len(names) < 2 or not any(len(found) > 1 for found in values.values()):
        yield indicator
    elif any(len(found) != len(names) for found in values.values()):
        said = Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)
        yield replace(indicator, findings=[*indicator.findings, said])
    else:
        for number, name in enumerate(names):
            texts = {role: found[number] for role, found in values.items()}
            yield _one(indicator, name, texts, first=number == 0)


def _one(indicator: Indicator, name: str, texts: dict[str, str], *, first: bool) -> Indicator:
    """One of the row's indicators. What the row prints once is not counted for each."""
    one = replace(indicator, name=name, more=dict(indicator.more))
    # the number before a name belongs to it, as 指标1： does; a value is what stands behind
    for role, text in texts.items():
        one.put(role, NUMBER.sub("", text, count=1))
    if not first:
        one.findings, one.points, one.score = [], None, None
    return one
