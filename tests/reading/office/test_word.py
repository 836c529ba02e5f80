"""Word: what a document prints, and how its cells are merged."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.reading.office.make_files import FILES
from tests.reading.office.shapes import shape_of, tables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NUMBERS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>\n'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def package(body: str, namespace: str = W, **parts: str) -> bytes:
    """A .docx with that body; ``parts`` are further parts in word/."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{namespace}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}"
        "</w:tc>"
    )


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_merged_cells_are_one_object_at_every_position(namespace):
    body = tbl(tc("a", DOWN) + tc("b", WIDE), tc("", MORE) + tc("c") + tc("d"))
    (table,) = tables(package(body, namespace))
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b", "b"], ["a", "c", "d"]]
    assert table.rows[0][0] is table.rows[1][0]
    assert table.rows[0][1] is table.rows[0][2]
    assert [cell.row for cell in table.cells()] == [1, 1, 2, 2]


def test_rows_of_unequal_width_end_in_no_cell():
    body = tbl(tc("a") + tc("b"), tc("c"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("d"))
    assert shape_of(package(body)) == [[["a", "b"], ["c", None], [None, "d"]]]


def test_a_table_in_a_cell_stands_behind_its_table():
    inner = tbl(tc("1") + tc("2"), tc("3") + tc("4"))
    body = tbl(
        tc("项目名称") + tc("甲"),
        tc("指标") + tc(p("见下") + inner + p("完")),
        tc("预算") + tc("10"),
    ) + p("后")
    assert shape_of(package(body)) == [
        [["项目名称", "甲"], ["指标", "见下完"], ["预算", "10"]],
        [["1", "2"], ["3", "4"]],
        "后",
    ]


def test_a_table_for_looks_dissolves():
    body = tbl(tc(p("单位：万元") + tbl(tc("a") + tc("b"), tc("c") + tc("d"))))
    assert shape_of(package(body)) == ["单位：万元", [["a", "b"], ["c", "d"]]]


def test_what_is_not_printed_is_not_read():
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr>"
        "<w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/>"
        "<w:t>b</w:t><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"
    )
    row = tbl(tc("留") + tc("甲"), "<w:trPr><w:del/></w:trPr>" + tc("删") + tc("乙"))
    assert shape_of(package(body + row)) == ["新来显\ta-b☑", [["留", "甲"]]]


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shape_of(package(body)) == ["正文", "框内"]


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("decimal", ["1、甲", "2、乙"]),
        ("chineseCounting", ["一、甲", "二、乙"]),
        ("decimalEnclosedCircle", ["①、甲", "②、乙"]),
        ("bullet", ["甲", "乙"]),
    ],
)
def test_automatic_numbers_are_printed(kind, printed):
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    styled = '<w:pStyle w:val="L"/>'
    styles = (
        '<w:style w:styleId="L"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B">'
        f"<w:pPr>{numbered}</w:pPr></w:style>"
    )
    data = package(
        p("甲", numbered) + p("乙", styled), numbering=NUMBERS.format(kind=kind), styles=styles
    )
    assert shape_of(data) == printed


def test_line_breaks_in_a_cell():
    (table,) = tables(
        package(
            tbl(
                tc(p("1、甲；") + p("2、乙；")),
                tc(p("社会效") + p("益指标")),
                tc(p("数量指标：1个") + p("质量指标：优")),
            )
        )
    )
    assert [cell.text for cell in table.cells()] == [
        "1、甲；2、乙；",
        "社会效益指标",
        "数量指标：1个\n质量指标：优",
    ]
    assert [set(cell.repaired) for cell in table.cells()] == [
        {"line_breaks"},
        {"line_breaks"},
        set(),
    ]


def test_word_2003_xml():
    body = tbl(tc("a", '<w:vmerge w:val="restart"/>') + tc("b"), tc("", "<w:vmerge/>") + tc("c"))
    data = (
        '<?xml version="1.0"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:body>{body}</w:body></w:wordDocument>"
    )
    assert shape_of(data.encode()) == [[["a", "b"], ["a", "c"]]]


@pytest.mark.parametrize("extension", ["doc", "rtf", "docx"])
def test_merged_and_nested_tables_as_libreoffice_saves_them(extension):
    outer, *inner = tables((FILES / f"merged.{extension}").read_bytes())
    assert [[cell and cell.text for cell in row] for row in outer.rows] == [
        ["一级指标", "二级指标", "指标值", "指标值"],
        ["产出指标", "数量指标", "≥5", "个"],
        ["产出指标", "质量指标", "优良", "优良"],
        ["备注", "见下", "见下", "见下"],
    ]
    assert outer.rows[1][0] is outer.rows[2][0]
    assert outer.rows[0][2] is outer.rows[0][3]
    assert [[[cell.text for cell in row] for row in table.rows] for table in inner] == [
        [["内一", "内二"], ["内三", "内四"]]
    ]


def test_rtf_text():
    data = (
        rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}"
        rb"\pard \'cf\'ee\'c4\'bf\u21517?\u31216\'3f{\v hidden}{\*\unknown x}\par"
        rb"\trowd\clvmgf\cellx1000\cellx2000\intbl a\cell b\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000\intbl\cell c\cell\row}"
    )
    assert shape_of(data) == ["项目名称", [["a", "b"], ["a", "c"]]]
    (table,) = tables(data)
    assert table.rows[0][0] is table.rows[1][0]


def test_rtf_tables_end_at_text_and_at_blank_paragraphs():
    row = rb"\trowd\cellx1000\intbl a\cell\row\pard"
    assert shape_of(rb"{\rtf1" + row + row + rb"\par" + row + rb" after\par" + row + rb"}") == [
        [["a"], ["a"]],
        [["a"]],
        "after",
        [["a"]],
    ]
