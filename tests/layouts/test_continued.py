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
