"""Tables drawn with characters in a text."""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.source import Source

TITLE = "项目支出绩效目标表（2024年度）\n项目名称：技能培训\n"
EACH = """
┌────┬────┬──────┬──────┐
│一级指标│二级指标│三级指标    │指标值      │
├────┼────┼──────┼──────┤
│产出指标│数量指标│培训人数    │≥90人      │
├────┼────┼──────┼──────┤
│产出指标│数量指标│培训场次    │=4场        │
├────┼────┼──────┼──────┤
│产出指标│质量指标│合格率      │≥95%       │
└────┴────┴──────┴──────┘
"""
MERGED = """
┏━━━━┳━━━━┳━━━━━━┳━━━━━━┓
┃一级指标┃二级指标┃三级指标    ┃指标值      ┃
┣━━━━╋━━━━╋━━━━━━╋━━━━━━┫
┃产出指标┃数量指标┃培训        ┃≥90人      ┃
┃        ┃        ┃人数        ┃            ┃
┃        ┃        ┣━━━━━━╋━━━━━━┫
┃        ┃        ┃培训场次    ┃=4场        ┃
┃        ┣━━━━╋━━━━━━╋━━━━━━┫
┃        ┃质量指标┃合格率      ┃≥95%       ┃
┗━━━━┻━━━━┻━━━━━━┻━━━━━━┛
"""
BESIDE = """
┌────┬────┬──────┬──────┐
│一级指标│二级指标│三级指标    │指标值      │
├────┼────┼──────┼──────┤
│        │数量指标│培训人数    │≥90人      │
│        │        ├──────┼──────┤
│产出指标│        │培训场次    │=4场        │
│        ├────┼──────┼──────┤
│        │质量指标│合格率      │≥95%       │
└────┴────┴──────┴──────┘
"""
HEADER_ONLY = """
┌────┬────┬──────┬──────┐
│一级指标│二级指标│三级指标    │指标值      │
├────┼────┼──────┼──────┤
│产出指标│数量指标│培训人数    │≥90人      │
│        │        │培训场次    │=4场        │
│        │质量指标│合格率      │≥95%       │
└────┴────┴──────┴──────┘
"""
DOUBLE = EACH.translate(str.maketrans("┌┬┐├┼┤└┴┘│─", "╔╦╗╠╬╣╚╩╝║═"))
PLUS = """
+----------+----------+----------+--------+
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
+==========+==========+==========+========+
| 产出指标 | 数量指标 | 培训人数 | ≥90人  |
|          |          | 培训场次 | =4场   |
|          | 质量指标 | 合格率   | ≥95%   |
+----------+----------+----------+--------+
"""
PLUS_EACH = PLUS.replace("|\n|", "|\n+----------+----------+----------+--------+\n|")


@pytest.mark.parametrize(
    "table",
    [
        EACH,
        MERGED,
        BESIDE,
        HEADER_ONLY,
        DOUBLE,
        PLUS,
        PLUS_EACH,
        EACH.replace("\n", "\r\n"),
        EACH.replace("─", "┄").replace("│", "┆"),
        HEADER_ONLY.replace("\n", "\n  "),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_drawn_table_gives_its_rows(table: str, encoding: str) -> None:
    parsed = parse((TITLE + table).encode(encoding), Source("2024/a.txt"))
    assert [
        (row.category, row.subcategory, row.name, row.annual_value) for row in parsed.indicators
    ] == [
        ("产出指标", "数量指标", "培训人数", "≥90人"),
        ("产出指标", "数量指标", "培训场次", "=4场"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
    ]
    assert all(row.finding_id is None for row in parsed.indicators)
    assert [project["project"] for project in parsed.projects] == ["技能培训"]


def test_a_form_with_other_columns_above() -> None:
    form = EACH.replace(
        "┌────┬────┬──────┬──────┐\n",
        "┌────┬─────────────────────┐\n"
        "│项目名称│城区路灯维护                              │\n"
        "├────┼────┬──────┬──────┤\n",
    )
    parsed = parse(("项目支出绩效目标表（2024年度）" + form).encode(), Source("2024/a.txt"))
    assert [row.name for row in parsed.indicators] == ["培训人数", "培训场次", "合格率"]
    assert [project["project"] for project in parsed.projects] == ["城区路灯维护"]


def test_one_bar_in_a_sentence_is_no_table() -> None:
    text = "一、总体情况│见附件\n二、绩效目标│见附表\n"
    parsed = parse(text.encode(), Source("2024/a.txt"))
    assert parsed.document["status"] == "no_table"
