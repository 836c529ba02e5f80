"""Two years, targets and results: small data checked by hand."""

from __future__ import annotations

import pytest

from tests.views.made import Ind, P, answer, answers, build

BEFORE = [
    Ind("数量指标", "培训人次", "≥100人次"),
    Ind("数量指标", "检查次数", "≥12次"),
    Ind("质量指标", "验收合格率", "≥95%"),
    Ind("社会效益指标", "投诉率", "≤5%"),
    Ind("数量指标", "设备数量", "10台"),
    Ind("服务对象满意度指标", "群众满意度", "≥90%"),
    Ind("质量指标", "培训覆盖率", "显著提升"),
    Ind("时效指标", "完成时间", "2023年12月底前"),
    Ind("数量指标", "已取消项", "≥1项"),
    Ind("数量指标", "满意度", "≥90%"),
    Ind("成本指标", "发放标准", "500元/人"),
    Ind("数量指标", "事项数", "≥5件"),
]
NOW = [
    Ind("数量指标", "培训人次", "≥0.02万人次"),
    Ind("数量指标", "检查次数", "≥10次"),
    Ind("质量指标", "验收合格率", "≥95％"),
    Ind("社会效益指标", "投诉率", "≤3%"),
    Ind("数量指标", "设备数量", "10台"),
    Ind("服务对象满意度指标", "群众满意度", "≥90人"),
    Ind("质量指标", "培训覆盖率", "≥90%"),
    Ind("时效指标", "完成时间", "2024年10月底前"),
    Ind("数量指标", "新增项", "≥1项"),
    Ind("服务对象满意度指标", "满意度", "≥85%"),
    Ind("成本指标", "发放标准", "600元/人"),
    Ind("数量指标", "事项数", "≤5件"),
]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """Answers about changes, which are found once."""
    curated = build(
        tmp_path_factory.mktemp("years"),
        P("甲项目", BEFORE, year=2023),
        P("甲项目", NOW, year=2024),
        P("旧项目", [Ind("数量指标", "旧指标", "≥1项")], year=2023),
        P("新项目", [Ind("数量指标", "新指标", "≥1项")], year=2024),
        P("丙项目", [Ind("数量指标", "次数", "≥1次")], department="只有今年的局"),
    )
    with answers(curated, "year_over_year") as ask:
        yield ask


@pytest.mark.parametrize(
    ("name", "change", "method"),
    [
        ("培训人次", "收紧", "同一指标"),
        ("检查次数", "放松", "同一指标"),
        ("验收合格率", "不变", "同一指标"),
        ("投诉率", "收紧", "同一指标"),
        ("设备数量", "不变", "同一指标"),
        ("群众满意度", "不可比", "同一指标"),
        ("培训覆盖率", "不可比", "同一指标"),
        ("完成时间", "收紧", "同一指标"),
        ("已取消项", "取消", "项目两年都有"),
        ("新增项", "新增", "项目两年都有"),
        ("满意度", "放松", "同名，归类不同"),
        ("发放标准", "方向不明", "同一指标"),
        ("事项数", "不可比", "同一指标"),
        ("旧指标", "取消", "项目已取消"),
        ("新指标", "新增", "项目为新增"),
    ],
)
def test_a_change_and_how_it_was_matched(two_years, name, change, method):
    query = f"SELECT change, match_method FROM year_over_year WHERE indicator_name = '{name}'"
    assert two_years(query) == [(change, method)]


def test_a_department_of_one_year_is_not_compared(two_years):
    assert two_years("SELECT DISTINCT department FROM year_over_year") == [("甲局",)]
    assert two_years("SELECT DISTINCT fiscal_year FROM year_over_year") == [(2024,)]


