"""A delivery in which what the questions ask for is amiss, and the answers by its own facts.

Nothing here is taken from the project: the rules are written down once more, in plain Python over
the facts, as docs/views.md words them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

HAI, XI = "广州市海珠区", "杭州市西湖区"
GOAL = (
    "完成全年各项工作任务，保障单位正常运转，提高服务质量和水平，促进事业持续健康发展，让群众满意。"
)


@dataclass(frozen=True)
class Row:
    """One indicator: level 2, name, number, unit, sign; the result and its score if reported."""

    second: str
    name: str
    number: float
    unit: str = "次"
    sign: str = "≥"
    actual: float | None = None
    score: int = 10
    note: str = ""
    date: str = ""

    @property
    def first(self) -> str:
        kinds = {"数量": "产出", "质量": "产出", "时效": "产出", "社会": "效益", "服务": "满意度"}
        return kinds[self.second[:2]] + "指标"

    @property
    def text(self) -> str:
        return self.date or f"{self.sign}{self.number:g}{self.unit}"


@dataclass(frozen=True)
class Project:
    """One project with its rows; executed: it has a self-evaluation too."""

    department: str
    name: str
    amount: int
    rows: tuple[Row, ...]
    year: int = 2024
    executed: int | None = None
    goal: str = ""


def rates(name: str, *numbers: int) -> tuple[Row, ...]:
    seconds = ("质量指标", "社会效益指标", "服务对象满意度指标", "质量指标")
    words = ("合格率", "知晓率", "满意度", "覆盖率")
    return tuple(
        Row(second, name + word, number, "%")
        for second, word, number in zip(seconds, words, numbers, strict=False)
    )


def copied(first: int) -> tuple[Row, ...]:
    words = ("台账", "巡查", "走访", "会议", "报告", "宣讲")
    return tuple(Row("数量指标", f"{word}次数", first + n) for n, word in enumerate(words))


def done(name: str, actual: int, score: int, note: str = "") -> tuple[Row, ...]:
    return (
        Row("数量指标", f"{name}检查次数", 80, actual=actual, score=score, note=note),
        Row("质量指标", f"{name}合格率", 90, "%", actual=95),
    )


def plain(name: str) -> tuple[Row, ...]:
    return (Row("数量指标", f"{name}场次", 7 + len(name), "场"),)


def date(name: str, day: str) -> tuple[Row, ...]:
    return (*plain(name), Row("时效指标", f"{name}完成时间", 0, date=f"2024年{day}前"))


PROJECTS = (
    Project(HAI + "教育局", "甲一", 110, rates("甲一", 90, 90, 90, 90)),
    Project(HAI + "教育局", "甲二", 120, rates("甲二", 100, 100, 100, 100)),
    Project(HAI + "教育局", "甲三", 130, rates("甲三", 90, 90, 90, 95)),
    Project(HAI + "教育局", "甲四", 140, rates("甲四", 90, 90, 90)),
    Project(HAI + "民政局", "乙一", 200, done("乙一", 70, 10, "天气原因"), executed=100),
    Project(HAI + "民政局", "乙二", 210, done("乙二", 85, 10), executed=200),
    Project(HAI + "民政局", "乙三", 220, done("乙三", 60, 5, "人手不足"), executed=100),
    Project(HAI + "民政局", "乙四", 230, done("乙四", 80, 10), executed=184),
    Project(HAI + "水务局", "丙一", 310, (Row("数量指标", "丙一完成率", 95, "%"), *plain("丙一"))),
    Project(HAI + "水务局", "丙二", 320, (Row("社会效益指标", "丙二满意情况", 91, "%"),)),
    Project(HAI + "水务局", "丙三", 330, (Row("服务对象满意度指标", "丙三满意度", 92, "%"),)),
    # the form of this department has no level of satisfaction: no hit
    Project(XI + "水务局", "丙四", 340, (Row("社会效益指标", "丙四满意情况", 93, "%"),)),
    Project(HAI + "财政局", "丁一", 410, copied(3)),
    Project(HAI + "司法局", "丁二", 420, copied(3)),
    # another region, and other values: no copy
    Project(XI + "财政局", "丁三", 430, copied(3)),
    Project(HAI + "审计局", "丁四", 440, copied(30)),
    Project(HAI + "统计局", "戊一", 510, plain("戊一"), goal=GOAL),
    Project(XI + "统计局", "戊二", 520, plain("戊二二"), goal=GOAL),
    Project(XI + "统计局", "戊三", 530, plain("戊三三三"), goal="保障正常运转"),
    Project(XI + "档案局", "己一", 610, date("己一", "12月31日")),
    Project(XI + "档案局", "己二", 620, date("己二二", "12月31日")),
    Project(XI + "档案局", "己三", 630, date("己三三三", "10月15日")),
    Project(XI + "体育局", "庚一", 710, plain("庚一一一一"), year=2023),
    Project(XI + "档案局", "庚二", 720, plain("庚二二二二二"), year=2023),
)


def write(raw: Path) -> None:
    """Print a file for each project and kind."""
    for number, one in enumerate(PROJECTS):
        for kind in ("目标", "自评") if one.executed is not None else ("目标",):
            file = raw / str(one.year) / f"{number:02}{kind}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_page(one, kind), encoding="utf-8")


def _page(one: Project, kind: str) -> str:
    rows = [["项目名称", one.name], ["主管部门", one.department]]
    rows += [["年度目标", one.goal]] if one.goal else []
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值"]
    if kind == "目标":
        rows += [["年度资金总额", str(one.amount)], heads]
        rows += [[row.first, row.second, row.name, row.text] for row in one.rows]
    else:
        rows.append(["项目资金", "年初预算数", "全年预算数", "全年执行数"])
        rows.append(["年度资金总额", str(one.amount), str(one.amount), str(one.executed)])
        rows.append([*heads, "实际完成值", "分值", "得分", "偏差原因"])
        rows += [
            [row.first, row.second, row.name, row.text, f"{row.actual:g}{row.unit}",
             "10", str(row.score), row.note]
            for row in one.rows
        ]  # fmt: skip
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        "<html><head><meta charset='utf-8'></head><body>"
        f"<p>{one.year}年度项目支出绩效{kind}表</p><p>单位：万元</p>"
        f"<table border=1>{table}</table></body></html>"
    )


def shown(row: Row) -> str:
    return f"{row.name} {row.text}"


def _row(one: Project, *more: object) -> tuple[object, ...]:
    return (one.year, "target", *more)


def question_5() -> list[tuple[object, ...]]:
    """At least four numbers under two subcategories, and all of them one and the same."""
    found = []
    for one in PROJECTS:
        values = {(row.sign, row.number, row.unit) for row in one.rows}
        wide = len(one.rows) >= 4 and len({row.second for row in one.rows}) >= 2
        if wide and len(values) == 1 and not any(row.date for row in one.rows):
            n, said = len(one.rows), "；".join(map(shown, one.rows))
            found.append(_row(one, one.department, one.name, one.amount, n, n, said))
    return found


def question_9() -> list[tuple[object, ...]]:
    """Reported results below their target."""
    return [
        (one.year, one.department, one.name, row.name, row.text, f"{row.actual:g}{row.unit}",
         row.note)
        for one in PROJECTS
        for row in one.rows
        if row.actual is not None and row.actual < row.number
    ]  # fmt: skip


def question_10() -> list[tuple[object, ...]]:
    """Less than 80 % executed, and at least 98 % of the points."""
    found = []
    for one in PROJECTS:
        points, score = 10 * len(one.rows), sum(row.score for row in one.rows)
        if one.executed is None or one.executed >= 0.8 * one.amount or score < 0.98 * points:
            continue
        rate = round(100 * one.executed / one.amount, 1)
        said = f"预算{one.amount:.1f}万元，执行{one.executed:.1f}万元（{rate}%）"
        said += f"，指标得分{score:.1f}/{points:.1f}"
        found.append(_row(one, one.department, one.name, said))
    return found


def question_13() -> list[tuple[object, ...]]:
    """Rates under 数量指标; satisfaction under 效益, where the department has its own level."""
    levelled = {one.department for one in PROJECTS for row in one.rows if row.first == "满意度指标"}
    every = [(one, row) for one in PROJECTS for row in one.rows]
    rates = [(one, row) for one, row in every if row.second == "数量指标" and row.unit == "%"]
    benefits = [
        (one, row)
        for one, row in every
        if row.first == "效益指标" and "满意" in row.name and one.department in levelled
    ]
    return [
        _row(one, title, one.department, one.name, 1, shown(row))
        for title, found in (("数量指标填比率", rates), ("满意度列入效益", benefits))
        for one, row in found
    ]


def question_14() -> list[tuple[object, ...]]:
    """The same set of at least four in another department of the region; the same long goal."""
    pairs = [(one, other) for one, other in permutations(PROJECTS, 2) if one.year == other.year]
    sets = [
        _row(one, "照搬照抄", one.department, one.name, one.amount,
             f"与{other.department}“{other.name}”相同{len(one.rows)}条，相似度100%")
        for one, other in pairs
        if _copies(one, other)
    ]  # fmt: skip
    goals = [
        _row(one, "目标文字照抄", one.department, one.name, one.amount,
             f"目标文字与“{other.year} {other.department} {other.name}”等1个项目相同")
        for one, other in pairs
        if len(one.goal) >= 40 and one.goal == other.goal
    ]  # fmt: skip
    return [*sets, *goals]


def _copies(one: Project, other: Project) -> bool:
    """Whether both have the same indicators, at least four, in two departments of a region."""
    mine, theirs = ({row.name: row.text for row in each.rows} for each in (one, other))
    near = one.department[:6] == other.department[:6] and one.department != other.department
    return mine == theirs and near and len(one.rows) >= 4


def question_15() -> list[tuple[object, ...]]:
    days = Counter((one.year, row.date) for one in PROJECTS for row in one.rows if row.date)
    return [
        (year, "target", f"{day[5:7]}-{day[8:10]}", count) for (year, day), count in days.items()
    ]


def question_18() -> list[tuple[object, ...]]:
    """Departments of 2023 of which nothing is there in 2024."""
    there = {one.department for one in PROJECTS if one.year == 2024}
    gone = {one.department for one in PROJECTS if one.year == 2023} - there
    return [(2024, "浙江省杭州市西湖区", one, "target", "未见", "上年已公开") for one in gone]


TRUTH = {5: question_5, 9: question_9, 10: question_10, 13: question_13, 14: question_14,
         15: question_15, 18: question_18}  # fmt: skip
