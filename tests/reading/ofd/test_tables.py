"""Tables out of OFD files: the same cells as the text that was drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading.ofd import drawing as draw
from transforms.document import Document, Line, Table
from transforms.joining.join import stitch
from transforms.reading import detect, read

HEADER = ["项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"]
WIDTHS = [40.0, 22, 22, 70, 100]
GOAL = (
    "保障全区电子政务外网、政务机房、政务云平台安全稳定运行及维护，支撑全区各部门和街道工作开展。"
)
ROWS = [
    HEADER,
    ["合计", "1,460.00", "1,460.00", "", ""],
    ["基础设施经费", "730.86", "730.86", GOAL, "数量指标,主干带宽；年度指标值:≥10000M;"],
]


def opened(data: bytes) -> Document:
    return read(data, "drawn.ofd")


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


@pytest.mark.parametrize("rules", ["lines", "bars", "one path"])
def test_rules_of_every_kind(rules: str) -> None:
    data = draw.ofd(draw.table(ROWS, WIDTHS, rules=rules))
    assert detect(data).FORMAT == "ofd"
    found = opened(data)
    (table,) = found.tables()
    assert texts(table) == ROWS
    assert (table.ruled, table.open_top, table.open_bottom) == (True, False, False)
    assert (found.pages, found.title, found.unread) == (1, "绩效目标表", ())


def test_the_first_document_keeps_every_cell(corpus: Path) -> None:
    source = (corpus / "haizhu_digital_government_center.txt").read_text("utf-8").splitlines()
    rows = [(line.split("\t") + [""] * 7)[:7] for line in source if "\t" in line]
    pages = [
        draw.text(100, 20, "项目支出绩效目标表（含转移支付项目）")
        + draw.table([row], [32.0, 20, 20, 14, 14, 60, 110])
        for row in rows
    ]
    found = opened(draw.ofd(*pages, size=(draw.WIDE, 420)))
    # a space at the end of a line is not seen
    squeezed = [["".join(cell.split()) for cell in texts(table)[0]] for table in found.tables()]
    assert squeezed == [["".join(cell.split()) for cell in row] for row in rows]
    assert len(rows) > 5
    assert [block.text for block in found.blocks if isinstance(block, Line)] == [
        "项目支出绩效目标表（含转移支付项目）"
    ] * len(rows)


def test_merged_cells_are_one_cell() -> None:
    rows = [["预算金额", "", "绩效"], ["总计", "拨款", ""], ["1.00", "2.00", "≥90%"]]
    (table,) = opened(
        draw.ofd(draw.table(rows, [30, 30, 60], wide={(0, 0): 2}, tall={(0, 2): 2}))
    ).tables()
    assert table.rows[0][0] is table.rows[0][1]
    assert table.rows[0][2] is table.rows[1][2]
    assert texts(table) == [
        ["预算金额", "预算金额", "绩效"],
        ["总计", "拨款", "绩效"],
        ["1.00", "2.00", "≥90%"],
    ]


def test_two_pages_with_a_repeated_header_are_one_table() -> None:
    more = [
        HEADER,
        ["热线经费", "20.00", "20.00", "引入平台。", "时效指标,按时办结；年度指标值:100%;"],
    ]
    found = opened(draw.ofd(draw.table(ROWS, WIDTHS), draw.table(more, WIDTHS)))
    assert [cell.page for table in found.tables() for cell in table.cells()] == [1] * 15 + [2] * 10
    (whole,) = (block for block in stitch(found.blocks) if isinstance(block, Table))
    assert texts(whole) == [*ROWS, more[1]]


def test_a_template_gives_rules_and_text() -> None:
    blank = [[""] * 5 for _ in range(2)]
    page = draw.text(21, 33.5, "热线经费") + draw.text(61, 33.5, "20.00")
    (table,) = opened(
        draw.ofd(page, templates=[draw.table(blank, WIDTHS) + draw.text(105, 33.5, "目标")])
    ).tables()
    assert texts(table)[0] == ["热线经费", "20.00", "", "目标", ""]


def test_a_page_drawn_sideways_is_turned_upright() -> None:
    def turned(box: re.Match[str]) -> str:
        """The text runs downwards: (x, y) of the upright page is at (HIGH - y, x) of the paper."""
        return f'Boundary="{draw.HIGH - float(box[2])} {box[1]} 10 10" CTM="0 1 -1 0 0 0"'

    body = re.sub(r'Boundary="(\S+) (\S+) [^"]*"', turned, draw.table(ROWS, WIDTHS))
    (table,) = opened(draw.ofd(body, size=(draw.HIGH, draw.WIDE))).tables()
    assert texts(table) == ROWS


def test_a_matrix_scales_the_text_and_text_codes_go_on() -> None:
    words = (
        '<ofd:TextObject ID="1" Font="2" Size="1" CTM="3 0 0 3 0 0" Boundary="21 30 30 4">'
        '<ofd:TextCode X="0" Y="1.1" DeltaX="1">总计</ofd:TextCode>'
        '<ofd:TextCode X="2" DeltaX="0.5 0.5">1.0</ofd:TextCode></ofd:TextObject>'
    )
    (table,) = opened(draw.ofd(draw.table([["", "甲"]], [40, 40]) + words)).tables()
    assert texts(table) == [["总计1.0", "甲"]]


def test_vertical_text_is_read_downwards() -> None:
    words = (
        '<ofd:TextObject ID="1" Font="2" Size="3" Boundary="22 31 4 20">'
        '<ofd:TextCode X="0" Y="3" DeltaX="g 3 0" DeltaY="g 3 3.2">产出指标</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    (table,) = opened(
        draw.ofd(
            draw.table([["", "一\n"], ["", "二"], ["", "三"]], [6, 40], tall={(0, 0): 3}) + words
        )
    ).tables()
    assert texts(table)[0][0] == "产出指标"


def test_what_is_not_seen_is_not_read() -> None:
    body = (
        draw.table([["甲", "乙"]], [30, 30])
        + draw.text(30, 33.5, "暗", attributes='Visible="false"')
        + draw.text(30, 33.5, "空", attributes='Alpha="0"')
    )
    (table,) = opened(
        draw.ofd(body + draw.path("M 35 30 L 35 36", attributes='Stroke="false"'))
    ).tables()
    assert texts(table) == [["甲", "乙"]]


def test_a_table_without_rules_is_found_by_its_header() -> None:
    xs = [20, 90, 130, 170]
    lines = [
        ["项目名称", "总计", "财政拨款", "绩效目标"],
        ["热线经费", "20.00", "20.00", "引入平台"],
        ["平台经费", "30.00", "30.00", "建成平台"],
    ]
    body = "".join(
        draw.text(x, 40 + 8 * row, cell)
        for row, line in enumerate(lines)
        for x, cell in zip(xs, line, strict=True)
    )
    (table,) = opened(draw.ofd(body)).tables()
    assert not table.ruled
    assert texts(table) == lines
