"""The same table with other columns: remarks, blanks, numbers, points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes.change import Change, Stage, of_the_parts, with_grid
from benchmarks.accuracy.form import Cell, Form, Grid
from benchmarks.accuracy.judge import squeeze

_REMARKS = ("", "", "详见附件", "按上年实际测算", "由各科室汇总", "根据台账统计")
_DUTY = ("办公室", "财务科", "业务科", "综合科")


def insert(parts: Anatomy, at: int, head: str, below: dict[int, str]) -> Grid:
    """The grid with one more column; a cell that it would cut, or that stands
    outside of header and body, is wider by one.
    """
    header = Cell(head)
    rows = []
    for r, row in enumerate(parts.grid.rows):
        if 0 < at < len(row) and row[at - 1] is row[at]:
            one = row[at]
        elif parts.header <= r < parts.body:
            one = header
        elif r in below:
            one = Cell(below[r])
        else:
            one = row[at - 1] if at else row[0]
        rows.append((*row[:at], one, *row[at:]))
    return Grid(tuple(rows))


def has(parts: Anatomy, head: str) -> bool:
    """Whether a column of that name is there already."""
    header = parts.grid.rows[parts.header : parts.body]
    return bool(head) and any(squeeze(cell.text) == head for row in header for cell in row)


def room(parts: Anatomy, at: int) -> bool:
    """Whether a new column has room for its header: no header cell goes over that place."""
    row = parts.grid.rows[parts.body - 1]
    return at in {0, len(row)} or row[at - 1] is not row[at]


def _column(head: Sequence[str], texts: Sequence[str], *, last: bool) -> Callable[..., Form | None]:
    def change(form: Form, parts: Anatomy, chance: Random) -> Form | None:
        at = parts.grid.width if last else chance.choice((parts.name, parts.name + 1))
        below = {r: chance.choice(texts) for r in range(parts.body, parts.end)}
        free = [one for one in head if not has(parts, one)]
        if not free or not room(parts, at):
            return None
        word = chance.choice(free)
        # what stands between two forms is theirs
        below = {r: text if r in parts.rows else "" for r, text in below.items()}
        below |= {r: word for r in below if parts.heads(r)}
        return with_grid(form, parts, insert(parts, at, word, below))

    return change


def numbers(form: Form, parts: Anatomy, _chance: Random) -> Form | None:
    """A column of running numbers before the names. Rows between two forms, and those of no
    indicator, have none.
    """
    if has(parts, "序号") or not room(parts, parts.name):
        return None
    below = {r: str(n) for n, r in enumerate(sorted(parts.rows), 1)}
    below |= {r: "" for r in range(parts.body, parts.end) if r not in below}
    below |= {r: "序号" for r in range(parts.body, parts.end) if parts.heads(r)}
    return with_grid(form, parts, insert(parts, parts.name, "序号", below))


def _change(name: str, apply: Callable[..., Form | None]) -> Change:
    return Change(name, Stage.COLUMNS, of_the_parts(apply))


CHANGES = (
    _change("remark column", _column(("备注", "指标说明", "评分标准"), _REMARKS, last=True)),
    _change("remark column inside", _column(("指标说明", "指标解释"), _REMARKS, last=False)),
    _change("unknown column", _column(("责任科室", "牵头处室", "数据来源"), _DUTY, last=True)),
    _change("unknown column inside", _column(("责任科室", "经办人"), _DUTY, last=False)),
    _change("points column", _column(("分值", "权重"), ("5", "10"), last=True)),
    _change("blank column", _column(("",), ("",), last=True)),
    _change("blank column inside", _column(("",), ("",), last=False)),
    _change("number column", numbers),
)
