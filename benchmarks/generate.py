"""Many documents of a realistic mix: `python -m benchmarks.generate FOLDER [--count 10000] [--seed
1]`. The same seed makes the same bytes.

35 % PDF (of those with targets half are whole budgets), 25 % workbooks, 15 % Word, 15 % HTML, 10 %
text; three layouts; 1 to 40 projects; counties and cities of all provinces; four years.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import random
import zipfile
from collections.abc import Callable
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.contents import Contents, contents

YEARS = (2022, 2023, 2024, 2025)
_EPOCH = (2024, 1, 1, 0, 0, 0)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default'
    ' Extension="xml" ContentType="application/xml"/><Override PartName="{part}"'
    ' ContentType="{kind}"/>{more}</Types>'
)
_RELATION = (
    f'<Relationships xmlns="{_PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_OOXML = "application/vnd.openxmlformats-officedocument."


def as_text(made: Contents) -> bytes:
    """Lines, and cells between tabs."""
    return "\n".join([*made.lines, *("\t".join(row) for row in made.table), ""]).encode()


def as_html(made: Contents) -> bytes:
    """A page with one table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in made.table
    )
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in made.lines)
    head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{made.lines[0]}</title></head>"
    return f"{head}<body>{lines}<table border=1>{rows}</table></body></html>".encode()


def as_docx(made: Contents) -> bytes:
    """A Word document with one table."""

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"

    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in made.table
    )
    body = "".join(map(paragraph, made.lines)) + f"<w:tbl>{rows}</w:tbl><w:p/>"
    return _package(
        {
            "[Content_Types].xml": _TYPES.format(
                part="/word/document.xml",
                kind=_OOXML + "wordprocessingml.document.main+xml",
                more="",
            ),
            "_rels/.rels": _RELATION.format(kind="officeDocument", target="word/document.xml"),
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        }
    )


def as_xlsx(made: Contents) -> bytes:
    """A workbook with one sheet; cells hold their text inline."""

    def row(number: int, cells: list[str]) -> str:
        inside = "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for column, cell in enumerate(cells)
            if cell
        )
        return f'<row r="{number}">{inside}</row>'

    sheet = "".join(
        row(number, cells)
        for number, cells in enumerate([*([line] for line in made.lines), *made.table], 1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    more = (
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_OOXML}spreadsheetml.worksheet+xml"/>'
    )
    related = f'xmlns:r="{_OFFICE}"'
    return _package(
        {
            "[Content_Types].xml": _TYPES.format(
                part="/xl/workbook.xml", kind=_OOXML + "spreadsheetml.sheet.main+xml", more=more
            ),
            "_rels/.rels": _RELATION.format(kind="officeDocument", target="xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook {main} {related}><sheets><sheet name="绩效目标" sheetId="1"'
                ' r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": _RELATION.format(
                kind="worksheet", target="worksheets/sheet1.xml"
            ),
            "xl/worksheets/sheet1.xml": (
                f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>"
            ),
        }
    )


def as_pdf(made: Contents) -> bytes:
    """A ruled table over as many pages as it needs; the header is repeated, a row that is longer
    than a page is not. Of a whole budget text stands before it, other tables, and text after it.
    """
    from benchmarks.pdf_samples import Writer, amounts, prose

    writer, chance = Writer("lines"), random.Random(made.others)
    for _ in range(made.others // 3):
        prose(writer, chance)
    for number in range(made.others // 3):
        amounts(writer, chance, number + 1)
    writer.new_page()
    for line in made.lines:
        writer.line(line)
    widths = (
        [104, 56, 56, 50, 46, 190, 260]
        if made.layout == "one_cell"
        else [762 / len(made.table[0])] * len(made.table[0])
    )
    writer.table(made.table, widths)
    for _ in range(made.others - 2 * (made.others // 3)):
        prose(writer, chance)
    writer.canvas.save()
    return writer.out.getvalue()


def _package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(
                zipfile.ZipInfo(name, _EPOCH),
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text,
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


FORMATS: dict[str, tuple[int, Callable[[Contents], bytes]]] = {
    "pdf": (35, as_pdf),
    "xlsx": (25, as_xlsx),
    "docx": (15, as_docx),
    "html": (15, as_html),
    "txt": (10, as_text),
}


def write_one(folder: Path, seed: int, number: int) -> str:
    """Write document ``number``; returns its format."""
    chance = random.Random(f"{seed}/{number}")
    year = chance.choice(YEARS)
    name = chance.choices(list(FORMATS), weights=[weight for weight, _ in FORMATS.values()])[0]
    made = contents(chance, year)
    file = folder / str(year) / made.region / f"{number:06d}.{name}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(FORMATS[name][1](made))
    return name


def generate(folder: Path, numbers: range, seed: int = 1) -> dict[str, int]:
    """Write some documents with all cores; returns how many of each format."""
    with Pool(os.cpu_count()) as pool:
        names = pool.map(partial(write_one, folder, seed), numbers, chunksize=50)
    return {name: names.count(name) for name in FORMATS}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(
        generate(options.folder, range(options.first, options.first + options.count), options.seed)
    )