def test_projects_of_one_name_are_paired_once(tmp_path):
    twins = [
        P("运转经费", [Ind("数量指标", "次数", f"≥{n}次")], year=year, total=total)
        for year, n, total in ((2023, 5, 10), (2023, 9, 20), (2024, 6, 10), (2024, 8, 20))
    ]
    curated = build(tmp_path, *twins)
    assert answer(
        curated,
        "SELECT value_before, value_now, change, match_method FROM year_over_year ORDER BY ALL",
    ) == [
        ("≥5次", "≥6次", "收紧", "同名多个，按次序"),
        ("≥9次", "≥8次", "放松", "同名多个，按次序"),
    ]


def test_a_department_that_stops_publishing_is_unseen_and_drops_nothing(tmp_path):
    curated = build(
        tmp_path,
        P("甲", BEFORE, year=2023, department="停更局"),
        P("乙", NOW, year=2024, department="乙局"),
    )
    assert answer(curated, "FROM year_over_year") == []
    assert answer(
        curated,
        "SELECT department, coverage, expected_because, indicator_count FROM coverage "
        "WHERE fiscal_year = 2024 ORDER BY ALL",
    ) == [("乙局", "已入库", None, 12), ("停更局", "未见", "上年已公开", None)]


def test_a_document_without_a_table_belongs_to_the_department_of_its_title(tmp_path):
    without = {
        "region_code": "440105",
        "fiscal_year": 2024,
        "status": "no_table",
        "is_current": True,
        "project_count": 0,
    }
    documents = [
        {"document_id": name, "path": name, "title": name + "2024年部门预算", **without}
        for name in ("某区教育局", "某区教育局附属小学", "别的局")
    ]
    documents += [
        {
            "document_id": name + "2023",
            "path": name + "2023",
            "department": name,
            **without,
            "fiscal_year": 2023,
        }
        for name in ("某区教育局", "某区水利局")
    ]
    curated = build(tmp_path, documents=tuple(documents))
    assert answer(
        curated,
        "SELECT department, coverage, document_count FROM coverage WHERE fiscal_year = 2024 "
        "ORDER BY department NULLS LAST",
    ) == [("某区教育局", "公开无表", 1), ("某区水利局", "未见", None), (None, "公开无表", 2)]


RESULTS = [
    Ind("数量指标", "培训人次", "≥100人次", actual="150人次", points=10, score=10),
    Ind("质量指标", "合格率", "≥95%", actual="90%", points=10, score=10),
    Ind("质量指标", "完好率", "95%", actual="90%", points=10, score=10),
    Ind("社会效益指标", "差错率", "≤5%", actual="6%", points=10, score=8),
    Ind("社会效益指标", "影响力", "提升", actual="提升", points=10, score=10),
    Ind("时效指标", "完成时间", "2024年10月底前", actual="2024年11月15日", points=10, score=9),
    Ind("数量指标", "次数", "10-20次", actual="15次", points=10, score=10),
]


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory):
    """Answers about results and what the rules say of them, which is found once."""
    curated = build(
        tmp_path_factory.mktemp("evaluated"),
        P("甲", RESULTS, kind="self_evaluation", budget=100, executed=70, score=99),
        P("甲", [Ind("数量指标", "培训人次", "≥100人次")], total=90),
        P(
            "甲",
            [Ind("数量指标", "培训人次", "≥120人次"), Ind("质量指标", "合格率", "≥85%")],
            year=2025,
        ),
    )
    views = ("signals", "target_vs_result", "department_summary", "targets_by_kind")
    with answers(curated, *views, "targets", "category_summary") as ask:
        yield ask


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("培训人次", "完成"),
        ("合格率", "未完成"),
        ("完好率", "未完成"),
        ("差错率", "未完成"),
        ("影响力", "无法判断"),
        ("完成时间", "未完成"),
        ("次数", "完成"),
    ],
)
def test_a_result_against_its_target(evaluated, name, result):
    query = f"SELECT result FROM target_vs_result WHERE indicator_name = '{name}'"
    assert evaluated(query) == [(result,)]


