"""The printed documents of the corpus, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transforms.document import Line, Table
from transforms.joining.join import stitch
from transforms.reading import read
from transforms.words.folding import fold


def rows(table: Table) -> list[list[str]]:
    return [[fold(cell.text) if cell else "" for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", ["word_print.pdf", "open_page_breaks.pdf"])
def test_every_cell_of_the_printed_table(corpus: Path, name: str) -> None:
    truth = json.loads((corpus / "pdf" / "truth.json").read_text(encoding="utf-8"))
    document = read((corpus / "pdf" / name).read_bytes(), name)
    tables = [block for block in stitch(document.blocks) if isinstance(block, Table)]
    target = [table for table in tables if rows(table)[0][-1] == "绩效指标"]
    assert [rows(table) for table in target] == [
        [[fold(text) for text in row] for row in (truth["header"], *truth["rows"])]
    ]
    assert document.unread == ()


def test_title_department_and_unit_stand_above_the_table(corpus: Path) -> None:
    document = read((corpus / "pdf" / "word_print.pdf").read_bytes(), "")
    blocks = stitch(document.blocks)
    first = next(
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Table) and rows(block)[0][-1] == "绩效指标"
    )
    above = [block.text for block in blocks[first - 3 : first] if isinstance(block, Line)]
    assert above == [
        "项目支出绩效目标表（含转移支付项目）",
        "部门名称：广州市海珠区数字政府运营中心",
        "单位：万元",
    ]
    assert any(
        "2024" in block.text
        for block in blocks[:first]
        if isinstance(block, Line) and block.page == 1
    )


def test_cells_keep_the_place_where_they_begin(corpus: Path) -> None:
    document = read((corpus / "pdf" / "word_print.pdf").read_bytes(), "")
    table = next(
        block
        for block in stitch(document.blocks)
        if isinstance(block, Table) and rows(block)[0][-1] == "绩效指标"
    )
    split = next(row for row in table.rows if row[0] and fold(row[0].text) == "热线智能化建设经费")
    assert {cell.page for cell in split if cell} == {33}
    assert split[5] is not None
    assert "page_break" in split[5].repaired
    assert split[5].box is not None
    assert split[0] is not None
    assert not split[0].repaired


def test_documents_without_a_table_read_to_the_end(corpus: Path) -> None:
    paths = sorted((corpus / "no_table").glob("*.pdf"))
    assert paths
    for path in paths:
        document = read(path.read_bytes(), path.name)
        assert document.unread == ()
        assert document.pages
        assert not [
            table
            for table in document.tables()
            if len(table.rows) > 2 and "绩效指标" in {text for row in rows(table) for text in row}
        ]
