"""The account and columns: numbers that count rows, two forms in one grid, a name that is cut."""

from __future__ import annotations

import pytest

from schemas.lookup import rows as csv_rows
from tests.layouts.reading import read, rules
from transforms.rows.parsed import Parsed

RULES = {row["rule"] for row in csv_rows("rules") if row["category"] == "crosscheck"}
TITLE = "> 2024年项目支出绩效目标表"


def page(*rows: str) -> str:
    return "\n".join((TITLE, *rows))


def doubts(parsed: Parsed) -> set[str]:
    return rules(parsed) & RULES


HEAD = "一级指标 | 二级指标 | {} | 三级指标 | 指标值"
NAMES = ("参保人数(人)", "补助面积(万亩)", "防治面积(万亩)")


@pytest.mark.parametrize("word", ["序号", "编号"])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_numbers_that_count_rows_without_values_are_no_values(word: str, form: str) -> None:
    rows = (f"产出指标 | 数量指标 | {at} | {name} | " for at, name in enumerate(NAMES, 1))
    parsed = read(page("项目名称 | 甲 | < | < | <", HEAD.format(word), *rows), form)
    assert [row.name for row in parsed.indicators if row.finding_id is None] == list(NAMES)


@pytest.mark.parametrize("numbers", [("3", "1", "2"), ("1", "1", "1"), ("5", "6", "7")])
def test_other_numbers_beside_rows_without_values_are_doubted(numbers: tuple[str, ...]) -> None:
    rows = (
        f"产出指标 | 数量指标 | {number} | {name} | "
        for number, name in zip(numbers, NAMES, strict=True)
    )
    parsed = read(page("项目名称 | 甲 | < | < | <", HEAD.format("某列"), *rows))
    assert doubts(parsed)


@pytest.mark.parametrize("unit", ["某市水利局", "某县林业和草原局", "某区住房城乡建设局"])
def test_the_unit_of_a_listing_above_another_form_is_published(unit: str) -> None:
    listing = (
        "项目名称 | 主管部门 | 实施单位 | 总额（万元） | 一级指标 | 二级指标 | 三级指标 | 指标值",
        f"草原修复 | 某州林草局 | {unit} | 480 | 产出指标 | 数量指标 | 修复面积 | 6万亩",
        f"^ | ^ | {unit} | ^ | 产出指标 | 质量指标 | 植被盖度 | 52%",
        f"虫害防治 | 某州林草局 | {unit} | 96 | 产出指标 | 数量指标 | 防治面积 | 12万亩",
    )
    form = (
        "2024年度项目绩效目标表 | < | < | < | < | < | < | <",
        "项目名称 | 小区改造 | < | < | < | < | < | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | | | |",
        "产出指标 | 数量指标 | 改造小区数量 | 30个 | | | |",
        "产出指标 | 质量指标 | 验收合格率 | 100% | | | |",
    )
    parsed = read(page(*listing, *form), "xlsx")
    assert not doubts(parsed)
    assert len(parsed.projects) == 3


SUB = ("是否推进发展 | 是 | 5 | 甲", "^ | ^ | 5 | 乙", "^ | ^ | 5 | 丙", "^ | ^ | 5 | 丁")


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("form", ["html", "docx"])
def test_points_of_a_name_that_a_cut_parts(at: int, form: str) -> None:
    head = "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 | 理由"
    first, *below = (f"^ | ^ | {row}" for row in SUB)
    rows = [first.replace("^ | ^", "产出指标 | 数量指标"), *below]
    again = "产出指标 | 数量指标 | 是否推进发展 | 是 " + rows[at].removeprefix("^ | ^ | ^ | ^ ")
    last = "效益指标 | 社会效益指标 | 受益人数 | 9人 | 5 |"
    text = page(head, *rows[:at], "> 续表", again, *rows[at + 1 :], last)
    parsed = read(text, form)
    assert [row.points for row in parsed.indicators] == [20.0, 5.0]
    assert not doubts(parsed)


@pytest.mark.parametrize("word", ["自评得分", "绩效得分", "得分"])
def test_scores_of_projects_beside_those_of_indicators(word: str) -> None:
    form = (
        "项目名称 | 非遗保护 | < | < | < | <",
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 指标得分",
        "产出指标 | 数量指标 | 展演场次 | ≥10场 | 11场 | 10",
        "产出指标 | 质量指标 | 满座率 | ≥80% | 85% | 9",
        "> 2024年项目绩效自评汇总表",
        f"项目名称 | {word} | 一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值",
        "苹果产业 | 95 | 产出指标 | 数量指标 | 改造面积 | ≥50亩 | 51亩",
        "^ | ^ | 产出指标 | 质量指标 | 优果率 | ≥80% | 78%",
        "冷链物流 | 98 | 产出指标 | 数量指标 | 冷库库容 | ≥12吨 | 15吨",
    )
    assert not doubts(read("\n".join(("> 2024年项目绩效自评表", *form))))


@pytest.mark.parametrize("words", ["不断提高", "有所改善", "达到预期", "良好"])
@pytest.mark.parametrize("head", ["某列", "甲栏", "数据"])
def test_words_in_a_column_of_values_that_nobody_knows_are_values_too(
    words: str, head: str
) -> None:
    rows = (
        f"主管部门 | 项目名称 | 一级指标 | 二级指标 | 三级指标 | {head} | 责任科室",
        "某局 | 甲项目 | 产出指标 | 数量指标 | 接种率 | 90 | 甲科",
        "某局 | 甲项目 | 产出指标 | 质量指标 | 管理率 | 64 | 乙科",
        f"某局 | 甲项目 | 效益指标 | 社会效益指标 | 素养水平 | {words} | 丙科",
    )
    parsed = read(page(*rows))
    exact = {(row.name, row.annual_value) for row in parsed.indicators if row.finding_id is None}
    assert exact in (set(), {("接种率", "90"), ("管理率", "64"), ("素养水平", words)})
