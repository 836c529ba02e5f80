"""A listing of projects and goals under the title of a target table, without indicators."""

from __future__ import annotations

import pytest

from tests.layouts.test_sixth_kinds import read, table

ROWS = [["1", "清淤", "10", "保障畅通"], ["2", "护坡", "20", "完成三处"]]


def rules(parsed):
    return [one["rule"] for one in parsed.findings]


@pytest.mark.parametrize(
    "title", ["2024年项目支出绩效目标表", "绩效目标公开表", "绩效自评情况汇总表"]
)
@pytest.mark.parametrize("goal", ["绩效目标", "年度目标", "年度总体目标"])
def test_it_is_told(title, goal):
    head = ["序号", "项目名称", "预算金额（万元）", goal]
    assert "no_indicators" in rules(read(f"<p>{title}</p>", table(head, *ROWS)))


@pytest.mark.parametrize("title", ["2024年项目支出表", "政府采购预算表"])
def test_other_listings_are_none(title):
    head = ["序号", "项目名称", "预算金额（万元）", "绩效目标"]
    assert rules(read(f"<p>{title}</p>", table(head, *ROWS))) == []
