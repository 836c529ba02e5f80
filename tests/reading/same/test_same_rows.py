"""The first document in every format and as everybody prints it: the same rows as its text, in
every column but ids, path, format and place.
"""

from __future__ import annotations

import shutil

import pytest

from tests.browser import CHROMIUM
from tests.reading.office.make_files import FILES as OFFICE
from tests.reading.office.make_files import TARGETS
from tests.reading.same import make_prints
from transforms.parse import parse
from transforms.rows.arrow_tables import tables
from transforms.rows.source import Source

NAMES = ("documents", "projects", "indicators", "quarantine", "readings")
ELSEWHERE = {
    "indicator_id",
    "project_id",
    "document_id",
    "path",
    "format",
    "bytes",
    "page",
    "pages",
    "sheet",
    "row",
    "char_start",
    "char_end",
    "parser_version",
    "sha256",
    "title",
}
PRINTS = ("writer.pdf", "calc.pdf", "calc_without_rules.pdf", "chromium.pdf")
SAVED = [OFFICE / f"first.{extension}" for extension in TARGETS] + [
    make_prints.FILES / name for name in PRINTS
]


def rows(data: bytes, extension: str):
    """The rows of every table without what may differ, in the order of the document."""
    whole = tables([parse(data, Source(f"2024/a.{extension}"))], "")
    return {
        name: sorted(
            (
                {key: value for key, value in row.items() if key not in ELSEWHERE}
                for row in whole[name].to_pylist()
            ),
            key=str,
        )
        for name in NAMES
    } | {"findings": sorted(row["rule"] for row in whole["findings"].to_pylist())}


@pytest.fixture(scope="module")
def expected(corpus):
    return rows((corpus / "haizhu_digital_government_center.txt").read_bytes(), "txt")


def test_the_text_itself_has_24_indicators(expected):
    assert (len(expected["indicators"]), len(expected["projects"]), expected["quarantine"]) == (
        24,
        5,
        [],
    )


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.name)
def test_the_same_rows(file, expected):
    found = rows(file.read_bytes(), file.suffix[1:])
    for name, wanted in expected.items():
        assert found[name] == wanted, name


@pytest.mark.parametrize(
    ("name", "printer", "program"),
    [
        ("writer", make_prints.writer, shutil.which("soffice")),
        ("calc", make_prints.calc, shutil.which("soffice")),
        ("chromium", make_prints.chromium, CHROMIUM),
    ],
)
def test_as_it_is_printed_now(corpus, tmp_path, expected, name, printer, program):
    if program is None:
        pytest.skip(f"{name} is not installed: the files in files/ stand for it")
    printer((corpus / "haizhu_digital_government_center.txt").read_bytes(), tmp_path / "now.pdf")
    assert rows((tmp_path / "now.pdf").read_bytes(), "pdf") == expected
