"""The functional class of a project (支出功能分类科目), in the ways and formats that print it."""

from __future__ import annotations

import pytest

from tests.documents import ITEMS, indicators
from tests.layouts.printed import Grid
from tests.layouts.writers import WRITERS, Block, txt
from transforms.parse import parse
from transforms.rows.functions import split
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

FORMATS = {**WRITERS, "txt": txt}
ROADS = ("2140106", "公路养护")
# printed -> code, name, whether it is doubtful
SPLIT = {
    "205": ("205", None, False),
    "20502": ("20502", None, False),
    "2050201": ("2050201", None, False),
    "２０５０２０１学前教育": ("２０５０２０１", "学前教育", False),
    "2050201 学前教育": ("2050201", "学前教育", False),
    "2050201\n学前教育": ("2050201", "学前教育", False),
    "[2050201]学前教育": ("2050201", "学前教育", False),
    "（2050201）学前教育": ("2050201", "学前教育", False),
    "2050201-学前教育": ("2050201", "学前教育", False),
    "2050201：学前教育": ("2050201", "学前教育", False),
    "2050201_学前教育": ("2050201", "学前教育", False),
    "学前教育（2050201）": ("2050201", "学前教育", False),
    "学前教育 2050201": ("2050201", "学前教育", False),
    "205 02 01 学前教育": ("205 02 01", "学前教育", False),
    "205-02-01学前教育": ("205-02-01", "学前教育", False),
    "205类02款01项": ("205类02款01项", None, False),
    "205教育支出-20502普通教育-2050201学前教育": ("2050201", "学前教育", False),
    "教育支出205/普通教育20502/学前教育2050201": ("2050201", "学前教育", False),
    "学前教育": (None, "学前教育", False),
    "教育支出/普通教育/学前教育": (None, "教育支出/普通教育/学前教育", False),
    "/": (None, None, False),
    "20502010": ("20502010", None, True),
    "2050 学前教育": ("2050", "学前教育", True),
    "1030102 收入": ("1030102", "收入", True),
    "2050201学前教育；2080101行政运行": (None, "2050201学前教育；2080101行政运行", True),
    "302": (None, None, True),
    "30201办公费": (None, None, True),
    "50502商品和服务支出": (None, None, True),
}


@pytest.mark.parametrize("text", SPLIT)
def test_code_and_name_of_one_text(text: str) -> None:
    read = split(text)
    assert (read.code, read.name, read.doubt is not None) == SPLIT[text]


def form(*rows: tuple[str | None, ...]) -> tuple[Block, ...]:
    grid = Grid()
    grid.add("项目名称", "道路养护", None, None)
    grid.add("主管部门", "某县交通局", None, None)
    for row in rows:
        grid.add(*row)
    grid.add("年度资金总额", "100.5", None, None)
    grid.add("一级指标", "二级指标", "三级指标", "指标值")
    grid.add("产出指标", "数量指标", "养护里程", "≥12公里")
    grid.add("效益指标", "社会效益指标", "通行率", "≥95%")
    return (grid,)


def listing(*columns: tuple[str, str]) -> tuple[Block, ...]:
    grid = Grid()
    heads, cells = zip(*columns, strict=True)
    grid.add("项目名称", *heads, "预算数", "一级指标", "二级指标", "三级指标", "指标值")
    grid.add("道路养护", *cells, "100.5", "产出指标", "数量指标", "养护里程", "≥12公里")
    grid.add("^", *("^" for _ in cells), "^", "效益指标", "社会效益指标", "通行率", "≥95%")
    return (grid,)


def one_cell(*columns: tuple[str, str]) -> tuple[Block, ...]:
    grid = Grid()
    heads, cells = zip(*columns, strict=True)
    grid.add("项目名称", *heads, "预算数", "绩效指标")
    grid.add("道路养护", *cells, "100.5", indicators(items=ITEMS[:2]))
    return (grid,)


