"""The same table in every format gives the same cells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.reading.office.make_files import FILES, TARGETS, as_html, convert, texts
from tests.reading.office.shapes import shape, squeezed
from transforms.document import Table
from transforms.joining.join import stitch
from transforms.reading import read

FORMATS = {
    "docx": "docx",
    "doc": "doc",
    "rtf": "rtf",
    "html": "html",
    "xlsx": "xlsx",
    "xls": "xls",
    "ods": "ods",
}


@pytest.mark.parametrize("name", ["word.docx", "excel.xlsx", "excel.xls", "page.html"])
def test_thirty_rows_of_the_truth(corpus, name):
    truth = json.loads((corpus / "pdf/truth.json").read_text(encoding="utf-8"))
    (header,) = clean([truth["header"]])
    blocks = stitch(read((corpus / "pdf" / name).read_bytes(), name).blocks)
    grids = [clean(texts(block)) for block in blocks if isinstance(block, Table)]
    bodies = [grid[grid.index(header) + 1 :] for grid in grids if header in grid]
    assert bodies == [clean(truth["rows"])]


def clean(rows: list[list[str]]) -> list[list[str]]:
    return [[squeezed(text) for text in row] for row in rows]


def first_document(corpus: Path) -> bytes:
    return (corpus / "haizhu_digital_government_center.txt").read_bytes()


def expected(corpus: Path):
    return [
        block if isinstance(block, str) else [[cell or "" for cell in row] for row in block]
        for block in shape(read(first_document(corpus), "first.txt"), squeeze=True)
    ]


@pytest.mark.parametrize("extension", TARGETS)
def test_first_document_in_every_format(corpus, extension):
    document = read((FILES / f"first.{extension}").read_bytes(), "no name helps")
    assert document.format == FORMATS[extension]
    assert shape(document, squeeze=True) == expected(corpus)


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed: the files in files/ stand for it",
)
@pytest.mark.parametrize("extension", ["doc", "xls"])
def test_first_document_as_libreoffice_saves_it_now(corpus, extension, tmp_path):
    file = convert(as_html(first_document(corpus)), extension, tmp_path)
    assert shape(read(file.read_bytes(), "x"), squeeze=True) == expected(corpus)


@pytest.mark.parametrize("extension", TARGETS)
def test_reading_twice_gives_the_same(extension):
    data = (FILES / f"first.{extension}").read_bytes()
    assert shape(read(data, "x")) == shape(read(data, "x"))
