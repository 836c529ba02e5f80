"""Rows that are no indicators: below the table, above it, within it; and lines around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes import own
from benchmarks.accuracy.changes.change import Change, Stage, of_the_parts, with_grid
from benchmarks.accuracy.form import Cell, Form, Grid

_BELOW = (
    ("审核意见", "同意上报，请按规定执行。"),
    ("财政部门审核意见", "（盖章）    年   月   日"),
    ("主管部门审核意见", "绩效目标明确，指标合理"),
    ("评价结论", "项目完成情况良好，资金使用规范"),
    ("存在问题", "预算执行进度偏慢，个别指标设置不够细化"),
    ("改进措施", "加强预算执行管理，细化指标"),
    ("其他需要说明的问题", "无"),
    ("备注", "本表一式三份"),
    ("填报人：张三", "联系电话：0571-12345678"),
    ("填表说明", "1.指标值应当量化。2.满意度不低于90%的应附问卷。"),
    ("总分", "100"),
    ("合计", "100"),
)
_PROSE = (
    "本部门本年度预算安排情况如下。",
    "按照全面实施预算绩效管理的要求，现将项目绩效目标公开如下：",
    "注：本表反映部门预算项目的绩效目标。",
    "三、其他重要事项的情况说明",
)


def _row(label: str, text: str, width: int, chance: Random) -> tuple[Cell, ...]:
    """A label and its text: one cell across the row, two cells, or text in the last."""
    how = chance.randrange(4)
    if how == 0 or width < 3:
        return (Cell(f"{label}：{text}"),) * width
    if how == 1:
        return (Cell(label), *(Cell(text),) * (width - 1))
    if how == 2:
        return (Cell(label), *(Cell() for _ in range(width - 2)), Cell(text))
    return (*(Cell(label),) * 2, *(Cell(text),) * (width - 2))


def _with_rows(form: Form, parts: Anatomy, at: int, *rows: tuple[Cell, ...]) -> Form:
    return with_grid(form, parts, Grid((*parts.grid.rows[:at], *rows, *parts.grid.rows[at:])))


def below(form: Form, parts: Anatomy, chance: Random) -> Form:
    """One to three of the usual rows below the table."""
    chosen = chance.sample(_BELOW, chance.randrange(1, 4))
    rows = (_row(*one, parts.grid.width, chance) for one in chosen)
    return _with_rows(form, parts, len(parts.grid.rows), *rows)


def _one_below(label: str, text: str) -> Callable[..., Form]:
    def change(form: Form, parts: Anatomy, chance: Random) -> Form:
        row = _row(label, text, parts.grid.width, chance)
        return _with_rows(form, parts, len(parts.grid.rows), row)

    return change


def blank_rows(form: Form, parts: Anatomy, chance: Random) -> Form | None:
    """A blank row where no merged cell is cut."""
    free = [at for at in range(parts.body, len(parts.grid.rows) + 1) if _free(parts.grid, at)]
    if not free:
        return None
    row = tuple(Cell() for _ in range(parts.grid.width))
    return _with_rows(form, parts, chance.choice(free), row)


def _free(grid: Grid, at: int) -> bool:
    """Whether no merged cell goes over the upper edge of a row."""
    rows = grid.rows
    return at in {0, len(rows)} or not set(rows[at - 1]) & set(rows[at])


def header_again(form: Form, parts: Anatomy, chance: Random) -> Form | None:
    """The header stands once more within the body, as after a page."""
    free = [at for at in range(parts.body + 1, parts.end) if _free(parts.grid, at)]
    if not free:
        return None
    again = parts.grid.part(parts.header, parts.body).rows
    return _with_rows(form, parts, chance.choice(free), *again)


_MONEY = ("total", "adjusted", "executed")


def no_header(form: Form, parts: Anatomy, _chance: Random) -> Form | None:
    """The rows of the header are not printed. The unit of an amount may have stood there only:
    the amounts are not judged then.
    """
    grid = parts.grid
    if not (_free(grid, parts.header) and _free(grid, parts.body)):
        return None
    said = {cell.text for row in grid.rows[parts.header : parts.body] for cell in row}
    new = with_grid(form, parts, Grid((*grid.rows[: parts.header], *grid.rows[parts.body :])))
    if not any("元" in text for text in said):
        return new
    kept = ({key: one[key] for key in one if key not in _MONEY} for one in form.projects)
    return replace(new, projects=tuple(kept))


def column_numbers(form: Form, parts: Anatomy, _chance: Random) -> Form | None:
    """A row 1, 2, 3 … under the header."""
    row = tuple(Cell(str(n + 1)) for n in range(parts.grid.width))
    return _with_rows(form, parts, parts.body, row) if _free(parts.grid, parts.body) else None


def caption_inside(form: Form, parts: Anatomy, chance: Random) -> Form:
    """The first row of the grid is a caption across it."""
    said = (f"（{form.year}年度）", own.unit(form), own.title(form), "填报单位（盖章）：")
    caption = chance.choice([text for text in said if text])
    return _with_rows(form, parts, 0, (Cell(caption),) * parts.grid.width)


def lines_around(form: Form, chance: Random) -> Form:
    """Sentences before and after the form."""
    before = chance.sample(_PROSE, chance.randrange(1, 3))
    after = chance.sample(_PROSE, chance.randrange(3))
    return replace(form, blocks=(*before, *form.blocks, *after))


def _change(name: str, apply: Callable[..., Form | None]) -> Change:
    return Change(name, Stage.ROWS, of_the_parts(apply))


CHANGES = (
    _change("rows below", below),
    *(_change(f"below: {label[:9]}", _one_below(label, text)) for label, text in _BELOW),
    _change("blank row", blank_rows),
    _change("header again", header_again),
    _change("no header row", no_header),
    _change("column numbers", column_numbers),
    _change("caption inside", caption_inside),
    Change("lines around", Stage.ROWS, lines_around),
)
