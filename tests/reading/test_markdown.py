"""Markdown's marks are no part of what a cell or a line says; what is struck out is told."""

from __future__ import annotations

import pytest

from transforms.document import Line
from transforms.parse import parse
from transforms.reading.plain import read as read_plain
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

HEAD = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n|:---|:--:|---|---:|\n"
FORM = "# 2024 年项目支出绩效目标表\n\n- **项目名称**：适配补助\n- **预算金额**：88.6 万元\n\n"


def read(cell: str, name: str = "适配器具", suffix: str = "md", level: str = "产出指标") -> Parsed:
    row = f"| {level} | 数量指标 | {name} | {cell} |\n"
    return parse((FORM + HEAD + row).encode(), Source(f"2024/a.{suffix}"))


def only(parsed: Parsed) -> tuple[str | None, ...]:
    (row,) = parsed.indicators
    return row.category, row.name, row.annual_value, row.finding_id


@pytest.mark.parametrize("suffix", ["md", "txt", "markdown"])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("**≥98件**", "≥98件"),
        ("__≥98件__", "≥98件"),
        ("*≥98件*", "≥98件"),
        ("`≥98件`", "≥98件"),
        ("≥**98**件", "≥98件"),
        ("**2024年11月<br>30日前**", "2024年11月\n30日前"),
        ("&ge;98件", "≥98件"),
        ("≥98&nbsp;件", "≥98\xa0件"),
        ("\\>98件", ">98件"),
        ("[≥98件](http://a.b/c)", "≥98件"),
        ("<b>≥98件</b>", "≥98件"),
        ("~~≥90件~~ ≥98件", "≥98件"),
    ],
)
def test_a_value_has_no_marks(cell: str, value: str, suffix: str) -> None:
    assert only(read(cell, suffix=suffix)) == ("产出指标", "适配器具", value, None)


@pytest.mark.parametrize("level", ["**产出指标**", "产出<br>指标", "*产出指标*", "产出<br/>指标"])
def test_a_level_has_none(level: str) -> None:
    assert only(read("≥98件", level=level))[0] == "产出指标"


BLANKS = ["*加入人数(≥**人)", "*收益率( ≥**% )", "人数≥__人、比率≥__%", "≥**人、≥**%的乡镇"]


@pytest.mark.parametrize("name", ["A*B 型器具", "2_3 号线", "面积 3*4 米", "★器具", *BLANKS])
def test_what_is_no_mark_stays(name: str) -> None:
    assert only(read("≥98件", name=name))[1] == name


def test_a_project_has_its_name_and_amount() -> None:
    (project,) = read("≥98件").projects
    assert (project["project"], float(project["total"])) == ("适配补助", 88.6)


def test_what_is_struck_out_is_told() -> None:
    parsed = read("~~≥90件~~ ≥98件")
    assert any("≥90件" in str(row["source_text"]) for row in parsed.findings)


@pytest.mark.parametrize("line", [">=85%", "> 85%", ">85%", "- 5%"])
def test_a_sign_at_the_begin_of_a_line_is_no_mark(line: str) -> None:
    document = read_plain((HEAD + "\n" + line + "\n").encode(), "a.md")
    assert [one.text for one in document.blocks if isinstance(one, Line)] == [line]
