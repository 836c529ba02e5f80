"""Values that a file prints in an odd way: each file of the material has one such value."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

ODD = Path(__file__).parents[2] / "material" / "prints" / "odd"
VALUES = ["≥12次", "≥99.5%", "≤2小时", "≤120.5万元", "≥95%", "≥90%"]


def read(data: bytes, name: str = "a.docx") -> Parsed:
    return parse(data, Source(f"2024/{name}"))


def odd(folder: str, name: str) -> bytes:
    return (ODD / folder / name).read_bytes()


def repacked(data: bytes, old: str, new: str) -> bytes:
    """The Word file with something in its body replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name).decode("utf-8", "surrogateescape")
            assert name != "word/document.xml" or old in content
            text = content.replace(old, new) if name == "word/document.xml" else content
            made.writestr(name, text.encode("utf-8", "surrogateescape"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("values", "02_omath.docx"),
        ("values", "03_sym.docx"),
        ("values", "03_condformat.xlsx"),
        ("html", "15_img_ops.html"),
    ],
)
def test_a_sign_is_read_however_it_is_printed(folder, name):
    rows = read(odd(folder, name), name).indicators
    assert [row.annual_value for row in rows if row.finding_id is None] == VALUES


def test_the_long_date_of_a_workbook_is_a_day():
    rows = read(odd("values", "08_dates_builtin31.xlsx"), "a.xlsx").indicators
    assert str(rows[2].effective.date_to) == "2024-12-31"


def test_the_error_of_a_formula_is_held_and_told():
    parsed = read(odd("values", "07_errors.xlsx"), "a.xlsx")
    held = {row.annual_value: row.finding_id for row in parsed.indicators if row.finding_id}
    assert held.keys() == {"#REF!", "#DIV/0!"}
    told = {one["finding_id"]: one["rule"] for one in parsed.findings}
    assert {told[finding] for finding in held.values()} == {"formula_error"}


def test_a_fraction_in_an_equation_is_not_run_together():
    fraction = (
        "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    )
    data = repacked(odd("values", "02_omath.docx"), "<m:r><m:t>≥95%</m:t></m:r>", fraction)
    rows = read(data).indicators
    assert rows
    assert all(row.finding_id for row in rows)


def test_a_code_of_an_unknown_font_holds_its_row():
    data = repacked(odd("values", "03_sym.docx"), 'w:ascii="Symbol" w:hAnsi="Symbol"', "")
    held = [row.name for row in read(data).indicators if row.finding_id]
    assert held == ["故障响应时间"]


def test_a_picture_before_a_number_that_does_not_say_what_it_shows_holds_its_row():
    page = odd("html", "15_img_ops.html").decode().replace(' alt="≥"', "")
    held = [row.annual_value for row in read(page.encode(), "a.html").indicators if row.finding_id]
    assert held == ["\ufffd12次", "\ufffd99.5%", "\ufffd95%", "\ufffd90%"]
