"""Tables in the wordings of other places than the corpus: a page each in unseen/, and below ``===``
the rows that it must give in every format.

A line that begins with ``>`` stands outside the tables; ``<`` goes on with the cell to the left,
``^`` with the one above, ``\\n`` is a line break. ``python -m tests.layouts.test_unseen NAME``
prints what a page gives today; read it row by row before it becomes what is expected.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.layouts.printed import blocks
from tests.layouts.writers import WRITERS, txt
from transforms.parse import parse
from transforms.rows.parsed import IndicatorRow, Parsed
from transforms.rows.source import Source
from transforms.values.manual import reading

PAGES = sorted((Path(__file__).parent / "unseen").glob("*.txt"))
PROJECT = (
    "project",
    "department",
    "spending_unit",
    "total",
    "fiscal_appropriation",
    "other_funds",
    "period_total",
    "executed",
    "score",
    "term_start",
    "term_end",
    "attribute",
    "document_kind",
)
NOT_OF_THE_TABLE = {"region_unknown", "region_ambiguous", "year_contradiction"}


def said(parsed: Parsed) -> list[str]:
    """Projects, rows and findings, a line each."""
    lines = [
        " ".join(
            f"{name}={project[name]:f}" if name in PROJECT[3:8] else f"{name}={project[name]}"
            for name in PROJECT
            if project[name] is not None
        )
        for project in parsed.projects
    ]
    rules = sorted({finding["rule"] for finding in parsed.findings} - NOT_OF_THE_TABLE)
    return [
        *lines,
        *(_row(parsed, row) for row in parsed.indicators),
        "findings: " + (" ".join(rules) or "none"),
    ]


def _row(parsed: Parsed, row: IndicatorRow) -> str:
    numbers = (f"{number:g}" if number is not None else "" for number in (row.points, row.score))
    cells = (
        parsed.projects[row.project_index]["project"],
        row.category,
        row.subcategory,
        row.name,
        row.period_value,
        row.annual_value,
        row.actual_value,
        reading(row.effective),
        *numbers,
        row.place,
        row.deviation_note,
        row.explanation,
        "held back" if row.finding_id else None,
    )
    return " | ".join(cell or "" for cell in cells).rstrip(" |").replace("\n", "\\n")


def given(page: Path, form: str) -> list[str]:
    """What the page says when it is written in that format and read."""
    writer = txt if form == "txt" else WRITERS[form]
    year = next(part for part in page.stem.split("_") if part.isdigit())
    return said(
        parse(
            writer(*blocks(page.read_text(encoding="utf-8"))), Source(f"{year}/{page.stem}.{form}")
        )
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_gives_its_rows_in_every_format(page: Path) -> None:
    wanted = page.read_text(encoding="utf-8").split("\n===\n")[1].strip().split("\n")
    assert {form: given(page, form) for form in WRITERS} == dict.fromkeys(WRITERS, wanted)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_gives_its_indicators_as_text_without_merged_cells(page: Path) -> None:
    wanted = page.read_text(encoding="utf-8").split("\n===\n", 1)[1].strip().split("\n")
    assert [line.split(" | ")[:8] for line in given(page, "txt") if " | " in line] == [
        line.split(" | ")[:8] for line in wanted if " | " in line
    ]


def test_there_are_many_pages() -> None:
    assert len(PAGES) >= 30


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\n".join(given(next(page for page in PAGES if page.stem == name), "xlsx")))
