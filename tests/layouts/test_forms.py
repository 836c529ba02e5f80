"""Forms, listings and self-evaluations as counties print them: what stands around the rows of
indicators.
"""

from __future__ import annotations

from decimal import Decimal

from tests.layouts.printed import Grid
from tests.layouts.test_pages import extracts
from transforms.document import Cell, Document, Line, Row, Table
from transforms.records import Extract, Indicator, Project


def plain(*rows: tuple[str, ...]) -> Table:
    """A grid without merged cells, as a reader finds it where ruling lines do not tell."""
    return Table(
        tuple(Row(Cell(text, number) for text in row) for number, row in enumerate(rows, 1))
    )


def only(source: Grid | Table) -> Extract:
    found = extracts(source if isinstance(source, Table) else source.table())
    assert len(found) == 1
    return found[0]


def values(project: Project) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.name, one.period_value, one.annual_value) for one in project.indicators]


def money(project: Project) -> dict[str, Decimal | None]:
    return {name: amount.value for name, amount in project.amounts.items() if amount}


def form() -> Grid:
    grid = Grid()
    grid.add("项目支出绩效目标申报表", *[None] * 7).add("（2024年度）", *[None] * 7)
    grid.add("项目名称", None, "水环境治理", None, None, None, None, None)
    grid.add("主管部门", None, "某县水利局", None, None, "实施单位", "某站", None)
    grid.add("项目属性", None, "□新增项目 ☑延续项目", None, None, "项目期", "2024年-2026年", None)
    grid.add("项目资金\n（万元）", None, "中期资金总额", "300", None, "年度资金总额", "100.5", None)
    grid.add("^", "^", "其中：财政拨款", "300", None, "其中：财政拨款", "100.5", None)
    grid.add("^", "^", "其他资金", "", None, "其他资金", "", None)
    grid.add("总体目标", "中期目标（2024年—2026年）", None, None, None, "年度目标", None, None)
    grid.add("^", "治理三年", None, None, None, "治理一年", None, None)
    grid.add(
        "绩效\n指标",
        "一级\n指标",
        "二级指标",
        "三级指标",
        "指标值",
        "二级指标",
        "三级指标",
        "指标值",
    )
    grid.add(
        "^",
        "产出指标",
        "数量指标",
        "治理河长(公里)",
        "≥30公里",
        "数量指标",
        "治理河长(公里)",
        "≥10公里",
    )
    grid.add("^", "^", "质量指标", "合格率", "100%", "质量指标", "验收率", "100%")
    return grid.add("^", "^", "……", "", "", "……", "", "")


def test_form_with_term_and_year_side_by_side() -> None:
    extract = only(form())
    project = extract.projects[0]
    assert (extract.heading.fiscal_year, extract.heading.document_kind) == (2024, "target")
    assert (project.project, project.department, project.spending_unit) == (
        "水环境治理",
        "某县水利局",
        "某站",
    )
    assert (project.attribute, project.term, project.goal, project.period_goal) == (
        "延续项目",
        "2024年-2026年",
        "治理一年",
        "治理三年",
    )
    assert money(project) == {
        "period_total": 300,
        "total": Decimal("100.5"),
        "fiscal_appropriation": Decimal("100.5"),
    }
    assert values(project) == [
        ("治理河长(公里)", "≥30公里", "≥10公里"),
        ("合格率", "100%", None),
        ("验收率", None, "100%"),
    ]
    # the term's fiscal part has no column
    assert [(finding.rule, finding.found) for finding in project.findings] == [("no_column", "300")]


