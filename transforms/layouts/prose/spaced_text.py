"""Tables whose cells are parted by spaces, one row a line (text copied out of a page):

一级指标   二级指标   三级指标     指标值
产出指标   数量指标   除险加固水库 4座
           质量指标   验收合格率   100%

A line with as many pieces as the header is a row. One with fewer is a row where its pieces stand
below the header's words. Where a line is neither, this is no table that can be read, and other
layouts hold it back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from transforms.document import Cell, Line, Row, Table
from transforms.layouts.level_table.columns import LEVELS, RESULTS, TARGETS
from transforms.layouts.level_table.read import read as read_level_table
from transforms.layouts.sections import inherit
from transforms.layouts.shared.grid_rows import TOTAL
from transforms.layouts.shared.labels import label
from transforms.records import Extract, Section
from transforms.words.folding import fold
from transforms.words.headers import column_of
from transforms.words.headings import read_heading
from transforms.words.levels import level
from transforms.words.page_numbers import is_page_number

LAYOUT, OVER = "spaced_text", ("glued_text", "running_text", "cells_of_lines")
_WIDE, _ANY = re.compile(r"\s{2,}|\u3000+"), re.compile(r"\s+")
_NOTE = re.compile(r"(?:注|备注|说明|填表说明)[:：]")
_BETWEEN = re.compile(r"[(（]?续[上接]?[表页]?[)）]?|.{0,4}单位[:：].{1,6}")
_FEWEST = 3  # words of a header
_VALUES = TARGETS | RESULTS
_POINTS = ("points", "score")
_NEAR = 1  # widths of a half character by which a piece may stand beside its column

Piece = tuple[int, str]
"""Where a piece of a line begins, in half characters, and its text."""


@dataclass(frozen=True, slots=True)
class Header:
    """Words of the header in line ``at``; ``gap`` parts the pieces of all lines."""

    at: int
    pieces: list[Piece]
    gap: re.Pattern[str]
    roles: list[str | None]


def recognise(section: Section) -> bool:
    """No table, and lines that can be cut into the rows of one without doubt."""
    if section.table is not None:
        return False
    if "spaced" not in section.memo:
        section.memo["spaced"] = _table(list(section.above))
    return section.memo["spaced"] is not None


def read(section: Section) -> Extract:
    """The lines as the table that they were, read like any other."""
    above, table = section.memo["spaced"]
    heading = inherit(read_heading(line.text for line in above), section.heading)
    return read_level_table(Section(tuple(above), table, heading), LAYOUT)


def _table(lines: Sequence[Line]) -> tuple[list[Line], Table] | None:
    """Lines of the heading, and the table; None where a line of it cannot be cut."""
    header = next((found for at in range(len(lines)) if (found := _header(lines, at))), None)
    if header is None:
        return None
    first = header.at
    while first and _is_form(_pieces(lines[first - 1], header.gap)):
        first -= 1
    rows = _rows(lines[first:], header)
    if rows is None:
        return None
    width = max(map(len, rows))
    grid = tuple(Row((*row, *(None,) * (width - len(row)))) for row in rows)
    return list(lines[:first]), Table(grid)


def _header(lines: Sequence[Line], at: int) -> Header | None:
    """The header in this line: words of columns and nothing else, levels and a value among them."""
    for gap in (_WIDE, _ANY):
        pieces = _pieces(lines[at], gap)
        roles = [column_of(text) for _, text in pieces]
        known = set(roles)
        levels = len(known & set(LEVELS))
        if len(roles) >= _FEWEST and None not in known and levels >= 2 and known & _VALUES:
            return Header(at, pieces, gap, roles)
    return None


def _pieces(line: Line, gap: re.Pattern[str]) -> list[Piece]:
    text = line.text.strip()
    starts = [0, *(match.end() for match in gap.finditer(text))]
    ends = [*(match.start() for match in gap.finditer(text)), len(text)]
    columns = [0, *accumulate(map(_width, text))]
    return [(columns[start], text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _width(character: str) -> int:
    """How many half characters it takes, where Chinese ones take two."""
    return 1 + (unicodedata.east_asian_width(character) in "WFA")


def _is_form(pieces: Sequence[Piece]) -> bool:
    """Whether a line is a row of the project's block: a label and what follows it."""
    return len(pieces) > 1 and label(pieces[0][1]) is not None


