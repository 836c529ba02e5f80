"""Large words drawn over a table are none of its text; large words beside one are."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Document, Line
from transforms.reading import read

ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "养护里程", "≥428公里"],
    ["产出指标", "质量指标", "合格率", "≥95%"],
]
WIDTHS = [120, 140, 160, 120]


def document(words: str, *, size: float, y: float, x: float = 130) -> Document:
    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        draw.table(canvas, ROWS, widths=WIDTHS)
        canvas.setFont(draw.FONT, size)
        draw.text(canvas, x, y, words)

    return read(draw.pdf(page), "a.pdf")


def cells(found: Document) -> list[list[str]]:
    (grid,) = found.tables()
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


@pytest.mark.parametrize("words", ["内部资料", "征求意见稿", "草 案", "DRAFT"])
@pytest.mark.parametrize("size", [26, 40, 60])
def test_what_is_drawn_across_the_rules_is_left_out(words: str, size: float) -> None:
    found = document(words, size=size, y=98 + size * 0.38)
    assert cells(found) == ROWS
    assert found.unaccounted == ()


@pytest.mark.parametrize(("y", "size"), [(50, 30), (190, 30), (190, 20)])
def test_what_stands_above_or_below_is_a_line(y: float, size: float) -> None:
    found = document("公开目标", size=size, y=y)
    assert cells(found) == ROWS
    assert "公开目标" in [block.text for block in found.blocks if isinstance(block, Line)]
