"""Facts of a planted project, and the forms that print them as HTML or on a page of a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

HAI, XI, WU = "广州市海珠区", "杭州市西湖区", "成都市武侯区"
_LEVEL_1 = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "服务": "满意度"}
_KINDS = {"target": "绩效目标表", "self_evaluation": "绩效自评表"}
Lines = list[list[str]]


@dataclass(frozen=True)
class Row:
    """One indicator as printed."""

    second: str
    name: str
    text: str
    period: str = ""
    actual: str = ""
    points: str = ""
    score: str = ""

    @property
    def levels(self) -> list[str]:
        return [_LEVEL_1.get(self.second[:2], "效益") + "指标", self.second, self.name]

    @property
    def shown(self) -> str:
        return f"{self.name} {self.text}"


@dataclass(frozen=True)
class Project:
    """One project of a year.

    ``evaluated``: rows of its self-evaluation. ``hits``: the rules that it breaks, each with what
    the lead must say. ``near``: the rules that it nearly breaks.
    """

    name: str
    rows: tuple[Row, ...]
    amount: int = 10
    department: str = HAI + "教育局"
    year: int = 2024
    goal: str = ""
    term: str = ""
    evaluated: tuple[Row, ...] = ()
    executed: int = 0
    kinds: tuple[str, ...] = ("target",)
    hits: dict[str, Hit] = field(default_factory=dict)
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """What a lead must say: its evidence, and what it cites as (project, kind, row). Rows count
    from 1; 0 is the project. Another year than 2024 stands behind the name: 道路/2023.
    """

    evidence: str
    cites: tuple[tuple[str, str, int], ...]


def plain(name: str) -> tuple[Row, ...]:
    """Rows with which nothing is amiss."""
    return (
        Row("数量指标", f"{name}场次", "≥7场"),
        Row("质量指标", f"{name}通过率", "≥83%"),
        Row("社会效益指标", f"{name}知晓率", "≥81%"),
        Row("服务对象满意度指标", f"{name}群众满意度", "≥92%"),
    )


def lines(one: Project, kind: str) -> Lines:
    """The rows of the form, in order."""
    made = [["项目名称", one.name], ["主管部门", one.department]]
    made += [["年度目标", one.goal]] if one.goal else []
    made += [["实施期限", one.term]] if one.term else []
    heads = ["一级指标", "二级指标", "三级指标"]
    if kind == "self_evaluation":
        made.append(["项目资金", "年初预算数", "全年预算数", "全年执行数"])
        made.append(["年度资金总额", str(one.amount), str(one.amount), str(one.executed)])
        made.append([*heads, "年度指标值", "实际完成值", "分值", "得分"])
        told = ([*row.levels, row.text, row.actual, row.points, row.score] for row in one.evaluated)
        return [*made, *told]
    made.append(["年度资金总额", str(one.amount)])
    if one.rows and one.rows[0].period:
        made.append([*heads, "实施周期指标值", "年度指标值"])
        return [*made, *([*row.levels, row.period, row.text] for row in one.rows)]
    made.append([*heads, "年度指标值"])
    return [*made, *([*row.levels, row.text] for row in one.rows)]


def place_of(one: Project, kind: str, row: int) -> int:
    """The line of the form in which row ``row`` stands; the project stands in its first."""
    if row == 0:
        return 1
    rows = one.evaluated if kind == "self_evaluation" else one.rows
    return len(lines(one, kind)) - len(rows) + row


def page(one: Project, kind: str) -> str:
    """The form as a page of HTML."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in lines(one, kind))
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return html(f"<p>{_title(one, kind)}</p><p>单位：万元</p><table border=1>{table}</table>")


def html(body: str) -> str:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


def _title(one: Project, kind: str) -> str:
    return f"{one.year}年度项目支出{_KINDS[kind]}"


def pdf(projects: list[Project]) -> bytes:
    """The forms, one a page."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("all", fontName="STSong-Light", fontSize=9)
    ruled = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), "STSong-Light", 9),
    ]
    story = []
    for one in projects:
        rows = lines(one, "target")
        width = max(map(len, rows))
        filled = [row + [""] * (width - len(row)) for row in rows]
        story += [Paragraph(_title(one, "target"), style), Paragraph("单位：万元", style)]
        story += [Table(filled, style=ruled), PageBreak()]
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()
