"""A table that prints no header is read where each column can be one thing only; else it is held
back and told.
"""

from __future__ import annotations

import pytest

from tests.layouts.printed import blocks
from tests.layouts.reading import read
from tests.layouts.writers import WRITERS
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

FORM = ("项目名称 | 甲项目 |", "主管部门 | 某县水利局 |")
LEVELS = (
    "产出指标 | 数量指标", "产出指标 | 质量指标", "产出指标 | 成本指标",
    "效益指标 | 社会效益指标", "满意度指标 | 服务对象满意度指标",
)  # fmt: skip
NAMES = ("培训人数", "结业合格率", "培训成本", "服务能力", "学员满意度")
NUMBERED = tuple(f"指标1 {name}" for name in NAMES)
VALUES = ("≥90人", "95%以上", "≤10万元", "明显提高", "≥90%")
NUMBERS = ("90", "95", "10", "明显提高", "90")
SIGNS, UNITS = ("≥", "≥", "≤", "", "≥"), ("人", "%", "万元", "", "%")
PLAIN = ("90人", "95%", "10万元", "提高", "90%")
ASIDE = ("签到的人数", "合格的占比", "支出的总额", "问卷的结果", "抽样调查")
POINTS, ACTUAL = ("10", "20", "20", "30", "20"), ("91人", "96%", "9万元", "提高", "92%")
SCORES, RATES = ("10", "19", "20", "25.5", "20"), ("101%", "101.1%", "90%", "", "102.2%")
REMARKS = ("", "详见附件", "", "", "由各科室汇总")
SOURCE = ("计划标准", "计划标准", "行业标准", "计划标准", "问卷")


def page(*columns: tuple[str, ...], form: tuple[str, ...] = FORM, more: str = "") -> str:
    """A form with rows of these columns behind the levels."""
    width = 2 + len(columns)
    rows = [" | ".join(row) for row in zip(LEVELS, *columns, strict=True)]
    grid = [*form, *rows, *([more] if more else [])]
    padded = (" | ".join([*(line.split(" | ")), *[""] * width][:width]) for line in grid)
    return "\n".join(("> 2024年项目支出绩效目标表", *padded))


def published(parsed: Parsed) -> list[tuple[str | None, ...]]:
    rows = (row for row in parsed.indicators if row.finding_id is None)
    return [(row.subcategory, row.name, row.annual_value) for row in rows]


def wanted(
    values: tuple[str, ...] = VALUES, names: tuple[str, ...] = NAMES
) -> list[tuple[str, ...]]:
    seconds = (level.partition(" | ")[2] for level in LEVELS)
    return list(zip(seconds, names, values, strict=True))


def is_told(parsed: Parsed) -> bool:
    """Whether nothing is published, and an error says so."""
    errors = [one for one in parsed.findings if one["severity"] == "error"]
    return not published(parsed) and bool(errors)


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_names_and_values_in_every_format(form: str) -> None:
    text = page(NAMES, VALUES)
    parsed = parse(WRITERS[form](*blocks(text)), Source(f"2024/a.{form}"))
    assert published(parsed) == wanted()
    (told,) = [one for one in parsed.findings if one["rule"] == "column_unknown"]
    assert "category, subcategory, name, annual_value (4/5" in str(told["expected"])


