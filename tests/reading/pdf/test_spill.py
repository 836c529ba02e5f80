"""Lines that lie over the rules of their rows: of one text, or one of each row."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Cell
from transforms.reading import read

HEAD = [["一级指标", "二级指标", "三级指标", "指标值"]]
ROWS = [["效益指标", "社会效益指标", " ", "≥90%"], ["", "", " ", "≥60人"], ["", "", " ", "≥5户"]]
WIDTHS = [80, 100, 120, 80]
NAME = 250  # where the names begin
RULE = 98  # the first rule below the head
ROW = 18


def names(*lines: tuple[str, float]) -> list[Cell | None]:
    """The cells of names, with lines whose middle lies so far below the first rule."""

    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        draw.table(canvas, HEAD + ROWS, widths=WIDTHS)
        for words, below in lines:
            draw.text(canvas, NAME, RULE + below + 0.3 * draw.SIZE, words)

    (grid,) = read(draw.pdf(page), "a.pdf").tables()
    return [row[2] for row in grid.rows[1:]]


def test_lines_nearer_than_the_rows_are_one_text() -> None:
    found = names(("提高公共文化服务", ROW + 2), ("覆盖面", 2 * ROW - 2))
    assert [cell.text if cell else "" for cell in found][1] == "提高公共文化服务覆盖面"


def test_texts_that_lie_in_each_other_are_doubted() -> None:
    found = names(
        ("林业有害生物成", ROW),
        ("带动季节性务工", 2 * ROW),
        ("灾率", 2 * ROW + 1),
        ("人数", 3 * ROW + 1),
    )
    doubted = [cell is not None and "uncertain" in cell.repaired for cell in found]
    texts = [cell.text if cell else "" for cell in found]
    assert "林业有害生物成带动季节性务工" not in texts
    assert all(doubted[at] for at, text in enumerate(texts) if text.strip())


@pytest.mark.parametrize("step", [14, 16, 18])
def test_a_text_alone_is_moved_however_far_its_lines_are(step: float) -> None:
    found = names(("提高公共文化服务", 1.5 * ROW - step / 2), ("覆盖面", 1.5 * ROW + step / 2))
    assert [cell.text if cell else "" for cell in found][1] == "提高公共文化服务覆盖面"
