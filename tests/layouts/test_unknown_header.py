"""A word over values that nobody listed: another header of the grid, the columns beside it and what
stands below say what it means.
"""

from __future__ import annotations

import pytest

from tests.layouts.reading import read
from transforms.rows.parsed import Parsed

TITLE = "> 2024年项目支出绩效目标表"
UNKNOWN = ("年度工作目标", "本年应达到", "预算设定指标值", "拟完成数", "设定指标值水平")


def published(parsed: Parsed) -> list[tuple[str | None, ...]]:
    rows = (row for row in parsed.indicators if row.finding_id is None)
    return [(row.name, row.annual_value) for row in rows]


def page(*rows: str) -> str:
    return "\n".join((TITLE, *rows))


def told(parsed: Parsed) -> set[str]:
    return {one["found"] for one in parsed.findings if one["rule"] == "column_unknown"}


OWN = "预算绩效 | 75 | 预算管理 | 25 | {} | {} | {} | 5 |"
ROWS = (("预算执行率", "%", "80.21%"), ("预算调整次数", "次", "0"), ("是否存在违规", "是/否", "否"))
BELOW = "项目产出 | 25 | 产出数量 | 25 | 任务完成率 | % | 100% | 25 |"
HEAD = "一级指标 | 权重 | 二级指标 | 分值 | 三级指标 | 计量单位 | {} | 分值 | {}"


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize("last", ["指标值", "备注", "数据项"])
def test_another_header_of_the_grid_knows_the_column(word: str, last: str) -> None:
    own = (OWN.format(*row) for row in ROWS)
    parsed = read(page(HEAD.format(word, last), *own, HEAD.format("目标值", last), BELOW))
    values = [(name, value) for name, _, value in ROWS]
    assert published(parsed) == [*values, ("任务完成率", "100%")]
    assert word in told(parsed)


@pytest.mark.parametrize("word", ["上年实际数", "数据来源", "完成说明"])
def test_a_word_that_says_something_else_is_no_target(word: str) -> None:
    own = (OWN.format(*row) for row in ROWS)
    parsed = read(page(HEAD.format(word, "备注"), *own, HEAD.format("目标值", "备注"), BELOW))
    assert not {value for _, value in published(parsed)} & {"80.21%", "0", "否"}


FORM = (
    "产出指标 | 数量指标 | 指标1：清运垃圾 | ≥18万吨",
    "^ | ^ | 指标2： | ",
    "^ | ^ | …… | ",
    "^ | 质量指标 | 指标1：处理率 | 95%以上",
    "^ | ^ | 指标2： | ",
    "效益指标 | 社会效益指标 | 指标1：群众投诉 | 下降10%",
    "^ | ^ | 指标2： | ",
    "满意度指标 | 服务对象满意度指标 | 指标1：群众满意度 | ",
)


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_rows_of_the_blank_form_leave_no_value_out(word: str, form: str) -> None:
    head = f"一级指标 | 二级指标 | 三级指标 | {word}"
    parsed = read(page("项目名称 | 甲项目 | < | <", head, *FORM), form)
    assert published(parsed) == [
        ("指标1：清运垃圾", "≥18万吨"),
        ("指标1：处理率", "95%以上"),
        ("指标1：群众投诉", "下降10%"),
        ("指标1：群众满意度", ""),
    ]


@pytest.mark.parametrize("word", UNKNOWN)
def test_targets_where_results_are_printed(word: str) -> None:
    head = f"一级指标 | 二级指标 | 三级指标 | {word} | 实际完成值 | 分值"
    names = ("建设数量", "工程合格", "资金支付", "按期完工", "群众满意度")
    said = (("1个", "1个"), ("", ""), ("", ""), ("", ""), ("90%", "95%"))
    rows = (
        f"产出指标 | 数量指标 | {name} | {target} | {result} | 20"
        for name, (target, result) in zip(names, said, strict=True)
    )
    parsed = read(page("项目名称 | 甲项目 | < | < | < | <", head, *rows))
    assert published(parsed) == [
        (name, target) for name, (target, _) in zip(names, said, strict=True)
    ]


