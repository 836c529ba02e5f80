"""A line through a text may strike it out; a small digit above the line is the mark of a note."""

from __future__ import annotations

import numpy as np
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Cell
from transforms.reading import read
from transforms.reading.page.marks import Chars
from transforms.reading.page.over import set_down

ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "养护里程", ""],
    ["产出指标", "质量指标", "合格率", "≥95%"],
]
WIDTHS = [120, 140, 160, 120]
X, Y = 485, 112  # where the open cell's text begins


def cell(*pieces: tuple[str, float, float], line: tuple[float, float, float] | None = None) -> Cell:
    """The open cell with its text in pieces, each with its size and how far it is raised, and a
    line from, to and at a height above the foot.
    """

    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        draw.table(canvas, ROWS, widths=WIDTHS)
        at = X
        for words, size, above in pieces:
            canvas.setFont(draw.FONT, size)
            draw.text(canvas, at, Y - above, words)
            at += stringWidth(words, draw.FONT, size)
        if line:
            foot = draw.PAGE[1] - Y + line[2]
            canvas.line(X + line[0], foot, X + line[1], foot)

    (grid,) = read(draw.pdf(page), "a.pdf").tables()
    found = grid.rows[1][3]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("base", "mark", "read_as"),
    [
        ("100", "2", "100²"),
        ("≥95%", "1", "≥95%¹"),
        ("12台", "①", "12台①"),
        ("3860", "12", "3860¹²"),
        ("30m", "3", "30m³"),
    ],
)
@pytest.mark.parametrize("size", [5, 6])
def test_a_raised_digit_is_none_of_the_number(base, mark, read_as, size):
    assert cell((base, 9, 0), (mark, size, 3.5)).text == read_as


@pytest.mark.parametrize("pieces", [(("10", 9, 0), ("02", 9, 0)), (("10", 9, 0), ("02", 7, 0))])
def test_digits_on_the_line_are_of_the_number(pieces):
    assert cell(*pieces).text == "1002"


def test_a_line_through_a_text_makes_it_uncertain():
    width = stringWidth("≥80人", draw.FONT, 9)
    found = cell(("≥80人≥95人", 9, 0), line=(0, width, 3))
    assert "uncertain" in found.repaired


@pytest.mark.parametrize("height", [-1.2, 10])
def test_a_line_below_or_above_a_text_does_not(height):
    width = stringWidth("≥80人", draw.FONT, 9)
    assert "uncertain" not in cell(("≥80人", 9, 0), line=(0, width, height)).repaired


def test_digits_of_one_size_behind_a_comma_are_not_raised():
    """Some fonts give the comma a taller box that hangs below the line."""
    text = "1,286,000"
    count = len(text)
    hanging = np.array([1.3 if one == "," else 0.0 for one in text])
    chars = Chars(
        np.array([ord(one) for one in text], np.uint32),
        left=np.arange(count) * 4.6,
        top=np.full(count, 100.0),
        right=np.arange(1, count + 1) * 4.6,
        bottom=106.5 + hanging,
        baseline=np.full(count, 106.5),
        em=np.full(count, 8.3),
    )
    assert "".join(map(chr, set_down(chars).codes)) == text
