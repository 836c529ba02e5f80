"""What a form says of itself: a line that is added must not say another thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.accuracy.form import Form, Grid
from benchmarks.accuracy.judge import squeeze

_UNIT = re.compile(r"单位[:：](亿元|万元|元)")
_DEPARTMENT = re.compile(r"(?:部门|主管部门|单位)(?:名称)?[:：](\w{4,}?)(?:(?:金额)?单位[:：]|$)")
_TITLE = re.compile(r"\w*绩效\w*表")


def texts(form: Form) -> Iterator[str]:
    """All lines and cells, squeezed."""
    for block in form.blocks:
        if isinstance(block, str):
            yield squeeze(block)
        elif isinstance(block, Grid):
            yield from (squeeze(cell.text) for cell in block.places())


def unit(form: Form) -> str | None:
    """The line that says its unit of money; None where amounts have units of their own."""
    said = list(texts(form))
    found = next(filter(None, map(_UNIT.search, said)), None)
    if found:
        return f"单位：{found[1]}"
    return None if any("元)" in text for text in said) else "单位：万元"


def department(form: Form) -> str:
    """The line that names its department."""
    said = list(texts(form))
    pairs = ((label, text) for label, text in pairwise(said) if not text.endswith("单位"))
    beside = (text for label, text in pairs if label.startswith("主管部门"))
    found = next(filter(None, map(_DEPARTMENT.search, said)), None)
    return f"部门名称：{found[1] if found else next(beside, '') or '某市某某局'}"


def title(form: Form) -> str | None:
    """Its title as a line of its own."""
    return next((text for text in texts(form) if _TITLE.fullmatch(text)), None)
