"""Kinds of tables that lost rows without a word: each row is published, held back, or told."""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.source import Source

HEAD = "一级指标\t二级指标\t三级指标\t年度指标值"
ROW = "产出指标\t数量指标\t培训次数\t≥4次"


def read(*blocks: str):
    """A text with tables of tab-divided cells."""
    text = "\n\n".join(["项目支出绩效目标表\n\n项目名称\t培训经费", *blocks])
    return parse(text.encode(), Source("2024/a.txt"))


def grid(*rows: list[str], behind: str = ""):
    """The same as one HTML table, cells not merged."""
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    page = f"<p>项目支出绩效目标表</p><table border=1>{table}</table>{behind}"
    return parse(page.encode(), Source("2024/a.html"))


def said(parsed) -> str:
    """What errors and warnings quote, and what is held back."""
    loud = [one for one in parsed.findings if one["severity"] != "info"]
    held = [row.source_text for row in parsed.indicators if row.finding_id]
    return "\n".join([*held, *(f"{one['source_text']}{one['found']}" for one in loud)])


def published(parsed) -> set[str]:
    return {row.name for row in parsed.indicators if row.finding_id is None}


FORM = [["项目名称", "培训经费", "", ""], HEAD.split("\t"), ROW.split("\t")]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["", "社会效益", "是否提高服务能力", "是"],
            ["", "可持续影响", "是否有利于服务", "是"],
        ],
        [["效益指标", "社会效益", "服务能力", "提高"], ["满意度指标", "", "群众意见", "好"]],
        [["产出质量", "服务能力", "提高", ""], ["产出时效", "服务", "及时", ""]],
    ],
)
def test_a_table_of_levels_and_names_without_a_header_is_no_other_table(rows):
    page = "".join(
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in part)
        + "</table><p>某单位情况说明如下。</p><p>其他</p>"
        for part in (FORM, rows)
    )
    parsed = parse(f"<p>项目支出绩效目标表</p>{page}".encode(), Source("2024/a.html"))
    names = {row[-2] if row[-1] else row[-3] for row in rows}
    assert all(name in published(parsed) or name in said(parsed) for name in names)


@pytest.mark.parametrize(
    "lines",
    [
        ["1.数量指标：改造小区≥6个；惠及居民不少于2400户。", "2.质量指标：工程合格率达100%。"],
        ["（一）产出指标", "数量指标：改造小区6个", "质量指标：合格率98%"],
        ["社会效益指标：受益2000人", "服务对象满意度指标：满意度≥90%"],
    ],
)
def test_targets_in_running_text_below_a_table_of_the_same_grid_are_told(lines):
    rows = [["二、其他情况说明", "", "", ""], *([line, "", "", ""] for line in lines)]
    text = said(grid(*FORM, *rows))
    assert all(line in text for line in lines if any(map(str.isdigit, line[2:])))


@pytest.mark.parametrize("label", ["存在问题", "备注", "审核意见", "改进措施"])
@pytest.mark.parametrize("value", ["90%", "≥5次", "12人"])
def test_a_row_glued_to_a_row_below_the_table_is_told(label, value):
    parsed = grid(*FORM, [label, "预算执行偏慢", "能繁母猪稳定率", value])
    assert "能繁母猪稳定率" in published(parsed) or "能繁母猪稳定率" in said(parsed)


@pytest.mark.parametrize("word", ["拟完成数", "本年应达到", "年内做到"])
def test_targets_under_an_unknown_head_are_not_lost_among_the_remarks(word):
    head = ["一级指标", "二级指标", "指标内容", "实施期指标值", "指标内容", word]
    rows = [
        ["产出指标", "数量指标", "建设站点", "60个", "建设站点", "20个"],
        ["产出指标", "质量指标", "有效率", "≥95%", "有效率", "≥90%"],
    ]
    parsed = grid(["项目名称", "监测", "", "", "", ""], head, *rows)
    for row in rows:
        exact = [one for one in parsed.indicators if one.annual_value == row[5]]
        assert exact or row[5] in said(parsed)


@pytest.mark.parametrize("value", ["指标值", "年度指标值", "目标值"])
def test_a_head_is_no_value(value):
    parsed = grid(*FORM, ["产出指标", "质量指标", "验收合格率", value])
    row = next(one for one in parsed.indicators if one.name == "验收合格率")
    assert row.finding_id


