"""A value that the page's end cuts is whole, or its row is held back: never the half of it."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from transforms.parse import parse
from transforms.rows.source import Source

WIDTHS = [80, 80, 100, 200, 80]
HEAD = ["一级指标", "二级指标", "指标名称", "指标值", "备注"]
LONG = "开展矿冶工业遗产突出普遍价值研究、学术交流、对外宣传，先后举办讲座，弘扬"


def values(upper: str, lower: str, names: tuple[str, str, str]) -> dict[str, str | None]:
    """Names and targets that are published."""
    rows = [
        ["项目名称", "申遗经费", "", "", ""],
        HEAD,
        ["产出指标", "数量指标", names[0], "≥5场", ""],
        ["效益指标", "社会效益指标", names[1], upper, ""],
    ]
    last = ["满意度指标", "服务对象满意度指标", names[2], "≥90%", ""]

    def first(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "项目支出绩效目标表")
        draw.table(canvas, rows, widths=WIDTHS)

    def second(canvas: Canvas) -> None:
        draw.table(canvas, [["", "", "", lower, ""], last], widths=WIDTHS)

    parsed = parse(draw.pdf(first, second), Source("2024/a.pdf"))
    return {row.name: row.annual_value for row in parsed.indicators if row.finding_id is None}


@pytest.mark.parametrize(
    "names", [("举办讲座", "社会影响", "群众满意度"), ("数量", "社会效益", "满意度")]
)
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (LONG, "遗产文化价值，推动申遗工作。"),
        (LONG, "遗产文化价值，推动申遗工作"),
        ("显著", "提升"),
        ("2024年12月", "底前完成"),
        ("≥12", "次"),
        ("进一步提升城区", "绿化水平"),
    ],
)
def test_the_half_of_a_value_is_never_published(upper, lower, names):
    found = values(upper, lower, names)
    assert found.get(names[1], upper + lower).replace("\n", "") == upper + lower
    assert names[0] in found


LISTING = ["单位名称", "项目名称", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]


@pytest.mark.parametrize("unit", [("司法局", "机关"), ("司法局机", "关"), ("司法局机关", "")])
@pytest.mark.parametrize("project", [("法援", "补贴"), ("法律援助办案补", "贴"), ("办案补贴", "")])
@pytest.mark.parametrize("goal", [("保障困难群众获得援", "助。"), ("做好援助。", "")])
def test_what_the_cut_parts_of_a_project_is_published_whole(
    unit: tuple[str, str], project: tuple[str, str], goal: tuple[str, str]
) -> None:
    """Its unit, name and goal are short on either side: none of them is missed."""
    own = ["产出指标", "数量指标", "办理援助案件", "≥480件"]
    last = ["司法局机关", "人民调解", "化解矛盾。", "产出指标", "数量指标", "调解纠纷", "≥1200起"]
    halves = list(zip(unit, project, goal, strict=True))

    def first(canvas: Canvas) -> None:
        draw.text(canvas, 60, 60, "2024年项目支出绩效目标表")
        draw.table(canvas, [LISTING, [*halves[0], *own]], widths=[75] * 7)

    def second(canvas: Canvas) -> None:
        draw.table(canvas, [[*halves[1], "", "", "", ""], last], widths=[75] * 7)

    parsed = parse(draw.pdf(first, second), Source("2024/a.pdf"))
    assert [row["project"] for row in parsed.projects] == ["".join(project), "人民调解"]
    assert [(row.name, row.annual_value, row.finding_id) for row in parsed.indicators] == [
        ("办理援助案件", "≥480件", None),
        ("调解纠纷", "≥1200起", None),
    ]
