"""Plain text: lines, tables with tabs between the cells, tables drawn with characters, and Markdown
tables (also without the bars at the edges).

UTF-8 with and without mark, GB18030, UTF-16.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from schemas.messages import english
from transforms.document import (
    Block,
    Cell,
    Document,
    Line,
    NotShown,
    Row,
    Table,
    Unread,
    UnreadableError,
)
from transforms.reading.common.aligned import aligned
from transforms.reading.common.drawn import drawn, is_drawn, redrawn
from transforms.reading.common.encoding import MARKS, decode
from transforms.reading.common.marked import unmarked

FORMAT = "text"
_BREAK = re.compile(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*+\|?(?:\s*+:?-++:?\s*+\|)+\s*+(?::?-++:?\s*+)?")
_MARKDOWN = (".md", ".markdown")
_LEAST_ROWS = 2  # of a table whose rows do not begin with a bar
_LOST = "\ufffd"  # stands for bytes that are no character, and holds the row back that has it
Splitter = Callable[[str], list[str]]


def matches(data: bytes) -> bool:
    """Whether the bytes decode as text, or a byte-order mark says that they should.

    ``read`` reports it then.
    """
    if data.startswith(MARKS):
        return True
    try:
        decode(data)
    except UnreadableError:
        return False
    return True


def read(data: bytes, name: str) -> Document:
    """Lines and tables in order; a cell's row is the line of the file it stands in, from 1."""
    decoded = decode(data)
    lines = redrawn(list(enumerate(_BREAK.split(decoded.text), 1)))
    blocks: list[Block] = []
    for splitter, numbered in groupby(lines, key=lambda line: _splitter(line[1])):
        group = list(numbered)
        if splitter is None:
            blocks.extend(aligned(group))
        elif splitter is _edges:
            blocks.extend(drawn(group))
        elif splitter is _tabs:
            blocks.extend(_table(group, _tabs))
        else:
            blocks.extend(_barred(group))
    shown: tuple[Block, ...] = tuple(blocks)
    not_shown: tuple[NotShown, ...] = ()
    if name.lower().endswith(_MARKDOWN) or any(_RULE.fullmatch(line) for _, line in lines):
        shown, not_shown = unmarked(blocks)
    damage = _damage(decoded.damaged, lines)
    return Document(FORMAT, shown, unread=damage, not_shown=not_shown)


def _damage(count: int, lines: list[tuple[int, str]]) -> tuple[Unread, ...]:
    if not count:
        return ()
    first = next(number for number, line in lines if _LOST in line)
    return (Unread("broken_file", english("found.lost_bytes", count=count, line=first)),)


def _splitter(line: str) -> Splitter | None:
    """How a line is cut into cells; None for a line outside every table."""
    if is_drawn(line):
        return _edges
    if "\t" in line.strip(" "):
        return _tabs
    return _pipes if _PIPE.search(line) else None


def _barred(group: list[tuple[int, str]]) -> Iterator[Block]:
    """Lines with bars: a table whose rows all begin with one, or one whose rows need not.

    A bar at the beginning is the edge of the table, or behind a blank first cell: that the other
    rows show.
    """
    rows = [line for _, line in group if len(_PIPE.findall(line)) > 1]
    if any(not _is_edged(line) for line in rows):
        yield from _table(group, _open_pipes) if len(rows) >= _LEAST_ROWS else _lines(group)
        return
    for edged, numbered in groupby(group, key=lambda line: _is_edged(line[1])):
        run = list(numbered)
        yield from _table(run, _pipes) if edged else _lines(run)


def _is_edged(line: str) -> bool:
    return line.lstrip().startswith("|") and len(_PIPE.findall(line)) > 1


def _tabs(line: str) -> list[str]:
    return line.split("\t")


def _edges(line: str) -> list[str]:
    """A line of a table drawn with characters, which is cut with its rules."""
    return [line]


def _pipes(line: str) -> list[str]:
    cells = _PIPE.split(line.strip())[1:]
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _open_pipes(line: str) -> list[str]:
    """Cells of a line without a bar before the first; a bar at its end closes the last."""
    return _pipes("|" + line.strip())


def _lines(group: list[tuple[int, str]]) -> list[Block]:
    return [Line(text.strip(), number) for number, text in group if text.strip()]


def _table(group: list[tuple[int, str]], splitter: Splitter) -> list[Block]:
    """Rows of one table. A short row is filled up with None: the source has no such cell, which is
    not a blank one.
    """
    rows = [
        (number, splitter(line))
        for number, line in group
        if not (splitter is not _tabs and _RULE.fullmatch(line))
    ]
    if not rows:
        return []
    width = max(len(cells) for _, cells in rows)
    grid: list[Row] = [
        Row((*(Cell(text, number) for text in cells), *(None,) * (width - len(cells))))
        for number, cells in rows
    ]
    return [Table(tuple(grid))]
