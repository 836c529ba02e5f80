"""Tables without rules, pages that are pictures, fonts that lie, and files that are broken."""

from __future__ import annotations

import io
import random
import sys

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from tests.reading.pdf.drawing import HEADER, PAGE
from transforms.document import Line, Table, UnreadableError
from transforms.joining.join import stitch
from transforms.reading import read

ROWS = [
    ["合计", "1,460.00", "1,460.00", "", ""],
    [
        "海珠政务基础设施及服务经费",
        "730.86",
        "730.86",
        "保障全区电子政务外网、政务机房、政务云安全运行。",
        "数量指标,主干带宽；年度指标值:≥10000M;" * 4,
    ],
    ["热线经费", "20.00", "", "引入智能平台。", "时效指标,办结率；年度指标值:≥90%;"],
]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


def scan(
    canvas: Canvas, x: float = 0, y: float = 0, width: float = PAGE[0], height: float = PAGE[1]
) -> None:
    canvas.drawImage(ImageReader(Image.effect_noise((60, 40), 90)), x, y, width, height)


def unread(data: bytes) -> list[tuple[str, int | None]]:
    return [(one.rule, one.page) for one in read(data, "").unread]


def plain(canvas: Canvas) -> None:
    for line in range(20):
        draw.text(
            canvas,
            80,
            80 + 14 * line,
            "推进放管服改革，实现公共卫生事项网上可办，提升全区公共服务水平，"
            "增强人民群众的获得感。",
        )


def test_columns_from_header_words_and_rows_from_amounts() -> None:
    (table,) = read(
        draw.pdf(lambda canvas: draw.table(canvas, [HEADER, *ROWS], rules="none")), ""
    ).tables()
    assert texts(table) == [HEADER, *ROWS]
    assert not table.ruled


def test_a_table_without_rules_goes_on_without_a_header() -> None:
    def first(canvas: Canvas) -> None:
        draw.text(canvas, 60, 40, "2024年项目支出绩效目标表")
        draw.table(canvas, [HEADER, *ROWS], rules="none")
        canvas.drawCentredString(PAGE[0] / 2, 20, "12")

    rest = [
        ["", "", "", "", "满意度指标,满意率；年度指标值:≥85%;"],
        ["平台经费", "311.29", "311.29", "开展项目。", "数量指标,月报；年度指标值:12份;"],
    ]
    blocks = stitch(
        read(
            draw.pdf(first, lambda canvas: draw.table(canvas, rest, rules="none", top=40)), ""
        ).blocks
    )
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert texts(table) == [HEADER, *ROWS[:2], [*ROWS[2][:4], ROWS[2][4] + rest[0][4]], rest[1]]


def level_table(*rows: list[str], value: str = "指标值", beside: str = "") -> Table:
    """A table of levels without rules; ``beside``: a label left of its first row."""

    def page(canvas: Canvas) -> None:
        draw.text(canvas, 60, 40, "项目支出绩效目标表")
        head = ["一级指标", "二级指标", "三级指标", value]
        for at, row in enumerate([head, *rows]):
            draw.fill(canvas, 110, 80 + 12 * at, [90, 100, 160, 90], row, right=())
        draw.text(canvas, 60, 80 + 12 + 11, beside)

    (table,) = read(draw.pdf(page), "").tables()
    return table


def test_a_value_in_words_below_a_shorter_one_begins_a_row() -> None:
    rows = [
        ["产出指标", "质量指标", "成本控制率", "100%"],
        ["效益指标", "社会效益指标", "工程是否存在质量问题", "否"],
        ["", "生态效益指标", "水质是否达标", "是"],
        ["", "可持续影响指标", "均衡发展情况", "稳步提高"],
    ]
    below = [["效益指标", *row[1:]] for row in rows[1:]]
    assert texts(level_table(*rows))[1:] == [rows[0], *below]


def test_targets_may_stand_below_the_name_of_a_place() -> None:
    rows = [
        ["产出指标", "数量指标", "新建泵站", "1"],
        ["效益指标", "社会效益指标", "受益人口", "60%"],
    ]
    assert texts(level_table(*rows, value="西坪镇尧山村"))[1:] == rows


def test_a_label_beside_a_level_is_no_part_of_it() -> None:
    rows = [
        ["产出指标", "数量指标", "新建泵站", "1"],
        ["效益指标", "社会效益指标", "受益人口", "60%"],
    ]
    table = level_table(*rows, beside="指标")
    assert [row[1:] for row in texts(table)[1:]] == rows


def test_text_across_a_column_border_is_uncertain() -> None:
    rows = [
        HEADER,
        ["甲", "1.00", "1.00", ["保障全区电子政务外网、政务机房、政务云视频会议"], "指标"],
        ["乙", "2.00", "2.00", "目标", "数量指标,月报；年度指标值:12份;"],
    ]
    (table,) = read(draw.pdf(lambda canvas: draw.table(canvas, rows, rules="none")), "").tables()
    wrong = [
        cell
        for row, truth in zip(table.rows, rows, strict=True)
        for cell, want in zip(row, truth, strict=True)
        if cell and cell.text != "".join(want)
    ]
    assert all("uncertain" in cell.repaired for cell in wrong)
    assert any(cell and "uncertain" in cell.repaired for cell in table.rows[1])


def test_prose_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        plain(canvas)
        draw.text(
            canvas, 80, 500, "项目名称  总计 的绩效目标、绩效指标详见附表，指标值见三级指标。"
        )

    assert list(read(draw.pdf(page), "").tables()) == []


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra jixiao[ocr] were not installed: what needs it is told."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)


