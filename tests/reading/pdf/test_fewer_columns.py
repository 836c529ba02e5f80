"""A page shows only the column edges of its own rows: the header that it repeats is the same."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.parse import parse
from transforms.rows.source import Source

FINE = [80, 90, 130, 60, 60, 60, 40, 60]  # of the form; the last two are one column below
COARSE = [80, 90, 130, 60, 60, 60, 100]
FORM = [
    ["项目名称", "智慧城管平台运维", "", "", "", "", "", ""],
    ["项目资金", "年度资金总额", "", "120.5", "120.5", "10", "100%", "10"],
]
HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "得分", "偏差原因分析"]
ROWS = [
    ["产出指标", "数量指标", "平台维护次数", "≥12次", "12次", "10", ""],
    ["产出指标", "质量指标", "系统可用率", "≥99.5%", "99.9%", "10", ""],
    ["效益指标", "社会效益指标", "案件办结率", "≥95%", "96%", "20", ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", ""],
]
BELOW = [["总分", "", "", "", "", "96", ""]]


def printed(cut: int, head: int, title: str, lines: tuple[str, ...] = ()) -> bytes:
    """Two pages; ``cut``: rows of the first one, ``head``: header rows that the second repeats."""

    def upper(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, title)
        end = draw.table(canvas, FORM, widths=FINE)
        draw.table(canvas, [HEAD, *ROWS[:cut]], widths=COARSE, top=end)

    def lower(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            draw.text(canvas, 60, 50 + 12 * number, line)
        draw.table(canvas, [*[HEAD] * head, *ROWS[cut:], *BELOW], widths=COARSE)

    return draw.pdf(upper, lower)


@pytest.mark.parametrize("cut", [1, 2, 3])
@pytest.mark.parametrize("head", [0, 1])
@pytest.mark.parametrize("lines", [(), ("- 2 -",), ("续表",)])
def test_a_page_of_fewer_columns_goes_on_with_the_form(cut, head, lines):
    data = printed(cut, head, "2023年度项目支出绩效自评表", lines)
    parsed = parse(data, Source("2023/a.pdf"))
    assert [one.name for one in parsed.indicators] == [row[2] for row in ROWS]
    assert [(one["project"], one["score"]) for one in parsed.projects] == [("智慧城管平台运维", 96)]
