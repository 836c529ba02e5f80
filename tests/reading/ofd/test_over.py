"""Raised digits and lines through a text, as in PDF: tests/reading/pdf/test_over.py."""

from __future__ import annotations

import pytest

from tests.reading.ofd import drawing as draw
from transforms.document import Cell
from transforms.reading import read

ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "养护里程", ""],
    ["产出指标", "质量指标", "合格率", "≥95%"],
]
WIDTHS = [40.0, 40, 60, 60]
X, Y = 162.0, 39.0  # where the open cell's text begins, and its foot


def cell(*drawn: str) -> Cell:
    """The open cell with what is drawn into it."""
    (grid,) = read(draw.ofd(draw.table(ROWS, WIDTHS) + "".join(drawn)), "a.ofd").tables()
    found = grid.rows[1][3]
    assert found is not None
    return found


def raised(x: float, words: str, size: float) -> str:
    """Small characters above the foot of the line."""
    drawn = draw.text(x, Y - 1.2, words)
    return drawn.replace(f'Size="{draw.SIZE}"', f'Size="{size}"')


@pytest.mark.parametrize(("base", "mark", "read_as"), [("100", "2", "100²"), ("30m", "3", "30m³")])
@pytest.mark.parametrize("size", [1.6, 2.0])
def test_a_raised_digit_is_none_of_the_number(
    base: str, mark: str, read_as: str, size: float
) -> None:
    behind = X + sum(map(draw.width, base))
    assert cell(draw.text(X, Y, base), raised(behind, mark, size)).text == read_as


def test_digits_of_one_size_are_one_number() -> None:
    behind = X + sum(map(draw.width, "10"))
    assert cell(draw.text(X, Y, "10"), draw.text(behind, Y, "02")).text == "1002"


@pytest.mark.parametrize("ends", [0.0, 0.4])
def test_a_line_through_a_value_makes_it_uncertain(ends: float) -> None:
    words = "≥800"
    end = X + sum(map(draw.width, words))
    line = draw.rule(X - ends, Y - 1.2, end + ends, Y - 1.2)
    assert "uncertain" in cell(draw.text(X, Y, words), line).repaired


def test_a_line_below_a_value_leaves_it_as_it_is() -> None:
    words = "≥800"
    line = draw.rule(X, Y + 0.5, X + sum(map(draw.width, words)), Y + 0.5)
    assert "uncertain" not in cell(draw.text(X, Y, words), line).repaired
