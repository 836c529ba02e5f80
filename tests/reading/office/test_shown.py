"""What a browser shows of a page: hidden rows and tables, choices, typed texts, the foot."""

from __future__ import annotations

import pytest

from transforms.document import Document, Table
from transforms.parse import parse
from transforms.reading import read
from transforms.rows.source import Source

HEAD = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
ROW = "<tr{}><td>产出指标<td>数量指标<td>{}<td>{}</tr>"
SHOWN = ROW.format("", "培训人数", "≥90人")
PROJECT = "<tr><td>项目名称<td colspan=3>技能培训</tr>"
FORM = f"<p>项目支出绩效目标表（2024年度）</p><table>{PROJECT}{{}}</table>"


def page(rows: str, style: str = "", around: str = "{}") -> bytes:
    body = around.format(FORM.format(HEAD + rows))
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>".encode()


def names(document: Document) -> list[str]:
    grids = (block for block in document.blocks if isinstance(block, Table))
    return [row[2].text for grid in grids for row in grid.rows[2:] if row[2] is not None]


HIDDEN = ROW.format(" {}", "模板指标", "≥0个")


@pytest.mark.parametrize(
    ("how", "style"),
    [
        ('style="display:none"', ""),
        ('style="color:red; DISPLAY : none;"', ""),
        ("hidden", ""),
        ('class="tpl"', ".tpl{display:none}"),
        ('class="a tpl"', "p,tr.tpl , td.x { color:red; display: none }"),
        ('id="sample"', "/* .x{ */ #sample{display:none} @media print{#sample{display:block}}"),
        ('class="tpl on"', ".tpl{display:table-row} .tpl.on{display:none} .on{display:table-row}"),
    ],
)
def test_a_row_that_nobody_sees_is_not_published_and_is_told(how: str, style: str) -> None:
    document = read(page(SHOWN + HIDDEN.format(how), style), "x")
    assert names(document) == ["培训人数"]
    assert [one.text for one in document.not_shown] == ["产出指标\t数量指标\t模板指标\t≥0个"]
    assert document.unaccounted == ()


@pytest.mark.parametrize(
    ("how", "style"),
    [
        ('class="tpl"', ".list .tpl{display:none}"),  # it depends on where it stands
        ('class="tpl"', "@media print{.tpl{display:none}}"),
        ('class="tpl on"', ".tpl{display:none} .tpl.on{display:table-row}"),
        ('class="tpl"', ".tpl{display:none} .tpl{display:table-row}"),
        ('class="tpl" style="display:table-row"', ".tpl{display:none}"),
        ('class="tpl"', ".tpl{display:none} table .tpl{display:table-row}"),
        ('class="tpl"', ".other{display:none} .tpl:hover{display:none}"),
        ('class="tpl"', ".tpl{display:none"),
    ],
)
def test_a_row_that_may_be_shown_is_read(how: str, style: str) -> None:
    document = read(page(SHOWN + HIDDEN.format(how), style), "x")
    assert names(document) == ["培训人数", "模板指标"]
    assert document.not_shown == ()


def test_a_hidden_word_in_a_cell_is_not_read() -> None:
    value = '<span class="tip">不低于</span>≥90<i style="display: none">9</i>人'
    document = read(page(ROW.format("", "培训人数", value), ".tip{display:none}"), "x")
    assert "≥90人" in [cell.text for table in document.tables() for cell in table.cells()]
    assert document.unaccounted == ()


OTHER = "<table><tr><td>项目名称<td colspan=3>旧项目</tr>" + HEAD + SHOWN + "</table>"


@pytest.mark.parametrize(
    ("around", "tables"),
    [
        ("{}<div style='display:none'>" + OTHER + "</div>", 1),
        ("{}" + OTHER.replace("<table", "<table hidden"), 1),
        ("<div>{}</div><div style='display:none'>" + OTHER + "</div>", 2),
        ("<div class='pane on'>{}</div><div class=pane hidden>" + OTHER + "</div>", 2),
        ("<div style='display:none'>{}</div>", 1),  # the page shows no other
    ],
)
def test_a_hidden_table_is_read_where_somebody_may_show_it(around: str, tables: int) -> None:
    document = read(page(SHOWN, around=around), "x")
    assert len(list(document.tables())) == tables
    told = "\n".join(one.text for one in document.not_shown)
    assert ("旧项目" in told) == (tables == 1 and "旧项目" in around)


def test_what_is_hidden_is_a_finding() -> None:
    parsed = parse(page(SHOWN + HIDDEN.format("hidden")), Source("2024/a.html"))
    assert [row.name for row in parsed.indicators] == ["培训人数"]
    told = [one for one in parsed.findings if one["rule"] == "not_shown"]
    assert ["模板指标" in one["source_text"] for one in told] == [True]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("<textarea>≥90人</textarea>", "≥90人"),
        ("<textarea rows=2>\n≥90人\n</textarea>", "≥90人"),
        ("<input value='≥90人'>", "≥90人"),
        ("<select><option>≤<option selected>≥</select>90人", "≥90人"),
        ("<select><option>≥</option><option>≤</option></select><input value=90>人", "≥90人"),
        ("<textarea hidden>旧</textarea>≥90人", "≥90人"),
        ("≥90人<input type=hidden value=x>", "≥90人"),
    ],
)
def test_what_was_typed_into_a_form_is_read(field: str, text: str) -> None:
    document = read(page(ROW.format("", "培训人数", field)), "x")
    (table,) = document.tables()
    assert [cell.text for cell in table.rows[-1] if cell] == [
        "产出指标",
        "数量指标",
        "培训人数",
        text,
    ]
    assert document.unaccounted == ()


def test_a_list_of_links_beside_the_text_is_no_choice() -> None:
    links = "<select><option>友情链接<option>省政府网站</select>{}"
    document = read(page(SHOWN, around=links), "x")
    assert "友情链接" not in str(document.blocks)


@pytest.mark.parametrize("close", ["", "</tfoot>"])
def test_the_foot_stands_at_the_end(close: str) -> None:
    foot = f"<tfoot><tr><td colspan=3>总分<td>95</tr>{close}<tbody>"
    rows = foot + HEAD + SHOWN + "</tbody>"
    document = read(f"<table>{rows}</table><table><tr><td>后</table>".encode(), "x")
    first = next(document.tables())
    assert [row[-1].text for row in first.rows if row[-1]] == ["指标值", "≥90人", "95"]
    assert document.unaccounted == ()
