"""Tables that became text: cells with bars, one cell a line, heads alone or in square brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.layouts.prose.cut import cut, in_brackets
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

CASES = Path(__file__).parents[1] / "material" / "cases"
Rows = list[tuple[str | None, str | None, str | None]]
HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值"]
BODY = [
    *("产出指标", "数量指标", "培训人数", "≥100人", "培训场次", "4场"),
    *("质量指标", "合格率", "100%"),
    *("效益指标", "社会效益指标", "服务能力", "有效提升"),
]
WANTED: Rows = [
    ("数量指标", "培训人数", "≥100人"),
    ("数量指标", "培训场次", "4场"),
    ("质量指标", "合格率", "100%"),
    ("社会效益指标", "服务能力", "有效提升"),
]
TOP = ["2024年项目支出绩效目标表", "项目名称", "培训费"]


def read(page: str, name: str = "a.txt") -> Parsed:
    return parse(page.encode(), Source(f"2024/{name}"))


def published(parsed: Parsed) -> Rows:
    return [
        (row.subcategory, row.name, row.annual_value)
        for row in parsed.indicators
        if row.finding_id is None
    ]


def case(name: str) -> Parsed:
    return parse((CASES / name).read_bytes(), Source(f"2024/{name}"))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("F12a_prose_head_on_own_line.txt", 3),
        ("F12b_pipes_without_leading_bar.txt", 2),
        ("F12c_cell_per_line.txt", 2),
        ("F5a_listing_square_heads_no_table.html", 5),
        ("F5b_listing_square_heads_held.html", 5),
        ("F4a_prose_value_in_brackets.html", 4),
        ("F4b_prose_zhibiao_n_brackets.html", 4),
    ],
)
def test_the_cases_are_read(name, rows):
    assert len(published(case(name))) == rows


def test_square_heads_give_levels_goal_and_no_amount_without_a_unit():
    parsed = case("F5a_listing_square_heads_no_table.html")
    (project,) = parsed.projects
    assert (project["goal"], project["total"]) == ("保障延续", None)
    assert published(parsed)[-2:] == [
        ("社会效益指标", "服务保障民生", "有力保障"),
        ("服务对象满意度指标", "提升群众安全感", "≥90%"),
    ]


def test_a_glued_table_is_held_and_told():
    parsed = case("F12d_glued_curated_zero_rows.txt")
    assert parsed.document["status"] == "held_back"
    assert any(one["severity"] == "error" for one in parsed.findings)


LINES = {
    "plain": [*TOP, *HEADER, *BODY],
    "blank lines": [line for cell in [*TOP, *HEADER, *BODY] for line in (cell, "")],
    "bars": [line for cell in [*TOP, *HEADER, *BODY] for line in (cell, "|")],
    "blanks in words": [
        *TOP,
        *("一级 指标", "二级 指标", "三级指标", "年度 指标值", "产 出 指 标"),
        *BODY[1:],
    ],
    "side label": [*TOP, "绩效指标", *HEADER, *BODY],
    "points of levels": [*TOP, *HEADER, "产出指标", "(50分)", *BODY[1:]],
    "level on two lines": [*TOP, *HEADER, *BODY[:10], "社会效益", "指标", *BODY[11:]],
    "note below": [*TOP, *HEADER, *BODY, "注：本表由单位填写"],
    "opinion below": [*TOP, *HEADER, *BODY, "主管部门审核意见", "同意"],
    "other heading": ["绩效目标申报表", "（2024年度）", "项目名称", "培训费", *HEADER, *BODY],
}


@pytest.mark.parametrize("how", LINES)
def test_one_cell_a_line_is_cut_by_the_taxonomy(how):
    parsed = read("\n".join(LINES[how]))
    assert published(parsed) == WANTED
    assert [row["project"] for row in parsed.projects] == ["培训费"]


def test_results_and_points_are_columns_too():
    header = [*HEADER, "实际完成值", "分值", "得分"]
    body = ["产出指标", "数量指标", "培训人数", "≥100人", "120人", "10", "9"]
    (row,) = read("\n".join([*TOP, *header, *body])).indicators
    assert (row.annual_value, row.actual_value, row.points, row.score) == ("≥100人", "120人", 10, 9)


@pytest.mark.parametrize(
    "body",
    [
        ["产出指标", "数量指标", "培训人数", "参训单位", "≥5家", "≥100人"],
        ["产出指标", "数量指标", "培训人数", "培训场次", "4场"],
        ["产出指标", "数量指标", "培训人数", "≥100人", "培训场次"],
        ["产出指标", "数量指标", "培训人数", "参训单位"],
        ["产出指标", "数量指标", "≥100人", "培训人数"],
        ["培训人数", "≥100人"],
    ],
)
def test_where_a_cell_may_be_blank_nothing_is_published(body):
    parsed = read("\n".join([*TOP, *HEADER, *body]))
    assert published(parsed) == []
    assert any(one["severity"] == "error" for one in parsed.findings)


def test_two_forms_one_below_the_other():
    second = ["项目名称", "设备费", *HEADER, "产出指标", "数量指标", "购置设备", "3台"]
    parsed = read("\n".join([*TOP, *HEADER, *BODY, *second]))
    assert [row["project"] for row in parsed.projects] == ["培训费", "设备费"]
    assert published(parsed) == [*WANTED, ("数量指标", "购置设备", "3台")]


def _table(separator: str, edge: str) -> str:
    rows = [TOP[1:], HEADER, BODY[:4], ["", "", *BODY[4:6]], ["", *BODY[6:9]], BODY[9:]]
    return "\n".join([TOP[0], *(separator.join(row) + edge for row in rows)])


@pytest.mark.parametrize("separator", [" | ", "|", "| "])
@pytest.mark.parametrize("edge", ["", " |", "|"])
def test_bars_without_the_first(separator, edge):
    assert published(read(_table(separator, edge))) == WANTED


def test_one_line_with_bars_is_no_table():
    page = "\n".join(["首页 | 政务公开 | 预算", *TOP, *HEADER, *BODY])
    assert published(read(page)) == WANTED


HEADS = [
    "一、产出指标\n(一)数量指标\n培训人数≥100人;\n(二)质量指标\n合格率≥95%;\n二、满意度指标\n学员满意度≥90%。",
    "产出指标\n数量指标\n培训人数≥100人\n质量指标\n合格率≥95%\n满意度指标\n学员满意度≥90%",
    "【产出指标-数量指标】培训人数≥100人【产出指标-质量指标】合格率≥95%【满意度指标】学员满意度≥90%",
    "[数量指标]指标1：培训人数≥100人\n[质量指标]指标1：合格率≥95%\n[满意度指标]指标1：学员满意度≥90%",
    "数量指标：培训人数（≥100人）；质量指标：合格率（≥95%）；满意度指标：学员满意度（≥90%）",
]


@pytest.mark.parametrize("text", HEADS)
def test_heads_alone_or_in_brackets(text):
    parsed = read(f"2024年培训费绩效目标公示\n项目名称：培训费\n{text}")
    assert published(parsed) == [
        ("数量指标", "培训人数", "≥100人"),
        ("质量指标", "合格率", "≥95%"),
        ("服务对象满意度指标", "学员满意度", "≥90%"),
    ]


def test_a_unit_in_brackets_is_no_value():
    assert cut("人数（人）≥3")[:2] == ("人数（人）", "≥3")
    assert not in_brackets(["服务保障民生(有力保障)", "改善环境(明显)"])


def test_a_cell_that_announces_nothing_is_left_over():
    header = "项目名称\t绩效目标\t绩效指标"
    parsed = read(f"2024年项目支出绩效目标表\n{header}\n培训费\t保障\t按计划完成")
    assert published(parsed) == []
    assert parsed.document["status"] != "unreadable"


def test_traditional_characters_are_read_like_simplified_ones():
    page = "\n".join(
        [
            "2024年項目支出績效目標表",
            "項目名稱\t培訓費",
            "一級指標\t二級指標\t三級指標\t年度指標值",
            "產出指標\t數量指標\t培訓人數\t不低於100個",
            "滿意度指標\t服務對象滿意度指標\t學員滿意度\t≥90%",
        ]
    )
    parsed = read(page)
    assert published(parsed) == [
        ("数量指标", "培訓人數", "不低於100個"),
        ("服务对象满意度指标", "學員滿意度", "≥90%"),
    ]
    assert parsed.indicators[0].effective.number == 100


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("培训人数目标值≥90人", ("培训人数", "≥90人", None, None)),
        ("培训人数年度目标值为≥90人", ("培训人数", "≥90人", None, None)),
        ("培训人数：指标值≥90人", ("培训人数", "≥90人", None, None)),
        ("合格率：目标值90%以上", ("合格率", "90%以上", None, None)),
        ("培训人数目标值≥90人，实际完成95人", ("培训人数", "≥90人", "95人", None)),
        ("培训人数：目标值≥90人，实际完成值95人，得10分", ("培训人数", "≥90人", "95人", "10")),
        ("培训人数≥90人，实际完成值：95人，得分：9.5", ("培训人数", "≥90人", "95人", "9.5")),
        ("服务能力：目标值提升，实际完成值有所提升", ("服务能力", "提升", "有所提升", None)),
        ("完成时限2024年11月底前", ("完成时限", "2024年11月底前", None, None)),
        ("项目完成时间12月31日", ("项目完成时间", "12月31日", None, None)),
    ],
)
def test_the_heads_of_columns_in_words_are_no_part_of_names_and_values(text, item):
    found = cut(text)
    assert (found.name, found.value, found.actual, found.score) == item


@pytest.mark.parametrize(
    "text", ["得10分的培训人数≥90人", "产值目标值", "达到目标值要求", "得分率提升"]
)
def test_such_words_inside_of_a_name_stay(text):
    found = cut(text)
    assert text.startswith(found.name)
    assert found.score is None


def test_a_report_with_targets_results_and_scores_in_words_is_read():
    text = (
        "技能培训项目2024年度绩效自评报告\n项目名称：技能培训。预算金额：36.8万元。\n"
        "1、数量指标：\n（1）培训人数：目标值≥90人，实际完成值95人，得10分。\n"
        "（2）培训期数：目标值≥4期，实际完成值4期，得10分。\n"
        "2、质量指标：\n（1）考核合格率：目标值≥95%，实际完成值98%，得9.5分。\n"
    )
    parsed = parse(text.encode(), Source("2024/a.txt"))
    assert [(row.annual_value, row.actual_value, row.score) for row in parsed.indicators] == [
        ("≥90人", "95人", 10.0),
        ("≥4期", "4期", 10.0),
        ("≥95%", "98%", 9.5),
    ]
    assert all(row.finding_id is None for row in parsed.indicators)
    (project,) = parsed.projects
    assert (project["project"], str(project["total"])) == ("技能培训", "36.8")
