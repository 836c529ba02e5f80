"""Each review rule: what hits, what does not, what cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest

from tests.views.made import Ind, P, answer, build

OUTPUT = Ind("数量指标", "报告份数", "≥3份")
BENEFIT = Ind("社会效益指标", "使用率", "≥80%")
SATISFIED = Ind("服务对象满意度指标", "群众满意度", "≥90%")
GOAL = (
    "面向全区居民提供便民服务，持续改善社区环境卫生、养老托育和文化体育设施，"
    "切实提高居民生活品质与获得感，力争全年完成各项任务。"
)
TERM = (date(2024, 1, 1), date(2026, 12, 31))
FOUR = [Ind("数量指标", f"项目数{n}", f"≥{n}个") for n in (3, 5, 7, 9)]
SAME = [
    Ind("数量指标", "立项率", "85%"),
    Ind("质量指标", "通过率", "85%"),
    Ind("社会效益指标", "使用率", "85%"),
    Ind("质量指标", "达标率", "85%"),
]
ALL100 = [
    Ind("数量指标", "发放率", "100%"),
    Ind("质量指标", "足额率", "≥100%"),
    Ind("社会效益指标", "使用率", "100%"),
    Ind("质量指标", "达标率", "100%"),
]

CASES = [
    ("target_missing", P("a", [OUTPUT, Ind("质量指标", "合格率", "")]), "命中"),
    ("target_missing", P("a", [OUTPUT, Ind("质量指标", "……", "")]), "未命中"),
    ("target_missing", P("a", [OUTPUT, Ind("质量指标", "合格率", "≥**%")]), "命中"),
    ("target_missing", P("a", []), "无法判断"),
    ("no_output", P("a", [BENEFIT]), "命中"),
    ("no_output", P("a", [BENEFIT], held=1), "无法判断"),
    ("no_output", P("a", [OUTPUT]), "未命中"),
    ("no_benefit", P("a", [OUTPUT, SATISFIED], total=600), "命中"),
    ("no_benefit", P("a", [OUTPUT], total=20), "未命中"),
    ("no_benefit", P("a", [OUTPUT], total=None), "无法判断"),
    ("no_benefit", P("a", [OUTPUT, BENEFIT], total=600), "未命中"),
    ("no_satisfaction", P("a", [OUTPUT], goal=GOAL), "命中"),
    ("no_satisfaction", P("内部系统", [OUTPUT], goal="保障机房运行"), "无法判断"),
    (
        "no_satisfaction",
        P("a", [OUTPUT, Ind("社会效益指标", "居民满意度", "≥90%")], goal=GOAL),
        "未命中",
    ),
    (
        "unmeasurable",
        P("a", [Ind("质量指标", "质量", "良好"), Ind("质量指标", "水平", "显著提升"), OUTPUT]),
        "命中",
    ),
    ("unmeasurable", P("a", [Ind("质量指标", "质量", "良好"), OUTPUT, FOUR[0]]), "未命中"),
    ("unmeasurable", P("a", [Ind("质量指标", "质量", "良好")]), "无法判断"),
    (
        "no_hard_target",
        P("a", [Ind("质量指标", "质量", "良好"), Ind("社会效益指标", "影响", "显著提升")]),
        "命中",
    ),
    ("no_hard_target", P("a", [OUTPUT, BENEFIT]), "未命中"),
    ("one_number", P("a", SAME), "命中"),
    ("one_number", P("a", ALL100), "未命中"),
    ("one_number", P("a", SAME[:3]), "无法判断"),
    ("one_number", P("a", [*SAME, OUTPUT]), "未命中"),
    (
        "one_number",
        P(
            "a",
            [Ind("数量指标" if n < 2 else "质量指标", f"比率{n}", f"85%-9{n}%") for n in range(4)],
        ),
        "未命中",
    ),
    ("one_number_hundred", P("a", ALL100), "命中"),
    ("one_number_hundred", P("a", SAME), "未命中"),
    ("term_equals_year", P("a", [Ind("数量指标", "份数", "≥3份", "≥3份")], term=TERM), "命中"),
    ("term_equals_year", P("a", [Ind("数量指标", "份数", "≥3份", "≥9份")], term=TERM), "未命中"),
    ("term_equals_year", P("a", [Ind("质量指标", "合格率", "≥95%", "≥95%")], term=TERM), "未命中"),
    (
        "term_equals_year",
        P("a", [Ind("数量指标", "份数", "≥3份", "≥3份")], term=(TERM[0], date(2024, 12, 31))),
        "未命中",
    ),
    ("term_equals_year", P("a", [Ind("数量指标", "份数", "≥3份", "≥3份")]), "无法判断"),
    ("year_above_term", P("a", [Ind("数量指标", "份数", "≥9份", "≥3份")]), "命中"),
    ("year_above_term", P("a", [Ind("数量指标", "人次", "≥3000人次", "≥1万人次")]), "未命中"),
    ("year_above_term", P("a", [Ind("质量指标", "合格率", "≥95%", "≥90%")]), "无法判断"),
    ("rate_as_quantity", P("a", [Ind("数量指标", "完成率", "≥95%")]), "命中"),
    ("rate_as_quantity", P("a", [OUTPUT]), "未命中"),
    ("rate_as_quantity", P("a", [BENEFIT]), "无法判断"),
    (
        "satisfaction_as_benefit",
        P("a", [Ind("社会效益指标", "居民满意度", "≥90%"), SATISFIED]),
        "命中",
    ),
    ("satisfaction_as_benefit", P("a", [Ind("社会效益指标", "居民满意度", "≥90%")]), "无法判断"),
    ("satisfaction_as_benefit", P("a", [SATISFIED]), "未命中"),
    ("cost_equals_budget", P("a", [Ind("成本指标", "项目成本", "≤10万元")]), "命中"),
    ("cost_equals_budget", P("a", [Ind("成本指标", "项目成本", "≤100000元")]), "命中"),
    ("cost_equals_budget", P("a", [Ind("成本指标", "项目成本", "≤8万元")]), "未命中"),
    ("cost_equals_budget", P("a", [OUTPUT]), "无法判断"),
    ("rate_above_100", P("a", [Ind("质量指标", "合格率", "≥292%")]), "命中"),
    ("rate_above_100", P("a", [Ind("质量指标", "增长率", "≥292%")]), "无法判断"),
    ("rate_above_100", P("a", [Ind("质量指标", "合格率", "100%")]), "未命中"),
    ("direction_contradiction", P("a", [Ind("社会效益指标", "投诉率", "≥5%")]), "命中"),
    ("direction_contradiction", P("a", [Ind("社会效益指标", "投诉办结率", "≥95%")]), "未命中"),
    (
        "direction_contradiction",
        P("a", [Ind("社会效益指标", "审批时限压缩率", "≥70%")]),
        "无法判断",
    ),
    ("direction_contradiction", P("a", [Ind("质量指标", "合格率", "≤95%")]), "命中"),
    ("direction_contradiction", P("a", [Ind("社会效益指标", "投诉率", "5%")]), "无法判断"),
    ("low_target", P("a", [OUTPUT]), "无法判断"),
    ("missed_full_score", P("a", [OUTPUT]), "无法判断"),
    ("underspent_full_score", P("a", [OUTPUT]), "无法判断"),
    ("below_last_result", P("a", [OUTPUT]), "无法判断"),
    ("target_changed", P("a", [OUTPUT]), "无法判断"),
    ("money_without_indicators", P("a", [OUTPUT]), "无法判断"),
    ("copied_goal", P("a", [OUTPUT], goal="保障运行"), "无法判断"),
    ("misplaced_subcategory", P("a", [OUTPUT]), "无法判断"),
    ("copied_indicators", P("a", [OUTPUT]), "无法判断"),
]


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Every case as the one project of a department and region of its own."""
    for number, (_, project, _) in enumerate(CASES):
        project.department, project.region = f"局{number}", f"区{number}"
    curated = build(tmp_path_factory.mktemp("cases"), *(project for _, project, _ in CASES))
    return {
        (row[0], row[1]): row[2:]
        for row in answer(
            curated, "SELECT department, signal, outcome, evidence, amount FROM signals"
        )
    }