@pytest.mark.usefixtures("without_ocr")
def test_a_scanned_page_is_not_overlooked() -> None:
    def numbered(canvas: Canvas) -> None:
        scan(canvas)
        draw.text(canvas, 60, 20, "某某局2024年部门预算公开材料")
        draw.text(canvas, 420, 580, "2")

    def with_head(canvas: Canvas) -> None:
        plain(canvas)
        draw.text(canvas, 60, 20, "某某局2024年部门预算公开材料")

    assert unread(draw.pdf(plain, scan)) == [("needs_ocr", 2)]
    assert unread(draw.pdf(with_head, numbered, numbered)) == [("needs_ocr", 2), ("needs_ocr", 3)]


@pytest.mark.usefixtures("without_ocr")
def test_a_heading_over_a_picture_of_the_table_needs_ocr() -> None:
    def page(canvas: Canvas) -> None:
        draw.text(canvas, 300, 40, "项目支出绩效目标表")
        scan(canvas, 60, 60, 700, 450)

    assert unread(draw.pdf(page)) == [("needs_ocr", 1)]


def test_blank_pages_covers_and_photographs_are_no_scans() -> None:
    def photo(canvas: Canvas) -> None:
        plain(canvas)
        scan(canvas, 80, 20, 700, 200)

    def logo(canvas: Canvas) -> None:
        scan(canvas, 400, 300, 60, 60)

    def cover(canvas: Canvas) -> None:
        scan(canvas)
        draw.text(canvas, 300, 200, "广州市海珠区数字政府运营中心部门预算")

    assert unread(draw.pdf(lambda _: None, photo, logo, cover)) == []


def test_the_text_layer_of_a_scan_is_used_and_says_so() -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        canvas._code.append("3 Tr")
        draw.table(canvas, [HEADER, *ROWS])

    document = read(draw.pdf(page), "")
    (table,) = document.tables()
    assert texts(table) == [HEADER, *ROWS]
    assert all("ocr_layer" in cell.repaired for cell in table.cells())


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    document = read(
        draw.by_hand(
            b"BT /F 10 Tf 60 500 Td (ABCD) Tj ET", {"A": "⽅", "B": "案", "C": "⻓", "D": "期"}
        ),
        "",
    )
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["方案长期"]


@pytest.mark.usefixtures("without_ocr")
def test_private_use_text_needs_ocr() -> None:
    lying = {chr(65 + index): chr(0xE000 + index) for index in range(20)}
    assert unread(draw.by_hand(b"BT /F 10 Tf 60 500 Td (ABCDEFGHIJKLMNOPQRST) Tj ET", lying)) == [
        ("needs_ocr", 1)
    ]


def test_a_font_in_gbk_without_a_map() -> None:
    content = (
        b"BT /F 10 Tf 60 500 Td <" + "绩效指标，≥95%".encode("gbk").hex().encode() + b"> Tj ET"
    )
    assert [
        block.text for block in read(draw.in_gbk(content), "").blocks if isinstance(block, Line)
    ] == ["绩效指标，≥95%"]


@pytest.mark.usefixtures("without_ocr")
def test_a_font_that_does_not_say_its_characters_needs_ocr() -> None:
    names = b"<</Differences[65" + b"".join(b"/G%02d" % number for number in range(20)) + b"]>>"
    assert unread(
        draw.by_hand(b"BT /F 10 Tf 60 500 Td (ABCDEFGHIJKLMNOPQRST) Tj ET", {}, names)
    ) == [("needs_ocr", 1)]
    assert unread(draw.by_hand(b"BT /F 10 Tf 60 500 Td (ABCDEFGHIJKLMNOPQRST) Tj ET", {})) == []


def test_a_password_is_told_from_damage() -> None:
    locked = draw.pdf(plain, encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(UnreadableError) as error:
        read(locked, "locked.pdf")
    assert error.value.rule == "password"
    with pytest.raises(UnreadableError) as error:
        read(b"%PDF-1.4\n" + bytes(500), "broken.pdf")
    assert error.value.rule == "broken_pdf"


@pytest.mark.usefixtures("without_ocr")
def test_damaged_files_end_in_a_document_or_a_finding() -> None:
    sound = draw.pdf(lambda canvas: draw.table(canvas, [HEADER, *ROWS]), plain)
    chance = random.Random(1)
    for _ in range(40):  # `make mutate` does thousands
        data = bytearray(sound)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        assert _outcome(b"%PDF-" + bytes(data[5:])) in {"read", "broken_pdf", "password"}


def _outcome(data: bytes) -> str:
    try:
        return "read" if read(data, "").pages else "no pages"
    except UnreadableError as error:
        return error.rule


def test_only_pages_with_a_word_of_a_target_table_are_searched() -> None:
    """Tables of other kinds are left alone: their pages cost no more than their text."""
    document = read(
        draw.pdf(
            plain,
            plain,
            plain,
            lambda canvas: draw.table(
                canvas, [["科目", "总计"], ["教育", "1.00"]], widths=[90, 60]
            ),
        ),
        "",
    )
    assert list(document.tables()) == []
    assert {block.page for block in document.blocks if isinstance(block, Line)} == {1, 2, 3}


def test_handles_are_closed() -> None:
    import resource

    data = draw.pdf(lambda canvas: draw.table(canvas, [HEADER, *ROWS]), plain)
    for _ in range(20):
        read(data, "")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(80):
        read(data, "")
    # KiB; a leaked document holds more than a hundred
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2_000


def test_a_memory_image_is_enough() -> None:
    assert read(io.BytesIO(draw.pdf(plain)).read(), "anything at all").format == "pdf"