COUNT, PLACEHOLDERS = ("1", "2", "3", "4", "5"), ("指标1", "指标1", "指标1", "指标1", "指标1")
BLANK = ("",) * 5


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ((COUNT, NAMES, VALUES), VALUES),
        ((PLACEHOLDERS, NAMES, VALUES), VALUES),
        ((BLANK, NAMES, VALUES), VALUES),
        ((NAMES, BLANK, VALUES, BLANK), VALUES),
        ((NAMES, POINTS, VALUES), VALUES),
        ((NAMES, VALUES, POINTS), VALUES),
        ((NAMES, VALUES, REMARKS), VALUES),
        ((NAMES, VALUES, SOURCE), VALUES),
        ((NAMES, SIGNS, NUMBERS, UNITS), NUMBERS),
        ((COUNT, NAMES, SIGNS, NUMBERS, UNITS, POINTS, REMARKS), NUMBERS),
        ((NAMES, NUMBERS, UNITS), NUMBERS),
        ((NAMES, UNITS, NUMBERS), NUMBERS),
        ((NAMES, ("正向", "正向", "反向", "正向", "正向"), SIGNS, NUMBERS, UNITS), NUMBERS),
    ],
)
def test_columns_that_can_be_one_thing_only(
    columns: tuple[tuple[str, ...], ...], values: tuple[str, ...]
) -> None:
    assert published(read(page(*columns))) == wanted(values)


@pytest.mark.parametrize(
    ("columns", "values", "results"),
    [
        ((NAMES, POINTS, VALUES, ACTUAL, SCORES), VALUES, ACTUAL),
        ((NAMES, VALUES, ACTUAL, POINTS, SCORES), VALUES, ACTUAL),
        ((NAMES, VALUES, VALUES, POINTS, POINTS, REMARKS), VALUES, VALUES),
        ((NAMES, POINTS, VALUES, ACTUAL, SCORES, BLANK, REMARKS), VALUES, ACTUAL),
        ((NAMES, VALUES, ACTUAL, RATES, POINTS, SCORES), VALUES, ACTUAL),
        ((COUNT, NAMES, POINTS, VALUES, ACTUAL, SCORES), VALUES, ACTUAL),
        ((NUMBERED, POINTS, VALUES, ACTUAL, SCORES), VALUES, ACTUAL),
        ((NAMES, SIGNS, NUMBERS, UNITS, ACTUAL, POINTS, SCORES), NUMBERS, ACTUAL),
        ((NAMES, POINTS, SIGNS, NUMBERS, UNITS, NUMBERS, SCORES), NUMBERS, NUMBERS),
    ],
)
def test_points_and_scores_tell_that_results_stand_beside_the_targets(
    columns: tuple[tuple[str, ...], ...], values: tuple[str, ...], results: tuple[str, ...]
) -> None:
    parsed = read(page(*columns))
    names = NUMBERED if NUMBERED in columns else NAMES
    assert published(parsed) == wanted(values, names)
    assert [(row.actual_value, row.points, row.score) for row in parsed.indicators] == [
        (result, float(points), float(score))
        for result, points, score in zip(
            results, POINTS, POINTS if columns[-1] is REMARKS and SCORES not in columns else SCORES,
            strict=True,
        )
    ]  # fmt: skip


TEXTS = ("≥ | 90 | 人", "≥ | 95 | %", "≤ | 10 | 万元", " | | 明显提高", "≥ | 90 | %")


def test_the_text_of_a_value_in_the_column_of_units() -> None:
    signs, numbers, units = zip(
        *([cell.strip() for cell in one.split("|")] for one in TEXTS), strict=True
    )
    parsed = read(page(NAMES, signs, numbers, units))
    assert published(parsed) == wanted(NUMBERS)
    assert parsed.indicators[0].effective.unit == "人"


AGAIN = ("详见附件", "详见附件", "", "详见附件", "详见附件")


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ((AGAIN, NAMES, VALUES), VALUES),
        ((NAMES, SOURCE, VALUES), VALUES),
        ((SOURCE, NAMES, VALUES), VALUES),
        ((NAMES, AGAIN, SIGNS, NUMBERS, UNITS), NUMBERS),
    ],
)
def test_remarks_that_repeat_are_no_names(
    columns: tuple[tuple[str, ...], ...], values: tuple[str, ...]
) -> None:
    assert published(read(page(*columns))) == wanted(values)


