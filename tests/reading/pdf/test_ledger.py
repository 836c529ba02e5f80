"""The account of characters: a fault of the reader is put in, and the account must find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf import drawing as draw
from tests.reading.pdf.drawing import FONT, HEADER, PAGE, SIZE
from transforms.parse import parse
from transforms.reading import read
from transforms.reading.page import cells
from transforms.reading.pdf import tables
from transforms.rows.parsed import Parsed
from transforms.rows.source import Sidecar, Source

ITEM = "1、1-产出指标,11-数量指标,{name}；实施周期指标值:≥1次,年度指标值:≥1次；"


def target(
    canvas: Canvas, department: str = "甲局", name: str = "安全培训", top: float = 80
) -> None:
    for number, line in enumerate(
        ("项目支出绩效目标表", f"部门名称：广州市海珠区{department}", "单位：万元")
    ):
        draw.text(canvas, 60, top - 50 + 15 * number, line)
    row = ["运维经费", "10.00", "10.00", "保障运行。", ITEM.format(name=name)]
    draw.table(canvas, [HEADER, row], top=top)


def flat(canvas: Canvas, x: float, y: float, word: str) -> None:
    """A word without any height."""
    font = canvas._doc.getInternalFontName(FONT)
    codes = word.encode("utf-16-be").hex()
    canvas._code.append(f"BT {font} {SIZE} Tf 1 0 0 0 {x} {PAGE[1] - y} Tm <{codes}> Tj ET")


def told(data: bytes) -> list[tuple[int | None, str]]:
    return [(one.page, one.message) for one in read(data, "drawn.pdf").unaccounted]


def rows(data: bytes) -> Parsed:
    return parse(data, Source("a.pdf", Sidecar(year=2024)))


def drawn(*extra: Callable[[Canvas], None]) -> bytes:
    def page(canvas: Canvas) -> None:
        target(canvas)
        for one in extra:
            one(canvas)

    return draw.pdf(page)


def assigned(wrong: Callable[[Any], None]) -> Callable[..., Any]:
    """``assign`` with a fault."""
    sound = cells.assign

    def faulty(chars: Any, grids: Any) -> Any:
        owner, *others = sound(chars, grids)
        wrong(owner)
        return owner, *others

    return faulty


def test_a_sound_page_adds_up() -> None:
    assert told(drawn()) == []


def test_a_character_outside_all_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """An assignment that puts the last character of a cell nowhere makes a line of it."""

    def wrong(owner: Any) -> None:
        owner[np.flatnonzero(owner >= 0)[-1]] = -1

    monkeypatch.setattr(cells, "assign", assigned(wrong))
    assert told(drawn()) == [(1, "a line at the height of a table: ；")]


def test_a_character_that_ends_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that forgets what is outside all cells."""
    monkeypatch.setattr(cells, "lines", lambda *_: [])
    ((page, message),) = told(drawn())
    assert (page, message.split(":")[0]) == (1, "27 of 108 characters end nowhere")


def test_a_character_beyond_the_outer_rule() -> None:
    data = drawn(lambda canvas: draw.text(canvas, 700, 109, "额"))
    assert told(data) == [(1, "a line at the height of a table: 额")]


def test_a_character_in_a_box_without_height() -> None:
    data = drawn(lambda canvas: flat(canvas, 300, 130, "费"))
    assert told(data) == [(1, "1 of 109 characters end nowhere: 费")]


def test_a_character_covered_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that overlap: the first character of each goes into the cell before as well."""
    sound = cells.cell_texts

    def twice(*arguments: Any) -> list[str]:
        found = sound(*arguments)
        return [found[0] + found[1][0], *found[1:]]

    monkeypatch.setattr(cells, "cell_texts", twice)
    assert told(drawn()) == [(1, "1 more than the 108 delivered: 总")]


def test_a_glyph_that_stands_for_no_character_is_lost_and_no_hyphen() -> None:
    box = b" 50 490 m 250 490 l S 50 520 m 250 520 l S 50 490 m 50 520 l S 250 490 m 250 520 l S"
    page = b"BT /F 10 Tf 60 500 Td (BCDEBAE) Tj 0 -20 Td (" + b"BCDEBE" * 9 + b") Tj ET"
    page += box + b" 150 490 m 150 520 l S"
    names = {"B": "绩", "C": "效", "D": "目", "E": "标"}
    (table,) = read(draw.by_hand(page, names | {"A": "\0"}), "").tables()
    assert [cell.text for cell in table.cells()] == ["绩效目标绩\ufffd标", ""]
    wrong = draw.by_hand(page, names | {"A": "\1"})
    assert told(wrong) == [(1, "1 of 61 characters end nowhere: U+0001")]


def test_what_is_left_out_for_a_reason_adds_up() -> None:
    """A slanting watermark, invisible text, and a page number, which is a line."""

    def more(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(30)
        canvas.drawString(300, 100, "内部资料")
        canvas.restoreState()
        canvas.drawCentredString(PAGE[0] / 2, 20, "- 3 -")
        canvas._code.append("BT 3 Tr ET")
        draw.text(canvas, 60, 140, "看不见")

    data = drawn(more)
    assert told(data) == []
    (table,) = read(data, "").tables()
    assert "看不见" not in "".join(cell.text for cell in table.cells())


def fault_on(page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last character of each table on that page goes into none of its cells."""
    sound = tables.blocks

    def faulty(chars: Any, grids: Any, number: int, *masks: Any) -> Any:
        with monkeypatch.context() as patch:
            if number == page:
                patch.setattr(cells, "assign", assigned(drop_last))
            return sound(chars, grids, number, *masks)

    monkeypatch.setattr(tables, "blocks", faulty)


def drop_last(owner: Any) -> None:
    owner[np.flatnonzero(owner >= 0)[-1]] = -1


def test_the_rows_of_the_table_are_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("安全培训", "系统检查", "热线受理")
    pages = [lambda canvas, name=name: target(canvas, f"{name}局", name) for name in names]
    data = draw.pdf(*pages)
    assert [row.finding_id for row in rows(data).indicators] == [None] * 3
    fault_on(2, monkeypatch)
    parsed = rows(data)
    (finding,) = [row for row in parsed.findings if row["rule"] == "characters_unaccounted"]
    assert (finding["severity"], finding["page"]) == ("error", 2)
    held = {row.name: row.finding_id for row in parsed.indicators}
    assert held == {"安全培训": None, "系统检查": finding["finding_id"], "热线受理": None}
    assert parsed.document["status"] == "held_back"


@pytest.mark.parametrize("text", ["数量指标,系统检查；年度指标值:≥1次；", ""])
def test_a_row_that_begins_on_the_page_before_is_held_back(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """The page has nothing but the rest of a row."""
    rest = ["", "", "", "保障安全。", text]
    data = draw.pdf(target, lambda canvas: draw.table(canvas, [HEADER, rest], top=40))
    fault_on(2, monkeypatch)
    held = [row.finding_id for row in rows(data).indicators]
    assert held
    assert None not in held
