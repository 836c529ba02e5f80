"""A corrected amount is read in the unit of the printed one, or not put there at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.trust.cases.case import LEVELS
from transforms.parse import parse
from transforms.rows.corrections import check_correction
from transforms.rows.source import Source

PRINTED = "年度资金总额\t10.00"


def corrected(text: str, expect: str, value: str):
    """Total, printed total, and the rules that are told, with what was found."""
    entry = {"id": "x", "document": "2024/a.txt", "field": "total", "expect": expect}
    more = {"value": value, "reason": "misprint", "author": "张三", "date": "2024-05-06"}
    corrections = (check_correction(entry | more),)
    parsed = parse(text.encode(), Source("2024/a.txt", corrections=corrections))
    (project,) = parsed.projects
    told = {one["rule"]: one["found"] for one in parsed.findings}
    return project["total"], project["total_printed"], told


@pytest.mark.parametrize(
    ("caption", "printed", "expect", "value", "total"),
    [
        ("单位：万元", PRINTED, "10.00", "12.5", "12.5"),
        ("单位：元", "年度资金总额\t100000", "100000", "120000", "12"),
        ("单位：万元", "年度资金总额（元）\t100000", "100000", "120000", "12"),
        ("单位：元", "年度资金总额（万元）\t10", "10", "12", "12"),
        ("", "年度资金总额\t10万元", "10万元", "12", "12"),
        ("", "年度资金总额\t100000元", "100000元", "120000", "12"),
        ("单位：万元", "年度资金总额\t100000元", "100000元", "120000", "12"),
        ("单位：元", "年度资金总额\t100000", "100000", "12万元", "12"),
        ("单位：万元", "年度资金总额\t0", "0", "12", "12"),
        ("单位：万元", "年度资金总额\t约十万", "约十万", "10", "10"),
    ],
)
def test_it_has_the_unit_of_what_was_printed(caption, printed, expect, value, total):
    text = LEVELS.replace("单位：万元", caption).replace(PRINTED, printed)
    found, kept, told = corrected(text, expect, value)
    assert (found, kept, told["corrected"]) == (Decimal(total), expect, expect)


@pytest.mark.parametrize("value", ["一百", "12.5.3", "12 或 13", "见附件", "10%"])
def test_what_is_no_amount_is_told_and_changes_nothing(value):
    found, printed, told = corrected(LEVELS, "10.00", value)
    assert (found, printed) == (Decimal(10), "10.00")
    assert told == {"correction_unmatched": f"the correction gives no amount: {value}"}


@pytest.mark.parametrize("value", ["", "-", "无"])
def test_an_amount_that_should_not_be_there_is_taken_away(value):
    found, printed, told = corrected(LEVELS, "10.00", value)
    assert (found, printed, told["corrected"]) == (None, "10.00", "10.00")
