"""A form that begins and of which no row follows: pages are missing, and that is told."""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

TITLES = [
    "项目支出绩效自评表",
    "2024年度项目支出绩效目标表",
    "项目绩效监控表",
    "部门整体绩效目标申报表",
]
FORMS = {
    "a name": [["项目名称", "非遗保护"]],
    "a name and a department": [["项目名称", "非遗保护"], ["主管部门", "某文旅局"]],
    "two pairs": [["项目名称", "非遗保护", "实施单位", "某文化馆"]],
    "amounts": [
        ["项目名称", "非遗保护", "", ""],
        ["资金总额（万元）", "12.5", "其中：财政拨款", "12.5"],
    ],
    "a unit": [["单位名称", "非遗保护中心"]],
}
ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "举办展演场次", "≥10场"],
    ["满意度指标", "服务对象满意度指标", "观众满意度", "≥85%"],
]
SOUND = [["项目名称", "图书馆免费开放", "", ""], *ROWS]


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(*parts: str) -> Parsed:
    return parse("\n".join(parts).encode(), Source("2024/a.html"))


def told(parsed: Parsed) -> list[str]:
    """What findings about no project quote of a form."""
    rules = ("no_indicators", "printed_not_read")
    return [row["source_text"] for row in parsed.findings if row["rule"] in rules]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_that_the_document_cuts_off_is_told(title: str, form: list[list[str]]) -> None:
    parsed = read("<p>项目支出绩效目标表</p>", table(SOUND), f"<p>{title}</p>", table(form))
    assert len(parsed.indicators) == 2
    assert [text.split("\t")[1] for text in told(parsed)] == [form[0][1]]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_so_is_one_between_two_others(form: list[list[str]]) -> None:
    title = f"<p>{TITLES[0]}</p>"
    parsed = read(title, table(SOUND), title, table(form), title, table(SOUND[:1] + ROWS))
    assert len(told(parsed)) == 1


@pytest.mark.parametrize("between", ["", "<p>单位：万元</p>", table([["年度目标", "保护非遗"]])])
def test_a_form_whose_rows_stand_in_the_next_table_is_whole(between: str) -> None:
    parsed = read(f"<p>{TITLES[0]}</p>", table(FORMS["a name"]), between, table(ROWS))
    assert told(parsed) == []


def test_other_tables_with_names_of_projects_are_none_of_it() -> None:
    other = "<p>政府采购预算表</p>" + table(FORMS["a name"])
    assert told(read(f"<p>{TITLES[0]}</p>", table(SOUND), other)) == []