@pytest.mark.parametrize(
    ("number", "signal", "outcome"),
    [(number, signal, outcome) for number, (signal, _, outcome) in enumerate(CASES)],
)
def test_outcome(cases, number, signal, outcome):
    found = cases[(f"局{number}", signal)]
    assert found[0] == outcome
    assert outcome != "命中" or found[1]


def test_every_rule_is_tried_and_described(cases):
    rules = {signal for _, signal in cases}
    assert rules == {signal for signal, _, _ in CASES}
    assert len(rules) == 24


def test_copied_indicators_and_goals(tmp_path):
    copied = [Ind("数量指标", f"专题活动{n}", f"≥{n}场") for n in range(1, 6)]
    others = [
        P(
            f"项目{n}",
            [Ind("数量指标", f"别的{n}{m}", f"≥{m}场") for m in range(5)],
            department=f"别局{n}",
            goal=GOAL + str(n),
        )
        for n in range(10)
    ]
    curated = build(
        tmp_path,
        P("甲项目", copied, department="甲局", goal=GOAL),
        P("乙项目", copied, department="乙局", goal=GOAL),
        P("丙项目", copied, department="乙局"),
        *others,
    )
    rows = answer(
        curated,
        "SELECT project, evidence FROM signals "
        "WHERE signal = 'copied_indicators' AND outcome = '命中' ORDER BY project",
    )
    assert [row[0] for row in rows] == ["丙项目", "乙项目", "甲项目"]
    assert "甲局“甲项目”相同5条，相似度100%" in rows[0][1]
    assert [
        row[0]
        for row in answer(
            curated,
            "SELECT project FROM signals WHERE signal = 'copied_goal' AND outcome = '命中' "
            "ORDER BY project",
        )
    ] == ["乙项目", "甲项目"]


