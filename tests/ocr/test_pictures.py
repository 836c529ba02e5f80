"""Pictures wherever they stand: files of their own, pages of a PDF, large pictures in Word. With
the extra they are read, without it they are told.
"""

from __future__ import annotations

import sys

import pytest

pytest.importorskip("rapidocr", reason="the extra jixiao[ocr] is not installed")

from tests.ocr import small
from transforms.document import Document, Line
from transforms.parse import parse
from transforms.reading import read
from transforms.reading.picture import ocr as _ocr
from transforms.rows.source import Source

EXPECTED = [[text[:7] for text in row] for row in small.ROWS]


def cells(document: Document):
    return [
        [[cell and cell.text for cell in row] for row in table.rows] for table in document.tables()
    ]


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_alone(kind):
    document = read(small.as_file(kind), "x")
    assert (document.format, document.pages, document.unread) == ("image", 1, ())
    assert cells(document) == [EXPECTED]
    assert all("ocr" in cell.repaired for table in document.tables() for cell in table.cells())


def test_a_picture_that_does_not_say_its_size_pasted_into_a_workbook(tmp_path):
    from openpyxl import Workbook
    from openpyxl.drawing.image import Image

    small.picture().save(tmp_path / "a.png")
    book = Workbook()
    book.worksheets[0].add_image(Image(tmp_path / "a.png"), "A1")
    book.save(tmp_path / "a.xlsx")
    assert cells(read((tmp_path / "a.xlsx").read_bytes(), "x")) == [EXPECTED]


def test_a_fax_of_two_pages():
    again = small.picture().convert("L")
    document = read(small.as_file("tiff", save_all=True, append_images=[again]), "x")
    assert cells(document) == [EXPECTED, EXPECTED]
    assert [next(table.cells()).page for table in document.tables()] == [1, 2]


def test_a_scanned_annex_of_a_pdf():
    document = read(small.annex(), "x")
    assert cells(document) == [EXPECTED]
    assert document.unread == ()


def test_a_heading_in_a_font_that_is_not_embedded_is_drawn_before_it_is_recognised():
    document = read(small.half_scanned(), "x")
    assert cells(document) == [EXPECTED]
    assert "海珠区教育局整体绩效目标公开" in [
        one.text for one in document.blocks if isinstance(one, Line)
    ]


@pytest.mark.parametrize("of", ["image", "pdf", "docx"])
def test_a_character_that_the_engine_read_and_the_reader_lost_is_told(of, monkeypatch):
    sound = _ocr._glyphs
    monkeypatch.setattr(_ocr, "_glyphs", lambda *arguments: list(sound(*arguments))[:6])
    data = {"image": lambda: small.as_file("png"), "pdf": small.annex, "docx": small.word}[of]()
    document = read(data, "x")
    assert document.format == of
    ((_, message),) = [(one.page, one.message) for one in document.unaccounted]
    assert "characters end nowhere" in message


def test_a_picture_in_word():
    assert cells(read(small.word(), "x")) == [EXPECTED]
    assert read(small.word(centimetres=(5, 3)), "x").unread == ()


@pytest.mark.parametrize(
    "data", [small.as_file("jpeg"), small.annex(), small.word()], ids=["picture", "annex", "word"]
)
def test_without_the_extra_it_is_told_what_to_install(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    parsed = parse(data, Source("2024/a"))
    assert parsed.document["status"] == "unreadable"
    assert [(row["rule"], "make ocr" in row["found"]) for row in parsed.findings] == [
        ("needs_ocr", True)
    ]


def test_an_icon_is_no_document_with_a_table():
    icon = small.as_file("png")[:600]
    assert read(icon, "x").blocks == ()


def test_a_damaged_picture_is_told():
    parsed = parse(small.as_file("jpeg")[:9000], Source("2024/a.jpg"))
    assert (parsed.document["status"], [row["rule"] for row in parsed.findings]) == (
        "unreadable",
        ["broken_file"],
    )
