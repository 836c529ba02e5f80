"""A cell and a row know their own words: computed once, and never those of another text."""

from __future__ import annotations

import pytest

from transforms.document import Cell, Line, Row, Table

WIDE = Cell("绩效 指标", 1, 3, "表一")


@pytest.mark.parametrize("printed", [Cell("指标值（％）", 1), Line("指标值（％）", 1)])
def test_a_text_is_folded_once(printed: Cell | Line):
    assert printed.folded == "指标值(%)"
    assert printed.folded is printed.folded


def test_what_a_cell_knows_is_no_part_of_it():
    cell = Cell("绩效 指标", 1, 3, "表一")
    assert (cell.folded, cell.role) == ("绩效指标", "indicators")
    assert cell == WIDE
    assert hash(cell) == hash(Cell(*WIDE))
    assert repr(cell).startswith("Cell(text=")


def test_a_cell_with_another_text_has_other_words():
    assert WIDE.folded == "绩效指标"
    other = WIDE._replace(text="项目 名称")
    assert (type(other), other.folded, other.role) == (Cell, "项目名称", "project")


def test_a_merged_cell_is_filled_once_and_stands_at_every_position():
    blank, value = Cell(" \n", 1), Cell("95％", 1)
    row = Row((None, WIDE, WIDE, blank, value))
    assert row.filled == ((1, WIDE), (4, value))
    assert row.words == ("", "绩效指标", "绩效指标", "", "95%")
    assert (row.span(WIDE), row.span(value)) == (2, 1)


def test_an_equal_cell_that_is_another_one_is_filled_too():
    row = Row((Cell("0", 1), Cell("0", 1)))
    assert [position for position, _ in row.filled] == [0, 1]
    assert row.span(row.filled[0][1]) == 1


def test_a_row_and_a_table_begin_on_the_page_of_their_first_cell():
    short, empty = Row((None, WIDE, Cell("乙", 1, 4))), Row((None, None))
    assert (short.place, empty.place) == ((3, "表一"), (None, None))
    assert (Table((empty, short)).page, Table((empty,)).page) == (3, None)
