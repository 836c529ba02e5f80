"""Lines above the pages that read like headings but belong to the page, and those that do not."""

from __future__ import annotations

import pytest

from transforms.document import Cell, Line, Row, Table
from transforms.joining.join import stitch

FORM = [
    ("项目名称", "农村公路养护", "", ""),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "养护里程", "≥12公里"),
    ("", "质量指标", "合格率", "100%"),
    ("效益指标", "社会效益指标", "受益人数", "≥300人"),
]
BROWSER = [
    "11/29/26, 8:17 PM 绩效目标公开",
    "2024/11/29 20:17 某局2024年项目支出绩效目标表",
    "2024年11月29日 下午8:17 绩效目标表",
]


def part(rows, page: int) -> Table:
    return Table(tuple(Row(Cell(text, at, page) for text in row) for at, row in enumerate(rows, 3)))


def form(number: int) -> list[tuple[str, ...]]:
    """The form of another project."""
    return [("项目名称", f"第{number}小学维修", "", ""), *FORM[1:]]


def line(text: str, page: int, y: float) -> Line:
    return Line(text, int(y), page, box=(60.0, y, 300.0, y + 10))


def tables(*blocks) -> list[int]:
    return [len(one.rows) for one in stitch(blocks) if isinstance(one, Table)]


@pytest.mark.parametrize("head", BROWSER)
@pytest.mark.parametrize("at", [3, 4])
def test_what_a_browser_prints_above_each_page_parts_no_table(head: str, at: int) -> None:
    found = tables(
        line(head, 1, 20),
        line("项目支出绩效目标表", 1, 60),
        part(form(1), 1),
        line("项目支出绩效目标表", 1, 460),
        part(FORM[:at], 1),
        line("file:///a/ys.html 1/2", 1, 820),
        line(head, 2, 20),
        part(FORM[at:], 2),
        line("file:///a/ys.html 2/2", 2, 820),
    )
    assert found == [len(FORM), len(FORM)]


@pytest.mark.parametrize("head", ["2024年部门预算绩效目标公开", "某局项目支出绩效目标表"])
def test_a_heading_above_a_title_and_above_rows_belongs_to_the_page(head: str) -> None:
    found = tables(
        line(head, 1, 30),
        line("项目支出绩效目标表", 1, 60),
        part(form(1), 1),
        line("项目支出绩效目标表", 1, 460),
        part(FORM[:3], 1),
        line(head, 2, 30),
        part(FORM[3:], 2),
    )
    assert found == [len(FORM), len(FORM)]


def test_the_same_title_above_every_form_parts_them() -> None:
    forms = [
        block
        for page in (1, 2)
        for block in (line("项目支出绩效目标表", page, 60), part(form(page), page))
    ]
    assert tables(*forms) == [len(FORM), len(FORM)]


def test_a_heading_at_another_height_is_none_of_the_page() -> None:
    found = tables(
        line("某局项目支出绩效目标表", 1, 30),
        line("项目支出绩效目标表", 1, 60),
        part(FORM, 1),
        line("某局项目支出绩效目标表", 2, 300),
        part(FORM[1:], 2),
    )
    assert found == [len(FORM), len(FORM) - 1]


@pytest.mark.parametrize("text", ["（此页无正文）", "本页以下空白", "此页为空白页"])
def test_a_page_without_text_says_so_and_parts_nothing(text: str) -> None:
    found = tables(
        line("项目支出绩效目标表", 1, 60),
        part(FORM[:3], 1),
        line(text, 2, 60),
        part(FORM[3:], 3),
    )
    assert found == [len(FORM)]
