"""Documents in the style of the first one, for tests that need many or need one with a fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

HEADER = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
ITEMS = (
    "1-产出指标,11-数量指标,安全培训次数；实施周期指标值:≥{n}次,年度指标值:≥{n}次",
    "1-产出指标,12-质量指标,验收合格率；实施周期指标值:≥9{n}%,年度指标值:≥9{n}%",
    (
        "3-满意度指标,31-服务对象满意度,群众满意度；"
        "实施周期指标值:满意率不低于9{n}%,年度指标值:满意率不低于9{n}%"
    ),
)


def indicators(n: int = 1, items: tuple[str, ...] = ITEMS) -> str:
    return "".join(f"{number}、{item.format(n=n)}；" for number, item in enumerate(items, 1))


@dataclass
class Project:
    name: str = "信息化运维经费"
    amount: str = "10.00"
    goal: str = "保障系统稳定运行。"
    indicators: str = field(default_factory=indicators)


def document(
    department: str = "广州市海珠区某局",
    projects: list[Project] | None = None,
    *,
    unit: str | None = "万元",
    title: str = "项目支出绩效目标表",
    total: str | None = None,
) -> str:
    """One file of the one-cell layout: heading, sum row, unit row, projects."""
    projects = [Project()] if projects is None else projects
    total = total or str(sum((Decimal(one.amount) for one in projects), Decimal(0)))
    head = [
        title,
        f"部门名称：{department}",
        *([f"单位：{unit}"] if unit else []),
        "",
        HEADER,
        f"合计\t{total}\t{total}",
        f"{department}\t{total}\t{total}",
    ]
    return "\n".join(
        [
            *head,
            *(
                f"{one.name}\t{one.amount}\t{one.amount}\t\t\t{one.goal}\t{one.indicators}"
                for one in projects
            ),
            "",
        ]
    )
