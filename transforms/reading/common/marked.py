"""Markdown's marks within lines and cells: **bold**, <br>, &nbsp;, ~~struck out~~.

CommonMark 0.31 and the tables and strikethrough of GitHub's flavour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from transforms.document import Block, Cell, Line, NotShown, Row, Table
from transforms.reading.common.struck import struck_out

_STRUCK = re.compile(
    r"~~(?=\S)([^~\n]{1,500})~~|<(del|s|strike)>([^<\n]{0,500})</\2>", re.IGNORECASE
)
_BREAK = re.compile(r"(?:(?<![^\S\n])[^\S\n]++)?(?:<br\s{0,5}/?>[^\S\n]*+|\\\n)", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]\[\n]{0,300})\]\([^()\s]{0,500}\)")
# forms leave blanks as ≥** and ____: inside a cell only what cannot be such a blank is a mark
_STRONG = re.compile(r"(?<!\*)\*\*(?=\S)([^*_`\n()（）≥≤<>=＞＜＝]{1,100})(?<=\S)\*\*(?!\*)")
_WHOLE = re.compile(r"(\*{1,3}|_{1,3}|``?)(?=\S)(?=.*\w)([^*_`]{1,1000})(?<=\S)\1")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|center)(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BEGIN = re.compile(r"\s{0,3}(?:#{1,6}\s+|(?:>\s+)+(?![\d=])|[-*+]\s+(?!\d))(?:\[[ xX]\]\s+)?")


def unmarked(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[NotShown, ...]]:
    """The blocks without marks, and what is struck out in them."""
    struck: list[str] = []
    found = tuple(
        replace(block, text=_plain(_BEGIN.sub("", block.text, count=1), struck))
        if isinstance(block, Line)
        else _table(block, struck)
        for block in blocks
    )
    return found, struck_out(struck)


def _table(table: Table, struck: list[str]) -> Table:
    plain: dict[int, Cell] = {
        id(cell): cell._replace(text=_plain(cell.text, struck)) for cell in table.cells()
    }
    rows = (
        Row(plain[id(cell)] if cell is not None else None for cell in row) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _plain(text: str, struck: list[str]) -> str:
    if not any(one in text for one in "*_`<&\\[~"):
        return text
    struck += [found[1] or found[3] for found in _STRUCK.finditer(text)]
    text = _STRUCK.sub("", text)
    for pattern, group in ((_LINK, r"\1"), (_STRONG, r"\1"), (_TAG, "")):
        text = pattern.sub(group, text)
    whole = _WHOLE.fullmatch(text.strip())
    text = _BREAK.sub("\n", whole[2] if whole else text)
    return unescape(_ESCAPED.sub(r"\1", text)).strip()