@pytest.mark.parametrize(
    ("signal", "year", "count"),
    [
        ("low_target", 2024, 1),  # 150 of 100
        (
            "missed_full_score",
            2024,
            1,
        ),  # 合格率; 完好率 has no printed operator, 差错率 and 完成时间 lost points
        ("underspent_full_score", 2024, 1),  # 70 of 100, 99 points
        # 120 人次 < 150 人次 is a count of people and left out
        ("below_last_result", 2025, 1),
    ],
)
def test_signals_of_a_self_evaluation(evaluated, signal, year, count):
    query = f"""SELECT outcome, hit_count FROM signals
                WHERE signal = '{signal}' AND fiscal_year = {year}"""
    assert evaluated(query) == [("命中", count)]


def test_target_and_self_evaluation_are_one_project(evaluated):
    projects = "SELECT project_count, amount::DOUBLE FROM department_summary"
    assert evaluated(f"{projects} WHERE fiscal_year = 2024") == [(1, 90.0)]
    assert evaluated("SELECT count(*) FROM targets WHERE fiscal_year = 2024") == [(1,)]
    every = "SELECT count(*) FROM targets_by_kind WHERE fiscal_year = 2024"
    assert evaluated(every) == [(8,)]
    counted = "SELECT sum(indicator_count) FROM category_summary WHERE fiscal_year = 2024"
    assert evaluated(counted) == [(1,)]


RENAMED = [
    ("成本指标", "设备购置费", "≤5万元", "设备购置经费", "≤6万元"),
    ("服务对象满意度指标", "群众满意度", "≥95%", "服务群众满意度", "≥90%"),
    ("数量指标", "2023年培训人次", "≥100人次", "2024年培训人次", "≥120人次"),
    ("时效指标", "资金拨付及时率", "≥95%", "资金及时拨付率", "≥95%"),
    ("质量指标", "补贴发放准确率", "≥95%", "补贴资金发放准确率", "≥98%"),
    ("数量指标", "桃树种植面积", "≥5亩", "梨树种植面积", "≥5亩"),
]


def test_a_renamed_indicator_is_matched_and_says_how(tmp_path):
    before = [Ind(level, name, value) for level, name, value, _, _ in RENAMED]
    now = [Ind(level, name, value) for level, _, _, name, value in RENAMED]
    curated = build(
        tmp_path, P("甲", before, year=2023, total=10), P("甲", now, year=2024, total=10)
    )
    query = """SELECT indicator_name_before, indicator_name, change, match_method, match_score
               FROM year_over_year"""
    assert set(answer(curated, query)) == {
        ("设备购置费", "设备购置经费", "放松", "折叠后同名", None),
        ("群众满意度", "服务群众满意度", "放松", "折叠后同名", None),
        ("2023年培训人次", "2024年培训人次", "收紧", "同一指标", None),
        ("资金拨付及时率", "资金及时拨付率", "不变", "词序不同", None),
        ("补贴发放准确率", "补贴资金发放准确率", "收紧", "名称相近", 0.78),
        ("桃树种植面积", "桃树种植面积", "取消", "项目两年都有", None),
        (None, "梨树种植面积", "新增", "项目两年都有", None),
    }


@pytest.mark.parametrize(
    ("total", "change", "follows"),
    [(20, "随预算", True), (10, "放松", False), (5, "放松", False), (None, "放松", None)],
)
def test_a_ceiling_of_cost_that_follows_the_budget_is_no_promise(tmp_path, total, change, follows):
    curated = build(
        tmp_path,
        P("甲", [Ind("成本指标", "总费用", "≤10万元")], year=2023, total=10),
        P("甲", [Ind("成本指标", "总费用", "≤20万元")], year=2024, total=total),
    )
    query = "SELECT change, follows_budget FROM year_over_year"
    assert answer(curated, query) == [(change, follows)]


def test_a_standard_per_head_is_a_promise(tmp_path):
    curated = build(
        tmp_path,
        P("甲", [Ind("成本指标", "补助标准", "≤500元/人")], year=2023, total=10),
        P("甲", [Ind("成本指标", "补助标准", "≤600元/人")], year=2024, total=20),
    )
    assert answer(curated, "SELECT change, follows_budget FROM year_over_year") == [("放松", False)]


