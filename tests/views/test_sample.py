"""What a reader can verify by hand in the first document."""

from __future__ import annotations

import pytest

from tests.views.made import answer


def hits(sample, signal):
    return answer(
        sample,
        "SELECT project, hit_count, considered FROM signals "
        f"WHERE signal = '{signal}' AND outcome = '命中' ORDER BY project",
    )


def test_the_long_table_has_six_columns_and_24_rows(sample):
    rows = answer(sample, "FROM long_table")
    assert len(rows) == 24
    assert (
        "海珠政务基础设施及服务经费",
        "产出指标",
        "数量指标",
        "电子政务外网主干带宽",
        "≥10000M",
        "≥10000M",
    ) in rows
    assert all(len(row) == 6 and row[4] == row[5] for row in rows)


def test_long_term_and_year_cannot_be_told_apart_without_a_term(sample):
    rows = answer(
        sample,
        "SELECT outcome, hit_count, considered FROM signals WHERE signal = 'term_equals_year'",
    )
    assert {row[0] for row in rows} == {"无法判断"}
    assert sum(row[1] for row in rows) == sum(row[2] for row in rows) == 24


def test_one_number_for_everything(sample):
    assert hits(sample, "one_number") == [("项目管理服务经费", 4, 4)]
    assert hits(sample, "one_number_hundred") == []


def test_rates_as_quantities(sample):
    assert hits(sample, "rate_as_quantity") == [
        ("数字政府平台建设经费", 2, 2),
        ("项目管理服务经费", 1, 1),
    ]


def test_one_project_has_no_satisfaction_indicator(sample):
    assert [row[0] for row in hits(sample, "no_satisfaction")] == ["数字政府平台建设经费"]


def test_no_project_has_timeliness_or_cost(sample):
    assert answer(
        sample,
        "SELECT project_count, projects_judged, no_timeliness_share, no_cost_share "
        "FROM department_gaps",
    ) == [(5, 5, 1.0, 1.0)]


def test_satisfaction_among_the_benefits(sample):
    assert hits(sample, "satisfaction_as_benefit") == [("项目管理服务经费", 1, 2)]


def test_every_rule_answers_for_every_project(sample):
    assert answer(sample, "SELECT DISTINCT hits + misses + undecided FROM signal_summary") == [(5,)]
    assert (
        answer(
            sample,
            "SELECT DISTINCT outcome FROM signals "
            "WHERE outcome NOT IN ('命中', '未命中', '无法判断')",
        )
        == []
    )


def test_the_money_is_counted_once(sample):
    assert [float(row[0]) for row in answer(sample, "SELECT amount FROM department_summary")] == [
        1460.0
    ]
    assert [float(row[0]) for row in answer(sample, "SELECT sum(amount) FROM project_summary")] == [
        1460.0
    ]


def test_targets_carry_signs_and_labels(sample):
    row = answer(
        sample,
        "SELECT value_type, comparison, target_number, target_unit, measurability_label "
        "FROM targets WHERE indicator_name = '视频会议满意率'",
    )
    assert row == [("数值", "≥", 90.0, "%", "量化")]
    assert answer(sample, "SELECT count(*), count(DISTINCT indicator_id) FROM targets") == [
        (24, 24)
    ]


def test_the_amounts_reconcile(sample):
    rows = answer(
        sample, "SELECT total, parts, difference, reconciled, amount_issues FROM reconciliation"
    )
    assert len(rows) == 5
    assert all(float(row[2]) == 0 and row[3] and row[4] is None for row in rows)


def test_coverage_of_the_sample(sample):
    assert answer(
        sample, "SELECT fiscal_year, coverage, project_count, indicator_count FROM coverage"
    ) == [(2024, "已入库", 5, 24)]


def test_search_ranks_whole_words_first(sample):
    rows = answer(sample, "SELECT about, content, relevance FROM search('满意度')")
    assert rows[0][2] >= rows[-1][2]
    assert "满意度" in rows[0][1]
    assert {row[1] for row in rows} >= {"业务系统工作人员满意度", "项目效益满意度"}
    assert answer(sample, "SELECT count(*) FROM search('没有这个词')") == [(0,)]


@pytest.mark.parametrize(
    ("words", "first", "whole"),
    [
        (
            "满意度",
            "项目效益满意度",
            3,
        ),  # the shortest of those that hold it; 满意率 comes after them
        # full-width letters are the same letters; rows with 系统 alone are too far off
        ("ＯＡ系统", "数字政府平台建设经费", 1),
        ("大数据分析", "热线智能化建设经费", 3),  # name, value and goal
        ("信息化 运维", "电子政务信息化运维经费", 1),
    ],
)
def test_search_folds_the_words_and_each_row_speaks_for_itself(sample, words, first, whole):
    rows = answer(sample, f"SELECT project, content, relevance, excerpt FROM search('{words}')")
    assert first in rows[0][:2]
    assert sum(row[2] == 200 for row in rows) == whole
    assert all(len(row[3]) <= 63 or row[3] == row[1] for row in rows)
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)


def test_the_chinese_face_shows_words_for_codes(sample):
    assert answer(sample, "SELECT DISTINCT 表类, 层级, 是否现行 FROM 绩效指标明细") == [
        ("绩效目标", "项目支出", True)
    ]
    assert {row[0] for row in answer(sample, "SELECT DISTINCT 比较符 FROM 指标值识读")} == {
        "≥",
        "=",
        ">",
    }
    assert answer(sample, "SELECT 状态, 年度依据 FROM 公开文件") == [("已入库", "目录")]
