"""What may stand between two parts of one table: 续表, its heading again, a unit, a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Line, Table
from transforms.joining.head import SIDES
from transforms.words.amounts import caption_unit
from transforms.words.continued import GOES_ON, MARKED, announces
from transforms.words.folding import fold
from transforms.words.headers import column_of
from transforms.words.headings import is_heading, read_heading
from transforms.words.page_numbers import is_page_number, without_number

_BLANK = re.compile(r"\(?(?:此|本)页(?:无正文|为?空白页?|以下(?:空白|无正文))\)?[。.]?")
_ANNEX = re.compile(r"附[件表][\d一二三四五六七八九十.\-—]{0,4}[:：]?")
_NOTE = re.compile(r"\(?(?:注|备注|说明|填表说明)[\d一二三]?[:：]")
_NUMBERED = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[章节条部]"
)
_STOPS = re.compile(r"[。；;，,:：]")
_LABEL = re.compile(r"([^:]{2,12}):(.+)")
_OF_PROJECT = frozenset(("project", "project_code"))
_LINE = 60  # characters
_MOST = 6  # lines between two parts
_SENTENCE = 10  # characters


def is_of_furniture(text: str) -> bool:
    """Whether a line says nothing: a page number, 续表, 此页无正文."""
    folded = fold(text)
    patterns = (GOES_ON, _BLANK)
    return is_page_number(text) or any(pattern.fullmatch(folded) for pattern in patterns)


def _is_footer(line: Line) -> bool:
    """Whether a line belongs to the page: 续表, a page number, 某县文化局 第3页."""
    owner = without_number(line.folded)
    return is_of_furniture(line.text) or (owner != line.folded and not read_heading([owner]).title)


def reads_like_between(text: str) -> bool:
    """Whether a cell reads like a line that stands where a table was cut."""
    folded = fold(text)
    if len(folded) > _LINE:
        return False
    patterns = (GOES_ON, _ANNEX)
    return (
        is_of_furniture(text)
        or any(pattern.fullmatch(folded) for pattern in patterns)
        or bool(MARKED.search(folded) or _NOTE.match(folded))
        or is_heading(text)
    )


class Between:
    """The lines between a table and the part behind it, and what the table has said before."""

    def __init__(self, lines: Sequence[Line], table: Table, above: frozenset[str]) -> None:
        self.lines = lines
        self.above = above
        self.table = table

    def admits(self, *, headed: bool) -> bool:
        """Whether none of the lines begins another table. ``headed``: the part reads like the
        beginning of a table, so that a line which may be its heading parts them.
        """
        if len(self.lines) > _MOST:
            return False
        marked = announces(self.lines)
        return all(self._admits(line, headed=headed, marked=marked) for line in self.lines)

    def _admits(self, line: Line, *, headed: bool, marked: bool) -> bool:
        text = line.folded
        if self._is_side(text) or text in self.above or _is_footer(line) or _NOTE.match(text):
            return True
        if _ANNEX.fullmatch(text) or MARKED.search(text):
            return marked
        if (said := _LABEL.fullmatch(text)) and column_of(said[1]) in _OF_PROJECT:
            return self._prints(said[2])
        heading = read_heading([line.text])
        if heading.title:
            return False
        owner, unit = heading.department or heading.spending_unit, heading.amount_unit
        if owner or unit:
            return self._same_owner(owner, strict=headed) and self._same_unit(unit)
        is_sentence = len(text) >= _SENTENCE and bool(_STOPS.search(text))
        return is_sentence and not (headed and _NUMBERED.match(text))

    def _is_side(self, text: str) -> bool:
        """Whether a line is the table's label down the side, printed in the middle of its height
        where no rules stand.
        """
        return column_of(text) in SIDES and self._prints(text)

    def _same_unit(self, unit: str | None) -> bool:
        """Whether a unit is the one above the table, or nothing above it says one."""
        units = [known for text in self.above if (known := caption_unit(text))]
        return unit is None or not units or unit in units

    def _same_owner(self, owner: str | None, *, strict: bool) -> bool:
        """Whether a department is not another one than that which a line above the table names."""
        if owner is None or self._prints(owner):
            return True
        return not strict and not any(read_heading([text]).department for text in self.above)

    def _prints(self, text: str) -> bool:
        """Whether the table, or a line above it, prints this text."""
        folded = fold(text)
        return any(folded in said for said in self.above) or any(
            folded in cell.folded for cell in self.table.cells()
        )