def test_self_evaluation_with_the_matrix_of_amounts() -> None:
    grid = (
        Grid()
        .add("项目支出绩效自评表（2022年度）", *[None] * 8)
        .add("项目名称", None, "委托业务", *[None] * 6)
    )
    grid.add(
        "项目资金\n（万元）",
        None,
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    )
    grid.add("^", "^", "年度资金总额", "90", "95", "85.5", "10", "90%", "9")
    grid.add("^", "^", "其中：当年财政拨款", "80", "95", "85.5", "-", "", "-").add(
        "^", "^", "其他资金", "10", "", "", "-", "", "-"
    )
    grid.add("年度总体目标", "预期目标", None, None, None, "实际完成情况", None, None, None)
    grid.add("^", "完成业务", None, None, None, "都完成了", None, None, None)
    grid.add(
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    grid.add("^", "产出指标(50分)", "数量指标", "次数", "≥5次", "6次", "50", "49", "无").add(
        "总分", None, None, None, None, None, "100", "97.5", ""
    )
    extract = only(grid)
    project, row = extract.projects[0], extract.projects[0].indicators[0]
    assert extract.heading.document_kind == "self_evaluation"
    assert money(project) == {
        "total": 90,
        "budget_adjusted": 95,
        "executed": Decimal("85.5"),
        "fiscal_appropriation": 80,
        "other_funds": 10,
    }
    assert (project.goal, project.score) == ("完成业务", "97.5")
    assert (row.annual_value, row.actual_value, row.points, row.score, row.deviation_note) == (
        "≥5次",
        "6次",
        "50",
        "49",
        "无",
    )


def test_long_term_and_annual_one_under_the_other() -> None:
    grid = (
        Grid()
        .add("项目名称", "农田建设", *[None] * 3)
        .add("项目资金", "10606.7522万元", *[None] * 3)
    )
    for mode, goal, value in (("长期", "建成农田", "3万亩"), ("年度", "建成一半", "1万亩")):
        grid.add(f"{mode}绩效目标", goal, *[None] * 3).add(
            f"{mode}绩效指标", "一级指标", "二级指标", "三级指标", "指标值"
        )
        grid.add("^", "产出指标", "数量指标", "建设面积", value)
    project = only(grid).projects[0]
    assert (project.goal, project.period_goal, money(project)) == (
        "建成一半",
        "建成农田",
        {"total": Decimal("10606.7522")},
    )
    assert values(project) == [("建设面积", "3万亩", "1万亩")]


def test_two_forms_without_title_and_without_merged_cells() -> None:
    extract = only(
        plain(
            ("项目支出绩效目标表", "", "", ""),
            ("2024年度", "", "", ""),
            ("项目名称", "甲项目", "", ""),
            ("主管部门", "某局", "实施单位", "某站"),
            ("", "", "", ""),
            ("一级指标（50分）", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "人数", "≥5人"),
            ("", "质量指标", "合格率", "98%"),
            ("", "……", "", ""),
            ("", "", "", ""),
            ("备注", "未说明", "", ""),
            ("项目名称", "乙项目", "", ""),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "人数", "≥6人"),
            ("", "", "其中：女", "≥2人"),
        )
    )
    assert [(one.project, [row.name for row in one.indicators]) for one in extract.projects] == [
        ("甲项目", ["人数", "合格率"]),
        ("乙项目", ["人数", "其中：女"]),
    ]
    assert extract.projects[1].indicators[1].subcategory == "数量指标"
    said = [finding.found for finding in extract.projects[0].findings]
    assert said == ["未说明"]  # nothing vanishes


def test_target_and_self_evaluation_in_one_sheet_are_two() -> None:
    blank = ("",) * 5
    found = extracts(
        plain(
            ("项目支出绩效目标表", *blank),
            ("项目名称", "甲", "", "", "", ""),
            ("一级指标", "二级指标", "三级指标", "指标值", "", ""),
            ("产出指标", "数量指标", "人数", "≥5人", "", ""),
            ("2023年度项目支出绩效自评表", *blank),
            ("项目名称", "甲", "", "", "", ""),
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
            ("产出指标", "数量指标", "人数", "≥6人", "7人", "10"),
        )
    )
    assert [
        (one.layout, one.heading.document_kind, one.projects[0].indicators[0].annual_value)
        for one in found
    ] == [("level_columns", "target", "≥5人"), ("self_evaluation", "self_evaluation", "≥6人")]


