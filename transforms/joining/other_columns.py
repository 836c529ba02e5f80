"""The other columns of a table, printed behind it beside its levels and names once more.

一级指标 | 二级指标 | 三级指标 | 指标值        一级指标 | 二级指标 | 三级指标 | 完成值 | 得分
产出指标 | 数量指标 | 检测样品 | ≥180批        产出指标 | 数量指标 | 检测样品 | 184批  | 10
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.roles import roles
from transforms.document import Row, Table

_NAMED = tuple(roles("level"))
_TARGETS = frozenset(roles("target"))
_RESULTS = frozenset(roles("result"))
_MORE = _RESULTS | frozenset(roles("points", "note", "explanation"))
_ROWS = 2  # fewer have the same names by chance


def with_other_columns(table: Table, part: Table) -> Table | None:
    """The table with the columns of ``part`` that it lacks; None where ``part`` is none of it: it
    has targets of its own, other names, or names in another order.
    """
    head, other = _header(table.rows), _header(part.rows)
    if head is None or other is None or other:
        return None
    names, again = _columns(table.rows[head]), _columns(part.rows[other])
    fresh = [at for at in range(len(part.rows[0])) if at not in again.values()]
    if not fresh or not _are_others(table.rows[head], part.rows[other]):
        return None
    count = len(table.rows) - head
    if count <= _ROWS or _words(table.rows[head:], names) != _words(part.rows[:count], again):
        return None
    beside = (Row(row[at] for at in fresh) for row in part.rows[:count])
    blank = Row((None,) * len(fresh))
    rows = [Row((*row, *blank)) for row in table.rows[:head]]
    rows += [Row((*row, *more)) for row, more in zip(table.rows[head:], beside, strict=True)]
    rows += [_below(row, names, again, fresh, len(table.rows[0])) for row in part.rows[count:]]
    return replace(table, rows=tuple(rows), open_bottom=part.open_bottom)


def _are_others(head: Row, other: Row) -> bool:
    """Whether the one header has targets and no results, and the other one no targets but more."""
    mine, theirs = _roles(head), _roles(other)
    more = bool(theirs & _MORE) and not theirs & _TARGETS
    return more and bool(mine & _TARGETS) and not mine & theirs & _RESULTS


def _header(rows: Sequence[Row]) -> int | None:
    """Which row has the heads of levels and names."""
    found = (at for at, row in enumerate(rows) if len(_columns(row)) == len(_NAMED))
    return next(found, None)


def _columns(row: Row) -> dict[str, int]:
    """The column of each level and of the names."""
    found = {cell.role: at for at, cell in reversed(row.filled)}
    return {role: found[role] for role in _NAMED if role in found}


def _roles(row: Row) -> set[str]:
    return {cell.role for _, cell in row.filled if cell.role}


def _words(rows: Sequence[Row], columns: dict[str, int]) -> list[tuple[str, ...]]:
    return [tuple(row.words[at] for at in columns.values()) for row in rows]


def _below(
    row: Row, names: dict[str, int], again: dict[str, int], fresh: list[int], width: int
) -> Row:
    """A row behind those of the table (合计), each cell in its column of the wider one."""
    places = {names[role]: at for role, at in again.items()}
    first = (row[places[at]] if at in places else None for at in range(width))
    return Row((*first, *(row[at] for at in fresh)))
