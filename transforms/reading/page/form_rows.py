"""The labelled lines above a header without rules: rows of the same table.

项目名称   校舍安全保障
主管部门   教育局        实施单位   第一小学
一级指标   二级指标      三级指标   指标值
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from schemas.roles import roles
from transforms.reading.page.grid import Grid
from transforms.reading.page.header import stacked
from transforms.reading.page.marks import FOOT
from transforms.reading.page.segments import Segment, TextLine
from transforms.words.headers import column_of

_LABELS = frozenset(roles("text", "term", "amount", "part", "form", "rate"))
_WRAPPED = 1.7  # em below the line above: its last text goes on
_NEAR = 4.0  # em above the next line: farther up it is no row of the form
_SAME = 0.5  # em
_SIDE_BY_SIDE = 0.95  # em: lines of one cell lie farther apart
_PAIR = 2  # a label and a text
FormRow = list[TextLine]


def form_above(lines: list[TextLine], header: TextLine) -> list[FormRow]:
    """The rows of a form that end with the last of these lines, close above the header.

    Each begins with a label and has a text behind it, which may go on in further lines.
    """
    found: list[FormRow] = []
    rest: FormRow = []
    below = header
    for cluster in reversed(_clusters(lines)):
        last = cluster[-1]
        if below.baseline - last.baseline > _NEAR * last.em:
            break
        below, row = cluster[0], [*cluster, *rest]
        cells = _cells(cluster)
        if len(cells) < _PAIR or not _is_label(cells[0].text):
            rest = row
            continue
        if not _holds(last, rest, cells[-1].left):
            break
        found.insert(0, row)
        rest = []
    return found


def _clusters(lines: list[TextLine]) -> list[FormRow]:
    """The lines in runs of such as lie nearer to one another than lines of one cell can: those of
    cells side by side, of which one has more lines.
    """
    found: list[FormRow] = []
    for line in lines:
        near = found and line.baseline - found[-1][-1].baseline < _SIDE_BY_SIDE * line.em
        if near:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _cells(cluster: FormRow) -> list[Segment]:
    """The cells of lines that lie side by side, from left to right."""
    cells: list[Segment] = []
    for line in cluster:
        cells = stacked(cells, line.cells)
    return cells


def _is_label(text: str) -> bool:
    return column_of(text.rstrip(":：")) in _LABELS


def _holds(last: TextLine, rest: FormRow, left: float) -> bool:
    """Whether further lines stand below the last text of a row, which begins at ``left``, one close
    below another.
    """
    return all(
        len(line.cells) == 1
        and line.cells[0].left >= left - _SAME * line.em
        and line.baseline - above.baseline <= _WRAPPED * line.em
        for above, line in pairwise([last, *rest])
    )


def with_form(grid: Grid, form: list[FormRow]) -> Grid:
    """The grid with the rows of the form above it; the form's rows that do not fit its columns, and
    those above them, are left out.
    """
    fitting: list[tuple[FormRow, list[int]]] = []
    for row in reversed(form):
        columns = _columns(_cells(_clusters(row)[0]), grid, row[0].em)
        if columns is None:
            break
        fitting.insert(0, (row, columns))
    if not fitting:
        return grid
    number, width = 0, grid.slots.shape[1]
    slots = []
    for _, columns in fitting:
        sizes = np.diff([*columns, width])
        slots.append(np.repeat(number + np.arange(len(columns)), sizes))
        number += len(columns)
    rows = [row for row, _ in fitting]
    first = rows[0][0]
    tops = [first.baseline - 1.5 * first.em]
    tops += [_between(above[-1], below[0]) for above, below in pairwise(rows)]
    last = rows[-1][-1]
    border = max(grid.ys[0], last.baseline + 0.5 * FOOT * last.em)
    return replace(
        grid,
        ys=np.array([*tops, border, *grid.ys[1:]]),
        slots=np.concatenate((np.array(slots), grid.slots + number)),
        doubtful=frozenset(number + one for one in grid.doubtful),
        heads=grid.heads + len(rows),
    )


def _between(above: TextLine, below: TextLine) -> float:
    return (above.baseline + below.baseline) / 2 - FOOT * min(above.em, below.em)


def _columns(cells: list[Segment], grid: Grid, em: float) -> list[int] | None:
    """The column in which each cell begins; None where two begin in one."""
    lefts = [(cell.left + min(cell.left + em, cell.right)) / 2 for cell in cells]
    found = np.clip(np.searchsorted(grid.xs, lefts) - 1, 0, grid.slots.shape[1] - 1).tolist()
    found[0] = 0
    return found if all(one < other for one, other in pairwise(found)) else None
