"""Readings at the edges of the rules: notations that the published values do not show, and what the
golden file does not state of them.
"""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.values import parse_value


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("百分之九十五点五", {}, ("=", "implied", 95.5, "%")),
        ("二点五万元", {}, ("=", "implied", 2.5, "万元")),
        ("(95%以上)", {}, (">=", "word", 95, "%")),
        ("达标（≥95%）", {}, (">=", "printed", 95, "%")),
        ("95%", {"operator": "达到"}, (">=", "column", 95, "%")),
        ("95%", {"operator": "达"}, (">=", "column", 95, "%")),
        ("5G基站20个", {}, ("=", "implied", 20, "个")),
        ("12345热线1条", {}, ("=", "implied", 1, "条")),
        ("90%≤X", {}, (">=", "printed", 90, "%")),
        ("排名前三", {}, ("<=", "word", 3, "名")),
    ],
)
def test_numbers(text, given, expected):
    found = parse_value(text, **given)
    assert (found.operator, found.operator_source, found.number, found.unit) == expected


@pytest.mark.parametrize("text", ["≤90%≥80%", "≥80%≤90%"])
def test_bounds_in_either_order(text):
    found = parse_value(text)
    assert (found.operator, found.number, found.upper) == ("between", 80, 90)


@pytest.mark.parametrize("text", ["提前三天完成", "提前3天"])
def test_days_ahead_are_no_rank(text):
    assert parse_value(text).parse_rule != "rank"


def test_a_relation_reached_is_a_lower_bound_in_a_target_and_equal_in_a_result():
    assert parse_value("达到上年水平").operator == ">="
    assert parse_value("达到上年水平", role="actual").operator == "="


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("3月至2024年6月", None, (2024, 3, 1), (2024, 6, 30)),
        ("1月-2023年6月", None, (2023, 1, 1), (2023, 6, 30)),
        ("11月至2024年6月", None, None, (2024, 6, 30)),
        ("11月至2024年6月", 2023, (2023, 11, 1), (2024, 6, 30)),
        ("2023年11月至2024年6月", None, (2023, 11, 1), (2024, 6, 30)),
        ("3月至6月", None, None, None),
    ],
)
def test_a_period_may_print_its_year_at_the_end_only(text, year, first, last):
    found = parse_value(text, year=year)
    assert (found.kind, found.date_from, found.date_to, found.notes) == (
        "date",
        first and dt.date(*first),
        last and dt.date(*last),
        (),
    )


def test_a_deadline_with_another_condition_behind_it():
    found = parse_value("2024年12月底前,验收合格")
    assert (found.kind, found.operator, found.date_to) == ("date", "<=", dt.date(2024, 12, 31))
    assert parse_value("2024年,完成验收").kind == "qualitative"


@pytest.mark.parametrize(
    ("scale", "factor"), [("十万亿", 1e13), ("百万亿", 1e14), ("千万亿", 1e15), ("万亿", 1e12)]
)
def test_every_scale_that_is_read_has_its_factor(scale, factor):
    assert parse_value("3", f"{scale}元").base_number == 3 * factor
