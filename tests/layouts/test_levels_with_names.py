"""Levels and name in one cell, and shares of points."""

from __future__ import annotations

import pytest

from transforms.parse import Parsed, parse
from transforms.rows.source import Source

TITLE = "<p>项目支出绩效目标表（2024年度）</p><table><tr><td>项目名称<td colspan=9>技能培训</tr>"
ROWS = (
    ("产出指标", "数量指标", "培训人数", "≥90人"),
    ("产出指标", "质量指标", "培训考核合格率", "≥95%"),
    ("效益指标", "社会效益指标", "5G基站-乡镇覆盖率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"),
)


def read(head: str, row: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> Parsed:
    cells = "".join(
        "<tr>" + "".join(f"<td>{one}" for one in row.format(*texts).split("|")) + "</tr>"
        for texts in rows
    )
    heads = "".join(f"<td>{one}" for one in head.split("|"))
    return parse(f"{TITLE}<tr>{heads}</tr>{cells}</table>".encode(), Source("2024/a.html"))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("绩效指标|目标值", "{0}-{1}-{2}|{3}"),
        ("序号|指标名称|指标值", "1|{0}—{1}—{2}|{3}"),
        ("三级指标|目标值|备注", "{0}/{1}/{2}|{3}|"),
        ("指标内容|年度指标值", "{0}→{1}→{2}|{3}"),
        ("绩效指标名称|指标值", "{0} - {1} - {2}|{3}"),
        ("考核指标|指标值", "{0}-{1}：{2}|{3}"),
        ("绩效指标|目标值", "{0}＞{1}＞{2}|{3}"),
        ("绩效指标|目标值|权重", "{0}--{1}--{2}|{3}|20%"),
        ("序号|绩效指标|目标值|完成值|得分", "1|{0}·{1}·{2}|{3}|完成|10"),
    ],
)
def test_a_cell_of_levels_and_name_is_three(head: str, row: str) -> None:
    parsed = read(head, row)
    assert [
        (one.category, one.subcategory, one.name, one.annual_value) for one in parsed.indicators
    ] == list(ROWS)
    assert all(one.finding_id is None for one in parsed.indicators)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("一级指标|二级指标|三级指标|指标值", "{0}|{1}|{2}|{3}"),
        # the name says it again
        ("一级指标|二级指标|三级指标|指标值", "{0}|{1}|{0}-{1}-{2}|{3}"),
    ],
)
def test_where_levels_have_columns_names_stay_whole(head: str, row: str) -> None:
    names = [one.name for one in read(head, row).indicators]
    assert names == [row.split("|")[2].format(*texts) for texts in ROWS]


@pytest.mark.parametrize("weight", ["10%", "10", "10.0%", "10分", "10 %"])
@pytest.mark.parametrize("place", ["{0}|{1}|{w}|{2}|{3}", "{0}|{1}|{2}|{3}|{w}"])
def test_a_share_of_the_points_is_no_value(weight: str, place: str) -> None:
    columns = {"{0}": "一级指标", "{1}": "二级指标", "{2}": "三级指标", "{3}": "指标值"}
    head = place.replace("{w}", "权重")
    for mark, word in columns.items():
        head = head.replace(mark, word)
    parsed = read(head, place.replace("{w}", weight))
    assert [one.annual_value for one in parsed.indicators] == [texts[3] for texts in ROWS]
    assert all(one.finding_id is None for one in parsed.indicators)
    assert {one.points for one in parsed.indicators} == {10.0}