@pytest.mark.parametrize("joint", [True, False])
def test_both_levels_in_one_cell_or_level_2_alone(joint: bool) -> None:
    levels = (one.replace(" | ", "-") if joint else one.partition(" | ")[2] for one in LEVELS)
    rows = (" | ".join(row) for row in zip(levels, NAMES, VALUES, strict=True))
    parsed = read("\n".join(("> 2024年项目支出绩效目标表", *FORM, *rows)))
    assert published(parsed) == wanted()
    assert parsed.indicators[-1].category == "满意度指标"


def test_a_level_that_heads_several_rows_is_not_the_name() -> None:
    groups = ("培训", "培训", "成本", "能力", "评价")
    parsed = read(page(groups, NAMES, VALUES))
    assert published(parsed) == wanted()


def test_signs_units_and_points_are_read_with_the_values() -> None:
    parsed = read(page(NAMES, SIGNS, NUMBERS, UNITS, POINTS, SOURCE))
    first = parsed.indicators[0]
    assert (first.effective.operator, first.effective.unit) == (">=", "人")
    assert (first.points, first.explanation) == (10.0, "计划标准")


@pytest.mark.parametrize(
    "columns",
    [
        (NAMES, VALUES, ACTUAL),
        (NAMES, VALUES, VALUES),
        (NAMES, POINTS, PLAIN, PLAIN, POINTS),
        (NAMES, POINTS, ACTUAL, VALUES, POINTS),
        (NAMES, VALUES, ACTUAL, POINTS),
        (NAMES, POINTS, VALUES, ACTUAL, ("10", "20", "20", "31", "20")),
        (NAMES, POINTS, VALUES, ACTUAL, ACTUAL, POINTS),
        (NAMES, VALUES, ACTUAL, ("80%", "99%", "90%", "100%", "90%"), POINTS, POINTS),
        (NAMES, ASIDE, VALUES),
        (ASIDE, NAMES, VALUES),
        (NAMES, POINTS),
        (NAMES, SOURCE),
        (VALUES, NAMES),
        (NAMES, NUMBERS, UNITS, NUMBERS),
        (NAMES, SIGNS, NUMBERS, UNITS, ("91", "96", "9", "提高", "92")),
    ],
)
def test_columns_that_may_be_another_are_held_back(columns: tuple[tuple[str, ...], ...]) -> None:
    assert is_told(read(page(*columns)))


@pytest.mark.parametrize(
    "more",
    ["总分 | | | 100", "审核意见 | 同意上报 | |", "备注 | | | 本表一式三份", "填报人：张三 | | |"],
)
def test_what_stands_below_says_nothing_of_the_columns(more: str) -> None:
    assert published(read(page(NAMES, VALUES, more=more))) == wanted()


def test_rows_of_several_projects_are_held_back() -> None:
    rows = [
        f"{project} | {level} | {name} | {value}"
        for project, level, name, value in zip("甲甲乙乙丙", LEVELS, NAMES, VALUES, strict=True)
    ]
    assert is_told(read("\n".join(("> 2024年项目支出绩效目标表", *rows))))


BANDS = (
    "年度绩效指标 | 产出指标 | {} | <",
    "^ | 数量指标 | 培训人数 | ≥90人",
    "^ | 质量指标 | 结业合格率 | ≥95%",
    "^ | 效益指标 | {} | <",
    "^ | 社会效益指标 | 受益人数 | ≥900人",
    "^ | 满意度指标 | {} | <",
    "^ | 服务对象满意度指标 | 学员满意度 | ≥90%",
)


@pytest.mark.parametrize(
    "more",
    ["", "评价结论：总体良好 | < | < | <", "主管部门审核意见 | | | 目标明确", "总分 | | | 100"],
)
@pytest.mark.parametrize("again", [False, True])
def test_level_1_in_rows_of_its_own(more: str, again: bool) -> None:
    names = iter(("产出指标", "效益指标", "满意度指标"))
    rows = (row.format(next(names) if again else "<") if "{}" in row else row for row in BANDS)
    form = ("部门名称 | 某县林业局 | < | <", "整体绩效目标 | 完成任务 | < | <")
    parsed = read("\n".join(("> 2024年部门整体支出绩效目标表", *form, *rows, more)).strip())
    assert [(row.category, row.name, row.annual_value) for row in parsed.indicators] == [
        ("产出指标", "培训人数", "≥90人"),
        ("产出指标", "结业合格率", "≥95%"),
        ("效益指标", "受益人数", "≥900人"),
        ("满意度指标", "学员满意度", "≥90%"),
    ]
    assert all(row.finding_id is None for row in parsed.indicators)


HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分"
SCORED = tuple(
    f"{level} | {name} | {value} | {actual} | 20 | 19"
    for level, name, value, actual in zip(LEVELS, NAMES, VALUES, ACTUAL, strict=True)
)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_rows_above_the_header_of_their_grid(at: int, form: str) -> None:
    above = ("项目名称 | 甲项目 | < | < | < | < | <", "项目资金 | 30 | 28 | 执行率 | 93% | < | <")
    rows = (*above, *SCORED[:at], HEAD, *SCORED[at:])
    parsed = read("\n".join(("> 2024年项目支出绩效自评表", *rows)), form)
    assert [(row.name, row.annual_value, row.actual_value) for row in parsed.indicators] == list(
        zip(NAMES, VALUES, ACTUAL, strict=True)
    )
    assert parsed.projects[0]["project"] == "甲项目"


OWN = (
    "预算绩效 | 预算管理 | 预算执行进度 | % | 80% | 15",
    "预算绩效 | 预算管理 | 预算调整次数 | 次 | 0 | 10",
)
OF_UNITS = (
    "一级指标 | 二级指标 | 三级指标 | 计量单位 | 目标值 | 分值",
    "项目产出 | 产出数量 | 任务完成率 | % | 100% | 25",
    "项目产出 | 产出质量 | 任务是否审批 | 是/否 | 是 | 25",
    "项目效果 | 社会效益 | 受理次数 | 次 | 30 | 25",
)


def test_rows_above_the_header_whose_levels_are_their_own_words() -> None:
    parsed = read("\n".join(("> 2024年项目支出绩效目标表", *OWN, *OF_UNITS)))
    assert [(row.name, row.annual_value) for row in parsed.indicators[:2]] == [
        ("预算执行进度", "80%"), ("预算调整次数", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row", ["项目资金 | | 上级资金 | 880 | 880 | 10 | 10", " | | 结转资金 | 88 | 80 | 10 | 9"]
)
def test_rows_of_the_form_above_the_header_stay_there(row: str) -> None:
    parsed = read("\n".join(("> 2024年项目支出绩效自评表", row, HEAD, *SCORED)))
    assert [one.name for one in parsed.indicators] == list(NAMES)


@pytest.mark.parametrize("first", ["长期绩效目标表", "中期绩效目标", "年度绩效目标表"])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "pdf"])
def test_rows_below_the_band_of_the_other_period_are_not_those_of_the_header(
    first: str, form: str
) -> None:
    other = "长期绩效目标表" if first.startswith("年度") else "年度绩效目标表"
    rows = (
        "项目名称 | 甲项目 | < | < | < | <",
        f"{first} | < | < | < | < | <",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | | 绩效标准",
        "产出指标 | 数量指标 | 维修处数 | 60处 | | 计划标准",
        "效益指标 | 社会效益指标 | 保证率 | 95% | | 行业标准",
        f"{other} | < | < | < | < | <",
        "产出指标 | 质量指标 | 验收合格率 | 18处 | 20处 | 计划标准",
        "满意度指标 | 服务对象满意度指标 | 用户满意度 | 93% | 95% | 调查问卷",
    )
    parsed = read("\n".join(("> 2024年项目绩效目标表", *rows)), form)
    assert [one.name for one in parsed.indicators if one.finding_id is None] == [
        "维修处数", "保证率",
    ]  # fmt: skip
    assert "printed_not_read" in {one["rule"] for one in parsed.findings}


