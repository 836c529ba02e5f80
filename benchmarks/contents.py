"""What generated documents say: departments of the real regions, phrases and values of the corpus,
in the layouts that are most often published.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.lookup import rows

CORPUS = Path(__file__).parents[1] / "tests" / "material"
BUREAUS = (
    "教育局",
    "财政局",
    "民政局",
    "水利局",
    "农业农村局",
    "卫生健康局",
    "交通运输局",
    "应急管理局",
    "医疗保障局",
    "司法局",
    "统计局",
    "审计局",
    "林业局",
    "残疾人联合会",
    "档案馆",
    "市场监督管理局",
    "住房和城乡建设局",
)
LEVELS = (
    ("1", "产出指标", "11", "数量指标"),
    ("1", "产出指标", "12", "质量指标"),
    ("1", "产出指标", "13", "时效指标"),
    ("1", "产出指标", "14", "成本指标"),
    ("2", "效益指标", "21", "经济效益"),
    ("2", "效益指标", "22", "社会效益"),
    ("3", "满意度指标", "31", "服务对象满意度"),
)
WORK = (
    "信息化运行维护",
    "设备购置",
    "困难群众救助",
    "道路养护",
    "学校食堂改造",
    "疫苗接种",
    "防汛抗旱",
    "农村饮水安全",
    "公共文化活动",
    "执法办案",
    "业务培训",
)
# pages of a whole budget besides the table: the two of the corpus have 22 and 26; an annex has
# fewer pages
WHOLE = (18, 28)
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Contents:
    """One document: lines above the table, the table, which layout it is, and how many other pages
    of the budget a print of it has.
    """

    layout: str
    region: str
    department: str
    lines: list[str]
    table: Table
    others: int


@cache
def regions() -> tuple[str, ...]:
    """Counties and cities with their full names."""
    return tuple(row["path"] for row in rows("regions") if not row["code"].endswith("0000"))


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """(indicator name, printed value) as published; values of one cell and one line, whatever
    layout they stand in.
    """
    with (CORPUS / "values.tsv").open(encoding="utf-8", newline="") as file:
        found = [
            (row["indicator_name"], row["value_text"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    return tuple(
        (name, value)
        for name, value in found
        if name
        and value.strip()
        and " | " not in value
        and not set("；;，,:：") & set(name + value)
    )


def contents(chance: random.Random, year: int) -> Contents:
    """One document: 1 to 40 projects (half of them at most 3), 3 to 12 indicators each. Half of the
    prints with targets are whole budgets (WHOLE); the others are the table alone, an annex. Results
    are published by themselves.
    """
    region = chance.choice(regions())
    department = region + chance.choice(BUREAUS)
    projects = [_project(chance) for _ in range(min(40, int(chance.lognormvariate(1.1, 0.9)) + 1))]
    layout, make = chance.choices(list(_LAYOUTS.items()), weights=(40, 40, 20))[0]
    lines, table = make(chance, year, department, projects)
    whole = layout != "self_evaluation" and chance.random() < 0.5
    return Contents(
        layout, region, department, lines, table, chance.randint(*WHOLE) if whole else 0
    )


Indicator = tuple[tuple[str, str, str, str], str, str]
Project = tuple[str, float, list[Indicator]]


def _project(chance: random.Random) -> Project:
    levels = sorted(chance.choices(LEVELS, k=chance.randint(3, 12)))
    kind = ("经费", "项目", "专项资金", "补助")
    name = f"{chance.choice(WORK)}{chance.choice(kind)}{chance.randint(1, 999)}"
    return (
        name,
        round(chance.lognormvariate(4, 1.5), 2),
        [(level, *chance.choice(phrases())) for level in levels],
    )


def _one_cell(
    _: random.Random, year: int, department: str, projects: list[Project]
) -> tuple[list[str], Table]:
    """Guangdong: one cell holds all indicators of a project."""
    body = [
        [
            name,
            f"{money:,.2f}",
            f"{money:,.2f}",
            "",
            "",
            f"完成{name}各项工作。",
            "".join(
                f"{number}、{level[0]}-{level[1]},{level[2]}-{level[3]},{what}；"
                f"实施周期指标值:{value},年度指标值:{value}; "
                for number, (level, what, value) in enumerate(indicators, 1)
            ).strip(),
        ]
        for name, money, indicators in projects
    ]
    total = f"{sum(money for _, money, _ in projects):,.2f}"
    header = [
        "项目名称（资金使用单位）",
        "总计",
        "财政拨款",
        "财政专户拨款",
        "其他资金",
        "绩效目标",
        "绩效指标",
    ]
    return [f"{year}年项目支出绩效目标表", f"部门名称：{department}", "单位：万元"], [
        header,
        ["合计", total, total, "", "", "", ""],
        *body,
    ]


def _listing(
    _: random.Random, year: int, department: str, projects: list[Project]
) -> tuple[list[str], Table]:
    """One row an indicator, several projects in one table."""
    header = [
        "单位名称",
        "项目名称",
        "预算数",
        "年度目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
    ]
    body = []
    for name, money, indicators in projects:
        first = [department, name, f"{money:.2f}", f"完成{name}各项工作。"]
        for level, what, value in indicators:
            body.append([*first, level[1], level[3], what, value])
            first = [""] * len(first)
    return [f"{year}年部门预算项目绩效目标表", f"部门名称：{department}", "单位：万元"], [
        header,
        *body,
    ]


def _self_evaluation(
    chance: random.Random, year: int, department: str, projects: list[Project]
) -> tuple[list[str], Table]:
    """Targets and results of the first project."""
    _, _, indicators = projects[0]
    header = [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ]
    body = [
        [level[1], level[3], what, value, value, "10", str(chance.randint(6, 10)), ""]
        for level, what, value in indicators
    ]
    return [
        f"{year}年度项目支出绩效自评表",
        f"主管部门：{department}",
        f"项目名称：{projects[0][0]}",
    ], [header, *body]


_LAYOUTS: dict[str, Callable[[random.Random, int, str, list[Project]], tuple[list[str], Table]]] = {
    "one_cell": _one_cell,
    "listing": _listing,
    "self_evaluation": _self_evaluation,
}
