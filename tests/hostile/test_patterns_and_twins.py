"""Texts that kept a pattern busy for ever, members of one name, halves of characters, brackets."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from transforms.layouts.shared.grid_rows import is_placeholder
from transforms.parse import parse
from transforms.reading import expand
from transforms.reading.web.html import matches
from transforms.rows.source import Source

MATERIAL = Path(__file__).parents[1] / "material"
ODD = MATERIAL / "prints" / "odd"
SIX = 6
NEVER_HTML = [
    " " * 40 + "2024年项目支出绩效目标表\n故障响应时间 <2小时",
    "\n\t " * 30 + "a < b",
    "<!-- a -->" * 40 + "text",
    "<?xml version='1.0'?>" + " <!-- a --> " * 30 + "<Workbook/>",
]
LEADERS = [
    "." * 28 + "甲",
    "…" * 10 + "其他",
    "指标1：" * 20 + "x",
    "·" * 5000 + "一",
    "~-" * 3000 + "1",
]


@pytest.mark.parametrize("text", NEVER_HTML)
def test_what_stands_before_the_first_tag_is_passed_over_once(text):
    began = time.process_time()
    assert not matches(text.encode())
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("text", LEADERS)
def test_leaders_before_a_word_are_passed_over_once(text):
    began = time.process_time()
    assert not is_placeholder(text)
    assert time.process_time() - began < 0.5


def _twins(*names: str) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for number, name in enumerate(names):
            archive.writestr(name, f"甲{number}")
    return out.getvalue()


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (("a.txt", "a.txt"), ["a.txt", "a (2).txt"]),
        (("a.txt", "a.txt", "a.txt"), ["a.txt", "a (2).txt", "a (3).txt"]),
        (("x/../a.txt", "a.txt", "/a.txt"), ["x/a.txt", "a.txt", "a (2).txt"]),
        (("a", "a"), ["a", "a (2)"]),
        (("b.d/a", "b.d/a"), ["b.d/a", "b.d/a (2)"]),
        (("a (2).txt", "a.txt", "a.txt"), ["a (2).txt", "a.txt", "a (2) (2).txt"]),
    ],
)
def test_members_of_one_name_are_told_apart(names, paths):
    read = [path for path, _ in expand(_twins(*names), "z.zip")]
    assert read == [f"z.zip!{path}" for path in paths]


@pytest.mark.parametrize(
    "file", sorted((ODD / "grid_crash").glob("*.pdf")), ids=lambda file: file.name
)
def test_a_bracket_or_a_tick_is_no_table(file):
    parsed = parse(file.read_bytes(), Source(f"2024/{file.name}"))
    assert [row.finding_id for row in parsed.indicators] == [None] * SIX


def test_half_of_a_character_holds_its_row_back():
    file = ODD / "surrogate" / "73_lone_surrogate.pdf"
    parsed = parse(file.read_bytes(), Source(f"2024/{file.name}"))
    held = [row.name for row in parsed.indicators if row.finding_id]
    assert (len(parsed.indicators), held) == (SIX, ["\ufffd件办结率"])
