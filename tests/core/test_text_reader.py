from __future__ import annotations

import pytest

from transforms.document import Line, Table, UnreadableError
from transforms.joining.join import stitch
from transforms.reading import expand, read

TSV = "单位：万元\n\n项目名称\t总计\t绩效指标\n合计\t10.00\n培训\t10.00\t1、略\n\n注：无"
MARKDOWN = (
    "单位：万元\n\n| 项目名称 | 总计 | 绩效指标 |\n|---|---:|:---|\n| 合计 | 10.00 |\n"
    "| 培训 | 10.00 | 1、略 |\n\n注：无"
)


def shape(data: bytes):
    return [
        [[cell and cell.text for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else block.text
        for block in read(data, "x").blocks
    ]


@pytest.mark.parametrize("text", [TSV, MARKDOWN, TSV.replace("\n", "\r\n")])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_tables_and_lines_in_every_encoding(text, encoding):
    table = [["项目名称", "总计", "绩效指标"], ["合计", "10.00", None], ["培训", "10.00", "1、略"]]
    assert shape(text.encode(encoding)) == ["单位：万元", table, "注：无"]


def test_cells_know_the_line_they_stand_in():
    blocks = read(TSV.encode(), "x").blocks
    assert [
        block.rows[0][0].row if isinstance(block, Table) else block.row for block in blocks
    ] == [1, 3, 7]
    assert [row[0].row for row in blocks[1].rows] == [3, 4, 5]


def test_markdown_escapes():
    assert shape(b"| a\\|b | c |\n|---|---|\n| d | e |") == [[["a|b", "c"], ["d", "e"]]]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (bytes(range(256)) * 40, "unknown_format"),
        (b"\xff\xfe\x00", "undecodable"),
        (b"\xef\xbb\xbf\xff\xfe", "undecodable"),
    ],
)
def test_what_is_no_text_is_unreadable(data, rule):
    with pytest.raises(UnreadableError) as error:
        read(data, "x.txt")
    assert error.value.rule == rule


def test_a_plain_file_expands_to_itself():
    assert list(expand(TSV.encode(), "a/b.txt")) == [("a/b.txt", TSV.encode())]


def test_the_table_of_the_first_document_continues_over_its_second_page(corpus):
    blocks = stitch(
        read((corpus / "haizhu_digital_government_center.txt").read_bytes(), "x").blocks
    )
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [8]  # header, sum, unit, five projects
    assert all(isinstance(block, Line) for block in blocks if block is not tables[0])


@pytest.mark.parametrize(
    ("encoding", "cut"), [("utf-8", 1), ("utf-8-sig", 1), ("gb18030", 1), ("utf-16", 1)]
)
def test_a_file_cut_off_inside_a_character_is_read_up_to_it(corpus, encoding, cut):
    text = (corpus / "haizhu_digital_government_center.txt").read_text("utf-8").rstrip() + "完"
    document = read(text.encode(encoding)[:-cut], "a.txt")
    whole = read(text.encode(encoding), "a.txt")
    assert [one.rule for one in document.unread] == ["broken_file"]
    assert whole.unread == ()
    assert document.blocks[:-1] == whole.blocks[:-1]


def test_a_row_with_a_lost_character_is_held_back_and_its_neighbours_are_not():
    from transforms.parse import parse
    from transforms.rows.source import Source

    rows = [f"产出指标\t数量指标\t培训{number}次数\t≥{number}次" for number in range(200)]
    text = (
        "项目支出绩效目标表\n项目名称\t甲\n一级指标\t二级指标\t三级指标\t年度指标值\n"
        + "\n".join(rows)
    )
    data = text.encode().replace("培训7次数".encode(), "培".encode()[:2] + "训7次数".encode())
    parsed = parse(data, Source("2024/a.txt"))
    assert [row.source_text for row in parsed.indicators if row.finding_id] == [
        "产出指标\t数量指标\t\ufffd训7次数\t≥7次"
    ]
    assert len(parsed.indicators) == 200
