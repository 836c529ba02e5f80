"""The account of characters over the text objects of an OFD page."""

from __future__ import annotations

import pytest

from tests.reading.ofd import drawing as draw
from tests.reading.ofd.test_tables import ROWS, WIDTHS
from transforms.reading import read
from transforms.reading.ofd import texts as _ofdtext


def told(*pages: str) -> list[tuple[int | None, str]]:
    found = read(draw.ofd(*pages), "drawn.ofd")
    return [(one.page, one.message) for one in found.unaccounted]


def test_what_is_left_out_for_a_reason_adds_up() -> None:
    slanting = draw.text(150, 100, "内部资料", attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
    unseen = draw.text(30, 60, "看不见", attributes='Visible="false"')
    searched = draw.text(30, 70, "仅供检索", attributes='Fill="false"')
    assert told(draw.table(ROWS, WIDTHS) + slanting + unseen + searched) == []


def test_a_character_without_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the steps from one character to the next loses the last one of a text."""
    sound = _ofdtext._widths
    monkeypatch.setattr(_ofdtext, "_widths", lambda text, *rest: sound(text, *rest)[:10])
    other = [["科目", "总计"], ["教育", "1.00"]]
    ((page, message),) = told(draw.table(other, WIDTHS[:2]), draw.table(ROWS, WIDTHS))
    assert page == 2
    assert "characters end nowhere" in message