def test_columns_in_another_order_and_one_unknown() -> None:
    extract = only(
        plain(
            (
                "序号",
                "指标名称",
                "一级\n指标",
                "二 级 指 标",
                "计量单位",
                "指标性质",
                "指标值",
                "指标权重",
                "全年完成值",
                "得分",
                "联络员",
            ),
            ("1", "人数", "产出指标", "数量指标", "人", "≥", "5", "10", "6", "9", "张"),
        )
    )
    row = extract.projects[0].indicators[0]
    assert (
        row.category,
        row.subcategory,
        row.name,
        row.operator,
        row.annual_value,
        row.unit,
        row.actual_value,
        row.points,
        row.score,
    ) == ("产出指标", "数量指标", "人数", "≥", "5", "人", "6", "10", "9")
    assert row.explanation == "联络员：张"
    assert "column_unknown" in [finding.rule for finding in extract.projects[0].findings]


def test_a_column_without_header_is_not_lost() -> None:
    extract = only(
        plain(
            ("一级指标", "二级指标", "三级指标", "指标值", ""),
            ("产出指标", "数量指标", "人数", "≥5人", "≥8.5"),
        )
    )
    assert [(finding.rule, finding.found) for finding in extract.findings] == [
        ("cell_unread", "≥8.5")
    ]


def test_tasks_of_a_department_are_no_amounts_of_its_budget() -> None:
    grid = (
        Grid().add("部门整体支出绩效目标表", *[None] * 4).add("部门名称", "某县财政局", *[None] * 3)
    )
    grid.add("年度主要任务", "任务名称", "主要内容", "总额", "财政拨款").add(
        "^", "监督", "开展检查", "23", "23"
    )
    project = only(
        grid.add("一级指标", "二级指标", "三级指标", "指标值", "备注").add(
            "产出指标", "数量指标", "次数", "≥5次", ""
        )
    ).projects[0]
    assert money(project) == {}
    assert {finding.rule for finding in project.findings} == {"no_column"}


def test_meaning_by_content() -> None:
    def row(nature: str) -> Indicator:
        table = plain(
            ("一级指标", "二级指标", "三级指标", "指标性质", "指标值"),
            ("产出指标", "数量指标", "人数", nature, "5"),
        )
        return only(table).projects[0].indicators[0]

    assert [
        (row(text).operator, row(text).direction, row(text).explanation)
        for text in ("≥", "反向", "定量")
    ] == [("≥", None, None), (None, "反向", None), (None, None, "指标性质：定量")]


def test_department_wide_form_has_no_project() -> None:
    grid = (
        Grid()
        .add("部门整体支出绩效目标表（2024年度）", *[None] * 4)
        .add("部门名称", "某县财政局", *[None] * 3)
    )
    grid.add("年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值").add(
        "^", "产出指标", "数量指标", "次数", "≥5次"
    )
    project = only(grid).projects[0]
    assert (project.scope, project.project, project.department, project.findings) == (
        "department",
        None,
        "某县财政局",
        [],
    )


def test_levels_that_carry_points_or_are_broken() -> None:
    extract = only(
        plain(
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
            ("产出指标\n（50分）", "数量指标", "人数", "≥5人", "6人", "10", "10"),
            ("（30分）", "社会效益指标", "效果", "显著", "显著", "10", "10"),
            ("满意度\n指标", "服务对象\n满意度指\n标", "满意度", "≥90%", "95%", "10", "10"),
            ("合计100", "", "", "", "", "", ""),
        )
    )
    assert [(one.category, one.subcategory) for one in extract.projects[0].indicators] == [
        ("产出指标\n（50分）", "数量指标"),
        ("（30分）", "社会效益指标"),
        ("满意度\n指标", "服务对象\n满意度指\n标"),
    ]


