"""A group's name before a semicolon heads what follows, and is no end of the value before it."""

from __future__ import annotations

import pytest

from transforms.parse import parse
from transforms.rows.source import Source

PAGE = """某镇2024年环境整治项目绩效目标
项目名称：环境整治
产出指标{0}数量指标{1}清理垃圾≥300吨；时效指标{1}完成时间12月底前
效益指标{0}社会效益指标{1}受益村庄≥12个；生态效益指标{1}污水收集率≥60%
满意度指标{0}服务对象满意度指标{1}村民满意度≥90%；
"""


@pytest.mark.parametrize(("behind", "colon"), [(";", ":"), ("；", "："), ("：\n", "：")])
def test_a_group_before_a_semicolon(behind: str, colon: str) -> None:
    parsed = parse(PAGE.format(behind, colon).encode(), Source("2024/a.txt"))
    kept = [row for row in parsed.indicators if row.finding_id is None]
    assert [(row.category, row.name, row.annual_value) for row in kept] == [
        ("产出指标", "清理垃圾", "≥300吨"),
        ("产出指标", "完成时间", "12月底前"),
        ("效益指标", "受益村庄", "≥12个"),
        ("效益指标", "污水收集率", "≥60%"),
        ("满意度指标", "村民满意度", "≥90%"),
    ]
