"""Tables whose cells are parted by spaces are read where each line is a row without doubt, and held
back whole where one is not.
"""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "养护里程", "≥320公里"),
    ("产出指标", "质量指标", "优良路率", "≥82%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥88%"),
)
FORM = (("项目名称", "道路养护"), ("资金总额", "58万元"))
TITLE = "2024年度项目支出绩效目标表"
Cells = tuple[str, ...]


def _room(text: str) -> int:
    """Half characters that a text takes: Chinese characters take two."""
    return sum(1 + (east_asian_width(one) in "WFA") for one in text)


def columns(*rows: Cells) -> list[str]:
    """The rows with each column beginning at the same place."""
    wide = [max(map(_room, column)) + 3 for column in zip(*rows, strict=True)]
    return [
        "".join(cell + " " * (room - _room(cell)) for cell, room in zip(row, wide, strict=True))
        for row in rows
    ]


def read(*lines: str) -> Parsed:
    return parse("\n".join((TITLE, *lines)).encode(), Source("2024/a.txt"))


def published(parsed: Parsed) -> list[tuple[str | None, ...]]:
    return [
        (row.category, row.subcategory, row.name, row.annual_value)
        for row in parsed.indicators
        if row.finding_id is None
    ]


LAYOUTS = {
    "columns": [*map("   ".join, FORM), *columns(HEADER, *ROWS)],
    "three_spaces": ["   ".join(row) for row in (*FORM, HEADER, *ROWS)],
    "one_space": [" ".join(row) for row in (*FORM, HEADER, *ROWS)],
    "ideographic_spaces": ["\u3000".join(row) for row in (*FORM, HEADER, *ROWS)],
    "header_on_the_next_page": [
        " ".join(row) for row in (*FORM, HEADER, ROWS[0], ("— 3 —",), HEADER, *ROWS[1:])
    ],
    "blank_cells": [
        *map("   ".join, FORM),
        *columns(HEADER, ROWS[0], ("", *ROWS[1][1:]), ROWS[2]),
    ],
    "note_below": [*("   ".join(row) for row in (*FORM, HEADER, *ROWS)), "注：数据截至年末"],
    "continued": [
        "   ".join(row) for row in (*FORM, HEADER, ROWS[0], ("（续表）",), HEADER, *ROWS[1:])
    ],
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_rows_are_read(name: str) -> None:
    parsed = read(*LAYOUTS[name])
    assert published(parsed) == list(ROWS)
    assert [(one["project"], one["total"]) for one in parsed.projects] == [("道路养护", 58)]


RESULTS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
SCORED = ("产出指标", "数量指标", "养护里程", "≥320公里", "326公里", "90", "88.5")


@pytest.mark.parametrize(
    "lines",
    [
        columns(RESULTS, SCORED, ("总分", "", "", "", "", "90", "88.5")),
        [" ".join(row) for row in (RESULTS, SCORED, ("总分", "90", "88.5"))],
        ["   ".join(row) for row in (RESULTS, SCORED, ("自评总分", "90", "88.5"))],
    ],
)
def test_the_sum_of_the_scores_is_the_project_s(lines: list[str]) -> None:
    parsed = read("项目名称   道路养护", *lines)
    assert [one["score"] for one in parsed.projects] == [88.5]
    assert [(row.actual_value, row.points, row.score) for row in parsed.indicators] == [
        ("326公里", 90, 88.5)
    ]


HELD = {
    "a_space_inside_a_name": [" ".join(HEADER), "产出指标 数量指标 养护 里程 ≥320公里"],
    "a_cell_is_missing": [" ".join(HEADER), " ".join(ROWS[0]), "质量指标 优良路率 ≥82%"],
    "a_name_in_the_place_of_a_level": [" ".join(HEADER), "产出指标 养护里程 含桥梁 ≥320公里"],
    "a_line_goes_on": [" ".join(HEADER), " ".join(ROWS[0]), "（含桥梁）", " ".join(ROWS[1])],
}


@pytest.mark.parametrize("name", HELD)
def test_a_table_with_a_doubtful_line_is_held_back_whole(name: str) -> None:
    parsed = read(*HELD[name])
    assert published(parsed) == []
    assert parsed.document["status"] == "held_back"
    said = "".join(finding["source_text"] or "" for finding in parsed.findings)
    assert all(word in said for line in HELD[name][1:] for word in line.split())


def wide(*rows: Cells, blank: str = "\u3000") -> list[str]:
    """The rows with each column beginning at the same place, parted by Chinese blanks."""
    most = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    return [
        "".join(cell + blank * (size - len(cell)) for cell, size in zip(row, most, strict=True))
        for row in rows
    ]


NAMED = (
    ("产出指标", "数量指标", "养护里程", "三百公里"),
    ("", "", "养护桥梁", "十二座"),
    ("", "质量指标", "优良路况占比", "八成以上"),
    ("满意度指标", "服务对象满意度", "群众满意", "九成"),
)


@pytest.mark.parametrize("rows", [NAMED, NAMED[:2], (NAMED[0], *NAMED[2:]), NAMED[:3]])
@pytest.mark.parametrize("form", [FORM, (("项目名称：道路养护",), ("资金总额：58万元",))])
@pytest.mark.parametrize("behind", [[], ["填表人：张三"], ["", "第二部分"]])
def test_blank_cells_stand_below_their_heads(
    rows: tuple[Cells, ...], form: tuple[Cells, ...], behind: list[str]
) -> None:
    """Only where a cell begins tells which one is blank."""
    parsed = read(*map("\u3000\u3000".join, form), *wide(HEADER, *rows), *behind)
    levels = [(row.category_printed, row.subcategory_printed) for row in parsed.indicators]
    down, last = [], ("", "")
    for row in rows:
        last = (row[0] or last[0], row[1] or last[1])
        down.append(last)
    assert levels == down
    assert [(row.name, row.annual_value, row.finding_id) for row in parsed.indicators] == [
        (*row[2:], None) for row in rows
    ]
    assert [(one["project"], one["total"]) for one in parsed.projects] == [("道路养护", 58)]