@pytest.mark.parametrize("value", ["指标值得关注", "目标值达到80%"])
def test_a_value_may_begin_with_the_word_of_a_head(value):
    parsed = grid(*FORM, ["产出指标", "质量指标", "验收合格率", value])
    row = next(one for one in parsed.indicators if one.name == "验收合格率")
    assert row.annual_value == value


@pytest.mark.parametrize(
    "rows",
    [
        [["产出指标", "数量指标", "接种率", "≥90%"], ["", "", "健康管理率", "≥85%"]],
        [
            ["产出指标", "数量指标(必填)", "造林面积(亩)", "80000"],
            ["", "质量指标(必填)", "成活率", "85%"],
        ],
        [
            ["产出指标", "重点任务", "编制完成率", "100%"],
            ["效益指标", "履职效益", "保障率", "≥90%"],
        ],
    ],
)
def test_rows_of_targets_without_a_header_are_never_passed_over(rows):
    head = [["项目名称", "培训经费", "", ""], ["主管部门", "某局", "", ""]]
    parsed = grid(*head, *rows)
    assert parsed.document["status"] != "no_table"
    assert all(row[2] in published(parsed) or row[2] in said(parsed) for row in rows)


@pytest.mark.parametrize("name", ["0.00", "12", "3.36%", "2024", "①"])
def test_a_number_is_no_name(name):
    parsed = grid(*FORM, ["产出指标", "成本指标", name, "100%"])
    assert name not in published(parsed)


@pytest.mark.parametrize("word", ["拟完成数", "备用甲", "本年数"])
def test_a_bare_number_is_not_lost_beside_a_row_without_a_value(word):
    head = ["一级指标", "二级指标", "三级指标", "指标方向", word, "计量单位"]
    rows = [["产出指标", "数量指标", "修复面积", "正向", "52", "亩"]]
    parsed = grid(["项目名称", "修复", "", "", "", ""], head, *rows)
    row = next((one for one in parsed.indicators if one.name == "修复面积"), None)
    assert row is None or row.finding_id or row.annual_value == "52"


def test_points_are_no_lost_value_of_a_blank_form():
    head = ["一级指标", "二级指标", "三级指标", "年度指标值", "分值"]
    parsed = grid(
        ["项目名称", "修复", "", "", ""], head, ["产出指标", "数量指标", "修复面积", "", "10"]
    )
    assert published(parsed) == {"修复面积"}


@pytest.mark.parametrize("gap", [" ", "　", "    "])
def test_rows_of_a_table_that_became_lines_are_told(gap):
    rows = [["数量指标", "营造林面积", "≥2.1万亩"], ["社会效益指标", "带动农户增收", "500户"]]
    lines = ["整体支出绩效目标表", "部门名称 林业局", *(gap.join(row) for row in rows)]
    parsed = parse("\n".join(lines).encode(), Source("2024/a.txt"))
    assert all(row[1] in said(parsed) or row[1] in published(parsed) for row in rows)


@pytest.mark.parametrize(
    "line",
    [
        "数量指标完成情况良好，全年培训10次，满意度指标达到95%。",
        "本单位数量指标3个，质量指标2个。",
    ],
)
def test_prose_about_targets_is_no_lost_table(line):
    parsed = parse(f"某局2024年工作总结\n{line}\n以上情况特此报告".encode(), Source("2024/a.txt"))
    assert not any(one["rule"] == "printed_not_read" for one in parsed.findings)


def test_a_name_beside_a_row_without_one_is_held_back():
    rows = [
        ["产出指标", "数量指标", "", "1500人"],
        ["产出指标", "质量指标", "安葬人数公墓绿化率", "40%"],
    ]
    assert "安葬人数公墓绿化率" not in published(grid(*FORM[:2], *rows))


def test_a_blank_row_of_a_form_takes_no_name_away():
    rows = [["产出指标", "数量指标", "培训次数", "≥4次"], ["产出指标", "质量指标", "", ""]]
    assert published(grid(*FORM[:2], *rows)) == {"培训次数"}


@pytest.mark.parametrize("band", ["产出指标", "一、产出指标", "（一）产出指标"])
@pytest.mark.parametrize("side", [False, True])
def test_a_level_over_one_row_tells_of_a_table_that_was_cut_off(band, side):
    """The table goes on behind another heading: what stands before it is no other table."""
    label = ["年度绩效指标"] if side else []
    upper = [
        ["部门名称", "残联", "", ""],
        [*label, band],
        [*label, "数量指标", "培训人数", "≥350人"],
    ]
    lower = [[*label, "质量指标", "合格率", "≥90%"], [*label, "效益指标"]]
    lines = "".join(
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + f"</table><p>附件{at}</p><p>部门整体支出绩效目标申报表（续）</p>"
        for at, rows in enumerate((upper, lower))
    )
    parsed = parse(f"<p>部门整体支出绩效目标申报表</p>{lines}".encode(), Source("2024/a.html"))
    assert "培训人数" in said(parsed) or "培训人数" in published(parsed)


