"""Each word of schemas/vocabulary changes a reading: in its place, a word that nobody knows reads
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.lookup import Record, rows
from transforms.values import Target, parse_value
from transforms.values.quantities import blank_names
from transforms.values.vocabulary import spelled

FOLDER = Path(__file__).parents[2] / "schemas" / "vocabulary"
TABLES = sorted(file.stem for file in FOLDER.glob("*.csv"))
NOBODY_KNOWS = "囗"

# where a word stands: the column that says it, then a value or a cell that holds the word
IN_A_VALUE = {
    "measures": "完成8{0}、完成八{0}",
    "scales": "3{}元",
    "changes": "{}5%",
    "operators more": "{}3个",
    "operators less": "{}3个",
    "operators sign": "{}3个",
    "operators before": "{}3个",
    "operators reached": "{}3个",
    "operators not_less": "不{}3个",
    "operators not_more": "不{}3个",
    "operators negation": "{}低于3个",
    "operators may": "不{}低于3个",
    "operators again": "不{}低于3个",
    "operators or_equal": "大于{}3个",
    "operators lean": "≥{}3个",
    "operators and": "3个{}以上",
    "operators after_and": "3个{}",
    "operators after": "3个{}",
    "bases against": "不低于{}",
    "bases alone": "{}增长5%",
    "bases of": "不低于{}预算",
    "qualities verifiable": "{}",
    "qualities verifiable_unless_vague": "{}",
    "qualities vague": "建成{}",
    "events deadline": "{}前",
    "events mishap": "零{}",
    "ranks before": "{}第一",
    "ranks unit": "前三{}",
    "ranks no_rank": "前三{}",
    "numerals digit": "三十{}个",
    "numerals zero": "一百{}五个",
    "numerals unit": "二{}个",
    "numerals section": "二{}三千个",
    "periods": "3次/{}",
    "each counted": "每{}8元",
    "each behind": "每亭{}8元",
}
KINDS = ("stands", "measurability", "kind")


def every_word() -> Iterator[tuple[str, Record, str]]:
    for table in TABLES:
        for row in rows(f"vocabulary/{table}"):
            for word in spelled(row["word"]):
                plain = word.replace("*", "的").replace("?", "的").replace("#", "1")
                yield table, row, plain


def frame(table: str, row: Record) -> str | None:
    kind = next((row[column] for column in KINDS if column in row), "")
    return IN_A_VALUE.get(f"{table} {kind}") or IN_A_VALUE.get(table)


def beside(table: str, row: Record, word: str) -> str:
    """The word with what must stand before and behind it."""
    before = (row.get("preceded_by") or "").split("|")[0].strip("^")
    behind = (row.get("followed_by") or "").split("|")[0].strip("$")
    return before + word + ("" if table == "scales" else behind)


@pytest.mark.parametrize("table", TABLES)
def test_each_word_in_a_value_changes_its_reading(table):
    idle = []
    for name, row, word in every_word():
        if name == table and (value := frame(table, row)):
            known = parse_value(value.format(beside(table, row, word)))
            if known == parse_value(value.format(beside(table, row, NOBODY_KNOWS))):
                idle.append(word)
    assert idle == []


STANDS = {
    "name": "{}",
    "one": "{}",
    "after_digits": "12345{}",
    "before_hotline": "12345{}热线",
    "after_items": "三项{}",
    "after_class": "三类{}",
}


def test_each_name_keeps_its_digits_from_being_quantities():
    for table, row, word in every_word():
        if table == "digit_names":
            text = STANDS[row["stands"]].format(beside(table, row, word))
            assert "〓" in blank_names(text), word
            assert blank_names(text) != blank_names(text.replace(word, NOBODY_KNOWS)), word


def in_a_column(row: Record, word: str) -> Target:
    if row["used"] == "same":
        return parse_value(f"≥3{row['unit']}", word)
    return parse_value("3", word)


def test_each_spelling_of_a_unit_is_understood():
    for row in rows("vocabulary/unit_spellings"):
        reading = in_a_column(row, row["word"])
        assert reading != in_a_column(row, NOBODY_KNOWS), row
        if row["used"] == "same":
            assert "unit_contradiction" not in reading.notes
        else:
            assert row["unit"] in (reading.unit, reading.base_unit), row


def test_each_cell_without_an_operator_is_understood():
    for row in rows("vocabulary/operators"):
        if row["stands"] == "no_operator":
            assert "operator_unknown" not in parse_value("3个", None, row["word"]).notes
    assert "operator_unknown" in parse_value("3个", None, NOBODY_KNOWS).notes


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice_and_none_is_left_unasked(table):
    records = [tuple(row.values()) for row in rows(f"vocabulary/{table}")]
    assert len(set(records)) == len(records)
    asked = {"digit_names", "unit_spellings"}
    assert table in asked or all(
        frame(table, row) or row["stands"] == "no_operator" for row in rows(f"vocabulary/{table}")
    )
