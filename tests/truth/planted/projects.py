"""The planted projects: for each rule one that breaks it and one that nearly does."""

from __future__ import annotations

from dataclasses import replace

from tests.truth.planted.form import HAI, WU, XI, Hit, Project, Row, plain

TARGET, RESULT = "target", "self_evaluation"
GOAL = (
    "面向全区居民提供便民服务，持续改善社区环境卫生、养老托育和文化体育设施，切实提高居民生活品质"
)
LONG = "完成全年各项工作任务，保障单位正常运转，提高服务质量和水平，促进事业持续健康发展，建成示范"
SATISFIED = "服务对象满意度指标"


def hit(rule: str, evidence: str, *cites: tuple[str, str, int]) -> dict[str, Hit]:
    return {rule: Hit(evidence, cites)}


def of(name: str, rule: str, evidence: str, *rows: int, **facts: object) -> Project:
    """A project that breaks ``rule``; its lead rests on these rows of its target table."""
    found = hit(rule, evidence, *((name, TARGET, row) for row in rows))
    return Project(name, hits=found, **{"rows": plain(name), **facts})  # type: ignore[arg-type]


def near(name: str, rule: str, **facts: object) -> Project:
    return Project(name, near=(rule,), **{"rows": plain(name), **facts})  # type: ignore[arg-type]


def rates(*values: str) -> tuple[Row, ...]:
    seconds = ("质量指标", "社会效益指标", SATISFIED, "质量指标")
    names = ("合格率", "知晓率", "满意度", "覆盖率")
    return tuple(map(Row, seconds, names, values))


def outputs(*values: str) -> tuple[Row, ...]:
    return tuple(Row("质量指标", f"第{n}项质量", value) for n, value in enumerate(values, 1))


def cost(value: str) -> tuple[Row, ...]:
    return (*plain("成本"), Row("成本指标", "项目成本", value))


def copied(first: int, last: int = 5) -> tuple[Row, ...]:
    words = ("台账", "巡查", "走访", "会议", "报告", "宣讲")
    return (
        tuple(Row("数量指标", f"{word}次数", f"≥{first + n}次") for n, word in enumerate(words))[
            :last
        ]
        + plain(f"抄{first}")[2:]
    )


def held(name: str, row: Row) -> tuple[Row, ...]:
    """Rows of a self-evaluation, all of them reached, and ``row`` before them."""
    sound = (replace(one, actual=one.text[1:], points="10", score="10") for one in plain(name))
    return (row, *sound)


def evaluated(name: str, row: Row, **facts: object) -> Project:
    told = {"executed": 10, "kinds": (RESULT,), "rows": (), "evaluated": held(name, row)}
    return Project(name, **{**told, **facts})  # type: ignore[arg-type]


def counted(target: str, actual: str, score: str = "10") -> Row:
    return Row("数量指标", "检查次数", target, "", actual, "10", score)