@pytest.mark.parametrize("words", ["不断提高", "按期完成", "有所改善"])
def test_words_among_values_that_are_not_read_hold_their_row_back_too(words):
    head = ["一级指标", "二级指标", "三级指标", "甲乙丙数", "计量单位", "本年权重"]
    rows = [
        ["产出指标", "数量指标", "接种率", "90", "%", "20"],
        ["产出指标", "质量指标", "管理率", "62.5", "%", "20"],
        ["效益指标", "社会效益指标", "健康素养水平", words, "", "20"],
    ]
    parsed = grid(["项目名称", "公共卫生", "", "", "", ""], head, *rows)
    last = next((one for one in parsed.indicators if one.name == "健康素养水平"), None)
    assert last is None or last.finding_id or last.annual_value == words


@pytest.mark.parametrize("value", ["18处19处20处", "#REF!", "18\ufffd处"])
def test_the_term_s_value_is_not_published_without_the_year_s_that_is_held_back(value):
    """Alone it would say that the year has no target."""
    head = ["目标名称", "一级指标", "二级指标", "指标名称", "指标值"]
    parsed = grid(
        ["项目名称", "维修养护", "", "", ""],
        ["长期绩效目标表", "", "", "", ""],
        head,
        ["长期目标1", "产出指标", "数量指标", "维修养护处数", "60处"],
        ["长期目标1", "产出指标", "质量指标", "合格率", "95%"],
        ["年度绩效目标表", "", "", "", ""],
        ["年度目标1", "产出指标", "数量指标", "维修养护处数", value],
        ["年度目标1", "产出指标", "质量指标", "合格率", "93%"],
    )
    values = {row.name: row.annual_value for row in parsed.indicators if row.finding_id is None}
    assert values.get("维修养护处数", value) == value
    assert values["合格率"] == "93%"


@pytest.mark.parametrize(
    "line",
    [
        "满意度指标 服务对象满意度指标 受益教师满意度 >=95%",
        "节地生态安葬率 效益指标 生态效益指标 55 %",
        "质量指标　公墓绿化率　≥40%",
        "产出指标  数量指标  培训人数  1,200人",
    ],
)
def test_one_row_of_a_table_that_became_a_line_is_told(line):
    parsed = grid(*FORM, behind=f"<p>{line}</p>")
    assert "".join(line.split()) in "".join(said(parsed).split())


@pytest.mark.parametrize(
    "line",
    ["以上数量指标 共计 3 项", "数量指标 5", "完成培训 4次 数量指标完成", "满意度 调查 95 份"],
)
def test_a_line_that_counts_targets_is_no_row(line):
    parsed = grid(*FORM, behind=f"<p>{line}</p>")
    assert not any(one["rule"] == "printed_not_read" for one in parsed.findings)


@pytest.mark.parametrize("more", [[], ["分值"], ["分值", "评价标准"]])
def test_a_table_without_a_column_of_targets_publishes_none(more):
    """A form that scores: its names promise nothing. Nor does the left side of a wide sheet."""
    head = ["一级指标", "二级指标", "三级指标", *more]
    rows = [["项目决策", "决策过程", "决策程序", "4", "符合申报条件"][: len(head)]] * 2
    page = grid(["项目名称", "某项目", *[""] * (len(head) - 2)], head, *rows)
    assert published(page) == set()


def test_a_blank_column_of_targets_is_one():
    rows = [["产出指标", "数量指标", "培训次数", ""]]
    assert published(grid(*FORM[:2], *rows)) == {"培训次数"}


@pytest.mark.parametrize("label", ["主管部门审核意见", "填表说明", "存在问题"])
def test_a_name_merged_with_a_remark_below_is_held_back(label):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in FORM)
    last = (
        "<tr><td>满意度指标</td><td>满意度</td>"
        "<td rowspan=2>群众满意度<br>绩效目标明确</td><td>≥90%</td></tr>"
        f"<tr><td>{label}</td><td></td><td></td></tr>"
    )
    page = f"<p>项目支出绩效目标表</p><table border=1>{rows}{last}</table>"
    parsed = parse(page.encode(), Source("2024/a.html"))
    assert not any("绩效目标明确" in name for name in published(parsed))
