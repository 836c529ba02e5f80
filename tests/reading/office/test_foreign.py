"""Parts of another format that Word shows in its text: a page, a document, a sheet of Excel."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from transforms.document import Document, Line
from transforms.parse import parse
from transforms.reading import read
from transforms.rows.source import Source

ODD = Path(__file__).parents[2] / "material" / "prints" / "odd" / "altchunk"
VALUES = ["≥12次", "≥99.5%", "≤2小时", "≤120.5万元", "≥95%", "≥90%"]
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="a" Type="t" Target="{target}"{more}/></Relationships>'
)
BODY = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    f'wordprocessingml/2006/main" xmlns:r="{RELATION}" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>{body}</w:body></w:document>'
)
CHUNK = '<w:altChunk r:id="a"/>'
OBJECT = (
    '<w:p><w:r><w:object><o:OLEObject ProgID="{program}" {more}r:id="a"/></w:object></w:r></w:p>'
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, content: bytes | None, target: str = "part.bin", more: str = "") -> bytes:
    """A Word file with one part of another format."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("word/document.xml", BODY.format(body=body))
        relations = RELATIONS.format(target=target, more=more)
        made.writestr("word/_rels/document.xml.rels", relations)
        if content is not None:
            made.writestr("word/part.bin", content)
    return out.getvalue()


def workbook(*sheets: str) -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.remove(book.active)
    for name in sheets:
        book.create_sheet(name).append([name, "1"])
    book.save(out)
    return out.getvalue()


def texts(document: Document) -> list[str]:
    return [
        block.text if isinstance(block, Line) else "|".join(cell.text for cell in block.cells())
        for block in document.blocks
    ]


@pytest.mark.parametrize("name", ["35_altchunk_html", "35_altchunk_mht", "36_embedded_xlsx"])
def test_a_table_in_another_part_is_read(name):
    parsed = parse((ODD / f"{name}.docx").read_bytes(), Source("2024/a.docx"))
    assert parsed.document["status"] == "curated"
    assert [row.annual_value for row in parsed.indicators] == VALUES
    assert [str(project["total"]) for project in parsed.projects] == ["120.50"]


PARTS = {
    "page": b"<html><body><p>inside</p></body></html>",
    "text": "第一行".encode(),
    "document": word(paragraph("inside"), None),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_it_stands_in_its_place(part):
    body = paragraph("before") + CHUNK + paragraph("behind")
    before, inside, behind = texts(read(word(body, part), "a.docx"))
    assert (before, behind) == ("before", "behind")
    assert inside in ("inside", "第一行")


@pytest.mark.parametrize("target", ["part.bin", "/word/part.bin", "../word/part.bin"])
def test_the_names_of_its_part(target):
    data = word(CHUNK, PARTS["page"], target)
    assert texts(read(data, "a.docx")) == ["inside"]


def test_a_sheet_that_is_shown_is_read_and_an_icon_is_not():
    shown = OBJECT.format(program="Excel.Sheet.12", more="")
    assert texts(read(word(shown, workbook("one")), "a.docx")) == ["one|1"]
    icon = OBJECT.format(program="Excel.Sheet.12", more='DrawAspect="Icon" ')
    document = read(word(icon, workbook("one")), "a.docx")
    assert (document.blocks, document.unread) == ((), ())


UNREAD = {
    "no part": word(CHUNK, None),
    "no relation": word(CHUNK.replace('"a"', '"b"'), PARTS["page"]),
    "elsewhere": word(CHUNK, PARTS["page"], more=' TargetMode="External"'),
    "unknown": word(CHUNK, b"PK\x03\x04 broken"),
    "several sheets": word(OBJECT.format(program="Excel.Sheet.12", more=""), workbook("a", "b")),
}


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_read_is_told(data):
    document = read(data, "a.docx")
    assert [one.rule for one in document.unread] == ["unread_part"]
    assert parse(data, Source("2024/a.docx")).document["status"] == "unreadable"


def test_documents_inside_documents_end():
    data = word(paragraph("0"), None)
    for level in range(1, 12):
        data = word(paragraph(str(level)) + CHUNK, data)
    document = read(data, "a.docx")
    assert [one.rule for one in document.unread] == ["unread_part"]
    assert texts(document)[0] == "11"
