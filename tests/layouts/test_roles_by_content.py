"""What stands below a column decides its role where its header does not; one odd cell never."""

from __future__ import annotations

import pytest

from tests.layouts.test_forms import only, plain
from transforms.layouts.level_table.assignment import assigned
from transforms.layouts.level_table.columns import Column
from transforms.records import Project

SIGNS = ("≥", "≤", "=", "≥")
NAMES = ("培训人数", "培训成本", "结业人数", "学员满意度")
NUMBERS = ("100", "4", "90", "95")
LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "成本指标"),
    ("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip


def read(head: tuple[str, ...], *columns: tuple[str, ...], more: tuple[str, ...] = ()) -> Project:
    """The project of a table with these columns behind levels and name, and a row more."""
    cells = zip(*columns, strict=True)
    rows = [(*level, name, *row) for level, name, row in zip(LEVELS, NAMES, cells, strict=False)]
    width = 3 + len(head)
    more_rows = [(*more, *[""] * (width - len(more)))] if more else []
    extract = only(
        plain(
            ("项目绩效目标表", *[""] * (width - 1)),
            ("项目名称", "某项目", *[""] * (width - 2)),
            ("一级指标", "二级指标", "三级指标", *head),
            *rows,
            *more_rows,
        )
    )
    return extract.projects[0]


def operators(project: Project) -> list[str | None]:
    return [one.operator for one in project.indicators]


UNITS = ("人", "万元", "人", "%")


@pytest.mark.parametrize(
    "head", ["指标性质", "指标方向", "比较符", "目标值符号", "关系", "计算符号"]
)
@pytest.mark.parametrize("odd", ["/", "—", "无", "定量", "定性指标", "", "蓝色"])
def test_one_odd_cell_is_the_matter_of_its_row(head: str, odd: str) -> None:
    signs = ("≥", "≤", odd, "≥")
    project = read((head, "指标值", "度量单位"), signs, NUMBERS, UNITS)
    assert operators(project) == list(signs)


@pytest.mark.parametrize("row", [("评价结论", "好", "好", "好", "好"), ("审核意见", "同意")])
def test_a_row_below_says_nothing_of_a_column(row: tuple[str, ...]) -> None:
    project = read(("指标性质", "指标值", "度量单位"), SIGNS, NUMBERS, UNITS, more=row)
    assert operators(project) == list(SIGNS)


@pytest.mark.parametrize(
    "head",
    [
        "预算设定指标值",
        "本年应达到",
        "拟完成数",
        "设定指标值水平",
        "年度工作目标",
        "年度目标",
        "任务量",
    ],
)
@pytest.mark.parametrize("result", ["完成情况", "实际完成值", None])
def test_the_target_under_an_unknown_header(head: str, result: str | None) -> None:
    values = ("≥100人", "≤4万元", "90人", "95%以上")
    done = ("101人", "3万元", "91人", "96%")
    columns = (values, done) if result else (values,)
    project = read((head, result) if result else (head,), *columns)
    assert [one.annual_value for one in project.indicators] == list(values)
    told = [one for one in project.findings if one.rule == "column_unknown"]
    assert [(one.found, bool(one.expected)) for one in told] == [(head, True)]


@pytest.mark.parametrize("head", ["年终完成值", "年末实现数"])
def test_the_result_under_an_unknown_header(head: str) -> None:
    project = read(("年度指标值", head), ("≥100人", "≤4万元", "90人", "95%"), NUMBERS)
    assert [one.actual_value for one in project.indicators] == list(NUMBERS)


@pytest.mark.parametrize("head", ["责任科室", "经办人", "牵头处室", "某列"])
def test_words_under_an_unknown_header_are_no_target(head: str) -> None:
    said = ("办公室", "财务科", "业务科", "办公室")
    project = read(("指标值", head), NUMBERS, said)
    assert [one.annual_value for one in project.indicators] == list(NUMBERS)
    assert [one.explanation for one in project.indicators] == [f"{head}：{one}" for one in said]


def test_two_columns_that_say_the_same_stay_open() -> None:
    """Which of them is the target cannot be told: the table is not read by a guess."""
    body = plain(*(("产出指标", name, "3个", "5个") for name in NAMES)).rows
    columns = [
        Column("category", (0,), "一级指标"),
        Column("name", (1,), "三级指标"),
        Column(None, (2,), "甲"),
        Column(None, (3,), "乙"),
    ]
    assert assigned(columns, body) == columns


def test_signs_and_directions_in_one_column_stay_open() -> None:
    mixed = ("≥", "正向", "≤", "反向")
    project = read(("指标性质", "指标值", "度量单位"), mixed, NUMBERS, UNITS)
    assert operators(project) == [None] * 4
