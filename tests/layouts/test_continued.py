"""A table that goes on as a second table is one table, whatever stands between its parts."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.conftest import ROOT
from transforms.parse import parse
from transforms.rows.source import Source

CONTINUED = ROOT / "tests/material/hostile/continued"
SIX = [
    ("培训人数", "≥90人"),
    ("验收合格率", "≥95%"),
    ("完成时间", "2024年12月"),
    ("培训成本", "≤10万元"),
    ("受益人数", "≥1000人"),
    ("群众满意度", "≥90%"),
]


def read(path):
    parsed = parse(path.read_bytes(), Source(f"2024/{path.name}"))
    return parsed.document["status"], [(row.name, row.annual_value) for row in parsed.indicators]


# one name is merged over the cut, and two rows were lost when the file was made
FOUR = [("培训人数", "≥90人"), ("合格率", "≥95%"), SIX[2], SIX[4]]


@pytest.mark.parametrize("path", sorted(CONTINUED.iterdir()), ids=lambda path: path.name)
def test_all_six_indicators_are_read(path):
    assert read(path) == ("curated", FOUR if path.stem == "d_merged_split" else SIX)


def test_a_page_that_begins_with_words_goes_on_with_the_table():
    status, rows = read(ROOT / "tests/material/cases/L1_page2_begins_with_words.pdf")
    assert (status, len(rows)) == ("curated", 36)


@pytest.mark.parametrize("between", [[], ["注：以上由业务科室填报。"], ["", "第2页"]])
def test_names_without_values_behind_a_cut_in_a_sheet_are_not_lost(between):
    book = Workbook()
    names = ["造林面积", "抚育面积", "防治面积"]
    book.active.append(["林业资金绩效目标表"])
    book.active.append(["一级指标", "二级指标", "三级指标", "指标值"])
    book.active.append(["产出指标", "数量指标", names[0], ""])
    for text in between:
        book.active.append([text])
    for name in names[1:]:
        book.active.append(["", "", name, ""])
    out = BytesIO()
    book.save(out)
    parsed = parse(out.getvalue(), Source("2024/a.xlsx"))
    read_names = {row.name for row in parsed.indicators}
    told = "".join(f"{one['source_text']}{one['found']}" for one in parsed.findings)
    assert all(name in read_names or name in told for name in names)


def _html(*tables: list[list[str]], between: str) -> bytes:
    """Tables of one page; ``~`` widens the cell before."""
    made = []
    for rows in tables:
        lines = []
        for row in rows:
            cells: list[list[str | int]] = []
            for text in row:
                if text == "~":
                    cells[-1][1] = int(cells[-1][1]) + 1
                else:
                    cells.append([text, 1])
            lines.append("".join(f"<td colspan={wide}>{text}</td>" for text, wide in cells))
        made.append("<table border=1>" + "".join(f"<tr>{one}</tr>" for one in lines) + "</table>")
    return f"<p>项目支出绩效目标表</p>{between.join(made)}".encode()


@pytest.mark.parametrize("between", ["<p>（续上表）</p>", "<p>续表</p>", "<p></p>"])
@pytest.mark.parametrize("note", ["评分标准", "备注", "指标解释"])
def test_a_part_with_fewer_columns_lies_under_the_merged_header(between, note):
    """The form above makes 指标值 two columns wide; a second table does not know it."""
    upper = [
        ["项目名称", "文化配送", "~", "项目类型", "经常性", "~"],
        ["一级指标", "二级指标", "三级指标", "指标值", "~", note],
        ["产出指标", "数量指标", "配送场次", "≥240场", "~", "按上年实际"],
    ]
    lower = [
        ["效益指标", "社会效益指标", "受益人次", "≥6.8万人次", "由各科室汇总"],
        ["效益指标", "可持续影响指标", "管理机制", "健全", "按上年实际"],
        ["满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", ""],
    ]
    parsed = parse(_html(upper, lower, between=between), Source("2024/a.html"))
    found = [(row.name, row.annual_value) for row in parsed.indicators if row.finding_id is None]
    assert found == [(row[2], row[3]) for row in (*upper[2:], *lower)]


@pytest.mark.parametrize("above", [1, 2])
@pytest.mark.parametrize("below", [None, "评价结论：完成情况良好", "填报人：某某"])
def test_names_without_values_on_the_next_sheet_are_not_lost(above, below):
    names = ["造林面积", "抚育面积", "防治面积"]
    rows = [["", "", name, ""] for name in names]
    first = [
        ["林业资金绩效目标表"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "参保人数", ""],
        *rows[:above],
    ]
    second = [*rows[above:], *([[below]] if below else [])]
    parsed = parse(_xlsx(first, second), Source("2024/a.xlsx"))
    read_names = {row.name for row in parsed.indicators}
    told = "".join(f"{one['source_text']}{one['found']}" for one in parsed.findings)
    assert all(name in read_names or name in told for name in names)


def _xlsx(*sheets: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
