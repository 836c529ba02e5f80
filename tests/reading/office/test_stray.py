"""A sheet in which a few cells stand far from all others: what stands together is read as if they
were not there, and they are told.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import ROOT
from tests.reading.test_limits import ods
from transforms.document import Document, Line, Table
from transforms.parse import parse
from transforms.reading import read
from transforms.reading.workbook.stray import apart_from
from transforms.rows.source import Source

HOSTILE = ROOT / "tests" / "material" / "hostile" / "stray_cell.xlsx"
ROWS = (
    ("2024年项目支出绩效目标表",),
    ("部门名称：某局",),
    ("项目名称", "某项目"),
    ("一级指标", "二级指标", "三级指标", "年度指标值"),
    ("产出指标", "数量指标", "人数", "≥90人"),
    ("产出指标", "质量指标", "合格率", "≥95%"),
)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
SMALL = {(5, 30): "备查", (900, 2): "备查"}  # a sheet that is not large is read as it is


def xlsx(stray: dict[tuple[int, int], object], *, second: bool = False) -> bytes:
    """``stray``: by row and column, from 1."""
    book = Workbook()
    sheet = book.active
    if second:
        sheet.append(["说明"])
        sheet = book.create_sheet("第二张")
    for row in ROWS:
        sheet.append(row)
    for (row, column), value in stray.items():
        sheet.cell(row, column, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def opened(stray: dict[tuple[int, int], object]) -> bytes:
    """The same as an .ods, whose blank rows and cells are said to repeat."""
    rows = dict(enumerate(map(dict, map(enumerate, ROWS))))
    for (row, column), value in stray.items():
        rows.setdefault(row - 1, {})[column - 1] = str(value)
    parts, at = [], 0
    for number, cells in sorted(rows.items()):
        if number > at:
            blank = "<table:table-cell/></table:table-row>"
            parts.append(f'<table:table-row table:number-rows-repeated="{number - at}">{blank}')
        parts.append(f"<table:table-row>{_cells(cells)}</table:table-row>")
        at = number + 1
    return ods("".join(parts))


def _cells(cells: dict[int, str]) -> str:
    made, at = "", 0
    for column, text in sorted(cells.items()):
        if column > at:
            made += f'<table:table-cell table:number-columns-repeated="{column - at}"/>'
        made += f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"
        at = column + 1
    return made


STRAY = {
    "the last row": {(LAST_ROW, 1): "x"},
    "the last row, in a column of the table": {(LAST_ROW, 4): "90"},
    "within the limit of positions": {(600_000, 2): "备查"},
    "the last cell": {(LAST_ROW, LAST_COLUMN): "x"},
    "a number": {(LAST_ROW, 1): 12.5},
    "a formula's place": {(LAST_ROW, 2): True},
    "several in a row": {(500_000, column): f"第{column}" for column in range(1, 5)},
    "in two places": {(300_000, 1): "甲", (900_000, 3): "乙"},
    "far to the right and far below": {(900_000, 9000): "乙", (900_001, 9000): "丙"},
    "seven": {(400_000 + 2000 * number, 1): "x" for number in range(7)},
}
WRITERS = {"xlsx": xlsx, "ods": opened}


def shown(document: Document) -> list[object]:
    """Lines and filled cells, with their rows."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Line):
            found.append((block.row, block.text))
        elif isinstance(block, Table):
            found += [(one.row, one.text) for row in block.rows for _, one in row.filled]
    return found


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("stray", STRAY.values(), ids=STRAY)
def test_the_table_is_read_and_the_stray_cells_are_told(suffix, stray):
    document = read(WRITERS[suffix](stray), f"a.{suffix}")
    assert shown(document) == shown(read(WRITERS[suffix]({}), f"a.{suffix}"))
    (told,) = document.unread
    assert told.rule == "unread_part"
    assert document.unaccounted == ()
    for (row, _), value in stray.items():
        assert str(row) in told.message
        text = {True: "1"}.get(value, str(value)) if suffix == "xlsx" else str(value)
        assert text in told.message


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_sheet_that_is_not_large_is_read_as_it_is(suffix):
    document = read(WRITERS[suffix](SMALL), f"a.{suffix}")
    assert document.unread == ()
    assert [text for _, text in shown(document)].count("备查") == 2


def test_only_the_sheet_that_has_one_is_changed():
    document = read(xlsx({(LAST_ROW, 1): "x"}, second=True), "a.xlsx")
    (told,) = document.unread
    assert told.sheet == "第二张"
    assert (1, "说明") in shown(document)
    assert (5, "≥90人") in shown(document)


@pytest.mark.parametrize("column", [5000, 16_000])
def test_a_cell_far_to_the_right_of_many_rows(column):
    table = {(row, place): "x" for row in range(400) for place in range(5)}
    assert apart_from(table | {(3, column): "y"}) == {(3, column): "y"}
    assert apart_from(table | {(3, 90): "y"}) == {}


@pytest.mark.parametrize(
    "cells",
    [
        {(row, 0): "x" for row in (*range(30), *range(500_000, 500_030))},  # many: another table
        {(row * 60_000, column): "x" for row in range(3) for column in range(0, 90, 9)},
        {},
    ],
)
def test_what_is_no_stray_cell_stays(cells):
    assert apart_from(cells) == {}


def test_the_hostile_file():
    parsed = parse(HOSTILE.read_bytes(), Source(Path(HOSTILE).name))
    assert [row.name for row in parsed.indicators] == ["人数"]
    assert ["A1048576 x" in row["found"] for row in parsed.findings if row["found"]] == [True]
