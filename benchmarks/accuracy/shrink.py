"""A failing document made small: changes, lines, rows and columns of its table are left out while
the changed table fails alike and the table itself is read right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.accuracy.documents import Record, read
from benchmarks.accuracy.form import Form, Grid, Want
from benchmarks.accuracy.home import HOME
from benchmarks.accuracy.judge import Judgement, squeeze
from benchmarks.accuracy.material import tables
from benchmarks.accuracy.printers import printers
from benchmarks.accuracy.printers.printer import Printer
from benchmarks.accuracy.seeds import Plan

_TRIES = {True: 60, False: 400}  # where a program must be started for each, and elsewhere
_SIMPLE = ("html", "docx", "xlsx")  # where a failure is looked for before its own format


class _Trial:
    """Whether other tables fail as the first one did, with the same changes and printer."""

    def __init__(self, one: Plan, printer: Printer, table: Form) -> None:
        self.one, self.printer = one, printer
        self.left = _TRIES[bool(printer.program)]
        self.plain = _judged(printers()["html"], table)
        kinds = _kinds(_judged(printer, one.changed(table)))
        # what the table fails without a change is not what is looked for, unless that is all
        self.kinds = kinds - _kinds(self.plain) or kinds

    def fails(self, one: Plan, table: Form) -> bool:
        if self.left <= 0 or not self._sound(_judged(printers()["html"], table)):
            return False
        self.left -= 1
        return bool(self.kinds & _kinds(_judged(self.printer, one.changed(table))))

    def _sound(self, plain: Judgement) -> bool:
        """A table that has lost all that makes it one fails for another reason."""
        exact = plain.exact >= min(1, self.plain.exact)
        return exact and _kinds(plain) <= _kinds(self.plain)


def _judged(printer: Printer, form: Form) -> Judgement:
    data = printer.write([form])[0]
    return read(form, data, printer.suffix)[1] if data else Judgement()


def _kinds(judgement: Judgement) -> set[str]:
    """Silent, with what is wrong, or invented."""
    loud = (one for one in judgement.problems if one[0] != "told")
    return {one[0] if one[0] == "invented" else f"{one[0]} {one[2]}" for one in loud}


def shrunk(one: Plan, table: Form, printer: Printer) -> tuple[Plan, Form]:
    """The fewest changes and the smallest table found. Raises ValueError if it does not fail."""
    trial = _Trial(one, printer, table)
    if not trial.kinds:
        raise ValueError(f"seed {one.seed} does not fail as {printer.name}")
    for name in one.changes:
        less = replace(one, changes=tuple(other for other in one.changes if other != name))
        one = less if trial.fails(less, table) else one
    fails = partial(trial.fails, one)
    for smaller in (_without_blocks, _without_rows, _without_columns, _without_rows):
        table = _least(table, smaller, fails)
    return one, table


def _least(
    form: Form, smaller: Callable[[Form], Iterator[Form]], fails: Callable[[Form], bool]
) -> Form:
    """Take what still fails, until nothing smaller does."""
    while True:
        found = next((one for one in smaller(form) if fails(one)), None)
        if found is None:
            return form
        form = found


def _without_blocks(form: Form) -> Iterator[Form]:
    for number, block in enumerate(form.blocks):
        if not isinstance(block, Grid):
            yield form.put(number)


def _without_rows(form: Form) -> Iterator[Form]:
    """Halves, quarters … and single rows left out, with the wants that stood there alone."""
    for number, grid in form.grids():
        size = len(grid.rows) // 2
        while size:
            for at in range(0, len(grid.rows) - size + 1, size):
                rows = grid.rows[:at] + grid.rows[at + size :]
                if rows:
                    yield _still_wanted(form.put(number, Grid(rows)))
            size //= 2


def _without_columns(form: Form) -> Iterator[Form]:
    for number, grid in form.grids():
        for at in range(grid.width if grid.width > 2 else 0):
            rows = tuple((*row[:at], *row[at + 1 :]) for row in grid.rows)
            new = form.put(number, Grid(rows))
            if len(_still_wanted(new).wants) == len(form.wants):
                yield new


def _still_wanted(form: Form) -> Form:
    """Only the wants that still stand in one row, or in the lines."""
    lines = squeeze("".join(one for one in form.blocks if isinstance(one, str)))
    rows = (row for _, grid in form.grids() for row in grid.rows)
    texts = [lines, *(squeeze("".join(cell.text for cell in row)) for row in rows)]
    wants = (one for one in form.wants if any(_stands(one, text) for text in texts))
    return replace(form, wants=tuple(wants))


def _stands(want: Want, text: str) -> bool:
    fields = ("name", "annual_value", "actual_value", "period_value")
    return all(squeeze(want.get(field)) in text for field in fields)


def save(one: Plan) -> Path:
    """Shrink a document; write the file, and beside it what it must give and what is wrong."""
    printer = simplest(one)
    one, table = shrunk(one, tables()[one.table], printer)
    form = one.changed(table)
    folder = HOME / "failures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{one.seed}.{printer.suffix}"
    path.write_bytes(printer.write([form])[0] or b"")
    said: Record = {"table": one.table, "printer": one.printer, "changes": one.changes}
    said |= {"year": form.year, "wants": form.wants, "problems": _judged(printer, form).problems}
    beside = path.with_suffix(f".{printer.suffix}.json")
    beside.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def simplest(one: Plan) -> Printer:
    """A format that is quickly made and fails alike, else the document's own."""
    own, form = printers()[one.printer], one.form()
    plain = _kinds(_judged(printers()["html"], tables()[one.table]))
    kinds = _kinds(_judged(own, form))
    kinds = kinds - plain or kinds
    simple = (printers()[name] for name in _SIMPLE)
    return next((other for other in simple if kinds & _kinds(_judged(other, form))), own)
