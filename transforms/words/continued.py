"""Words that say that a table goes on: 续表, 接上页, a heading with （续）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.document import Line

_MARK = r"(?:接|续)(?:上|前|下)?(?:一)?(?:页|表)?[\d一二三四五六七八九十]{0,2}"
GOES_ON = re.compile(rf"\(?(?:上|下)?(?:页|表)?{_MARK}\)?[:：]?")
"""The whole of a line (folded) that says so and no more."""
MARKED = re.compile(rf"\({_MARK}\)$|{_MARK}$")
"""The end of a heading (folded) that says so."""


def announces(lines: Iterable[Line]) -> bool:
    """Whether a line says that the table goes on: 续表, or a heading with （续）."""
    return any(GOES_ON.fullmatch(line.folded) or MARKED.search(line.folded) for line in lines)
