"""Amounts of the whole term beside those of the year: the year's is the project's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.layouts.test_sixth_kinds import read, table

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
ROW = ["产出指标", "数量指标", "培训人数", "≥30人"]
PAIRS = [
    ("实施期", "年度"),
    ("项目总额", "年度金额"),
    ("实施期资金总额", "年度资金总额"),
    ("中期（2024-2026年）", "年度（2024年）"),
    ("实施期总额", "年度金额"),
    ("三年资金总额", "本年度资金总额"),
    ("总投资", "当年资金"),
]


@pytest.mark.parametrize(("term", "year"), PAIRS)
@pytest.mark.parametrize("turned", [False, True], ids=["term first", "year first"])
@pytest.mark.parametrize("label", ["资金总额", "合计"])
def test_a_matrix_of_sums(term, year, turned, label):
    heads, sums, parts = [term, year], ["300", "100"], ["240", "80"]
    if turned:
        heads, sums, parts = heads[::-1], sums[::-1], parts[::-1]
    rows = [["项目资金（万元）", "", *heads], ["项目资金（万元）", label, *sums]]
    rows += [["项目资金（万元）", "其中：财政拨款", *parts]]
    rows += [
        ["项目资金（万元）", "其他资金", "60" if not turned else "20", "20" if not turned else "60"]
    ]
    parsed = read("<p>绩效目标表</p>", table(["项目名称", "培训", "", ""], *rows, HEAD, ROW))
    (project,) = parsed.projects
    assert (project["total"], project["period_total"]) == (Decimal(100), Decimal(300))
    assert (project["fiscal_appropriation"], project["other_funds"]) == (Decimal(80), Decimal(20))
    assert project["reconciled"] is True


@pytest.mark.parametrize(("term", "year"), [("中期资金", "年度资金"), ("实施期资金", "本年度资金")])
def test_blocks_of_sums_one_below_the_other(term, year):
    rows = []
    for group, sums in ((term, ("300", "240", "60")), (year, ("100", "80", "20"))):
        labels = ("资金总额", "其中：财政拨款", "其他资金")
        rows += [[group, label, amount, ""] for label, amount in zip(labels, sums, strict=True)]
    cells = "".join(
        f"<tr>{f'<td rowspan=3>{row[0]}</td>' if at % 3 == 0 else ''}"
        + "".join(f"<td>{text}</td>" for text in row[1:])
        + "</tr>"
        for at, row in enumerate(rows)
    )
    name = "<tr><td>项目名称</td><td colspan=3>培训</td></tr>"
    body = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (HEAD, ROW)
    )
    page = f"<table>{name}{cells}{body}</table>"
    (project,) = read("<p>绩效目标表</p><p>单位：万元</p>", page).projects
    assert (project["total"], project["period_total"]) == (Decimal(100), Decimal(300))
    assert (project["fiscal_appropriation"], project["other_funds"]) == (Decimal(80), Decimal(20))


def test_a_listing_with_both():
    head = (
        "<tr><td rowspan=2>项目名称</td><td colspan=2>年度预算</td><td colspan=2>中期预算</td>"
        + "".join(f"<td rowspan=2>{text}</td>" for text in HEAD)
        + f"</tr><tr>{'<td>合计</td><td>财政拨款</td>' * 2}</tr>"
    )
    cells = "".join(f"<td>{text}</td>" for text in ("培训", "100", "100", "300", "300", *ROW))
    page = f"<table>{head}<tr>{cells}</tr></table>"
    (project,) = read("<p>绩效目标表</p><p>单位：万元</p>", page).projects
    assert (project["total"], project["fiscal_appropriation"]) == (Decimal(100), Decimal(100))
    assert project["period_total"] == Decimal(300)
