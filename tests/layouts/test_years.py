"""Columns of years: which one holds the targets, and none where the form does not say its year."""

from __future__ import annotations

import pytest

from tests.layouts.printed import blocks
from tests.layouts.writers import WRITERS, txt
from transforms.parse import parse
from transforms.rows.source import Source

PAGE = """> {title}
项目名称 | 企业培育 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | {heads}
产出指标 | 数量指标 | 新增高新技术企业 | 260家 | 300家 | 340家
^ | 质量指标 | 认定通过率 | 55% | 58% | 60%
"""
BELOW = """> {title}
项目名称 | 企业培育 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
^ | ^ | ^ | {heads}
产出指标 | 数量指标 | 新增高新技术企业 | 260家 | 300家 | 340家
^ | 质量指标 | 认定通过率 | 55% | 58% | 60%
"""
TITLED, UNTITLED = "项目支出绩效目标表（2024年度）", "项目支出绩效目标表"


def values(page: str, title: str, heads: str, form: str) -> list[str | None]:
    writer = txt if form == "txt" else WRITERS[form]
    data = writer(*blocks(page.format(title=title, heads=heads)))
    parsed = parse(data, Source(f"2024/a.{form}"))
    return [row.annual_value for row in parsed.indicators if row.finding_id is None]


@pytest.mark.parametrize("form", ["xlsx", "txt"])
@pytest.mark.parametrize("page", [PAGE, BELOW])
@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("2022年 | 2023年 | 2024年", ["340家", "60%"]),
        ("2024年 | 2025年 | 2026年", ["260家", "55%"]),
        ("2023年度 | 2024年度 | 2025年度", ["300家", "58%"]),
        ("2022年完成值 | 2023年完成值 | 2024年目标值", ["340家", "60%"]),
        ("2022年基期值 | 2023年预计完成值 | 2024年指标值", ["340家", "60%"]),
        ("2024年目标值 | 2025年目标值 | 2026年目标值", ["260家", "55%"]),
    ],
)
def test_the_form_s_year_has_the_targets(page, heads, wanted, form):
    assert values(page, TITLED, heads, form) == wanted


@pytest.mark.parametrize("form", ["xlsx", "txt"])
@pytest.mark.parametrize("page", [PAGE, BELOW])
def test_without_the_form_s_year_no_column_has_them(page, form):
    assert values(page, UNTITLED, "2022年 | 2023年 | 2024年", form) == []
    assert values(page, TITLED, "2019年 | 2020年 | 2021年", form) == []


@pytest.mark.parametrize("form", ["xlsx", "txt"])
def test_the_only_year_with_targets_needs_no_title(form):
    heads = "2022年完成值 | 2023年完成值 | 2024年目标值"
    assert values(PAGE, UNTITLED, heads, form) == ["340家", "60%"]


SIGNED = """> {title}
项目名称 | 企业培育 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | < | < | < | <
^ | ^ | ^ | {heads}
产出指标 | 数量指标 | 新增高新技术企业 | {many}
^ | 质量指标 | 认定通过率 | {share}
"""


@pytest.mark.parametrize("form", ["xlsx", "txt", "docx", "html"])
@pytest.mark.parametrize(
    ("heads", "many", "share"),
    [
        ("2023年度|指标性质|2024年度|计量单位|2025年度", "260家|≥|300|家|340家", "55%|≥|58|%|60%"),
        ("2023年度|符号|2024年度|单位|2025年度", "260家|≥|300|家|340家", "55%|≥|58|%|60%"),
        ("指标性质|2024年度|计量单位|2023年度|2025年度", "≥|300|家|260家|340家", "≥|58|%|55%|60%"),
    ],
)
def test_signs_and_units_between_the_years_are_those_of_the_targets(heads, many, share, form):
    page = SIGNED.format(title=TITLED, heads=heads, many=many, share=share).replace("|", " | ")
    data = (txt if form == "txt" else WRITERS[form])(*blocks(page))
    rows = parse(data, Source(f"2024/a.{form}")).indicators
    assert [(row.annual.operator, row.annual.number) for row in rows] == [(">=", 300), (">=", 58)]


@pytest.mark.parametrize("form", ["xlsx", "txt"])
@pytest.mark.parametrize("head", ["年度工作目标", "本期", "当年数"])
def test_values_below_a_blank_header_hold_the_row_back(head, form):
    """Which of the columns holds the target cannot be told where one has no header."""
    page = BELOW.replace(" | < | <\n^ | ^ | ^", " |  | \n |  | ").replace("^", "")
    heads = f"2023年度 | {head} | 2025年度"
    assert values(page, TITLED, heads, form) == []
