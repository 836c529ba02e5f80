"""Another form of the one-cell string, written by a budget system.

指标编码：…,指标名称：…,运算符号：…,指标值：…,计量单位：… joined by '; '.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.document import Cell
from transforms.records import Finding, Indicator
from transforms.words.levels import known_code

LABELLED = re.compile(r"指标编码\s*[:：]")
_LABEL = re.compile(
    r"(?:^|(?<=[,，;；\s]))(?P<label>一级指标|二级指标|指标编码|指标名称|运算符号|指标值|计量单位)\s*[:：]"
)
_FIELDS = {
    "一级指标": "category",
    "二级指标": "subcategory",
    "指标名称": "name",
    "运算符号": "operator",
    "指标值": "annual_value",
    "计量单位": "unit",
}


def labelled(cell: Cell) -> Iterator[Indicator]:
    """One indicator for every 指标编码; text before the first one is left over."""
    text = cell.text
    starts = [mark.start() for mark in LABELLED.finditer(text)]
    if text[: starts[0]].strip(" ;；\n"):
        yield _left_over(cell, text[: starts[0]].strip())
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _item(cell, start, start + len(text[start:stop].rstrip(" ;；\n")))


def _left_over(cell: Cell, text: str) -> Indicator:
    return Indicator(
        text, cell, "", findings=[Finding("left_over_text", text, cell=cell, source_text=text)]
    )


def _item(cell: Cell, start: int, stop: int) -> Indicator:
    source = cell.text[start:stop]
    labels = list(_LABEL.finditer(source))
    ends = [*(label.start() for label in labels[1:]), len(source)]
    texts = {
        label["label"]: source[label.end() : end].strip(" ,，")
        for label, end in zip(labels, ends, strict=True)
    }
    indicator = Indicator(source, cell, span=(start, stop))
    for label, field in _FIELDS.items():
        setattr(indicator, field, texts.get(label))
    _put_code(indicator, texts["指标编码"])
    indicator.findings += (
        [Finding("name_missing", cell=cell, source_text=source)] if not indicator.name else []
    )
    indicator.findings += (
        [Finding("value_missing", cell=cell, source_text=source)]
        if not indicator.annual_value
        else []
    )
    return indicator


def _put_code(indicator: Indicator, code: str) -> None:
    """A code of the taxonomy is the level's.

    Any other is the system's own number of the indicator.
    """
    if known_code(code):
        indicator.subcategory_code = code
    elif code:
        indicator.explanation = f"指标编码：{code}"
