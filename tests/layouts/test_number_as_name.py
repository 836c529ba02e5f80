"""A number beside 项目名称 counts the rows: the project has no name, which is told."""

from __future__ import annotations

import pytest

from tests.layouts.reading import read


@pytest.mark.parametrize("number", ["7", "12", "1.2"])
def test_a_number_is_no_name_of_a_project(number: str) -> None:
    parsed = read(
        "\n".join(
            (
                "> 2024年项目支出绩效目标表",
                f"项目名称 | {number} | 教学设备购置 | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 购置一体机 | 40台",
                "产出指标 | 质量指标 | 验收合格率 | 100%",
            )
        )
    )
    assert [one["project"] for one in parsed.projects] == [None]
    told = {one["rule"]: one["source_text"] for one in parsed.findings}
    assert "教学设备购置" in told["cell_unread"]
    assert "project_missing" in told