MISSING = (
    of("缺值一", "target_missing", "验收通过率 （未填）", 1, rows=(
        Row("质量指标", "验收通过率", ""), *plain("缺值一"))),
    near("缺值二", "target_missing", rows=(Row("质量指标", "……", ""), *plain("缺值二"))),
    of("缺产出一", "no_output", "共2条指标，产出指标0条", 0, rows=plain("缺产出一")[2:]),
    near("缺产出二", "no_output", rows=plain("缺产出二")[1:]),
    of("缺效益一", "no_benefit", "共4条指标，效益指标0条", 0, amount=600, rows=(
        *plain("缺效益一")[:2], plain("缺效益一")[3], Row("时效指标", "办理天数", "≤12天"))),
    near("缺效益二", "no_benefit", amount=499, rows=(
        *plain("缺效益二")[:2], plain("缺效益二")[3], Row("时效指标", "办理天数", "≤13天"))),
    of("缺评一", "no_satisfaction", "共3条指标，满意度指标0条", 0, goal=GOAL,
       rows=plain("缺评一")[:3]),
    near("缺评二", "no_satisfaction", goal=GOAL.replace("环境", "居住"), rows=(
        *plain("缺评二")[:3], Row("社会效益指标", "居民认可度", "≥93%"))),
)  # fmt: skip
VAGUE = (
    of("含糊一", "unmeasurable", "第1项质量 良好；第2项质量 显著提升", 1, 2, rows=(
        *outputs("良好", "显著提升", "≥3份", "≥5份"), *plain("含糊一")[2:])),
    near("含糊二", "unmeasurable", rows=(
        *outputs("良好", "显著提升", "≥3份", "≥5份", "≥8份"), *plain("含糊二")[2:])),
    of("无硬一", "no_hard_target", "社会影响 有所扩大；服务水平 进一步提高", 1, 2, rows=(
        Row("社会效益指标", "社会影响", "有所扩大"), Row("数量指标", "服务水平", "进一步提高"))),
    near("无硬二", "no_hard_target", rows=(
        Row("社会效益指标", "社会影响", "有所扩大"), Row("质量指标", "验收情况", "通过验收"))),
    of("一数一", "one_number", "合格率 ≥90%；知晓率 ≥90%；满意度 ≥90%；覆盖率 ≥90%", 1, 2, 3, 4,
       rows=rates("≥90%", "≥90%", "≥90%", "≥90%")),
    near("一数二", "one_number", rows=rates("≥90%", "≥90%", "≥90%", "≥91%")),
    of("百分一", "one_number_hundred", "合格率 100%；知晓率 ≥100%；满意度 100%；覆盖率 100%",
       1, 2, 3, 4, rows=rates("100%", "≥100%", "100%", "100%")),
    near("百分二", "one_number_hundred", rows=rates("100%", "100%", "100%", "99%")),
)  # fmt: skip
TERM = "2024年1月1日至2026年12月31日"
DAYS = "2024-01-01至2026-12-31"
TERMS = (
    of("周期一", "term_equals_year", f"{DAYS}；1条指标的实施周期值与年度值相同", 0, 1,
       term=TERM, rows=(Row("数量指标", "报告份数", "≥3份", "≥3份"),)),
    near("周期二", "term_equals_year", term=TERM,
         rows=(Row("数量指标", "报告份数", "≥3份", "≥9份"),)),
    of("年度一", "year_above_term", "报告份数 年度≥9份 周期≥3份", 1,
       rows=(Row("数量指标", "报告份数", "≥9份", "≥3份"),)),
    near("年度二", "year_above_term", rows=(Row("数量指标", "报告份数", "≥9份", "≥9份"),)),
)  # fmt: skip
RELEVANCE = (
    of("比率一", "rate_as_quantity", "设备更新率 ≥95%", 1,
       rows=(Row("数量指标", "设备更新率", "≥95%"), *plain("比率一"))),
    near("比率二", "rate_as_quantity",
         rows=(Row("数量指标", "设备更新率", "≥95台"), *plain("比率二"))),
    of("评价一", "satisfaction_as_benefit", "来访满意情况 ≥94%", 1, department=HAI + "信访局",
       rows=(Row("社会效益指标", "来访满意情况", "≥94%"), *plain("评价一"))),
    near("评价二", "satisfaction_as_benefit", department=HAI + "档案局",
         rows=plain("评价二")),
    of("超百一", "rate_above_100", "抽检合格率 ≥101%", 1,
       rows=(Row("质量指标", "抽检合格率", "≥101%"), *plain("超百一"))),
    near("超百二", "rate_above_100",
         rows=(Row("质量指标", "抽检合格率", "≥100%"), *plain("超百二"))),
    of("方向一", "direction_contradiction", "有效投诉率 ≥5%", 1,
       rows=(Row("社会效益指标", "有效投诉率", "≥5%"), *plain("方向一"))),
    near("方向二", "direction_contradiction",
         rows=(Row("社会效益指标", "有效投诉率", "≤5%"), *plain("方向二"))),
    of("成本一", "cost_equals_budget", "项目成本 ≤10万元，预算10.0万元", 0, 5,
       rows=cost("≤10万元")),
    near("成本二", "cost_equals_budget", amount=11, rows=cost("≤10.9万元")),
)  # fmt: skip
BOTH = (("照抄一", TARGET, 0), ("照抄二", TARGET, 0))
GOALS = (("目标一", TARGET, 0), ("目标二", TARGET, 0))
COPIES = (
    Project("照抄一", copied(3), department=HAI + "司法局", hits=hit(
        "copied_indicators", f"与{HAI}审计局“照抄二”相同7条，相似度100%", *BOTH)),
    Project("照抄二", copied(3), department=HAI + "审计局", hits=hit(
        "copied_indicators", f"与{HAI}司法局“照抄一”相同7条，相似度100%", *BOTH)),
    # five of nine: more than half, and less than four of five
    near("照抄三", "copied_indicators", department=HAI + "统计局",
         rows=(*copied(3)[:5], *plain("照抄三"))),
    Project("目标一", plain("目标一"), goal=LONG, department=HAI + "统计局", hits=hit(
        "copied_goal", f"目标文字与“2024 {XI}统计局 目标二”等1个项目相同", *GOALS)),
    Project("目标二", plain("目标二"), goal=LONG, department=XI + "统计局", hits=hit(
        "copied_goal", f"目标文字与“2024 {HAI}统计局 目标一”等1个项目相同", *GOALS)),
    near("目标三", "copied_goal", goal=LONG.replace("示范", "样板"), department=WU + "统计局"),
)  # fmt: skip
RESULTS = (
    Project("上年一", (Row("质量指标", "修复率", "≥85%"), *plain("上年一")), hits=hit(
        "below_last_result", "修复率 上年实际90%，今年目标≥85%，低5.6%",
        ("上年一", TARGET, 1), ("上年一/2023", RESULT, 1))),
    evaluated("上年一", Row("质量指标", "修复率", "≥80%", "", "90%", "10", "10"), year=2023),
    near("上年二", "below_last_result",
         rows=(Row("质量指标", "修复率", "≥85.5%"), *plain("上年二"))),
    evaluated("上年二", Row("质量指标", "修复率", "≥80%", "", "90%", "10", "10"), year=2023),
    evaluated("虚低一", counted("≥100次", "130次"), hits=hit(
        "low_target", "检查次数 目标≥100次，实际130次，得分10.0/10.0", ("虚低一", RESULT, 1))),
    evaluated("虚低二", counted("≥100次", "129次"), near=("low_target",)),
    evaluated("改标一", counted("≥300次", "310次"), kinds=(TARGET, RESULT),
              rows=(counted("≥500次", ""), *plain("改标一")), hits=hit(
        "target_changed", "检查次数 预算目标≥500次，自评目标≥300次", ("改标一", RESULT, 1))),
    evaluated("改标二", counted("不低于500次", "510次"), kinds=(TARGET, RESULT),
              rows=(counted("≥500次", ""), *plain("改标二")), near=("target_changed",)),
    evaluated("满分一", counted("≥80次", "79次"), hits=hit(
        "missed_full_score", "检查次数 目标≥80次，实际79次，得分10.0/10.0",
        ("满分一", RESULT, 1))),
    evaluated("满分二", counted("≥80次", "79次", "9"), near=("missed_full_score",)),
    evaluated("执行一", counted("≥80次", "80次"), amount=100, executed=79, hits=hit(
        "underspent_full_score", "预算100.0万元，执行79.0万元（79.0%），指标得分50.0/50.0",
        *(("执行一", RESULT, row) for row in range(6)))),
    evaluated("执行二", counted("≥80次", "80次"), amount=100, executed=80,
              near=("underspent_full_score",)),
)  # fmt: skip


