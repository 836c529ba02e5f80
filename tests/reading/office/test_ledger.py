"""The account of characters over Word documents, web pages and workbooks."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.reading.office.make_files import FILES
from tests.reading.office.test_word import DOWN, MORE, NUMBERS, WIDE, p, package, tbl, tc
from transforms.document import Line
from transforms.parse import parse
from transforms.reading import read
from transforms.reading.common import edges as _edges
from transforms.reading.web import markup as _markup
from transforms.reading.word import wordml as _wordml
from transforms.reading.workbook import calamine as _calamine
from transforms.rows.source import Sidecar, Source

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RUN = "<w:r><w:t>{}</w:t></w:r>"
LEFT = (
    f"<w:p><w:del>{RUN.format('旧')}</w:del><w:moveFrom>{RUN.format('移')}</w:moveFrom>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>现</w:t></w:r></w:p>"
    f"<w:p><mc:AlternateContent><mc:Choice>{RUN.format('一')}</mc:Choice>"
    f"<mc:Fallback>{RUN.format('一')}</mc:Fallback></mc:AlternateContent></w:p>"
)
ROWS = (tc("产出指标", DOWN) + tc("培训次数") + tc("≥1次"), tc("重", MORE) + tc("人数", WIDE))
PAGE = """<html><head><title>x</title><style>a{}</style></head><body><p>说明<!-- 注 --></p>
<script>var a</script><div hidden>藏</div><ol><li>甲<li>乙</ol><input type=checkbox checked>是
<table><tr><td rowspan=2>一</td><td>二<table><tr><td>里<td>内</table></td><td>丙</td></tr>
<tr><td style="display:none">三</td><td>丁</td></tr></table></body></html>"""


def told(data: bytes) -> list[str]:
    return [one.message for one in read(data, "x").unaccounted]


def test_what_word_does_not_print_adds_up() -> None:
    deleted = f"<w:trPr><w:del/></w:trPr>{tc('删')}"
    numbered = p("保障运行", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    body = LEFT + tbl(*ROWS, deleted) + numbered
    document = read(package(body, numbering=NUMBERS.format(kind="decimal")), "x")
    lines = [block.text for block in document.blocks if isinstance(block, Line)]
    assert lines == ["现", "一", "1、保障运行"]
    assert document.unaccounted == ()


def test_a_sign_typed_as_an_equation_is_read() -> None:
    sign = f'<m:oMath xmlns:m="{M}"><m:r><m:t>≥</m:t></m:r></m:oMath>'
    head = tbl(
        tc("项目名称") + tc("运维", WIDE),
        tc("一级指标") + tc("三级指标") + tc("指标值"),
        tc("产出指标") + tc("培训次数") + tc(f"<w:p>{sign}{RUN.format('1次')}</w:p>"),
    )
    parsed = parse(package(head), Source("2024/a.docx", Sidecar(year=2024)))
    assert [(row.annual_value, row.finding_id) for row in parsed.indicators] == [("≥1次", None)]
    assert not [row for row in parsed.findings if row["rule"] == "characters_unaccounted"]


def test_a_row_that_the_reader_of_word_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = _wordml.Body._row
    monkeypatch.setattr(_wordml.Body, "_row", lambda self, row: sound(self, row)[:2])
    (message,) = told(package(tbl(*ROWS)))
    assert message.split(":")[0] == "3 of 14 characters end nowhere"


def test_what_a_browser_does_not_show_adds_up() -> None:
    document = read(PAGE.encode(), "x")
    assert "藏" not in str(document.blocks)
    assert "1. 甲" in str(document.blocks)
    assert document.unaccounted == ()


def test_a_cell_that_the_reader_of_pages_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = _markup._Builder._close_table

    def faulty(builder: _markup._Builder) -> None:
        builder._outer[-1].grid.rows[-1].pop()
        sound(builder)

    monkeypatch.setattr(_markup._Builder, "_close_table", faulty)
    assert told(PAGE.encode())


def book(*cells: str, merged: str = "", shared: str = "") -> bytes:
    """A workbook of one sheet."""
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="a" Type="{office}/{{}}" Target="{{}}"/>'
    related = f'<Relationships xmlns="{package}">{relation}</Relationships>'
    rows = "".join(f"<row>{row}</row>" for row in cells)
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", related.format("officeDocument", "xl/workbook.xml"))
        sheet = '<sheets><sheet name="表" sheetId="1" r:id="a"/></sheets>'
        file.writestr("xl/_rels/workbook.xml.rels", related.format("worksheet", "worksheets/a.xml"))
        file.writestr(
            "xl/workbook.xml", f'<workbook {namespace} xmlns:r="{office}">{sheet}</workbook>'
        )
        file.writestr(
            "xl/worksheets/a.xml",
            f"<worksheet {namespace}><sheetData>{rows}</sheetData>{merges}</worksheet>",
        )
        file.writestr("xl/sharedStrings.xml", f"<sst {namespace}>{shared}</sst>")
    return out.getvalue()


def c(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


SHEET = (
    c("A1", "一级指标") + c("B1", "三级指标") + c("C1", "指标值"),
    c("A2", "产出指标") + c("B2", "培训_x000D_次数") + '<c r="C2"><v>0.5</v></c>',
    c("A3", "盖住") + c("B3", "检查次数") + c("C3", "≥1次"),
)


def test_what_a_sheet_does_not_show_adds_up() -> None:
    found = read(book(*SHEET, merged="A2:A3"), "x")
    (table,) = found.tables()
    assert [cell.text for cell in table.cells()][3:] == [
        "产出指标",
        "培训次数",
        "0.5",
        "检查次数",
        "≥1次",
    ]
    assert found.unaccounted == ()


def test_a_title_merged_over_two_rows_is_one_line() -> None:
    found = read(
        book(c("A1", "绩效目标表"), "", c("A3", "甲") + c("B3", "乙"), merged="A1:B2"), "x"
    )
    assert [getattr(block, "text", None) for block in found.blocks] == ["绩效目标表", None]
    assert found.unaccounted == ()


def test_a_cell_that_the_reader_of_sheets_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = _calamine._texts
    monkeypatch.setattr(_calamine, "_texts", lambda *one: [row[:2] for row in sound(*one)])
    ((sheet, message),) = [(one.sheet, one.message) for one in read(book(*SHEET), "x").unaccounted]
    assert (sheet, message.split(":")[0]) == ("表", "6 of 28 characters end nowhere")


@pytest.mark.parametrize("name", ["first.doc", "first.rtf"])
def test_a_row_that_ends_in_no_table(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of old Word and RTF go through one grid of columns: one that it drops is missed."""
    data = (FILES / name).read_bytes()
    assert told(data) == []
    sound = _edges._row
    monkeypatch.setattr(_edges, "_row", lambda row, columns: sound(row, columns)[:-1])
    assert "characters end nowhere" in told(data)[0]


def test_the_rows_of_that_sheet_are_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    for sheet, name in ((workbook.active, "甲项目"), (workbook.create_sheet("乙"), "乙项目")):
        for row in (
            ["项目名称", name, ""],
            ["一级指标", "三级指标", "指标值"],
            ["产出指标", name + "次数", "≥1次"],
            ["效益指标", "满意率", "≥9%"],
        ):
            sheet.append(row)
    out = BytesIO()
    workbook.save(out)
    sound = _calamine._texts

    def faulty(sheet: Any, facts: Any) -> list[list[str]]:
        rows = list(sound(sheet, facts))
        return rows if sheet.name != "乙" else [*rows[:-1], rows[-1][:2]]

    monkeypatch.setattr(_calamine, "_texts", faulty)
    parsed = parse(out.getvalue(), Source("2024/a.xlsx", Sidecar(year=2024)))
    held = {(row.sheet, bool(row.finding_id)) for row in parsed.indicators}
    assert held == {("Sheet", False), ("乙", True)}
    (finding,) = [row for row in parsed.findings if row["rule"] == "characters_unaccounted"]
    assert finding["sheet"] == "乙"