PROMISED = [
    Ind("数量指标", "培训人次", "≥500人次"),
    Ind("质量指标", "合格率", "≥95%"),
    Ind("数量指标", "检查次数", "≥10次"),
]
EVALUATED = [
    Ind("数量指标", "培训人次", "≥300人次", actual="320人次", points=10, score=10),
    Ind("质量指标", "合格率", "≥95%", actual="96%", points=10, score=10),
    Ind("质量指标", "优良率", "≥50%", actual="60%", points=10, score=10),
]
CHANGES = """SELECT indicator_name, budget_text, target_text, actual_text, result, target_change
             FROM target_vs_result ORDER BY indicator_name"""


def evaluation(root, *adjusted, held=0):
    return build(
        root,
        P("甲", PROMISED),
        *adjusted,
        P("甲", EVALUATED, kind="self_evaluation", held=held),
    )


def test_the_budget_s_target_stands_beside_that_of_the_self_evaluation(tmp_path):
    assert answer(evaluation(tmp_path), CHANGES) == [
        ("优良率", None, "≥50%", "60%", "完成", "新增"),
        ("合格率", "≥95%", "≥95%", "96%", "完成", "不变"),
        ("培训人次", "≥500人次", "≥300人次", "320人次", "完成", "放松"),
        ("检查次数", "≥10次", None, None, "自评未列", "取消"),
    ]


def test_a_target_that_the_self_evaluation_changes_or_drops_is_a_lead(tmp_path):
    query = """SELECT outcome, hit_count, considered, evidence FROM signals
               WHERE signal = 'target_changed'"""
    ((outcome, hits, considered, evidence),) = answer(evaluation(tmp_path), query)
    assert (outcome, hits, considered) == ("命中", 2, 3)
    assert set(evidence.split("；")) == {
        "培训人次 预算目标≥500人次，自评目标≥300人次",
        "检查次数 预算目标≥10次，自评未列",
    }


def test_an_adjusted_target_is_the_one_to_answer_for(tmp_path):
    adjusted = P("甲", [Ind("数量指标", "培训人次", "≥300人次")], kind="adjusted")
    changed = {row[0]: row[-1] for row in answer(evaluation(tmp_path, adjusted), CHANGES)}
    assert changed == {"优良率": "新增", "合格率": "新增", "培训人次": "不变"}


def test_what_may_be_held_back_is_not_called_dropped(tmp_path):
    changed = {row[0]: row[-1] for row in answer(evaluation(tmp_path, held=1), CHANGES)}
    assert changed["检查次数"] == "无法判断"


def test_without_a_target_table_nothing_is_compared(tmp_path):
    curated = build(tmp_path, P("甲", EVALUATED, kind="self_evaluation"))
    assert answer(curated, "SELECT DISTINCT target_change FROM target_vs_result") == [(None,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("道路改造（一期）", "道路改造（二期）"),
        ("困难补助(省级)", "困难补助(市级)"),
        ("设备购置【A包】", "设备购置【B包】"),
        ("绿化（东区）", "绿化（西区）"),
    ],
)
def test_phases_of_one_name_are_projects_of_their_own(tmp_path, one, other):
    curated = build(
        tmp_path,
        *(
            P(name, [Ind("数量指标", "改造里程", f"≥{number + year - 2022}公里")], year=year)
            for year in (2023, 2024)
            for number, name in ((10, one), (20, other))
        ),
    )
    assert answer(curated, "SELECT count(DISTINCT project_key) FROM projects") == [(2,)]
    query = "SELECT project, value_before, value_now, change, match_method FROM year_over_year"
    assert sorted(answer(curated, query)) == sorted(
        [
            (one, "≥11公里", "≥12公里", "收紧", "同一指标"),
            (other, "≥21公里", "≥22公里", "收紧", "同一指标"),
        ]
    )
