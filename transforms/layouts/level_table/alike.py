"""A header that is another one of its grid but for a word that nobody listed: the column holds what
the known word says there.

一级指标 | 二级指标 | 三级指标 | 计量单位 | 年度工作目标 | 分值
一级指标 | 二级指标 | 三级指标 | 计量单位 | 目标值       | 分值
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.assignment import may_be_target
from transforms.layouts.level_table.columns import TARGETS, Column, LevelHeader
from transforms.layouts.level_table.evidence import evidence
from transforms.words.folding import fold

_FEWEST = 4  # columns of the same words


def with_known_targets(
    header: LevelHeader, body: Sequence[Row], others: Sequence[LevelHeader]
) -> LevelHeader:
    """The header, with the role of targets for the one column that has it in another header."""
    found = {new for other in others if (new := _target(header, other)) is not None}
    if len(found) != 1:
        return header
    positions, role = found.pop()
    return replace(
        header,
        columns=tuple(
            replace(one, role=role, seen=evidence(one, body).says("value"))
            if one.positions == positions
            else one
            for one in header.columns
        ),
    )


def _target(header: LevelHeader, other: LevelHeader) -> tuple[tuple[int, ...], str] | None:
    """Positions and role of the one column that is known in the other header only."""
    known = {(one.positions, fold(one.printed)) for one in other.columns}
    same = [one for one in header.columns if (one.positions, fold(one.printed)) in known]
    open_ones = list(_open(header, other))
    if len(same) < _FEWEST or len(open_ones) != 1:
        return None
    column, role = open_ones[0]
    return column.positions, role


def _open(header: LevelHeader, other: LevelHeader) -> Iterator[tuple[Column, str]]:
    """The columns without a role that are those of targets in the other header."""
    known = {one.positions: one.role for one in other.columns if one.role in TARGETS}
    for column in header.columns:
        role = known.get(column.positions)
        if role and column.role is None and may_be_target(column.printed):
            yield column, role
