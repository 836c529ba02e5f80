"""A band that names the other term parts the rows below it from those above, with or without a
header of its own.
"""

from __future__ import annotations

import pytest

from tests.layouts.printed import blocks
from tests.layouts.writers import WRITERS, txt
from transforms.parse import parse
from transforms.rows.source import Source

PAGE = """> 项目支出绩效目标表（2024年度）
项目名称 | 维修养护 | < | <
{first} | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 维修养护处数 | {0}
^ | 质量指标 | 合格率 | {1}
{second} | < | < | <
{header}产出指标 | 数量指标 | 维修养护处数 | {2}
^ | 质量指标 | 合格率 | {3}
"""
HEADER = "一级指标 | 二级指标 | 三级指标 | 指标值\n"
TERM, YEAR = ("60处", "95%"), ("20处", "93%")


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "txt"])
@pytest.mark.parametrize("header", ["", HEADER])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("长期绩效目标表", "年度绩效目标表"),
        ("中期绩效指标", "年度绩效指标"),
        ("实施期绩效目标", "年度绩效目标"),
        ("年度绩效目标表", "长期绩效目标表"),
        ("年度绩效指标", "中长期绩效指标"),
        ("跨年度绩效目标", "当年绩效目标"),
        ("项目实施周期内绩效指标（2024-2026）", "2024年度绩效指标"),
        ("全年绩效目标", "规划期绩效目标"),
    ],
)
def test_each_band_s_rows_are_of_its_term(first, second, header, form):
    values = (*YEAR, *TERM) if first[:2] in ("年度", "全年") else (*TERM, *YEAR)
    page = PAGE.format(*values, first=first, second=second, header=header)
    data = (txt if form == "txt" else WRITERS[form])(*blocks(page))
    rows = parse(data, Source(f"2024/a.{form}")).indicators
    found = {(row.name, row.period_value, row.annual_value) for row in rows}
    assert found == {("维修养护处数", TERM[0], YEAR[0]), ("合格率", TERM[1], YEAR[1])}
    assert all(row.finding_id is None for row in rows)