LISTED = (
    ("1", "生均公用经费", "1,560.00", "保障运转", "产出指标 | 数量指标 | 补助人数 | ≥90人"),
    ("^", "^", "^", "^", "产出指标 | 质量指标 | 覆盖率 | 95%以上"),
    ("2", "校园安防更新", "245.80", "更新设备", "产出指标 | 成本指标 | 更新成本 | ≤10万元"),
    ("^", "^", "^", "^", "满意度指标 | 服务对象满意度指标 | 家长满意度 | ≥90%"),
)


def listing(*columns: int, rows: tuple[tuple[str, ...], ...] = LISTED) -> str:
    kept = (" | ".join([*(row[at] for at in columns), row[-1]]) for row in rows)
    return "\n".join(("> 2024年项目支出绩效目标表", "> 单位：万元", *kept))


@pytest.mark.parametrize("columns", [(0, 1, 2, 3), (1, 2, 3), (1, 2), (0, 1, 2)])
@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "pdf"])
def test_a_listing_of_projects_with_their_amounts(columns: tuple[int, ...], form: str) -> None:
    parsed = read(listing(*columns), form)
    assert [row[1:] for row in published(parsed)] == [
        ("补助人数", "≥90人"), ("覆盖率", "95%以上"),
        ("更新成本", "≤10万元"), ("家长满意度", "≥90%"),
    ]  # fmt: skip
    assert [(one["project"], str(one["total"])) for one in parsed.projects] == [
        ("生均公用经费", "1560.00"), ("校园安防更新", "245.80"),
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [(0, 1), (0, 1, 3), (2, 1), (1, 2, 2, 3), (1, 3, 2)])
def test_a_listing_whose_columns_may_be_another_is_held_back(columns: tuple[int, ...]) -> None:
    assert is_told(read(listing(*columns)))


@pytest.mark.parametrize("owner", ["某县教育局", "第一中学", "基层治理办公室", "某镇"])
def test_an_office_before_its_amount_is_no_project(owner: str) -> None:
    rows = tuple(tuple(owner if cell == LISTED[0][1] else cell for cell in row) for row in LISTED)
    assert is_told(read(listing(1, 2, rows=rows)))


@pytest.mark.parametrize("figures", [("2024", "2024"), ("100", "100"), ("2023", "2024")])
def test_a_year_or_all_points_are_no_amount(figures: tuple[str, str]) -> None:
    amounts = dict(zip(("1,560.00", "245.80"), figures, strict=True))
    rows = tuple(tuple(amounts.get(cell, cell) for cell in row) for row in LISTED)
    assert is_told(read(listing(0, 1, 2, rows=rows)))


def test_a_figure_of_a_project_that_is_evaluated_may_be_its_score() -> None:
    rows = tuple((*row[:-1], f"{row[-1]} | 91 | 10 | 9") for row in LISTED)
    assert is_told(read(listing(0, 1, 2, rows=rows)))


CODE = "46000023T000001234-"
KINDS = ("特定目标类", "其他运转类")


@pytest.mark.parametrize("amount", [True, False])
@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_a_listing_of_projects_with_their_codes_below_an_office(amount: bool, form: str) -> None:
    made = []
    for number, name, total, goal, rest in LISTED:
        named = name if name == "^" else CODE + name
        kind = "^" if number == "^" else KINDS[int(number) - 1]
        office = "305-某市卫生健康委员会" if not made else "^"
        made.append((office, named, kind, *([total] if amount else []), goal, rest))
    parsed = read(listing(*range(5 if amount else 4), rows=tuple(made)), form)
    assert [(one["project"], one["spending_unit"]) for one in parsed.projects] == [
        (CODE + LISTED[0][1], "305-某市卫生健康委员会"),
        (CODE + LISTED[2][1], "305-某市卫生健康委员会"),
    ]
    assert [row[1] for row in published(parsed)] == ["补助人数", "覆盖率", "更新成本", "家长满意度"]
    assert [one["attribute"] for one in parsed.projects] == list(KINDS)
