from __future__ import annotations

from decimal import Decimal

import pytest

from transforms.words.amounts import Amount, caption_unit, read_amount


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("1,460.00", "万元", "1460"),
        ("14,600,000.00", "元", "1460"),
        ("0.146", "亿元", "1460"),
        ("10606.7522万元", "元", "10606.7522"),
        ("250万", None, "250"),
        ("8,827,620.53", "元", "882.762053"),
        ("０．５", "万元", "0.5"),
        ("0.00", "万元", "0"),
        ("-12.5", "万元", "-12.5"),
        ("￥20.00", "万元", "20"),
        ("3 亿元", None, "30000"),
        ("3亿", "元", "30000"),
        ("−12.5", "万元", "-12.5"),
        ("－12.5", "万元", "-12.5"),
        ("999999999999.999999", "万元", "999999999999.999999"),
    ],
)
def test_amounts_are_exact_in_ten_thousand_yuan(printed, unit, value):
    assert read_amount(printed, unit).value == Decimal(value)


@pytest.mark.parametrize("printed", ["", " ", "-", "--", "—", "——", "/", "无"])
def test_blank_is_no_amount_and_no_problem(printed):
    amount = read_amount(printed, "万元")
    assert (amount.value, amount.problem) == (None, None)


@pytest.mark.parametrize(
    ("printed", "unit", "problem"),
    [
        ("854万854万", "万元", "amount_unreadable"),
        ("约20", "万元", "amount_unreadable"),
        ("10", None, "amount_unit_missing"),
        ("1,46.00", "万元", "amount_unreadable"),
        ("0.001", "元", "amount_unreadable"),
        ("9" * 20, "万元", "amount_unreadable"),
        ("1000000000000", "万元", "amount_unreadable"),
    ],
)
def test_what_is_no_amount_is_a_problem(printed, unit, problem):
    amount = read_amount(printed, unit)
    assert (amount.value, amount.problem) == (None, problem)


@pytest.mark.parametrize(
    ("printed", "unit", "amount"),
    [
        (" 10.00 ", "万元", Amount(" 10.00 ", Decimal("10.00"))),
        ("10元", "万元", Amount("10元", Decimal("0.0010"), "元")),
        ("3亿", None, Amount("3亿", Decimal(30000), "亿元")),
        ("－", "元", Amount("－", None)),
        ("约20", "元", Amount("约20", None, problem="amount_unreadable")),
        ("10", None, Amount("10", None, problem="amount_unit_missing")),
        ("0.001元", "万元", Amount("0.001元", None, "元", "amount_unreadable")),
    ],
)
def test_an_amount_says_what_is_printed_and_its_own_unit(printed, unit, amount):
    assert read_amount(printed, unit) == amount


def test_no_cell_is_no_amount():
    assert read_amount(None, "万元") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("（单位：人民币万元）", "万元"),
        ("单 位：亿元", "亿元"),
        ("单位：千元", "千元"),
        ("部门名称：某局  单位：元", "元"),
        ("单位：个", None),
        ("资金使用单位：某局", None),
    ],
)
def test_caption_unit(text, unit):
    assert caption_unit(text) == unit
