"""A table behind 续表 with columns of its own holds further rows of the project before it."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules, targets

FIRST = (
    "> 2024年项目支出绩效目标表\n"
    "项目名称 | 甲 | < | < | <\n"
    "一级指标 | 二级指标 | 三级指标 | 指标值 | 权重\n"
    "产出指标 | 数量指标 | 建房 | 20套 | 40\n\n"
)
WANTED = [("甲", "数量指标", "建房", "20套"), ("甲", "社会效益指标", "受益人口", "3万人")]
LEVELS = "一级指标 | 二级指标 | 三级指标"
SECOND = [
    f"{LEVELS} | 权重 | 指标值\n效益指标 | 社会效益指标 | 受益人口 | 40 | 3万人\n",
    f"{LEVELS} | 指标值\n效益指标 | 社会效益指标 | 受益人口 | 3万人\n",
    "二级指标 | 三级指标 | 指标值 | 备注\n社会效益指标 | 受益人口 | 3万人 | 无\n",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("mark", ["续表", "（续上表）", "2024年项目支出绩效目标表（续）"])
def test_rows_behind_the_mark_are_the_projects(mark, second, form):
    found = read(f"{FIRST}> {mark}\n{second}", form)
    assert targets(found) == WANTED
    assert "project_missing" not in rules(found)


def test_another_project_behind_the_mark_is_its_own():
    second = "项目名称 | 乙 | < | < | <\n" + SECOND[0]
    found = read(f"{FIRST}> 续表\n{second}")
    assert [row[0] for row in targets(found)] == ["甲", "乙"]


@pytest.mark.parametrize("second", SECOND[:1])
def test_without_the_mark_the_table_is_told_to_have_no_project(second):
    found = read(f"{FIRST}> 2024年其他项目支出绩效目标表\n{second}")
    assert [row[0] for row in targets(found)] == ["甲", None]
    assert "project_missing" in rules(found)


@pytest.mark.parametrize("values", ["≥18家\\n≥2.2万人次", "1.≥18家\\n2.≥2.2万人次"])
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_line_for_each_numbered_name(values, form):
    text = FIRST.replace("建房 | 20套", f"1.食堂数量\\n2.就餐老人 | {values}")
    found = read(text, form)
    assert [row.annual_value for row in found.indicators] == ["≥18家", "≥2.2万人次"]


@pytest.mark.parametrize(
    "word", ["中央专项名称", "省级专项资金名称", "债券项目名称", "专项债券项目名称"]
)
def test_names_of_transfers_and_bonds_name_the_project(word):
    assert targets(read(FIRST.replace("项目名称", word)))[0][0] == "甲"


@pytest.mark.parametrize("colon", [":", "："])
def test_level_2_before_the_name_in_one_cell(colon):
    rows = (
        f"产出指标 | 数量指标{colon}建房 | 20套",
        f"效益指标 | 社会效益指标{colon}受益人口 | 3万人",
    )
    head = "项目名称 | 甲 | <\n一级指标 | 二级指标 | 指标值\n"
    assert targets(read("> 项目支出绩效目标表\n" + head + "\n".join(rows))) == WANTED
