"""The table cut in two: as a second table, on the next page or sheet, with anything between; and
two forms in one document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes import own
from benchmarks.accuracy.changes.change import SHEETS, Change, Parts, Stage, of_the_parts
from benchmarks.accuracy.form import Block, Break, Cell, Form, Grid

Lines = Callable[[Form], tuple[Block, ...] | None]
Between = Callable[[Form, Random], tuple[Block, ...] | None]


def _unit(form: Form) -> tuple[Block, ...] | None:
    said = own.unit(form)
    return (said,) if said else None


def _heading(form: Form) -> tuple[Block, ...] | None:
    said = own.title(form)
    return ("附件2", f"{said}（续）") if said else None


# what stands between the parts; None where a form does not say such a thing of itself
_BETWEEN: dict[str, Lines] = {
    "nothing": lambda _: (),
    "empty line": lambda _: ("",),
    "续表": lambda _: ("续表",),
    "续上表": lambda _: ("（续上表）",),
    "page number": lambda _: ("- 2 -",),
    "unit": _unit,
    "department": lambda form: (own.department(form),),
    "sentence": lambda _: ("注：以上指标由业务科室填报，数据截至上年末。",),
    "heading": _heading,
}


def _parts(grid: Grid, at: int, chance: Random) -> tuple[Grid, Grid]:
    """The rows above and below a cut. A merged cell prints its text again below it, or not."""
    above, below = grid.part(0, at), grid.part(at)
    if chance.random() < 0.5:
        return above, below
    cut = {grid.rows[at].index(cell) for cell in set(grid.rows[at - 1]) & set(grid.rows[at])}
    gone = {below.rows[0][c] for c in cut}
    return above, below.map(lambda cell: "" if cell in gone else cell.text)


def _cut(between: Between, *, header: bool) -> Parts:
    def change(form: Form, parts: Anatomy, chance: Random) -> Form | None:
        if parts.end - parts.body < 2:
            return None
        at = chance.randrange(parts.body + 1, parts.end)
        above, below = _parts(parts.grid, at, chance)
        lines = between(form, chance)
        if header:
            again = parts.grid.part(parts.header, parts.body)
            below = Grid((*again.rows, *below.rows))
        return None if lines is None else form.put(parts.block, above, *lines, below)

    return change


def cut_above(form: Form, parts: Anatomy, chance: Random) -> Form | None:
    """A cut above the header: the form's rows are one table, the indicators the next."""
    if not parts.header:
        return None
    above, below = _parts(parts.grid, parts.header, chance)
    choices: list[tuple[Block, ...]] = [(), ("",), (Break.PAGE,)]
    return form.put(parts.block, above, *chance.choice(choices), below)


def _only(lines: Lines) -> Between:
    return lambda form, _chance: lines(form)


def _any(form: Form, chance: Random) -> tuple[Block, ...]:
    return chance.choice(list(_BETWEEN.values()))(form) or ()


def _page(form: Form, chance: Random) -> tuple[Block, ...]:
    return (Break.PAGE, *_any(form, chance))


def _sheet(_form: Form, _chance: Random) -> tuple[Block, ...]:
    return (Break.SHEET,)


def two_forms(form: Form, chance: Random) -> Form | None:
    """Another form below, with or without a page or sheet between."""
    from benchmarks.accuracy.material import UNSEEN, tables

    names = [path.stem for path in sorted(UNSEEN.glob(f"*_{form.year}_*.txt"))]
    others = [tables()[name] for name in names if name != form.name]
    if not others or not form.wants:
        return None
    other = chance.choice(others)
    choices: list[tuple[Block, ...]] = [(), ("",), (Break.PAGE,), (Break.SHEET,)]
    return replace(
        form,
        blocks=(*form.blocks, *chance.choice(choices), *other.blocks),
        wants=(*form.wants, *other.wants),
        maybe=form.maybe | other.maybe,
        projects=(*form.projects, *other.projects),
    )


def blank_below_merges(form: Form, _chance: Random) -> Form:
    """No merged cell goes on below its first row: the cells under it are blank."""
    blocks = tuple(_unmerged(one) if isinstance(one, Grid) else one for one in form.blocks)
    return replace(form, blocks=blocks)


def _unmerged(grid: Grid) -> Grid:
    places, rows = grid.places(), []
    blanks: dict[tuple[int, Cell], Cell] = {}
    for r, row in enumerate(grid.rows):
        rows.append(
            tuple(
                cell if places[cell][0] == r else blanks.setdefault((r, cell), Cell())
                for cell in row
            )
        )
    return Grid(tuple(rows))


def _change(name: str, apply: Parts, formats: frozenset[str] = frozenset()) -> Change:
    return Change(name, Stage.CUTS, of_the_parts(apply), formats)


CHANGES = (
    *(_change(f"cut: {k}", _cut(_only(v), header=False)) for k, v in _BETWEEN.items()),
    _change("cut: header again", _cut(_any, header=True)),
    _change("cut: page", _cut(_page, header=False)),
    _change("cut: page, header again", _cut(_page, header=True)),
    _change("cut: sheet", _cut(_sheet, header=False), SHEETS),
    _change("cut: sheet, header again", _cut(_sheet, header=True), SHEETS),
    _change("cut above the header", cut_above),
    Change("two forms", Stage.CUTS, two_forms),
    Change("blank below merges", Stage.CUTS, blank_below_merges),
)
