"""What breaks readers of ruled tables. Each test fails when the handling it names is taken out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from tests.reading.pdf.drawing import HEADER, PAGE, WIDTHS
from transforms.document import Cell, Line, Table
from transforms.joining.join import stitch
from transforms.reading import read

GOAL = (
    "保障全区电子政务外网、政务机房、政务云平台安全稳定运行及维护，支撑全区各部门和街道工作开展。"
)
ROWS = [
    HEADER,
    ["合计", "1,460.00", "1,460.00", "", ""],
    ["基础设施经费", "730.86", "730.86", GOAL, "数量指标,主干带宽；年度指标值:≥10000M;"],
]


def tables(data: bytes) -> list[Table]:
    return list(read(data, "drawn.pdf").tables())


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


def stitched(data: bytes) -> list[Table]:
    return [block for block in stitch(read(data, "drawn.pdf").blocks) if isinstance(block, Table)]


@pytest.mark.parametrize("rules", ["lines", "rects", "cells", "dots", "discs", "dashes"])
def test_rules_of_every_kind(rules: str) -> None:
    (table,) = tables(draw.pdf(lambda canvas: draw.table(canvas, ROWS, rules=rules)))
    assert texts(table) == ROWS
    assert (table.ruled, table.open_top, table.open_bottom) == (True, False, False)


def test_line_breaks_of_the_layout_are_taken_out_and_told() -> None:
    (table,) = tables(draw.pdf(lambda canvas: draw.table(canvas, ROWS)))
    goal = table.rows[2][3]
    assert isinstance(goal, Cell)
    assert (goal.text, goal.repaired) == (GOAL, {"line_breaks"})
    assert table.rows[1][0] == Cell("合计", 2, 1, None, (60.0, 98.0, 150.0, 116.0))


def test_a_break_of_the_author_stays() -> None:
    rows = [HEADER, ["甲", "1", "1", ["一、完成建设。", "二、通过验收。"], ""]]
    assert (
        texts(tables(draw.pdf(lambda canvas: draw.table(canvas, rows)))[0])[1][3]
        == "一、完成建设。\n二、通过验收。"
    )


def test_words_broken_at_a_space_keep_it_and_numbers_do_not_get_one() -> None:
    rows = [
        HEADER,
        [
            "甲",
            ["239,670.4", "5"],
            "1",
            ["connect all the government data of a", "city region"],
            "",
        ],
    ]
    row = texts(
        tables(draw.pdf(lambda canvas: draw.table(canvas, rows, widths=[60, 46, 60, 150, 100])))[0]
    )[1]
    assert row[1] == "239,670.45"
    assert row[3] == "connect all the government data of a city region"


@pytest.mark.parametrize("closed", [True, False])
def test_a_row_cut_by_the_page_is_one_row(closed: bool) -> None:
    before = [*ROWS, ["热线经费", "20.00", "20.00", "引入智能平台，", "时效指标,"]]
    after = [
        HEADER,
        ["", "", "", "实现工单办结。", "办结率；年度指标值:≥90%;"],
        ["平台经费", "5.00", "5.00", "完成。", "无"],
    ]
    without = [] if closed else [len(before)]
    (table,) = stitched(
        draw.pdf(
            lambda canvas: draw.table(canvas, before, without=without),
            lambda canvas: draw.table(canvas, after),
        )
    )
    assert texts(table)[3:] == [
        [
            "热线经费",
            "20.00",
            "20.00",
            "引入智能平台，实现工单办结。",
            "时效指标,办结率；年度指标值:≥90%;",
        ],
        after[2],
    ]
    goal = table.rows[3][3]
    assert goal is not None
    assert "page_break" in goal.repaired


def test_no_rule_between_the_repeated_header_and_the_rest_of_the_row() -> None:
    before = [*ROWS, ["热线经费", "20.00", "20.00", "引入智能平台，", ""]]
    after = [
        HEADER,
        ["", "", "", "实现工单办结。", ""],
        ["平台经费", "5.00", "5.00", "完成。", "无"],
    ]
    (table,) = stitched(
        draw.pdf(
            lambda canvas: draw.table(canvas, before, without=[4]),
            lambda canvas: draw.table(canvas, after, without=[1]),
        )
    )
    assert [row[3] for row in texts(table)] == [
        "绩效目标",
        "",
        GOAL,
        "引入智能平台，实现工单办结。",
        "完成。",
    ]


def test_header_repeated_in_the_middle_of_a_page_goes() -> None:
    rows = [*ROWS, HEADER, ["平台经费", "5.00", "5.00", "完成。", "无"]]
    assert texts(stitched(draw.pdf(lambda canvas: draw.table(canvas, rows)))[0]) == [
        *ROWS,
        rows[-1],
    ]


def test_header_of_two_rows_with_merged_cells() -> None:
    def page(canvas: Canvas) -> None:
        top = [
            ["项目名称", "资金", "", "绩效目标", "绩效指标"],
            ["", "总计", "财政拨款", "", ""],
            ["甲", "1.00", "1.00", "目标", "指标"],
        ]
        for index, row in enumerate(top):
            draw.fill(canvas, 60, 80 + 18 * index, WIDTHS, row)
        xs = [60 + sum(WIDTHS[:index]) for index in range(6)]
        for y, spans in ((80, [(0, 5)]), (98, [(1, 3)]), (116, [(0, 5)]), (134, [(0, 5)])):
            for first, last in spans:
                canvas.line(xs[first], PAGE[1] - y, xs[last], PAGE[1] - y)
        for index, x in enumerate(xs):
            canvas.line(x, PAGE[1] - (98 if index == 2 else 80), x, PAGE[1] - 134)

    (table,) = tables(draw.pdf(page))
    assert texts(table)[0] == ["项目名称", "资金", "资金", "绩效目标", "绩效指标"]
    assert table.rows[0][0] is table.rows[1][0]
    assert table.rows[0][1] is table.rows[0][2]
    assert table.rows[1][1] is not table.rows[1][2]


def test_a_merged_cell_cut_by_the_page_is_one_cell() -> None:
    widths, header = [90, 100, 150, 100], ["一级指标", "二级指标", "三级指标", "指标值"]

    def page(rows: list[list[str]]) -> object:
        def draw_page(canvas: Canvas) -> None:
            bottom = draw.table(
                canvas, [header, *rows], widths=widths, without=range(2, len(rows) + 1)
            )
            for index in range(2, len(rows) + 1):
                y = PAGE[1] - 80 - 18 * index
                canvas.line(60 + widths[0], y, 60 + sum(widths), y)
            assert bottom == 80 + 18 * (len(rows) + 1)

        return draw_page

    first = [["产出指标", "数量指标", "培训", "≥7次"], ["", "质量指标", "合格率", "100%"]]
    second = [["", "时效指标", "按时完成率", "≥95%"], ["", "成本指标", "人均", "≤609万元"]]
    (table,) = stitched(draw.pdf(page(first), page(second)))
    assert texts(table)[1:] == [["产出指标", *row[1:]] for row in first + second]
    assert len({id(row[0]) for row in table.rows[1:]}) == 1


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_turned_by_the_viewer(angle: int) -> None:
    """The page says /Rotate; its content is turned the other way, so that it stands upright when
    looked at.
    """

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        _turn(canvas, angle)
        draw.table(canvas, ROWS)

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_content_turned_on_an_upright_page(angle: int) -> None:
    def page(canvas: Canvas) -> None:
        _turn(canvas, angle)
        draw.table(canvas, ROWS)

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


def _turn(canvas: Canvas, angle: int) -> None:
    canvas.setPageSize(PAGE if angle == 180 else PAGE[::-1])
    canvas.translate(*{90: (PAGE[1], 0), 180: PAGE, 270: (0, PAGE[0])}[angle])
    canvas.rotate(angle)


def test_hanging_punctuation_belongs_to_the_character_before() -> None:
    goal = ["一二三四五六七八九十一二三四五六七八九，", "完成。"]
    rows = [HEADER, ["甲", "1", "1", goal, "指标"]]
    (table,) = tables(
        draw.pdf(lambda canvas: draw.table(canvas, rows, widths=[90, 60, 60, 6 + 9 * 19, 240]))
    )
    assert texts(table)[1] == ["甲", "1", "1", "".join(goal), "指标"]


def test_punctuation_set_apart_beyond_the_rule_belongs_to_the_character_before() -> None:
    goal = "一二三四五六七八九十一二三四五六七八九"

    def page(canvas: Canvas) -> None:
        draw.table(
            canvas,
            [HEADER, ["甲", "1", "1", ["", ""], "指标"]],
            widths=[90, 60, 60, 6 + 9 * 19, 240],
        )
        for x, y, words in ((273, 109, goal), (449, 109, "，"), (273, 121, "完成。")):
            draw.text(canvas, x, y, words)

    (table,) = tables(draw.pdf(page))
    assert [one.replace("\n", "") for one in texts(table)[1]] == [
        "甲",
        "1",
        "1",
        f"{goal}，完成。",
        "指标",
    ]


def test_a_number_wider_than_its_cell_stays_in_one_piece() -> None:
    rows = [
        HEADER,
        ["甲", "", "1,239,670.45", "目标", "指标"],
        ["乙", "", "1,239,670.45", "目标", "指标"],
    ]
    (table,) = tables(
        draw.pdf(
            lambda canvas: [
                draw.table(
                    canvas,
                    [[*row[:2], [row[2]], *row[3:]] for row in rows],
                    widths=[90, 80, 40, 180, 240],
                )
            ]
        )
    )
    assert texts(table) == rows


def test_page_numbers_are_no_text_of_a_cell() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(
            canvas, [*ROWS, ["甲", "1", "1", *[["第一行"] + [""] * 41] * 2]], top=30, without=[4]
        )
        canvas.drawCentredString(PAGE[0] / 2, 14, "- 29 -")

    document = read(draw.pdf(page), "")
    (table,) = document.tables()
    assert texts(table)[3] == ["甲", "1", "1", "第一行", "第一行"]
    assert [
        block.text.replace(" ", "") for block in document.blocks if isinstance(block, Line)
    ] == ["-29-"]


def test_rules_inside_a_form_object_with_a_matrix() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.setFont(draw.FONT, draw.SIZE)
        draw.table(canvas, ROWS)
        canvas.endForm()
        canvas.scale(0.5, 0.5)
        canvas.translate(200, 100)
        canvas.doForm("table")

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


def test_underlines_and_frames_are_no_tables() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(canvas, ROWS)
        canvas.line(63, PAGE[1] - 110, 100, PAGE[1] - 110)
        canvas.rect(20, 20, PAGE[0] - 40, PAGE[1] - 40)

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


def test_dots_here_and_there_are_no_rules() -> None:
    """Bullets in a column, and three dots."""

    def page(canvas: Canvas) -> None:
        for index in range(6):
            canvas.rect(80, 500 - 14 * index, 2, 2, stroke=0, fill=1)
            draw.text(canvas, 90, 97 + 14 * index, "一项工作")
        for index in range(3):
            canvas.rect(200 + 3 * index, 400, 1, 1, stroke=0, fill=1)

    assert tables(draw.pdf(page)) == []


def test_two_texts_far_apart_on_one_line_stay_two_words() -> None:
    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 45, "部门名称：某局")
        draw.text(canvas, 400, 45, "单位：万元")
        draw.table(canvas, [HEADER])

    assert [
        block.text for block in read(draw.pdf(page), "a.pdf").blocks if isinstance(block, Line)
    ] == ["部门名称：某局 单位：万元"]


def test_a_watermark_is_no_text() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(canvas, ROWS)
        canvas.rotate(30)
        canvas.drawString(350, 150, "样稿请勿外传样稿请勿外传")

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


def test_invisible_text_is_not_printed_text() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(canvas, ROWS)
        hidden = canvas.beginText(70, PAGE[1] - 110)
        hidden.setTextRenderMode(3)
        hidden.textOut("隐藏")
        canvas.drawText(hidden)

    (table,) = tables(draw.pdf(page))
    assert texts(table) == ROWS


def test_clipped_text_counts_where_it_shows() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(canvas, ROWS)
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(60, PAGE[1] - 116, 90, 18)
        canvas.clipPath(clip, stroke=0)
        draw.text(canvas, 90, 121, "（单行）")
        canvas.restoreState()

    assert texts(tables(draw.pdf(page))[0])[1][0] == "合计\n（单行）"


@pytest.mark.parametrize("middle", [490, 501, 503, 515])
@pytest.mark.parametrize("name", ["完成率", "平台系统办结率"])
def test_a_merged_cell_whose_text_is_drawn_on_both_pages_is_one_cell(
    name: str, middle: float
) -> None:
    """Calc prints a sheet so: the text stands in the middle of the merged cell, wherever the page
    cuts it, and is clipped to what the page shows.
    """

    def part(
        canvas: Canvas, ys: Sequence[float], values: Sequence[str], below: float, at: float
    ) -> None:
        for y in ys:
            canvas.line(150 if y in ys[2:-1] else 60, PAGE[1] - y, 210, PAGE[1] - y)
        for x in (60, 150, 210):
            canvas.line(x, PAGE[1] - ys[0], x, PAGE[1] - ys[-1])
        for y, value in zip(ys, values, strict=False):
            draw.text(canvas, 153, y + 12, value)
        clip = canvas.beginPath()
        clip.rect(60, PAGE[1] - ys[-1], 90, ys[-1] - below)
        canvas.clipPath(clip, stroke=0)
        draw.text(canvas, 63, at, name)

    def first(canvas: Canvas) -> None:
        draw.text(canvas, 63, 450, "三级指标")
        part(canvas, [440, 460, 480, 500], ["指标值", "≥1个", "≥2个"], 460, middle)

    def second(canvas: Canvas) -> None:
        part(canvas, [60, 60, 80, 100], ["", "≥3个", "≥4个"], 60, middle - 440)

    (table,) = stitched(draw.pdf(first, second))
    assert [cell.text for cell in dict.fromkeys(table.cells()) if cell.text] == [
        *("三级指标", "指标值", name),
        *("≥1个", "≥2个", "≥3个", "≥4个"),
    ]


def test_two_texts_over_each_other_are_uncertain() -> None:
    def page(canvas: Canvas) -> None:
        draw.table(canvas, ROWS)
        draw.text(canvas, 68, 109, "小计")

    (table,) = tables(draw.pdf(page))
    assert [cell.text for cell in table.cells() if "uncertain" in cell.repaired] == [
        table.rows[1][0].text
    ]
