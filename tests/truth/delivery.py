"""A delivery of three regions, twelve departments, seven projects and three years, with its truth.

What is true is made first (``Fact``), in plain integers of yuan; then it is printed in the ways
that real deliveries print it: other names of one department, other units of money, codes before
names, a corrected edition beside the first, a copy of a file, a mistaken unit. This module imports
nothing of what it judges.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

REGIONS = {
    "440105": ("广州市", "海珠区"),
    "330106": ("杭州市", "西湖区"),
    "510107": ("成都市", "武侯区"),
}
DEPARTMENTS = ("教育局", "民政局", "卫生健康局", "水务局")
OLD_NAME = {"卫生健康局": "卫生健康委员会"}  # until 2022
PROJECTS = (
    "信息化运维",
    "设备购置",
    "业务培训",
    "困难救助",
    "道路维护",
    "宣传活动",
    "日常监管",
)
RENAMED = {"信息化运维": "信息化运行维护"}  # in 2024
YEARS = (2022, 2023, 2024)
PREDECESSORS = "region_code,name,successor,since\n,卫生健康委员会,卫生健康局,2023\n"
YUAN = {"元": 1, "千元": 1000, "万元": 10_000}
MISTAKEN = ("440105", "水务局", 2023, "道路维护")
"""Printed in yuan under 万元."""
TARGETS = (
    ("产出指标", "数量指标", "{project}次数", "次"),
    ("产出指标", "质量指标", "{project}合格率", "%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "%"),
)


@dataclass(frozen=True)
class Fact:
    """One project of a department and year, as it is."""

    region: str
    department: str
    year: int
    project: str
    yuan: int

    @property
    def printed_yuan(self) -> int:
        """What the money comes to as printed: a mistaken unit is told, never mended."""
        return self.yuan * (10_000 if self.is_mistaken else 1)

    @property
    def is_mistaken(self) -> bool:
        return (self.region, self.department, self.year, self.project) == MISTAKEN

    @property
    def amount(self) -> Decimal:
        """In 万元."""
        return Decimal(self.printed_yuan) / 10_000

    @property
    def name(self) -> str:
        return RENAMED.get(self.project, self.project) if self.year == 2024 else self.project


def facts() -> list[Fact]:
    """Every project of every year. No two amounts of a year are equal."""
    made = []
    for r, region in enumerate(REGIONS):
        for d, department in enumerate(DEPARTMENTS):
            for p, project in enumerate(PROJECTS):
                for y, year in enumerate(YEARS):
                    yuan = 100 * (1000 + 17 * p + 131 * d + 977 * r + 211 * y) + 1_000_000 * (p + 1)
                    made.append(Fact(region, department, year, project, yuan))
    return made


def write(raw: Path, *, without: frozenset[str] = frozenset()) -> None:
    """Print all of it below ``raw``. ``without``: names of ways that are left out."""
    (raw.parent / "predecessors.csv").parent.mkdir(parents=True, exist_ok=True)
    (raw.parent / "predecessors.csv").write_text(PREDECESSORS, encoding="utf-8")
    for path, text in _files(without):
        file = raw / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _files(without: frozenset[str]) -> Iterator[tuple[str, str]]:
    every = facts()
    for region in REGIONS:
        for department in DEPARTMENTS:
            for year in YEARS:
                own = [
                    one
                    for one in every
                    if (one.region, one.department, one.year) == (region, department, year)
                ]
                yield from _of_department(own, without)


def _of_department(own: list[Fact], without: frozenset[str]) -> Iterator[tuple[str, str]]:
    first = own[0]
    number = list(REGIONS).index(first.region) * 4 + DEPARTMENTS.index(first.department)
    at = number + YEARS.index(first.year)
    folder = f"{first.year}/{number:02}{''.join(REGIONS[first.region])}"
    silent = first.department == "教育局" and first.region == "510107"
    if silent:  # nothing but the folder names the department
        folder = f"{first.year}/{REGIONS[first.region][1]}{first.department}"
    target = _document(own, at, "target", silent=silent)
    yield f"{folder}/绩效目标表.html", target
    if first.year < 2024:
        yield f"{folder}/绩效自评表.html", _document(own, at + 1, "result", silent=silent)
    if "copy" not in without and at % 4 == 1:
        # before or behind the first by its path: which of the two is read must not matter
        yield f"{first.year}/{'0备份' if at % 8 == 1 else '备份'}/{number}/a.html", target
    if "corrected" not in without and at % 5 == 2 and not silent:
        # what was published first had other money: the edition that says 更正 counts
        yield f"{folder}/绩效目标表.html", _document(own, at, "target", other=3_000_000)
        yield f"{folder}/绩效目标表（更正）.html", target
    if "dated" not in without and at % 5 == 4 and not silent:
        yield f"{folder}/绩效目标表.html", _document(own, at, "target", other=2_000_000)
        yield f"{folder}/一月.html", target
        for name, day in (("绩效目标表", "03-01"), ("一月", "06-01")):
            yield f"{folder}/{name}.html.meta.yml", f"published_on: {first.year}-{day}\n"


def printed_names(one: Fact, at: int) -> tuple[str, str]:
    """Department and unit as a document prints them."""
    city, district = REGIONS[one.region]
    name = OLD_NAME.get(one.department, one.department) if one.year == 2022 else one.department
    short, full = district + name, city + district + name
    forms = (
        (full, ""),
        (short, short + "（本级）"),
        (f"103001-{short}", f"{full}本级"),
        (full, f"103001001-{short}(本级)"),
        (short, full),
    )
    return forms[at % len(forms)]


def _unit(one: Fact, at: int) -> str:
    """One project of a department is its centre's, whatever the form calls that."""
    city, district = REGIONS[one.region]
    if one.project == "困难救助":
        centre = district + one.department.removesuffix("局") + "服务中心"
        return (centre, city + centre, f"103009-{centre}")[at % 3]
    return printed_names(one, at)[1]


