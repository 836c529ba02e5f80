"""Forms that stand beside each other on one sheet: each names its project and has its levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from transforms.document import Row, Table

_LEVEL = re.compile(r"[一二三]级(?:绩效)?指标(?:名称)?|(?:绩效)?指标名称")
_NAMED = re.compile(r"项目名称[^:：]{0,12}(?:[:：].*)?")
_FEWEST = 2  # words of levels in a form


def side_by_side(table: Table) -> Iterator[Table]:
    """The table, cut between the columns of its forms; whole where it has one column of forms.

    A cut stands left of a column with 项目名称. No cell goes over it, and on both sides a form
    names its project and its levels: a listing, or two sets of columns of one form, is not cut.
    """
    starts = _starts(table)
    if not starts:
        yield table
        return
    width = max(len(row) for row in table.rows)
    for start, stop in pairwise((0, *starts, width)):
        pieces = [Row(row[start:stop]) for row in table.rows]
        yield replace(table, rows=tuple(piece for piece in pieces if piece.filled))


def _starts(table: Table) -> list[int]:
    """Where the forms right of the first begin."""
    starts: list[int] = []
    for position in sorted(_projects(table)):
        whole = all(_is_cut(row, position) for row in table.rows)
        left = starts[-1] if starts else 0
        if position and whole and _is_form(table, left, position):
            starts.append(position)
    return starts if starts and _is_form(table, starts[-1], None) else []


def _projects(table: Table) -> set[int]:
    """The columns that hold a label of a project's name."""
    return {
        position
        for row in table.rows
        for position, cell in row.filled
        if _NAMED.fullmatch(cell.folded)
    }


def _is_cut(row: Row, position: int) -> bool:
    """Whether no cell of the row stands on both sides of the position, but for one that stands
    alone: a title or a caption over all forms, which each of them keeps.
    """
    cell = row[position] if position < len(row) else None
    return cell is None or cell is not row[position - 1] or len(row.filled) < 2


def _is_form(table: Table, start: int, stop: int | None) -> bool:
    """Whether these columns alone hold a form: its project's name, and levels in one row."""
    pieces = [Row(row[start:stop]) for row in table.rows]
    named = any(_NAMED.fullmatch(cell.folded) for row in pieces for _, cell in row.filled)
    return named and any(
        sum(bool(_LEVEL.fullmatch(cell.folded)) for _, cell in row.filled) >= _FEWEST
        for row in pieces
    )