def test_listing_with_unit_rows_and_total_behind() -> None:
    head = ["单位名称", "项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标值"]
    grid = (
        Grid()
        .add("金额单位：元", *[None] * 6)
        .add(*head)
        .add("820-某镇部门", "", "8,000.00", "", "", "", "")
    )
    grid.add("820001-某镇", "甲", "5,000.00", "产出指标", "数量指标", "人数", "5").add(
        "^", "^", "^", "^", "质量指标", "合格率", "95%"
    )
    grid.add("^", "乙", "3,000.00", "效益指标", "社会效益指标", "稳定", "好").add(
        "合计", "", "9,000.00", "", "", "", ""
    )
    extract = only(grid)
    assert [
        (one.project, one.spending_unit, money(one)["total"], len(one.indicators))
        for one in extract.projects
    ] == [("甲", "820001-某镇", Decimal("0.5"), 2), ("乙", "820001-某镇", Decimal("0.3"), 1)]
    assert [(finding.rule, finding.found, finding.expected) for finding in extract.findings] == [
        ("sum_of_rows", "0.800000", "0.900000")
    ]


def test_one_row_for_each_place() -> None:
    grid = (
        Grid()
        .add("一级指标", "二级指标", "三级指标", "指标解释", "绩效目标值", None, None)
        .add("^", "^", "^", "^", "合计", "西坪镇", "桃舟乡")
    )
    rows = (
        only(grid.add("产出指标", "数量指标", "建设(个)", "解释", "3", "1", "2"))
        .projects[0]
        .indicators
    )
    assert [(one.place, one.annual_value) for one in rows] == [("西坪镇", "1"), ("桃舟乡", "2")]


def test_thresholds_are_kept_and_none_is_the_target() -> None:
    grid = (
        Grid()
        .add("绩效指标", "绩效指标描述", "绩效指标评价标准", None, None, None, "评价标准确定依据")
        .add("^", "^", "优", "良", "中", "差", "^")
    )
    row = (
        only(grid.add("结案率", "结案/受理", "100%", "90%", "85%", "85%", "历史"))
        .projects[0]
        .indicators[0]
    )
    assert (row.name, row.annual_value) == ("结案率", None)
    assert "优：100%；良：90%；中：85%；差：85%" in (row.explanation or "")


def test_what_cannot_be_cut_is_held_back() -> None:
    grid = Grid().add("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值")
    grid.add("产出指标", "数量指标", "长度", "≥266米≥266米10", None, None).add(
        "^", "^", "宽度", "≥266米≥266米10", "", ""
    ).add("^", "^", "高", "≥3米", "3", "5")
    rows = only(grid).projects[0].indicators
    assert [[finding.rule for finding in row.findings] for row in rows] == [
        ["cells_glued"],
        ["cells_glued"],
        [],
    ]


def test_header_printed_again_on_the_next_page_goes_on_with_the_form() -> None:
    def row(page: int, *texts: str) -> Row:
        return Row(Cell(text, page, page) for text in texts)

    header = ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值")
    first = Table(
        (
            row(1, "项目名称", "甲", "", "", ""),
            row(1, *header),
            row(1, "", "产出指标", "数量指标", "人数", "5"),
        )
    )
    second = Table(
        (
            row(2, "", *header[1:]),
            row(2, "", "", "", "次数", "6"),
            row(2, "", "", "质量指标", "合格率", "95%"),
        )
    )
    (extract,) = extracts(Document("pdf", (first, Line("- 2 -", 9, 2), second)))
    (project,) = extract.projects
    assert [(one.category, one.subcategory, one.name) for one in project.indicators] == [
        ("产出指标", "数量指标", "人数"),
        ("产出指标", "数量指标", "次数"),
        ("产出指标", "质量指标", "合格率"),
    ]
