"""Rows below the indicators are remarks of the project or its score, and no indicators."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.layouts.printed import Grid
from tests.layouts.test_forms import only, plain, values
from transforms.document import Table

LABELS = (
    "财政部门审核意见", "主管部门审核意见", "财政部门支出股室初审意见", "评价结论", "存在问题",
    "改进措施", "其他需要说明的问题", "其他需要说明事项", "填表说明", "偏差大或目标未完成原因分析",
    "单位主要负责人签批意见", "绩效自评结论", "某个没有见过的说法",
)  # fmt: skip
SAYS = "同意上报"
HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "分值")
ROWS = (
    ("产出指标", "数量指标", "新建水库", "≥2座", "50"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "40"),
)
ALL = [("新建水库", None, "≥2座"), ("群众满意度", None, "≥90%")]


def merged(*below: tuple[str | None, ...], head: tuple[str, ...] = HEAD) -> Table:
    grid = Grid()
    grid.add("项目名称", "某项目", *[None] * (len(head) - 2)).add(*head)
    for row in ROWS:
        grid.add(*row, *[""] * (len(head) - len(row)))
    for row in below:
        grid.add(*row)
    return grid.table()


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    "row",
    [
        ("{}", SAYS, None, None, None),
        ("{}", None, SAYS, None, None),
        ("{}", None, None, SAYS, None),
        ("{}", "", "", "", SAYS),
        ("{}", SAYS, "", "", ""),
        ("{}", "", "", "", ""),
    ],
)
def test_a_remark_is_kept_as_text(label: str, row: tuple[str | None, ...]) -> None:
    said = tuple(one and one.format(label) for one in row)
    (project,) = only(merged(said)).projects
    assert values(project) == ALL
    (finding,) = project.findings
    assert finding.rule == "no_column"
    assert finding.found == (SAYS if SAYS in row else label)
    assert label in str(finding.source_text)


def test_a_remark_in_one_cell_across() -> None:
    extract = only(merged(("评价结论：总体良好", None, None, None, None)))
    assert values(extract.projects[0]) == ALL
    assert [one.rule for one in extract.projects[0].findings] == ["no_column"]


def test_what_states_a_target_is_no_remark() -> None:
    """A label that no list knows, beside a value: it may be an indicator, and is told."""
    (project,) = only(merged(("廉洁", "", "", "≥3次", "10"))).projects
    assert len(project.indicators) == 3


def test_remarks_between_two_forms_are_of_the_first() -> None:
    first = (("项目名称", "甲项目", "", "", ""), HEAD, *ROWS)
    second = (("项目名称", "乙项目", "", "", ""), HEAD, *ROWS)
    extract = only(plain(*first, ("评价结论", "好", "", "", ""), *second))
    assert [values(one) for one in extract.projects] == [ALL, ALL]
    assert [len(one.findings) for one in extract.projects] == [1, 0]


SELF = ("一级指标", "二级指标", "三级指标", "指标值", "分值", "完成值", "得分")


@pytest.mark.parametrize(
    ("row", "score"),
    [
        (("总分", None, None, None, "100", "", "96"), "96"),
        (("总分", "96", None, None, None, None, None), "96"),
        (("总分", None, None, None, None, None, "96"), "96"),
        (("合计", None, None, None, "100", "", ""), None),
        (("自评总分", None, None, None, "100", "优", "96"), "96"),
    ],
)
def test_a_sum_gives_the_score(row: tuple[str | None, ...], score: str | None) -> None:
    (project,) = only(merged(row, head=SELF)).projects
    assert [one[0] for one in values(project)] == ["新建水库", "群众满意度"]
    assert project.score == score


REMARKS = (
    ("备注", None, "本表一式三份", None, None, None, None),
    ("财政部门审核意见", "（盖章）　年　月　日", None, None, None, None, None),
    ("存在问题：预算执行进度偏慢", None, None, None, None, None, None),
    ("说明：金额不含税", None, None, None, None, None, None),
)


@pytest.mark.parametrize("below", [one for n in (1, 2, 3, 4) for one in permutations(REMARKS, n)])
def test_any_remarks_below_a_short_listing(below: tuple[tuple[str | None, ...], ...]) -> None:
    """They are as many as its rows, and levels of both kinds stand in one cell."""
    grid = Grid().add("2024年绩效目标汇总表", *[None] * 6)
    grid.add("序号", "项目名称", "预算金额", "年度目标", "指标类型", "指标名称", "指标值")
    grid.add("1", "创新券", "80", "支持创新", "产出指标/数量指标", "企业数", "≥160家")
    grid.add("2", "科普", "65", "提升素质", "满意度指标/服务对象满意度指标", "满意度", "≥92%")
    for row in below:
        grid.add(*row)
    extract = only(grid.table())
    assert [project.project for project in extract.projects] == ["创新券", "科普"]
    assert [values(project) for project in extract.projects] == [
        [("企业数", None, "≥160家")],
        [("满意度", None, "≥92%")],
    ]
    findings = [*extract.findings, *(one for row in extract.projects for one in row.findings)]
    assert {one.rule for one in findings} <= {"no_column", "amount_unit_missing"}
