from __future__ import annotations

import pytest

from transforms.document import Line, Table, UnreadableError
from transforms.reading import expand, read
from transforms.stitch import stitch

TSV = "单位：万元\n\n项目名称\t总计\t绩效指标\n合计\t10.00\n培训\t10.00\t1、略\n\n注：无"
MARKDOWN = "单位：万元\n\n| 项目名称 | 总计 | 绩效指标 |\n|---|---:|:---|\n| 合计 | 10.00 |\n| 培训 | 10.00 | 1、略 |\n\n注：无"


def shape(data: bytes):
    return [[[cell and cell.text for cell in row] for row in block.rows] if isinstance(block, Table) else block.text for block in read(data, "x").blocks]


@pytest.mark.parametrize("text", [TSV, MARKDOWN, TSV.replace("\n", "\r\n")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_tables_and_lines_in_every_encoding(text, encoding):
    table = [["项目名称", "总计", "绩效指标"], ["合计", "10.00", None], ["培训", "10.00", "1、略"]]
    assert shape(text.encode(encoding)) == ["单位：万元", table, "注：无"]


def test_cells_know_the_line_they_stand_in():
    blocks = read(TSV.encode(), "x").blocks
    assert [block.rows[0][0].row if isinstance(block, Table) else block.row for block in blocks] == [1, 3, 7]
    assert [row[0].row for row in blocks[1].rows] == [3, 4, 5]


def test_markdown_escapes():
    assert shape(b"| a\\|b | c |\n|---|---|\n| d | e |") == [[["a|b", "c"], ["d", "e"]]]


@pytest.mark.parametrize(("data", "rule"), [(b"", "empty_file"), (bytes(range(256)) * 40, "unknown_format"), (b"\xff\xfe\x00", "undecodable"),
                                            (b"\xef\xbb\xbf\xff\xfe", "undecodable")])
def test_what_is_no_text_is_unreadable(data, rule):
    with pytest.raises(UnreadableError) as error:
        read(data, "x.txt")
    assert error.value.rule == rule


def test_a_plain_file_expands_to_itself():
    assert list(expand(TSV.encode(), "a/b.txt")) == [("a/b.txt", TSV.encode())]


def test_the_table_of_the_first_document_continues_over_its_second_page(corpus):
    blocks = stitch(read((corpus / "haizhu_digital_government_center.txt").read_bytes(), "x").blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [8]  # header, sum, unit, five projects
    assert all(isinstance(block, Line) for block in blocks if block is not tables[0])
