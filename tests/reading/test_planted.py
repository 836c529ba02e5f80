"""Documents that hold a table are found, wherever it hides; documents that hold none are told to
hold none.
"""

from __future__ import annotations

from tests.reading.planted import FOUND, ONE_CELL, planted
from transforms.parse import parse
from transforms.reading import expand
from transforms.rows.source import Source


def names(name: str, data: bytes) -> set[str | None]:
    return {
        row.name
        for path, content in expand(data, name)
        for row in parse(content, Source(f"2024/{path}")).indicators
    }


def test_ninety_nine_of_a_hundred_planted_tables_are_found():
    documents = list(planted())
    missed = [name for name, data in documents if names(name, data) != FOUND]
    assert len(documents) == 100
    assert len(missed) <= 1, missed


def test_documents_that_only_speak_of_targets_hold_none(corpus):
    paths = sorted((corpus / "no_table").iterdir())
    assert paths
    for path in paths:
        parsed = parse(path.read_bytes(), Source(f"2024/{path.name}"))
        assert parsed.document["status"] == "no_table"
        assert {row["severity"] for row in parsed.findings} <= {"info"}


def test_a_sheet_saved_as_comma_separated_values():
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([["项目支出绩效目标表", *[""] * 4], *ONE_CELL])
    assert names("a.csv", out.getvalue().encode("gb18030")) == FOUND