PAGES = {
    "form, two cells": form(("功能分类科目编码", "2140106", "功能分类科目名称", "公路养护")),
    "form, a row each": form(
        ("支出功能科目编码", "2140106", None, None), ("支出功能科目名称", "公路养护", None, None)
    ),
    "form, one cell": form(("支出功能分类科目", "2140106公路养护", None, None)),
    "form, remark in the label": form(
        ("支出功能分类（类款项）", "2140106-公路养护", "项目属性", "延续项目")
    ),
    "form, colon": form(("功能科目：2140106 公路养护", None, None, None)),
    "form, 科目": form(("科目编码", "2140106", "科目名称", "公路养护")),
    "form, beside the economic class": form(
        ("功能科目", "2140106公路养护", "经济科目", "30213维修(护)费")
    ),
    "above": ("功能分类科目：2140106 公路养护", *form()),
    "listing, two columns": listing(
        ("功能分类科目编码", "2140106"), ("功能分类科目名称", "公路养护")
    ),
    "listing, one column": listing(("支出功能分类", "2140106 公路养护")),
    "listing, 科目": listing(("科目编码", "2140106"), ("科目名称", "公路养护")),
    "one cell of indicators": one_cell(("功能科目编码", "2140106"), ("功能科目名称", "公路养护")),
}
NONE = {
    "not printed": form(),
    "economic code under 科目": form(("科目编码", "30213", "科目名称", "维修(护)费")),
    "economic, one cell": form(("支出科目", "30213 维修(护)费", None, None)),
    "economic label": form(("部门经济分类科目", "30213维修(护)费", None, None)),
    "government's economic class": form(("预算科目", "50209维修(护)费", None, None)),
    "a name alone under 科目": form(("科目名称", "维修(护)费", None, None)),
    "economic listing": listing(("科目编码", "30213"), ("科目名称", "维修(护)费")),
    "economic code under 功能": form(("功能科目编码", "30213", None, None)),
}


def read(page: tuple[Block, ...], form: str) -> Parsed:
    data = FORMATS[form]("2024年项目支出绩效目标表", "单位：万元", *page)
    return parse(data, Source(f"2024/a.{form}"))


def classes(parsed: Parsed) -> list[tuple[str | None, str | None]]:
    # the rows beside it are published, with their money
    assert [float(project["total"]) for project in parsed.projects] == [100.5]
    assert [row.finding_id for row in parsed.indicators] == [None, None]
    return [(project["function_code"], project["function_name"]) for project in parsed.projects]


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("page", PAGES)
def test_the_class_that_is_printed(page: str, file: str) -> None:
    parsed = read(PAGES[page], file)
    assert classes(parsed) == [ROADS]
    assert "function_code_doubtful" not in {one["rule"] for one in parsed.findings}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("page", NONE)
def test_no_class_is_taken_from_what_is_none_and_it_is_told(page: str, file: str) -> None:
    parsed = read(NONE[page], file)
    assert classes(parsed) == [(None, None)]
    said = "\n".join(
        f"{one['found']}\n{one['source_text']}" for one in parsed.findings if one["found"]
    )
    printed = (text for grid in NONE[page] if isinstance(grid, Grid) for text in grid.texts)
    for text in printed:
        if "维修" in text or text.startswith(("30", "50")):
            assert text in said


def test_two_labels_that_contradict_each_other_are_told() -> None:
    page = form(("功能科目编码", "2140106", "功能科目名称", "2050201学前教育"))
    parsed = read(page, "html")
    assert classes(parsed) == [("2140106", "学前教育")]
    found = [one["found"] for one in parsed.findings if one["rule"] == "function_code_doubtful"]
    assert found == ["2140106; 2050201"]


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("公路养护", "2140106学前教育"),
        ("公路养护", "学前教育"),
        ("学前教育", "2140106-公路养护"),
        ("公路养护", "公路养护费"),
    ],
)
def test_two_names_of_one_code_are_told(name: str, whole: str, file: str) -> None:
    page = form(("功能科目编码", "2140106", "功能科目名称", name), ("功能科目", whole, None, None))
    parsed = read(page, file)
    assert classes(parsed) == [("2140106", name)]
    (found,) = [one["found"] for one in parsed.findings if one["rule"] == "function_code_doubtful"]
    assert found.split("; ") == [name, whole.removeprefix("2140106").lstrip("-")]


@pytest.mark.parametrize("whole", ["2140106公路养护", "公路养护", "2140106", "公 路 养 护"])
def test_a_name_that_is_said_twice_is_no_doubt(whole: str) -> None:
    page = form(
        ("功能科目编码", "2140106", "功能科目名称", "公路养护"), ("功能科目", whole, None, None)
    )
    parsed = read(page, "txt")
    assert classes(parsed) == [ROADS]
    assert "function_code_doubtful" not in {one["rule"] for one in parsed.findings}
