"""Forms that stand beside each other on one sheet are projects of their own."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, rules, targets

TITLE = "项目支出绩效目标表"


def lines(name: str, total: str) -> list[str]:
    return [
        f"项目名称 | {name} | < | <",
        f"预算金额（万元） | {total} | < | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        f"产出指标 | 数量指标 | {name}房屋 | 20套",
        f"^ | 质量指标 | {name}合格率 | 100%",
        f"效益指标 | 社会效益指标 | {name}受益 | 3万人",
    ]


def wanted(*names: str) -> list[tuple[str, str, str, str]]:
    levels = (("数量指标", "房屋", "20套"), ("质量指标", "合格率", "100%"))
    more = (*levels, ("社会效益指标", "受益", "3万人"))
    return [(name, level, name + word, value) for name in names for level, word, value in more]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("gap", [" | ", " |  | ", " |  |  | "])
@pytest.mark.parametrize("names", [("甲", "乙"), ("甲", "乙", "丙")])
def test_each_form_is_a_project(names, gap, form):
    beside = zip(*(lines(name, str(at)) for at, name in enumerate(names, 1)), strict=True)
    found = read(f"> {TITLE}\n" + "\n".join(gap.join(row) for row in beside), form)
    assert targets(found) == wanted(*names)
    assert [float(row["total"]) for row in found.projects] == list(range(1, len(names) + 1))
    assert rules(found) == set()


@pytest.mark.parametrize("title", [f"{TITLE}（2024年度）", "单位：万元", "附件1"])
def test_a_title_over_all_forms_parts_none(title):
    rows = [" |  | ".join(pair) for pair in zip(lines("甲", "1"), lines("乙", "2"), strict=True)]
    found = read("\n".join([title + " | <" * 8, *rows]))
    assert targets(found) == wanted("甲", "乙")


def test_a_form_below_the_left_one_is_read_too():
    rows = [" |  | ".join(pair) for pair in zip(lines("甲", "1"), lines("乙", "2"), strict=True)]
    below = [f"{TITLE} | < | < | <", *lines("丙", "3")]
    blank = " |  |  |  |  | "
    found = read("\n".join([*rows, *(line + blank for line in below)]))
    assert sorted(targets(found)) == sorted(wanted("甲", "乙", "丙"))


HEAD, ROW = "一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 建房 | 20套"


@pytest.mark.parametrize(
    "page",
    [
        f"项目名称 | {HEAD}\n甲 | {ROW}",
        f"项目名称 | 上级项目名称 | {HEAD}\n甲 | 丁 | {ROW}",
        f"项目名称 | 甲 | < | <\n{HEAD}\n{ROW}",
    ],
)
def test_one_form_is_not_cut(page):
    assert targets(read(f"> {TITLE}\n{page}")) == [("甲", "数量指标", "建房", "20套")]