def test_names_of_a_common_library_are_no_copies(tmp_path):
    common = [Ind("数量指标", f"专题活动{n}", f"≥{n}场") for n in range(1, 6)]
    curated = build(tmp_path, *(P(f"项目{n}", common, department=f"局{n}") for n in range(8)))
    assert answer(
        curated, "SELECT DISTINCT outcome FROM signals WHERE signal = 'copied_indicators'"
    ) == [("无法判断",)]


def test_money_without_indicators_needs_peers(tmp_path):
    curated = build(
        tmp_path,
        P("大项目", [OUTPUT], total=5000),
        *(P(f"小项目{n}", FOUR, total=10 + n, department=f"局{n}") for n in range(11)),
    )
    assert answer(
        curated,
        "SELECT project FROM signals WHERE signal = 'money_without_indicators' "
        "AND outcome = '命中'",
    ) == [("大项目",)]


def test_a_frequent_name_under_another_subcategory(tmp_path):
    usual = [
        P(
            f"项目{n}",
            [Ind("质量指标", "验收合格率", "≥95%")],
            region=f"区{n % 3}",
            department=f"局{n}",
        )
        for n in range(30)
    ]
    curated = build(
        tmp_path, *usual, P("错类", [Ind("数量指标", "验收合格率", "≥95%")], department="某局")
    )
    rows = answer(
        curated,
        "SELECT project, evidence FROM signals "
        "WHERE signal = 'misplaced_subcategory' AND outcome = '命中'",
    )
    assert rows == [("错类", "验收合格率 列为数量指标，31处中30处列为质量指标")]


