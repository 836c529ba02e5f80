"""A row a project, a column of names and one of values below each kind of indicators."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules, targets

PAGE = """> 部门项目绩效目标表（2024年度）
> 单位：万元
项目名称 | 预算数 | 数量指标 | < | 满意度指标 | <
^ | ^ | {0} | {1} | {0} | {1}
法律援助 | 56.2 | 办理案件 | ≥820件 | 受援人满意度 | ≥95%
人民调解 | 38 | {2} | {3} | 当事人满意度 | ≥96%
"""
FIRST = [
    ("法律援助", "数量指标", "办理案件", "≥820件"),
    ("法律援助", "服务对象满意度指标", "受援人满意度", "≥95%"),
]
LAST = ("人民调解", "服务对象满意度指标", "当事人满意度", "≥96%")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "heads", [("指标内容", "指标值"), ("指标名称", "目标值"), ("三级指标", "年度指标值")]
)
def test_names_and_values(heads: tuple[str, str], form: str) -> None:
    parsed = read(PAGE.format(*heads, "调解纠纷", "≥3100件"), form)
    assert targets(parsed) == [*FIRST, ("人民调解", "数量指标", "调解纠纷", "≥3100件"), LAST]
    assert [str(one["total"]) for one in parsed.projects] == ["56.2", "38"]


@pytest.mark.parametrize("form", FORMS)
def test_several_in_a_cell_are_held_back(form: str) -> None:
    """Which the account does not follow below a merged head."""
    page = PAGE.format("指标内容", "指标值", "1.调解纠纷；2.走访", "1.≥3100件；2.≥50次")
    assert targets(read(page, form)) == FIRST
    assert "printed_not_read" in rules(read(page, form))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "value"), [("", ""), ("", "≥3100件"), ("调解纠纷", "")])
def test_what_lacks_a_name_or_a_value_is_told(name: str, value: str, form: str) -> None:
    parsed = read(PAGE.format("指标内容", "指标值", name, value), form)
    kept = [row for row in targets(parsed) if row[3]]
    assert kept == [*FIRST, LAST]
    assert bool(rules(parsed) & {"name_missing", "value_missing"}) == bool(name or value)