def test_a_column_that_some_rows_fill_is_no_target() -> None:
    head = "一级指标 | 二级指标 | 三级指标 | 某列 | 分值"
    rows = (
        f"产出指标 | 数量指标 | 名称{at} | {text} | 20"
        for at, text in zip("甲乙丙丁戊", ("5个", "", "", "", ""), strict=True)
    )
    parsed = read(page("项目名称 | 甲项目 | < | < | <", head, *rows))
    assert "5个" not in {value for _, value in published(parsed)}


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize("names", ["指标内容", "三级指标"])
def test_the_year_beside_the_term(word: str, names: str) -> None:
    rows = (
        "项目名称 | < | 甲项目 | < | < | <",
        "总体目标 | 实施期总目标 | < | < | 年度目标 | <",
        "^ | 建成60个站点 | < | < | 建成20个站点 | <",
        f"一级指标 | 二级指标 | {names} | 实施期指标值 | {names} | {word}",
        "产出指标 | 数量指标 | 建设站点 | 60个 | 建设站点 | 20个",
        "^ | 质量指标 | 数据有效率 | ≥95% | 数据有效率 | ≥90%",
        "满意度指标 | 服务对象满意度指标 | 用户满意度 | ≥95% | 用户满意度 | ≥90%",
    )
    parsed = read(page(*rows))
    found = [(row.name, row.period_value, row.annual_value) for row in parsed.indicators]
    assert found == [
        ("建设站点", "60个", "20个"),
        ("数据有效率", "≥95%", "≥90%"),
        ("用户满意度", "≥95%", "≥90%"),
    ]


LEVELS = (
    ("产出指标", "数量指标", "档案卷数", "≥", "500", "卷"),
    ("产出指标", "质量指标", "差错率", "≤", "0.3", "%"),
    ("效益指标", "社会效益指标", "查档人次", ">", "300", "人次"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "95", "%"),
)
WORDS = ("指标大类", "指标中类", "考核事项", "限定词", "拟达标准", "计数单位")
VALUES = [(row[2], row[4]) for row in LEVELS]


@pytest.mark.parametrize("word", ["经办人", "责任科室", "牵头处室", "数据来源"])
@pytest.mark.parametrize("at", [2, 6])
def test_a_column_that_holds_neither_names_nor_values(word: str, at: int) -> None:
    grid = [
        (*row[:at], text, *row[at:])
        for row, text in zip((WORDS, *LEVELS), (word, "甲科", "乙科", "甲科", "丙科"), strict=True)
    ]
    assert (
        published(read(page("项目名称 | 甲 | < | < | < | < | <", *map(" | ".join, grid)))) == VALUES
    )


def test_a_column_of_unknown_words_beside_the_levels_is_held_back() -> None:
    grid = [
        (*row[:2], text, *row[2:])
        for row, text in zip(
            (WORDS, *LEVELS), ("某列", "甲事", "乙事", "丙事", "丁事"), strict=True
        )
    ]
    parsed = read(page("项目名称 | 甲 | < | < | < | < | <", *map(" | ".join, grid)))
    assert {name for name, _ in published(parsed)} <= {row[2] for row in LEVELS}


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_header_that_nobody_listed_is_printed_again(at: int, form: str) -> None:
    rows = [" | ".join(row) for row in (*LEVELS[:at], WORDS, *LEVELS[at:])]
    parsed = read(page("项目名称 | 甲 | < | < | < | <", " | ".join(WORDS), *rows), form)
    assert published(parsed) == VALUES
    assert not [one for one in parsed.findings if one["severity"] == "error"]