def _rows(lines: Sequence[Line], header: Header) -> list[list[Cell | None]] | None:
    """The rows up to a note, without page numbers; None if a line is none."""
    rows: list[list[Cell | None]] = []
    for line in lines:
        if is_page_number(line.text) or _BETWEEN.fullmatch(line.text.strip()):
            continue
        if _NOTE.match(line.text.strip()):
            break
        pieces = _pieces(line, header.gap)
        texts = _cut(pieces, header)
        if texts is None:
            return None
        rows.append(
            [
                None if text is None else Cell(text, line.row, line.page, line.sheet)
                for text in texts
            ]
        )
    return rows


def _cut(pieces: Sequence[Piece], header: Header) -> list[str | None] | None:
    """The texts of a row, by column; None where they cannot be told."""
    texts: list[str | None] = [text for _, text in pieces]
    first = fold(pieces[0][1])
    if _is_form(pieces):
        return texts
    if TOTAL.fullmatch(first):
        return _sum(pieces, header)
    if len(pieces) == len(header.pieces):
        return texts if _fits(texts, header) else None
    if header.gap is _ANY or len(pieces) > len(header.pieces):
        return None
    ways = list(_below(pieces, header))
    return ways[0] if len(ways) == 1 else None


def _sum(pieces: Sequence[Piece], header: Header) -> list[str | None]:
    """A row of points added up: its figures stand below their columns, or are the last two of
    points and score, or stand side by side.
    """
    starts = [start for start, _ in header.pieces]
    found = _placed(pieces, starts, 0)
    if found and all(
        role in _POINTS for role, text in zip(header.roles[1:], found[1:], strict=True) if text
    ):
        return found
    figures = [text for _, text in pieces[1:]]
    roles = [role for role in _POINTS if role in header.roles]
    if len(figures) != len(roles):
        return [text for _, text in pieces]
    row: list[str | None] = [pieces[0][1], *[""] * (len(starts) - 1)]
    for role, text in zip(roles, figures, strict=True):
        row[header.roles.index(role)] = text
    return row


def _fits(texts: Sequence[str | None], header: Header) -> bool:
    """Whether the levels stand in their columns. Single spaces stand inside of cells too."""
    if header.gap is _WIDE:
        return True
    words = {text for _, text in header.pieces}  # which the next page prints again
    return all(
        role not in ("category", "subcategory") or text in words or _is_level(text)
        for role, text in zip(header.roles, texts, strict=True)
    )


def _is_level(text: str | None) -> bool:
    return bool(level(text, None).category or level(None, text).subcategory)


def _below(pieces: Sequence[Piece], header: Header) -> Iterator[list[str | None]]:
    """The ways in which the pieces stand below words of the header. Blank cells at a line's
    beginning are lost: the first piece may stand below any of them.
    """
    starts = [start for start, _ in header.pieces]
    for number in range(len(starts)):
        found = _placed(pieces, starts, number)
        if found and _levels_fit(found, header):
            yield found


def _placed(pieces: Sequence[Piece], starts: Sequence[int], first: int) -> list[str | None] | None:
    """The pieces by column where the first one stands below column ``first``; None where one
    stands below none, or two below one.
    """
    found: list[str | None] = [""] * len(starts)
    for own, text in pieces:
        at = [n for n, one in enumerate(starts) if abs(one - starts[first] - own) <= _NEAR]
        if len(at) != 1 or at[0] < first or found[at[0]]:
            return None
        found[at[0]] = text
    return found


def _levels_fit(texts: Sequence[str | None], header: Header) -> bool:
    """Whether names of levels stand under levels only, and nothing else there."""
    return all(
        (role in ("category", "subcategory")) == _is_level(text)
        for role, text in zip(header.roles, texts, strict=True)
        if text
    )
