"""Listings wider than their page: the projects stand on pages without a word of targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.document import Line, Table
from transforms.reading import read

PROJECTS = [
    ["序号", "项目名称", "预算数"],
    ["1", "农村公路养护", "38.60"],
    ["1", "农村公路养护", "38.60"],
    ["2", "小流域综合治理", "120.50"],
    ["2", "小流域综合治理", "120.50"],
]
TARGETS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "养护里程", "≥12公里"],
    ["效益指标", "社会效益指标", "受益人数", "≥300人"],
    ["产出指标", "质量指标", "合格率", "100%"],
    ["效益指标", "社会效益指标", "群众安全意识", "增强"],
]
WIDE = [[*left, *right] for left, right in zip(PROJECTS, TARGETS, strict=True)]
LEFT, RIGHT = [60, 200, 450], [160, 160, 200, 120]
Page = Callable[[Canvas], None]


def page(
    rows: Sequence[Sequence[str]], widths: Sequence[float], *lines: tuple[float, float, str]
) -> Page:
    def drawn(canvas: Canvas) -> None:
        for x, y, said in lines:
            draw.text(canvas, x, y, said)
        draw.table(canvas, rows, widths=widths)

    return drawn


def tables(*pages: Page) -> list[list[tuple[str, ...]]]:
    found = read(draw.pdf(*pages), "a.pdf").blocks
    return [[row.words for row in one.rows] for one in found if isinstance(one, Table)]


def words(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(row) for row in rows]


def test_over_then_down() -> None:
    assert tables(page(PROJECTS, LEFT), page(TARGETS, RIGHT)) == [words(WIDE)]


@pytest.mark.parametrize("at", [2, 3, 4])
def test_down_then_over(at: int) -> None:
    lefts = page(PROJECTS[:at], LEFT), page([PROJECTS[0], *PROJECTS[at:]], LEFT)
    rights = page(TARGETS[:at], RIGHT), page([TARGETS[0], *TARGETS[at:]], RIGHT)
    assert tables(*lefts, *rights) == [words(WIDE[:at]), words([WIDE[0], *WIDE[at:]])]


def test_columns_printed_again_on_every_page_stand_once() -> None:
    again = [[number, *row] for (number, *_), row in zip(PROJECTS, TARGETS, strict=True)]
    names = [["序号", *row] if at == 0 else again[at] for at, row in enumerate(TARGETS)]
    assert tables(page(PROJECTS, LEFT), page(names, [60, *RIGHT])) == [words(WIDE)]


def test_a_later_row_of_pages_may_hold_one_row() -> None:
    found = tables(
        page(PROJECTS, LEFT),
        page(TARGETS, RIGHT),
        page(PROJECTS[3:4], LEFT),
        page(TARGETS[3:4], RIGHT),
    )
    assert found == [words(WIDE), words(WIDE[3:4])]


def test_pages_of_another_table_before_the_targets_stay_lines() -> None:
    others = [["序号", "项目名称", "预算数"], ["1", "办公费", "3.00"], ["2", "差旅费", "1.50"]]
    document = read(draw.pdf(page(others, LEFT), page(TARGETS, RIGHT)), "a.pdf")
    assert [len(one.rows) for one in document.blocks if isinstance(one, Table)] == [5]
    assert any("办公费" in one.text for one in document.blocks if isinstance(one, Line))


def test_lines_of_the_right_page_stand_at_their_height() -> None:
    left = page(PROJECTS, LEFT, (60, 40, "2024年项目支出绩效目标表"))
    right = page(TARGETS, RIGHT, (500, 60, "单位：万元"))
    blocks = read(draw.pdf(left, right), "a.pdf").blocks
    assert [one.text if isinstance(one, Line) else "" for one in blocks] == [
        "2024年项目支出绩效目标表",
        "单位：万元",
        "",
    ]


def test_equal_amounts_on_both_sides_of_the_edge_are_two() -> None:
    amounts = [["财政拨款", *TARGETS[0]]]
    amounts += [[row[2], *more] for row, more in zip(PROJECTS[1:], TARGETS[1:], strict=True)]
    found = tables(page(PROJECTS, LEFT), page(amounts, [100, *RIGHT]))
    assert found == [
        words([[*left, *right] for left, right in zip(PROJECTS, amounts, strict=True)])
    ]
