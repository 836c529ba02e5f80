"""Rows and columns that the author of a workbook hid are not published, and are told."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from transforms.parse import parse
from transforms.reading import read
from transforms.rows.source import Source

ROWS = (
    ("项目名称", "道路养护", "", "", "草稿"),
    ("一级指标", "二级指标", "三级指标", "指标值", "上报值"),
    ("产出指标", "数量指标", "养护里程", "≥320公里", "≥300公里"),
    ("", "", "测试指标", "1项", ""),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", ""),
)
HIDDEN_ROW, HIDDEN_COLUMN = 3, 4  # from 0
TARGETS = [("养护里程", "≥320公里"), ("群众满意度", "≥90%")]
TOLD = {"草稿", "上报值", "≥300公里", "测试指标", "1项"}


def xlsx(*, merged: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    for texts in ROWS:
        sheet.append([text or None for text in texts])
    sheet.row_dimensions[HIDDEN_ROW + 1].hidden = True
    sheet.column_dimensions["E"].hidden = True
    if merged:
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:B4")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_height() -> bytes:
    """The row has no height in place of being hidden."""
    out = BytesIO()
    with ZipFile(BytesIO(xlsx())) as given, ZipFile(out, "w") as package:
        for name in given.namelist():
            content = given.read(name).decode()
            row = f'<row r="{HIDDEN_ROW + 1}" hidden="1"'
            assert row in content or "sheet1" not in name
            changed = content.replace(row, f'<row r="{HIDDEN_ROW + 1}" ht="0" customHeight="1"')
            package.writestr(name, changed)
    return out.getvalue()


def spreadsheet_2003() -> bytes:
    hidden = " ss:Hidden='1'"
    cell = "<Cell><Data ss:Type='String'>{}</Data></Cell>"
    rows = "".join(
        f"<Row{hidden if number == HIDDEN_ROW else ''}>{''.join(map(cell.format, texts))}</Row>"
        for number, texts in enumerate(ROWS)
    )
    return (
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "
        "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='Sheet'><Table>"
        f"<Column ss:Span='3'/><Column ss:Hidden='1'/>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def ods() -> bytes:
    hidden = " table:visibility='filter'"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row{hidden if number == HIDDEN_ROW else ''}>"
        f"{''.join(map(cell.format, texts))}</table:table-row>"
        for number, texts in enumerate(ROWS)
    )
    content = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><table:table "
        "table:name='Sheet'><table:table-column table:number-columns-repeated='4'/>"
        f"<table:table-column table:visibility='collapse'/>{rows}</table:table>"
        "</office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return out.getvalue()


FILES = {
    "hidden.xlsx": xlsx(),
    "no_height.xlsx": without_height(),
    "merged.xlsx": xlsx(merged=True),
    "hidden.xml": spreadsheet_2003(),
    "hidden.ods": ods(),
}


def is_told(data: bytes, name: str) -> None:
    parsed = parse(data, Source(f"2024/{name}"))
    assert [(row.name, row.annual_value) for row in parsed.indicators] == TARGETS
    assert {row.subcategory for row in parsed.indicators} == {"数量指标", "服务对象满意度指标"}
    findings = [one for one in parsed.findings if one["rule"] == "not_shown"]
    assert [set((one["source_text"] or "").split()) for one in findings] == [TOLD]
    assert parsed.document["status"] == "curated"


@pytest.mark.parametrize("name", FILES)
def test_what_is_hidden_is_told_and_not_published(name: str) -> None:
    is_told(FILES[name], name)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice writes the .xls")
def test_what_is_hidden_in_an_old_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "hidden.xlsx").write_bytes(FILES["hidden.xlsx"])
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile"]
    subprocess.run(
        [*command, "--convert-to", "xls", "--outdir", tmp_path, tmp_path / "hidden.xlsx"],
        check=True,
        capture_output=True,
    )
    is_told((tmp_path / "hidden.xls").read_bytes(), "hidden.xls")


def test_a_merged_cell_is_shown_where_one_of_its_rows_is() -> None:
    book = Workbook()
    sheet = book.active
    for texts in (("说明", "甲"), ("", "乙"), ("合计", "丙")):
        sheet.append([text or None for text in texts])
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[1].hidden = True
    out = BytesIO()
    book.save(out)
    document = read(out.getvalue(), "x.xlsx")
    (table,) = document.tables()
    assert [[cell.text for cell in row if cell] for row in table.rows] == [
        ["说明", "乙"],
        ["合计", "丙"],
    ]
    assert [(one.text, one.cell.row) for one in document.not_shown] == [("甲", 1)]


def test_hidden_rows_of_another_table_are_no_finding_of_targets() -> None:
    book = Workbook()
    sheet = book.active
    for texts in (("科目", "金额"), ("工资", "3"), ("其他", "4")):
        sheet.append(texts)
    sheet.row_dimensions[2].hidden = True
    out = BytesIO()
    book.save(out)
    parsed = parse(out.getvalue(), Source("2024/x.xlsx"))
    assert [one["rule"] for one in parsed.findings] == []


@pytest.mark.parametrize(("length", "cut"), [(4_000, False), (6_000, True)])
def test_hidden_text_that_is_too_long_to_quote_says_that_it_is_cut(length: int, cut: bool) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["绩效目标" + "长" * length])
    sheet.row_dimensions[1].hidden = True
    for texts in ROWS[:1] + ROWS[2:3]:
        sheet.append([text or None for text in texts])
    out = BytesIO()
    book.save(out)
    parsed = parse(out.getvalue(), Source("2024/x.xlsx"))
    (found,) = [one["source_text"] for one in parsed.findings if one["rule"] == "not_shown"]
    assert found.endswith("…") == cut
