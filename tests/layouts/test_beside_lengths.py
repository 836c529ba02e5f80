"""Forms side by side whose rows have other levels: each row has those of its own form."""

from __future__ import annotations

import pytest

from tests.layouts.reading import read, rules, targets

PAGE = """> 2024年项目绩效目标表
项目名称 | 公厕改造 | < | < |  | 项目名称 | 路灯改造 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 |  | 一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 改造公厕 | 26座 |  | 产出指标 | 数量指标 | 更换路灯 | 4200盏
^ | 质量指标 | 验收合格率 | 100% |  | ^ | ^ | 改造道路 | 38条
效益指标 | 社会效益指标 | 如厕环境 | 明显改善 |  | ^ | 成本指标 | 单灯成本 | ≤1100元
{} |  | 满意度指标 | 服务对象满意度指标 | 市民满意度 | ≥88%
"""
LEFT = [
    ("公厕改造", "数量指标", "改造公厕", "26座"),
    ("公厕改造", "质量指标", "验收合格率", "100%"),
    ("公厕改造", "社会效益指标", "如厕环境", "明显改善"),
]
RIGHT = [
    ("路灯改造", "数量指标", "更换路灯", "4200盏"),
    ("路灯改造", "数量指标", "改造道路", "38条"),
    ("路灯改造", "成本指标", "单灯成本", "≤1100元"),
    ("路灯改造", "服务对象满意度指标", "市民满意度", "≥88%"),
]


@pytest.mark.parametrize(
    "below", ["备注：含适老化改造 | < | < | <", "填报人：张三 | < | < | <", " |  |  | "]
)
def test_each_has_its_own_levels(below: str) -> None:
    parsed = read(PAGE.format(below), "xlsx")
    assert targets(parsed) == LEFT + RIGHT
    assert "level_not_printed" not in rules(parsed)
