"""The bench itself: changes leave the meaning alone, seeds stay what they are, runs go on, failures
become small.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.accuracy import report, run
from benchmarks.accuracy.changes import changes
from benchmarks.accuracy.form import Cell, Form, Grid, Want
from benchmarks.accuracy.judge import squeeze
from benchmarks.accuracy.material import tables
from benchmarks.accuracy.printers import kept, printers
from benchmarks.accuracy.seeds import Plan, lots, plan, printer_of
from benchmarks.accuracy.shrink import shrunk
from benchmarks.accuracy.whole import is_whole

INSIDE = [name for name, one in printers().items() if not one.program]
# the sign and the unit leave the value's cell
PARTED = {"sign and unit columns", "odd sign cells", "unknown sign header"}


def printed_rows(form: Form) -> list[str]:
    lines = squeeze("".join(one for one in form.blocks if isinstance(one, str)))
    rows = (row for _, grid in form.grids() for row in grid.rows)
    return [lines, *(squeeze("".join(cell.text for cell in dict.fromkeys(row))) for row in rows)]


def absent(form: Form) -> list[Want]:
    rows = printed_rows(form)
    return [
        want
        for want in form.wants
        if not any(
            squeeze(want["name"]) in row and squeeze(want.get("annual_value")) in row
            for row in rows
        )
    ]


@pytest.mark.parametrize("name", changes())
def test_a_change_leaves_every_row_that_must_come_out(name: str) -> None:
    tried = 0
    for table in tables().values():
        form = changes()[name].apply(table, Random(name))
        if form is None:
            continue
        tried += 1
        assert len(form.wants) >= len(table.wants)
        assert all(one.sound() for _, one in form.grids())
        assert name == "two forms" or len(absent(form)) <= len(absent(table))
        assert name in PARTED or form.wants[:1] == table.wants[:1] or form.name == table.name
    assert tried


def test_every_table_has_its_rows_in_its_text() -> None:
    assert len(tables()) > 75
    assert sum(len(form.wants) for form in tables().values()) > 580


def test_a_new_choice_takes_its_share_and_leaves_the_other_seeds_as_they_were() -> None:
    assert plan(7) == plan(7)
    shares = {"a": 1.0, "b": 2.0, "c": 1.0}
    first = [lots(seed, "x", shares)[0] for seed in range(200)]
    less = [lots(seed, "x", {"a": 1.0, "b": 2.0})[0] for seed in range(200)]
    assert all(a in {b, "c"} for a, b in zip(first, less, strict=True))
    assert first.count("b") > first.count("a") > 20


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "HOME", tmp_path)
    seeds = [seed for seed in range(99) if printer_of(seed) == "text"][:6]
    first = list(run.run(seeds[:4], ["text"], 1))
    path = run.results()
    # the end of the file was lost with its process
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n")[:-9], encoding="utf-8")
    again = list(run.run(range(99), ["text"], 1))
    assert {one["seed"] for one in again} >= set(seeds)
    kept = [one for one in again if one in first]
    assert len(kept) == 3
    assert "| text |" in "\n".join(report.pages(again))


def test_a_failure_becomes_small() -> None:
    table = tables()["jiangsu_2024_half"]
    # nobody reads '<=' there
    wrong = tuple(
        want | {"operator": "<="} if want["name"] == "学员满意度" else want for want in table.wants
    )
    form = Form(table.name, table.year, table.blocks, wrong)
    one = Plan(1, table.name, "html", ("lines around", "full width"))
    one, small = shrunk(one, form, printers()["html"])
    assert one.changes == ()
    assert "学员满意度" in [row["name"] for row in small.wants]
    assert len(small.wants) == 2
    assert sum(len(one.rows) for one in small.blocks if isinstance(one, Grid)) <= 4


def test_what_was_printed_is_not_printed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "HOME", tmp_path)
    forms = list(tables().values())[:3]
    given: list[int] = []

    def make(files: list[bytes]) -> list[bytes | None]:
        given.append(len(files))
        # the second could not be printed
        return [None if n == 1 else b"printed" for n in range(len(files))]

    word, page = printers()["docx"].write, printers()["html"].write
    first = kept.kept("a", [one or b"" for one in word(forms)], make)
    again = kept.kept("a", [one or b"" for one in word(forms)], make)
    other = kept.kept("a", [one or b"" for one in page(forms)], make)
    assert first == [b"printed", None, b"printed"]
    assert again == [b"printed"] * 3
    assert given == [3, 1, 3]
    assert len(other) == 3


@pytest.mark.parametrize("name", INSIDE)
def test_a_printer_prints_every_table(name: str) -> None:
    files = printers()[name].write(list(tables().values())[::8])
    assert all(files)


def test_a_print_that_leaves_out_rows_is_not_judged() -> None:
    """As if the program had lost them: the form has a row more than its print."""
    form = next(iter(tables().values()))
    data = printers()["reportlab"].write([form])[0]
    assert data is not None
    assert is_whole(form, data)
    more = Cell("另购置龘靐齉龗")
    number, grid = next(form.grids())
    row = (*grid.rows[-1][:-1], more)
    wants = (*form.wants, {"name": more.text})
    longer = replace(form.put(number, Grid((*grid.rows, row))), wants=wants)
    assert not is_whole(longer, data)
    assert is_whole(longer, b"<html>")
