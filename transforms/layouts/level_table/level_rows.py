"""Level 1 in a row of its own above the rows of its indicators, in a table without a header.

年度绩效指标 | 产出指标 |              |
             | 数量指标 | 技能培训人数 | ≥350人
             | 质量指标 | 发放准确率   | 100%
             | 效益指标 |              |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.document import Cell, Row
from transforms.words.levels import level

_FEWEST = 2  # rows of level 1
_ACROSS = 3  # columns: level 2, names and values


def beside(rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """The rows with a column more, left of level 2, in which each has the level 1 above it.

    None if level 1 does not stand in rows of its own, or not always at the same place.
    """
    bands = dict(_bands(rows))
    places = {position for position, _ in bands.values()}
    if len(bands) < _FEWEST or len(places) != 1 or any(map(_names_level, rows[: min(bands)])):
        return None
    at, above = places.pop(), None
    new: list[Row] = []
    for number, row in enumerate(rows):
        if number in bands:
            above = bands[number][1]
            new.append(Row((*row[:at], above, *(None,) * (len(row) - at))))
        else:
            new.append(Row((*row[:at], _within(row, at) or above, *row[at:])))
    return tuple(new)


def _names_level(row: Row) -> bool:
    return any(level(None, cell.text).subcategory for _, cell in row.filled)


def _within(row: Row, at: int) -> Cell | None:
    """The cell that goes on over the new column; None where it cuts none."""
    return row[at] if 0 < at < len(row) and row[at - 1] is row[at] else None


def _bands(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[int, Cell]]]:
    """The numbers of the rows whose only new cell names a level 1, with its place and the cell.

    It may be cut in two that say the same, and a remark may stand behind.
    """
    before: set[int] = set()
    for number, row in enumerate(rows):
        fresh = [(at, cell) for at, cell in row.filled if id(cell) not in before]
        names = [one for one in fresh if level(one[1].text, None).category]
        others = [one for one in fresh if one not in names]
        if len({cell.folded for _, cell in names}) == 1 and all(
            _is_side(rows[number:], at) if at < names[0][0] else _is_remark(row, names, at)
            for at, _ in others
        ):
            yield number, names[0]
        before = {id(cell) for _, cell in row.filled}


def _is_remark(row: Row, names: list[tuple[int, Cell]], at: int) -> bool:
    """Whether a cell stands behind the name of a level 1 that goes over names and values."""
    across = sum(row.span(cell) for _, cell in names)
    return at > names[-1][0] and across >= _ACROSS


def _is_side(rows: Sequence[Row], at: int) -> bool:
    """Whether the first cell of this column goes on below, merged or blank there."""
    first, *below = (row[at] if at < len(row) else None for row in rows[:2])
    return all(one is None or one is first or not one.text.strip() for one in below)
