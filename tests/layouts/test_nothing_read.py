"""A table of indicators that gives no row, although its cells state targets, is no curated one."""

from __future__ import annotations

import pytest

from transforms.document import Cell
from transforms.layouts.shared.account import is_unread
from transforms.parse import parse
from transforms.records import Extract, Finding, Indicator, Project
from transforms.rows.source import Source
from transforms.words.headings import read_heading

CELL = Cell("一级指标预算绩效", 1)


def extract(*texts: str, indicators: int = 0) -> Extract:
    """A table with cells that ended nowhere."""
    project = Project(CELL, findings=[Finding("cell_unread", cell=Cell(text, 2)) for text in texts])
    project.indicators = [Indicator("", CELL) for _ in range(indicators)]
    return Extract("level_columns", read_heading([]), [project])


def test_values_that_ended_nowhere_and_no_row_make_a_table_unread() -> None:
    assert is_unread(extract("三级指标执行进度", "目标值40%", "80.21%"))
    assert is_unread(extract("≥90", "5‰"))


def test_a_blank_form_and_one_with_rows_are_read() -> None:
    assert not is_unread(extract("是否开展考评", "执行率95%"))
    assert not is_unread(extract("≥90", "95%", indicators=1))


@pytest.mark.parametrize("number", ["甲、", "A) ", "其中：", "→", "※ "])
@pytest.mark.parametrize("between", ["，", "："])
def test_prose_of_targets_in_a_numbering_that_nobody_knows_is_read_or_told(
    number: str, between: str
) -> None:
    """Whatever stands before a kind: no such text is without a table and without a word."""
    lines = ["某局2024年项目支出绩效目标", "项目名称：就业服务"]
    lines += [
        f"{number}数量指标{between}举办招聘会≥24场。",
        f"{number}质量指标{between}合格率≥92%。",
    ]
    parsed = parse("\n".join(lines).encode(), Source("2024/a.txt"))
    told = any(row["severity"] == "error" for row in parsed.findings)
    assert told or len(parsed.indicators) == 2