@pytest.mark.parametrize("mark", ["-", "/", "—"])
def test_both_levels_in_one_cell_beside_an_unknown_word(mark: str) -> None:
    rows = (f"{one[0]}{mark}{one[1]} | {one[2]} | {one[3]}{one[4]}{one[5]} |" for one in LEVELS)
    parsed = read(page("项目名称 | 甲 | < | <", "指标类别 | 指标内容 | 年度工作目标 | 备注", *rows))
    assert [name for name, _ in published(parsed)] == [name for name, _ in VALUES]


@pytest.mark.parametrize("word", ["名称", "考核内容", "事项名称"])
@pytest.mark.parametrize("between", ["指标说明", "序号", "指标解释"])
def test_names_behind_what_explains_them(word: str, between: str) -> None:
    texts = ("1", "2", "3", "4") if between == "序号" else ("详见附件", "", "由各科室汇总", "")
    rows = (
        f"{row[1]} | {text} | {row[2]} | {row[3]}{row[4]}{row[5]}"
        for row, text in zip(LEVELS, texts, strict=True)
    )
    parsed = read(page("项目名称 | 甲 | < | <", f"类别 | {between} | {word} | 目标值", *rows))
    assert [name for name, _ in published(parsed)] == [name for name, _ in VALUES]


@pytest.mark.parametrize("group", ["目标值", "指标值", "年度指标值"])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_words_that_part_one_merged_word(group: str, form: str) -> None:
    rows = (
        "项目名称 | < | 农村公路提升 | < | <",
        f"一级指标 | 二级指标 | 三级指标 | {group} | <",
        " | | | 山城镇 | 书洋镇",
        "产出指标 | 数量指标 | 改造里程 | ≥12公里 | ≥8公里",
        " | 质量指标 | 合格率 | 100% | 100%",
    )
    parsed = read(page(*rows), form)
    found = [(row.name, row.place, row.annual_value) for row in parsed.indicators]
    assert found == [
        ("改造里程", "山城镇", "≥12公里"),
        ("改造里程", "书洋镇", "≥8公里"),
        ("合格率", "山城镇", "100%"),
        ("合格率", "书洋镇", "100%"),
    ]