def _document(own: list[Fact], at: int, kind: str, *, silent: bool = False, other: int = 0) -> str:
    what = "绩效目标表" if kind == "target" else "绩效自评表"
    unit = list(YUAN)[at % len(YUAN)]
    if any(one.is_mistaken for one in own):
        unit = "万元"
    title = f"{own[0].year}年度项目支出{what}"
    tables = [_table(one, at, kind, unit, silent=silent, other=other) for one in own]
    body = "\n".join(f"<p>{title}</p><p>单位：{unit}</p>\n{table}" for table in tables)
    return f"<html><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>\n"


def _table(one: Fact, at: int, kind: str, unit: str, *, silent: bool, other: int) -> str:
    named = f"440100-{one.name}" if kind == "result" and at % 2 else one.name
    rows = [["项目名称", named, "", ""]]
    if not silent:
        rows.append(["主管部门", printed_names(one, at)[0], "实施单位", _unit(one, at)])
    yuan = one.printed_yuan + (other if one.project == "设备购置" else 0)
    money = f"{Decimal(yuan) / YUAN[unit]:,.4f}"
    if kind == "target":
        label = "项目总额" if one.project == "宣传活动" else "年度资金总额"
        rows.append([label, money, "", ""])
        rows.append(["一级指标", "二级指标", "三级指标", "指标值"])
        rows += [[*levels(one, n), values(n)[0]] for n in range(len(TARGETS))]
    else:
        rows += [
            ["项目资金", "年初预算数", "全年预算数", "全年执行数"],
            ["年度资金总额", money, money, money],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ]
        rows += [[*levels(one, n), *values(n)] for n in range(len(TARGETS))]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>"


def levels(one: Fact, number: int) -> tuple[str, str, str]:
    """Level 1, level 2 and name of an indicator."""
    first, second, name, _ = TARGETS[number]
    return first, second, name.format(project=one.project)


def values(number: int) -> tuple[str, str]:
    """Target and result of an indicator, as printed."""
    unit = TARGETS[number][3]
    return f"≥{80 + number}{unit}", f"{85 + number}{unit}"


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
    totals = {year: str(sum(one.amount for one in facts() if one.year == year)) for year in YEARS}
    print(json.dumps(totals))
