"""Plain text: lines, tables with tabs between the cells, and Markdown tables. UTF-8 with and without mark, GB18030, UTF-16."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from transforms.document import Block, Cell, Document, Line, Row, Table, Unread, UnreadableError
from transforms.reading._encoding import MARKS, decode

FORMAT = "text"
PRIORITY = 90  # asked last: almost anything decodes as some text
_BREAK = re.compile(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(\s*:?-{1,}:?\s*\|)+\s*(:?-{1,}:?)?\s*")
_LOST = "\ufffd"  # stands for bytes that are no character, and holds the row back that has it
Splitter = Callable[[str], list[str]]


def matches(data: bytes) -> bool:
    """Whether the bytes decode as text, or a byte-order mark says that they should: ``read`` reports it then."""
    if data.startswith(MARKS):
        return True
    try:
        decode(data)
    except UnreadableError:
        return False
    return True


def read(data: bytes, _name: str) -> Document:
    """Lines and tables in order; a cell's row is the line of the file it stands in, from 1."""
    decoded = decode(data)
    lines = list(enumerate(_BREAK.split(decoded.text), 1))
    blocks: list[Block] = []
    for splitter, numbered in groupby(lines, key=lambda line: _splitter(line[1])):
        group = list(numbered)
        blocks.extend(_lines(group) if splitter is None else _table(group, splitter))
    return Document(FORMAT, tuple(blocks), unread=_damage(decoded.damaged, lines))


def _damage(count: int, lines: list[tuple[int, str]]) -> tuple[Unread, ...]:
    if not count:
        return ()
    first = next(number for number, line in lines if _LOST in line)
    return (Unread("broken_file", f"{count} byte sequences are no character, the first on line {first}: the file is cut off or damaged"),)


def _splitter(line: str) -> Splitter | None:
    """How a line is cut into cells; None for a line outside every table."""
    if "\t" in line.strip(" "):
        return _tabs
    if line.lstrip().startswith("|") and len(_PIPE.findall(line)) > 1:
        return _pipes
    return None


def _tabs(line: str) -> list[str]:
    return line.split("\t")


def _pipes(line: str) -> list[str]:
    cells = _PIPE.split(line.strip())[1:]
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _lines(group: list[tuple[int, str]]) -> list[Block]:
    return [Line(text.strip(), number) for number, text in group if text.strip()]


def _table(group: list[tuple[int, str]], splitter: Splitter) -> list[Block]:
    """Rows of one table. A short row is filled up with None: the source has no such cell, which is not a blank one."""
    rows = [(number, splitter(line)) for number, line in group if not (splitter is _pipes and _RULE.fullmatch(line))]
    if not rows:
        return []
    width = max(len(cells) for _, cells in rows)
    grid: list[Row] = [tuple(Cell(text, number) for text in cells) + (None,) * (width - len(cells)) for number, cells in rows]
    return [Table(tuple(grid))]