@pytest.mark.parametrize("word", ["指标名称", "具体指标", "指标内容", "三级指标名称"])
@pytest.mark.parametrize("again", ["服务成效", "^", ""])
def test_a_name_that_heads_several_rows_is_none_of_theirs(word: str, again: str) -> None:
    rows = (
        f"一级指标 | 二级指标 | 三级指标 | {word} | 指标值",
        "产出指标 | 数量指标 | 选派规模 | 选派人数 | 100名",
        "产出指标 | 数量指标 | 服务成效 | 推广技术 | ≥20项",
        f"产出指标 | 数量指标 | {again} | 培训农民 | ≥300人次",
        "效益指标 | 经济效益指标 | 带动增收 | 农户增收 | ≥1500元/户",
    )
    parsed = read(page("项目名称 | 甲 | < | < | <", *rows))
    assert published(parsed) == [
        ("选派人数", "100名"), ("推广技术", "≥20项"),
        ("培训农民", "≥300人次"), ("农户增收", "≥1500元/户"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_the_header_of_names_over_the_signs_too(form: str) -> None:
    rows = (
        "一级指标 | 二级指标 | 三级指标 | < | 目标值",
        "产出指标 | 数量指标 | 巡检次数 | ≥ | 12次",
        "产出指标 | 质量指标 | 系统可用率 | ≥ | 99.5%",
        "效益指标 | 社会效益指标 | 投诉次数 | ≤ | 3次",
    )
    parsed = read(page("项目名称 | 甲 | < | < | <", *rows), form)
    assert published(parsed) == [("巡检次数", "12次"), ("系统可用率", "99.5%"), ("投诉次数", "3次")]
    assert [row.effective.operator for row in parsed.indicators] == [">=", ">=", "<="]


@pytest.mark.parametrize("said", ["办公室", "财务科", "详见附件", "按年统计"])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_two_cells_of_words_under_the_header_of_names_are_held_back(said: str, form: str) -> None:
    rows = (
        "一级指标 | 二级指标 | 三级指标 | < | 目标值",
        f"产出指标 | 数量指标 | 巡检次数 | {said} | ≥12次",
        f"产出指标 | 质量指标 | 系统可用率 | {said} | ≥99.5%",
    )
    parsed = read(page("项目名称 | 甲 | < | < | <", *rows), form)
    assert published(parsed) == []
    assert "cells_glued" in {one["rule"] for one in parsed.findings}


LISTED = (
    "1 | 科技创新券 | 800 | 支持创新 | 产出指标/数量指标 | 发放企业数 | ≥160家",
    "^ | ^ | ^ | ^ | 效益指标/经济效益指标 | 带动研发投入 | ≥1.2亿元",
    "2 | 科普活动 | 65 | 提升素质 | 产出指标/数量指标 | 举办活动 | 30场",
    "^ | ^ | ^ | ^ | 满意度指标/服务对象满意度指标 | 参与者满意度 | ≥92%",
)


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_targets_of_a_listing_of_projects(word: str, form: str) -> None:
    head = f"序号 | 项目名称 | 预算金额 | 年度绩效目标 | 指标类型 | 指标名称 | {word}"
    parsed = read(page("单位：万元 | < | < | < | < | < | <", head, *LISTED), form)
    assert published(parsed) == [
        ("发放企业数", "≥160家"), ("带动研发投入", "≥1.2亿元"),
        ("举办活动", "30场"), ("参与者满意度", "≥92%"),
    ]  # fmt: skip
    assert [one["project"] for one in parsed.projects] == ["科技创新券", "科普活动"]


@pytest.mark.parametrize("word", UNKNOWN)
def test_targets_below_a_word_for_all_columns_of_the_indicators(word: str) -> None:
    parsed = read(
        page(
            "单位名称 | 资金总额 | 整体绩效目标 | 部门整体支出年度绩效指标 | < | < | < | <",
            f"^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | {word} | 备注",
            "某县审计局 | 812 | 完成计划 | 产出指标 | 数量指标 | 审计项目 | ≥25个 |",
            "^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% |",
        )
    )
    assert published(parsed) == [("审计项目", "≥25个"), ("群众满意度", "≥95%")]


@pytest.mark.parametrize("word", ["预算设定指标值", "设定指标值水平", "拟定目标"])
def test_units_alone_below_a_word_for_targets_are_a_form_left_blank(word: str) -> None:
    parsed = read(
        page(
            "项目名称 | 甲项目 | < | <",
            f"一级指标 | 二级指标 | 三级指标 | {word}",
            "产出指标 | 数量指标 | 新建堤防 | 公里",
            "^ | ^ | 节水改造 | 万亩",
            "^ | 质量指标 | 工程合格率 | ≧ %",
        )
    )
    assert published(parsed) == [("新建堤防", "公里"), ("节水改造", "万亩"), ("工程合格率", "≧ %")]


@pytest.mark.parametrize("word", UNKNOWN)
def test_targets_under_an_unknown_word_beside_a_blank_column_of_that_name(word: str) -> None:
    head = f"一级指标 | 二级指标 | 三级指标 | 计量单位 | {word} | 分值 | 指标值"
    parsed = read(
        page(
            "项目名称 | 甲项目 | < | < | < | < | <",
            head,
            "产出指标 | 数量指标 | 监测完成率 | % | 100% | 20 |",
            "产出指标 | 质量指标 | 是否建立体系 | 是/否 | 是 | 20 |",
            "满意度指标 | 服务对象满意度指标 | 旅客满意度 | % | 95% | 20 |",
        )
    )
    assert published(parsed) == [
        ("监测完成率", "100%"), ("是否建立体系", "是"), ("旅客满意度", "95%"),
    ]  # fmt: skip
    assert not any(row.actual_value for row in parsed.indicators)
