"""Points and scores: a number, nothing, or told; a text that is no number is not lost."""

from __future__ import annotations

import pytest

from tests.trust.cases.case import LEVELS
from transforms.parse import parse
from transforms.rows.source import Source

SCORED = LEVELS.replace("年度指标值\n", "年度指标值\t分值\t得分\n").replace(
    "≥90%\n", "≥90%\t10\t10\n"
)


def read(points: str, score: str):
    """Points and score of the first row, and what is told of them."""
    text = SCORED.replace("≥1次\n", f"≥1次\t{points}\t{score}\n")
    parsed = parse(text.encode(), Source("2024/a.txt"))
    row = parsed.indicators[0]
    told = [one["found"] for one in parsed.findings if one["rule"] == "number_unreadable"]
    assert row.finding_id is None
    return row.points, row.score, told, row.flags


@pytest.mark.parametrize(
    "printed",
    [
        "优",
        "良好",
        "9.5-10",
        "10/20",
        "一十",
        "8(扣2分)",
        "合格",
        "见说明",
        "9、10",
        "A级",
        "不适用",
    ],
)
def test_a_text_that_is_no_number_is_told(printed):
    assert read("10", printed) == (10, None, [printed], "number_unreadable")
    assert read(printed, "9.5") == (None, 9.5, [printed], "number_unreadable")


@pytest.mark.parametrize("printed", ["", "-", "--", "—", "——", "/", "无"])
def test_a_cell_that_says_nothing_is_no_number_and_no_finding(printed):
    assert read("10", printed) == (10, None, [], "")


@pytest.mark.parametrize("printed", ["9.5", "9.5分", "９.５", "(9.5)"])
def test_a_number_is_read_with_what_stands_around_it(printed):
    assert read("10", printed) == (10, 9.5, [], "")