def usual() -> list[Project]:
    """The name 设备完好率 under 质量指标, ten times in each region."""
    return [
        Project(
            f"常用{number}",
            (Row("质量指标", "设备完好率", f"≥{60 + number}%"), *plain(f"常用{number}")),
            amount=20 + number,
            department=(HAI, XI, WU)[number % 3] + "财政局",
        )
        for number in range(30)
    ]


def misplaced() -> list[Project]:
    """The same name under 数量指标: in one department, and as the library of a province has it."""
    own = (Row("数量指标", "设备完好率", "≥95%"),)
    one = Project("错类一", (*plain("错类一"), *own), department=XI + "水务局", hits={
        **hit("misplaced_subcategory", "设备完好率 列为数量指标，33处中30处列为质量指标",
              ("错类一", TARGET, 5)),
        **hit("rate_as_quantity", "设备完好率 ≥95%", ("错类一", TARGET, 5)),
    })  # fmt: skip
    library = [
        Project(
            f"省库{number}",
            (*plain(f"省库{number}"), *own),
            department="武汉市江岸区" + name,
            near=("misplaced_subcategory",),
            hits=hit("rate_as_quantity", "设备完好率 ≥95%", (f"省库{number}", TARGET, 5)),
        )
        for number, name in enumerate(("水务局", "教育局"))
    ]
    return [one, *library]


def large(peers: list[Project]) -> list[Project]:
    """Two of the most expensive tenth of a region, with three indicators and with four."""
    few, four = plain("大额一")[1:], plain("大额二")
    amounts = sorted([*(one.amount for one in peers), 450, 440])
    at = 0.9 * (len(amounts) - 1)
    line = amounts[int(at)] + (at - int(at)) * (amounts[int(at) + 1] - amounts[int(at)])
    said = f"金额450.0万元（本地区前10%线{round(line, 2)!r}万元），指标3条"
    return [
        of("大额一", "money_without_indicators", said, 0, 1, 2, 3, amount=450, rows=few,
           department=WU + "水务局"),
        near("大额二", "money_without_indicators", amount=440, rows=four,
             department=WU + "水务局"),
    ]  # fmt: skip


def projects() -> list[Project]:
    """All of them; a project of two years stands there twice."""
    made = [*MISSING, *VAGUE, *TERMS, *RELEVANCE, *COPIES, *RESULTS, *usual(), *misplaced()]
    peers = [one for one in made if one.department.startswith(WU) and TARGET in one.kinds]
    return [*made, *large(peers)]
