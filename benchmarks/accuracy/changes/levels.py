"""Levels merged, repeated or blank below the first row; a label at the side of the indicators."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes.change import Change, Stage, of_the_parts, with_grid
from benchmarks.accuracy.changes.columns import insert
from benchmarks.accuracy.form import Cell, Form, Grid

_SIDES = ("绩效指标", "绩\n效\n指\n标", "年度绩效指标", "年度绩效目标", "绩效目标", "年度目标")


def side_label(form: Form, parts: Anatomy, chance: Random) -> Form | None:
    """A label at the left of header and body, in one merged cell."""
    if parts.levels[:1] != (0,):
        return None
    grid, label = insert(parts, 0, "", {}), Cell(chance.choice(_SIDES))
    rows = [
        (label, *row[1:]) if parts.header <= r < parts.end else row
        for r, row in enumerate(grid.rows)
    ]
    return with_grid(form, parts, Grid(tuple(rows)))


def _level_cells(parts: Anatomy) -> list[tuple[int, int, Cell]]:
    return [
        (r, c, parts.grid.rows[r][c]) for r in range(parts.body, parts.end) for c in parts.levels
    ]


def _relevelled(form: Form, parts: Anatomy, new: dict[tuple[int, int], Cell]) -> Form:
    rows = tuple(
        tuple(new.get((r, c), cell) for c, cell in enumerate(row))
        for r, row in enumerate(parts.grid.rows)
    )
    return with_grid(form, parts, Grid(rows))


def repeated_levels(form: Form, parts: Anatomy, _chance: Random) -> Form:
    """Each row prints its levels."""
    return _relevelled(form, parts, {(r, c): Cell(cell.text) for r, c, cell in _level_cells(parts)})


def blank_levels(form: Form, parts: Anatomy, _chance: Random) -> Form:
    """Only the first row of a level prints it; those below it are blank, and nothing is merged."""
    places = parts.grid.places()
    return _relevelled(
        form,
        parts,
        {
            (r, c): Cell(cell.text if places[cell][0] == r else "")
            for r, c, cell in _level_cells(parts)
        },
    )


def merged_levels(form: Form, parts: Anatomy, _chance: Random) -> Form:
    """Rows of one level share one cell."""
    new: dict[tuple[int, int], Cell] = {}
    for r, c, cell in _level_cells(parts):
        above = new.get((r - 1, c))
        outer = c == parts.levels[0] or new[r, parts.levels[0]] is new.get((r - 1, parts.levels[0]))
        same = above is not None and above.text == cell.text and outer
        new[r, c] = above if same and above else Cell(cell.text)
    return _relevelled(form, parts, new)


def _change(name: str, apply: Callable[..., Form | None]) -> Change:
    return Change(name, Stage.COLUMNS, of_the_parts(apply))


CHANGES = (
    _change("side label", side_label),
    _change("levels repeated", repeated_levels),
    _change("levels blank below", blank_levels),
    _change("levels merged", merged_levels),
)
