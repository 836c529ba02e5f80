"""No cell of a target table vanishes: whatever stands in it ends in an indicator, a project or a
finding.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layouts.test_forms import plain
from tests.layouts.test_pages import extracts
from transforms.document import Table
from transforms.records import Extract

HEADERS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "分值",
    "实际完成值",
    "得分",
    "计量单位",
    "指标解释",
    "备注",
    "没有见过的列",
    "另一列",
)
LABELS = (
    "项目名称",
    "主管部门",
    "实施单位",
    "年度目标",
    "项目概况",
    "没有见过的标签",
    "项目资金（万元）",
    "上年结转资金",
)
LEVELS = ("产出指标", "效益指标（30分）", "数量指标", "质量指标", "没有见过的层级")
SILENT = frozenset((*HEADERS, *LABELS, *LEVELS, "合计", "……", "", "项目支出绩效目标表"))

pieces = st.sampled_from(
    ("数", "率", "完成", "≥", "%", "（个）", "：", "指标", "2024年", " ", "目标1：", "\n")
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A form with random labels and a header in random order, rows with levels, blanks and texts
    that occur once each.
    """
    number = count(1)

    def text() -> str:
        return draw(
            st.sampled_from(
                (
                    "",
                    f"甲{next(number)}乙{draw(pieces)}丙",
                    f"第{next(number)}号{draw(pieces)}{draw(pieces)}",
                )
            )
        )

    headers = [
        "一级指标",
        "三级指标",
        "指标值",
        *draw(st.lists(st.sampled_from(HEADERS), unique=True, max_size=6)),
    ]
    headers = draw(st.permutations(list(dict.fromkeys(headers))))
    width = max(len(headers), 4)
    rows: list[list[str]] = [["项目支出绩效目标表"]]
    rows += [
        [draw(st.sampled_from(LABELS)), text(), draw(st.sampled_from(("", *LABELS))), text()]
        for _ in range(draw(st.integers(0, 4)))
    ]
    rows.append(list(headers))
    for _ in range(draw(st.integers(1, 6))):
        rows.append(
            [
                draw(st.sampled_from(("", *LEVELS)))
                if header in ("一级指标", "二级指标")
                else text()
                for header in headers
            ]
        )
    rows += draw(
        st.sampled_from(([], [["合计"]], [["……"]], [["备注", "甲丁"]], [["填表说明在此"]]))
    )
    return plain(*(tuple(row + [""] * (width - len(row))) for row in rows))


def printed(extract: Extract) -> str:
    """Everything that the extract says, as one string."""
    records: list[Any] = [extract.heading, *extract.findings, *extract.projects]
    records += [finding for project in extract.projects for finding in project.findings]
    records += [indicator for project in extract.projects for indicator in project.indicators]
    said = [str(getattr(record, field.name)) for record in records for field in fields(record)]
    return "\n".join(
        said
        + [
            amount.printed
            for project in extract.projects
            for amount in project.amounts.values()
            if amount
        ]
    )


@settings(max_examples=300, deadline=None)
@given(tables())
def test_every_cell_ends_somewhere(table: Table) -> None:
    said = "\n".join(printed(extract) for extract in extracts(table))
    assert said
    lost = [
        cell.text
        for cell in table.cells()
        if cell.text.strip() not in SILENT
        and cell.text.strip() not in said
        and repr(cell.text.strip())[1:-1] not in said
    ]
    assert not lost
