"""The header of a table as far as joining needs it: where it stands, which column holds what.

绩效指标 |          |          | 指标值     (first)
一级指标 | 二级指标 | 三级指标 |            (last)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.roles import roles
from transforms.document import Cell, Row

LEVELS = frozenset(roles("level"))
VALUES = frozenset(roles("target", "result", "open"))
_SECOND = frozenset(roles("level", mark="tells_header")) | frozenset(roles(mark="second_row"))
_OF_PROJECTS = frozenset(roles("amount", "part", "indicators")) | {"goal", "period_goal"}
OWNERS = frozenset(("project", "department", "spending_unit"))
SIDES = frozenset((*roles("indicators"), *roles(mark="side")))
_BESIDE = SIDES | {None}  # a label down the side goes on below
_WORD = 20  # characters of a header's word


@dataclass(frozen=True, slots=True)
class Head:
    """Rows ``first`` to ``last`` name the columns; ``roles`` has one for each position."""

    first: int
    last: int
    roles: tuple[str | None, ...]
    words: tuple[frozenset[str], ...] = ()  # of each position

    @property
    def is_listed(self) -> bool:
        """Whether each row says whose it is: levels begin anew with each project."""
        return not OWNERS.isdisjoint(self.roles)


def is_head(row: Row) -> bool:
    """Whether a row names the columns of a table of targets: two levels, or the indicator and its
    value, or the project with what is said of it.
    """
    cells = [cell for _, cell in row.filled]
    known = [cell.role for cell in cells if len(cell.text) < _WORD and cell.role]
    named = frozenset(known)
    if len(named & LEVELS) > 1:
        return True
    if 2 * len(known) <= len(cells) or len(cells) < 3:
        return False
    return ("name" in named and bool(named & VALUES)) or (
        "project" in named and bool(named & _OF_PROJECTS)
    )


def heads(rows: Sequence[Row]) -> list[Head]:
    """All headers of a table from top to bottom."""
    found: list[Head] = []
    for at, row in enumerate(rows):
        if (not found or at > found[-1].last) and is_head(row):
            found.append(head_at(rows, at))
    return found


def head_at(rows: Sequence[Row], at: int) -> Head:
    """The header of which this row names the columns, with the rows above and below that are of
    it too.
    """
    first = at - 1 if at and _is_over(rows[at - 1], rows[at]) else at
    last = at + 1 if at + 1 < len(rows) and _is_under(rows[at], rows[at + 1]) else at
    found: list[str | None] = [None] * len(rows[at])
    named = rows[first : last + 1]
    for row in named:
        found = [_role(cell) or role for cell, role in zip(row, found, strict=True)]
    while last + 1 < len(rows) and _is_numbering(rows[last + 1]):
        last += 1
    words = (frozenset(column) for column in zip(*(row.words for row in named), strict=True))
    return Head(first, last, tuple(found), tuple(words))


def _role(cell: Cell | None) -> str | None:
    return cell.role if cell is not None and len(cell.text) < _WORD else None


def _is_over(above: Row, row: Row) -> bool:
    """Whether the row above groups these columns: it has words of a header only, some of them
    merged downwards or beside blanks of this row.
    """
    cells = [cell for _, cell in above.filled]
    known = sum(_role(cell) is not None for cell in cells)
    if len(cells) < 2 or 2 * known <= len(cells):
        return False
    own = {position for position, _ in row.filled}
    return _shares(above, row) or any(position not in own for position, _ in above.filled)


def _is_under(row: Row, below: Row) -> bool:
    """Whether the row below goes on with the header: cells merged into it, or known words only."""
    fresh = [cell for position, cell in below.filled if cell is not row[position]]
    return _shares(row, below) or (bool(fresh) and all(_role(cell) in _SECOND for cell in fresh))


def _shares(above: Row, below: Row) -> bool:
    return any(
        cell is not None and cell is other and _role(cell) not in _BESIDE
        for cell, other in zip(above, below, strict=True)
    )


def _is_numbering(row: Row) -> bool:
    """1 | 2 | 3 below the words."""
    texts = [cell.folded for _, cell in row.filled]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]
