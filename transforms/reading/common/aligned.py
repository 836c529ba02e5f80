"""Tables of a text whose columns are lined up by blanks: each cell begins below a head.

一级指标　　二级指标　　三级指标　　　　指标值
产出指标　　数量指标　　更换热泵　　　　18台
改造面积　　　　3200平方米
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from transforms.document import Block, Cell, Line, Row, Table
from transforms.words.headers import column_of

_CELL = re.compile(r"\S+(?:[ \u2002-\u200a]\S+)*")  # a single narrow blank parts words
_HEADS = 3
_ROWS = 2  # below the heads

Numbered = tuple[int, str]
"""A line with its number in the file."""


def aligned(lines: Sequence[Numbered]) -> Iterator[Block]:
    """The lines, and tables of those whose cells begin below heads, where some are blank: what has
    a text in every column is no matter of places.
    """
    at = 0
    while at < len(lines):
        heads = _heads(lines[at][1])
        end = at + 1
        while heads and end < len(lines) and _fits(lines[end][1], heads):
            end += 1
        if _is_table(lines[at + 1 : end], lines[end : end + 1], heads):
            yield Table(tuple(_row(line, heads) for line in lines[at:end]))
        else:
            end = at + 1
            yield from (
                Line(text.strip(), number) for number, text in lines[at:end] if text.strip()
            )
        at = end


def _is_table(rows: Sequence[Numbered], behind: Sequence[Numbered], heads: list[int]) -> bool:
    """Whether these are the rows below heads: one has a blank, and the line behind has no cells."""
    counts = [len(_CELL.findall(text)) for _, text in rows]
    ends = all(len(_CELL.findall(text)) < _HEADS for _, text in behind)
    return len(rows) >= _ROWS and ends and min(counts) < len(heads)


def _heads(text: str) -> list[int]:
    """Where the heads of a line begin; empty if it is none of heads."""
    cells = _CELL.findall(text)
    known = sum(column_of(cell) is not None for cell in cells)
    return [low for low, _, _ in _cells(text)] if known >= _HEADS else []


def _fits(text: str, heads: list[int]) -> bool:
    """Whether a line has several cells, or one behind the first column, and each below a head."""
    columns = [_column(low, high, heads) for low, high, _ in _cells(text)]
    if None in columns or len(set(columns)) < len(columns):
        return False
    return len(columns) > 1 or (len(columns) == 1 and columns[0] != 0)


def _column(low: int, high: int, heads: list[int]) -> int | None:
    return next((at for at, head in enumerate(heads) if low <= head <= high), None)


def _row(line: Numbered, heads: list[int]) -> Row:
    number, text = line
    found = {_column(low, high, heads): cell for low, high, cell in _cells(text)}
    return Row(Cell(found.get(at, ""), number) for at in range(len(heads)))


def _cells(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each cell begins, in columns of a terminal, at least and at most: fonts differ in how
    wide they draw ≥ and the like (UAX 11, ambiguous).
    """
    for found in _CELL.finditer(text):
        widths = [unicodedata.east_asian_width(one) for one in text[: found.start()]]
        low = sum(2 if width in "WF" else 1 for width in widths)
        yield low, low + widths.count("A"), found[0]