def test_a_province_whose_library_puts_the_name_elsewhere_is_not_at_fault(tmp_path):
    usual = [
        P(
            f"项目{n}",
            [Ind("质量指标", "验收合格率", "≥95%")],
            region=f"区{n % 3}",
            department=f"局{n}",
        )
        for n in range(36)
    ]
    library = [
        P(f"本省{n}", [Ind("数量指标", "验收合格率", "≥95%")], region="别省", department=f"别局{n}")
        for n in range(2)
    ]
    curated = build(tmp_path, *usual, *library)
    assert answer(
        curated, "SELECT DISTINCT outcome FROM signals WHERE signal = 'misplaced_subcategory'"
    ) == [("未命中",)]


def test_superseded_duplicates_and_whole_departments_do_not_count(tmp_path):
    curated = build(
        tmp_path,
        P("甲", [OUTPUT]),
        P("甲", [OUTPUT], current=False, department="旧版"),
        P("部门整体", [OUTPUT], scope="department", total=500),
    )
    assert answer(curated, "SELECT count(DISTINCT project_id) FROM signals") == [(1,)]
    assert answer(curated, "SELECT sum(amount)::DOUBLE FROM region_summary") == [(10.0,)]


def test_unit_cost_is_compared_among_peers_only(tmp_path):
    same = [
        P(f"项目{n}", [Ind("数量指标", "培训人次", "≥100人次")], total=1, department=f"局{n}")
        for n in range(8)
    ]
    curated = build(
        tmp_path,
        *same[:-1],
        P("贵", [Ind("数量指标", "培训人次", "≥100人次")], total=5),
        P("少见", [Ind("数量指标", "塔数", "2座")], total=1),
        P("两个数", [Ind("数量指标", "塔数", "2座"), Ind("数量指标", "桥数", "2座")], total=1),
    )
    assert answer(
        curated,
        "SELECT project, yuan_per_unit, ratio_to_median FROM unit_cost WHERE ratio_to_median > 3",
    ) == [("贵", 500.0, 5.0)]
    assert answer(
        curated,
        "SELECT peer_count, peer_median, yuan_per_unit FROM unit_cost WHERE project = '少见'",
    ) == [(1, None, 5000.0)]
    assert answer(curated, "FROM unit_cost WHERE project = '两个数'") == []


def test_coverage_tells_missing_from_zero(tmp_path):
    (tmp_path / "expected.csv").write_text(
        "fiscal_year,region_code,region,department,expected_rows\n2024,,某区,甲局,1\n"
        "2024,,某区,缺席局,\n2024,,某区,无表局,\n",
        encoding="utf-8",
    )
    documents = (
        {
            "document_id": "n",
            "path": "n.pdf",
            "fiscal_year": 2024,
            "region": "某区",
            "department": "无表局",
            "status": "no_table",
            "is_current": True,
        },
        {
            "document_id": "u",
            "path": "u.pdf",
            "fiscal_year": 2024,
            "region": "某区",
            "department": "扫描局",
            "status": "unreadable",
            "is_current": True,
        },
    )
    curated = build(
        tmp_path,
        P("甲", [OUTPUT]),
        P("乙", [OUTPUT], department="乙局", status="held_back", held=1),
        documents=documents,
    )
    assert answer(
        curated, "SELECT department, coverage, indicator_count FROM coverage ORDER BY department"
    ) == [
        ("乙局", "待核", 1),
        ("扫描局", "待核", 0),
        ("无表局", "公开无表", 0),
        ("甲局", "已入库", 1),
        ("缺席局", "未见", None),
    ]
    assert answer(
        curated,
        "SELECT expected_count, loaded_count, no_table_count, held_count, unseen_count "
        "FROM coverage_summary",
    ) == [(5, 1, 1, 2, 1)]
    assert answer(
        curated,
        "SELECT department, row_check FROM row_counts "
        "WHERE expected_rows IS NOT NULL OR row_check = '未见' ORDER BY 1",
    ) == [("甲局", "相符"), ("缺席局", "未见")]
