"""Struck out: it does not hold, and is told. A raised digit is none of the number before it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from transforms.document import Document
from transforms.parse import parse
from transforms.reading import read
from transforms.rows.source import Source
from transforms.values import parse_value

FILES = Path(__file__).parent / "files"
STRUCK = (
    "<del>80</del>95",
    "<s>80</s>95",
    "<STRIKE>8</STRIKE><s>0</s>95",
    "<span style='color:red; text-decoration: line-through'>80</span>95",
    "<span style='text-decoration:underline line-through'><b>80</b></span>95",
    "<s><font>80</font></s><ins>95</ins>",
)
RAISED = (
    "100<sup>2</sup>",
    "100<sup><a href='#n'>2</a></sup>",
    "100<span style='font-size:8px; vertical-align: super'>2</span>",
)


def cells(document: Document) -> list[str]:
    assert document.unaccounted == ()
    return [cell.text for table in document.tables() for cell in table.cells()]


def told(document: Document) -> list[str]:
    return [line for one in document.not_shown for line in one.text.split("\n")]


def page(cell: str) -> Document:
    return read(f"<html><table><tr><td>甲<td>{cell}</table></html>".encode(), "x")


@pytest.mark.parametrize("cell", STRUCK)
def test_struck_out_on_a_page(cell: str) -> None:
    document = page(cell)
    assert cells(document) == ["甲", "95"]
    assert "".join(told(document)) == "80"


def test_a_struck_out_cell_stays_in_its_column() -> None:
    row = "<tr><td>甲<td style='text-decoration:line-through'>80<td>乙</tr>"
    document = read(f"<html><table>{row}</table></html>".encode(), "x")
    assert cells(document) == ["甲", "", "乙"]


STYLES = (
    "<style><!--\n.font6 {color:red; text-decoration:line-through}"
    " td.xl66, .a p.b{vertical-align:super}\n--></style>"
)


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("<font class='font6'>80</font>95", "95"),
        ("<font class='font5'>80</font>95", "8095"),
        ("100<span class='xl66 x'>2</span>", "100²"),
        ("100<span class='b'>2</span>", "1002"),
    ],
)
def test_by_the_classes_of_a_style_sheet(cell: str, read_as: str) -> None:
    html = f"<html><head>{STYLES}</head><table><tr><td>甲<td>{cell}</table></html>"
    assert cells(read(html.encode(), "x")) == ["甲", read_as]


@pytest.mark.parametrize("cell", RAISED)
def test_raised_on_a_page(cell: str) -> None:
    assert cells(page(cell)) == ["甲", "100²"]


def word(*runs: tuple[str, str]) -> Document:
    from docx import Document as New
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    new = New()
    paragraph = new.add_table(1, 1).cell(0, 0).paragraphs[0]._p
    for text, marks in runs:
        xml = f"<w:r {space}><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>"
        paragraph.append(parse_xml(xml))
    out = BytesIO()
    new.save(out)
    return read(out.getvalue(), "x.docx")


@pytest.mark.parametrize("marks", ["<w:strike/>", "<w:dstrike/>", "<w:strike w:val='true'/>"])
def test_struck_out_in_word(marks: str) -> None:
    document = word(("80", marks), ("95", "<w:strike w:val='0'/>"))
    assert cells(document) == ["95"]
    assert told(document) == ["80"]


def test_raised_in_word() -> None:
    above = "<w:vertAlign w:val='superscript'/>"
    assert cells(word(("100", ""), ("2", above))) == ["100²"]
    assert cells(word(("m", ""), ("3", above), ("/天", ""))) == ["m³/天"]
    assert cells(word(("H", ""), ("2", "<w:vertAlign w:val='subscript'/>"))) == ["H2"]


def workbook(*, whole: bool) -> Document:
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    new = Workbook()
    sheet = new.active
    struck, above = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    sheet["A1"], sheet["B1"] = "甲", CellRichText(TextBlock(struck, "80"), "95")
    sheet["A2"], sheet["B2"] = "乙", CellRichText("100", TextBlock(above, "2"))
    sheet["A3"], sheet["B3"] = "丙", 70
    if whole:
        sheet["A3"].font = sheet["B3"].font = Font(strike=True)
    out = BytesIO()
    new.save(out)
    return read(out.getvalue(), "x.xlsx")


def test_a_workbook() -> None:
    assert cells(workbook(whole=False)) == ["甲", "95", "乙", "100²", "丙", "70"]
    document = workbook(whole=True)
    assert cells(document) == ["甲", "95", "乙", "100²"]
    assert told(document) == ["80", "丙", "70"]


def test_rich_text_format() -> None:
    rows = r"\trowd\cellx100\cellx200\intbl {\strike 80}95\cell 100{\super 2}\cell\row"
    document = read(rf"{{\rtf1\ansi\ansicpg936 {rows} }}".encode(), "x.rtf")
    assert cells(document) == ["95", "100²"]
    assert told(document) == ["80"]


def test_what_is_struck_out_of_a_table_of_targets_is_told() -> None:
    head = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
    rows = (
        "<tr><td>产出指标<td>数量指标<td>培训人数<td><s>≥80人</s>≥95人</tr>"
        "<tr><td>产出指标<td>数量指标<td><s>培训期数</s><td><s>3期</s></tr>"
    )
    name = "<tr><td>项目名称<td colspan=3>技能培训</tr>"
    form = f"<html><p>项目支出绩效目标表（2024年度）</p><table>{name}{head}{rows}</table></html>"
    parsed = parse(form.encode(), Source("2024/a.html"))
    assert [(row.name, row.annual_value) for row in parsed.indicators] == [("培训人数", "≥95人")]
    assert [one["rule"] for one in parsed.findings].count("not_shown") == 1


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("100²", "=", 100, None),
        ("≥95%①", ">=", 95, "%"),
        ("≥95%¹", ">=", 95, "%"),
        ("98%[3]", "=", 98, "%"),
        ("98%[注1]", "=", 98, "%"),
        ("15*", "=", 15, None),
        ("≥90%※", ">=", 90, "%"),
        ("12台②", "=", 12, "台"),
        ("5m²", "=", 5, "m²"),
        ("110²", "=", 110, None),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_the_value(text, operator, number, unit) -> None:
    value = parse_value(text)
    assert (value.operator, value.number, value.unit) == (operator, number, unit)


def test_a_power_of_ten_is_no_ten() -> None:
    assert parse_value("10²").number is None


@pytest.mark.parametrize(
    ("name", "values", "gone"),
    [
        ("raised.doc", ["3860¹", "≥520户²", "100%¹", "每月10日前", "≥95³"], ""),
        ("struck.doc", ["≥950亩", "160个", "≥85%", "持续改善", "≥88%"], "恢复≥800120"),
        ("struck.xls", ["≥350万条", "186个", "≤10分钟", "≥96%", "≥85%"], "≥300万条50"),
        ("struck.ods", ["≥350万条", "186个", "≤10分钟", "≥96%", "≥85%"], "≥300万条50"),
    ],
)
def test_old_and_open_formats(name: str, values: list[str], gone: str) -> None:
    """As LibreOffice writes what Word and Excel files mark so."""
    document = read((FILES / name).read_bytes(), name)
    (table,) = document.tables()
    assert [row[-1].text for row in table.rows if row[-1]][-5:] == values
    assert document.unaccounted == ()
    assert "".join(told(document)) == gone


def test_shared_texts_that_go_on_in_further_records() -> None:
    """Sixty long texts, each beside one with a digit struck out; a cell and a number struck out."""
    document = read((FILES / "struck_long.xls").read_bytes(), "a.xls")
    (table,) = document.tables()
    texts = [[cell.text if cell else "" for cell in row] for row in table.rows]
    assert [one for _, one, _ in texts] == [f"≥9{number % 10}%" for number in range(1, 60)]
    assert all(
        one == f"第{at}项" + "某某项目绩效目标说明abc" * 20 for at, (one, *_) in enumerate(texts, 1)
    )
    assert [one for *_, one in texts[:4]] == ["", "", "100²", ""]
    assert document.unaccounted == ()
    assert told(document)[:4] == ["0", "作废", "0", "R2C3"]


def test_numbers_side_by_side_that_are_struck_out() -> None:
    """LibreOffice, and Excel, write neighbouring numbers as one record (MULRK)."""
    document = read((FILES / "struck_row.xls").read_bytes(), "a.xls")
    (table,) = document.tables()
    values = [[cell.text for cell in row[3:] if cell] for row in table.rows[-3:]]
    assert values == [["", "", "10"], ["7", "8", "20"], ["≥90%", "95%", "20"]]
    assert "".join(told(document)) == "R4C4R4C5"
