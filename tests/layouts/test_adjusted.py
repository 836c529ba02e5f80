"""Of columns of before and after an adjustment, those of after are the indicators."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules, targets

ROWS = (
    ("产出指标", "数量指标", "建房", "20套", "16套"),
    ("^", "质量指标", "合格率", "100%", "98%"),
    ("效益指标", "社会效益指标", "受益人口", "3万人", "2万人"),
)
WANTED = [("甲", level, name, value) for _, level, name, _, value in ROWS]
TITLE = "> 2024年项目绩效目标调整表\n"
PAIRS = [
    ("调整前", "调整后"),
    ("变更前", "变更后"),
    ("原指标", "新指标"),
    ("原绩效目标", "调整后绩效目标"),
    ("指标调整前", "指标调整后"),
]
WORDS = [
    ("调整前指标值", "调整后指标值"),
    ("原目标值", "调整后目标值"),
    ("年初指标值", "调整后年度指标值"),
    ("变更前", "变更后"),
    ("原绩效指标值", "修改后绩效指标值"),
]


def page(*lines: str) -> str:
    wide = max(line.count("|") for line in lines)
    return TITLE + "\n".join(("项目名称 | 甲" + " | <" * (wide - 1), *lines))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_names_and_values_under_groups(before, after, form):
    lines = [f"{a} | {b} | {name} | {old} | {name} | {new}" for a, b, name, old, new in ROWS]
    head = f"一级指标 | 二级指标 | {before} | < | {after} | <"
    found = read(page(head, "^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值", *lines), form)
    assert targets(found) == WANTED
    assert "20套" in (found.indicators[0].explanation or "")
    assert rules(found) == set()


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_whole_sets_under_a_row_of_groups(before, after):
    words = "一级指标 | 二级指标 | 三级指标 | 指标值"
    lines = [
        f"{a} | {b} | {name} | {old} | {a} | {b} | {name} | {new}" for a, b, name, old, new in ROWS
    ]
    groups = f"{before} | < | < | < | {after} | < | < | <"
    assert targets(read(page(groups, f"{words} | {words}", *lines))) == WANTED


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_values_alone_under_groups(before, after):
    lines = [" | ".join(row) for row in ROWS]
    head = "一级指标 | 二级指标 | 三级指标 | 指标值 | <"
    found = read(page(head, f"^ | ^ | ^ | {before} | {after}", *lines))
    assert targets(found) == WANTED


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("before", "after"), WORDS)
def test_values_beside_each_other(before, after, turned):
    pairs = [(before, after), *((old, new) for *_, old, new in ROWS)]
    values = [" | ".join(reversed(pair) if turned else pair) for pair in pairs]
    firsts = ["一级指标 | 二级指标 | 三级指标", *(" | ".join(row[:3]) for row in ROWS)]
    found = read(page(*(f"{first} | {pair}" for first, pair in zip(firsts, values, strict=True))))
    assert targets(found) == WANTED


def test_what_was_given_up_is_told():
    lines = (
        "产出指标 | 数量指标 | 建房 | 20套 | | ",
        "^ | 质量指标 | 合格率 | 100% | 合格率 | 98%",
    )
    head = "一级指标 | 二级指标 | 调整前 | < | 调整后 | <"
    found = read(page(head, "^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值", *lines))
    assert targets(found) == [("甲", "质量指标", "合格率", "98%")]
    assert "row_without_indicator" in rules(found)
