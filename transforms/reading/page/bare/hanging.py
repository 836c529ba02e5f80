"""Tables whose cells stand at the top of their rows, lines of rows as near as lines of one cell, as
a word processor prints them.

    产出指标  数量指标  修缮文物点数  ≥6处     a row: a level begins, or name and value
                        量                    the same one: above was no room for this
              质量指标  验收合格率    100%     a row
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.reading.page.bare.blocks import NEAR, Block
from transforms.reading.page.bare.fit import Fit, Sheet, has_first_levels
from transforms.reading.page.bare.going_on import (
    Kind,
    Widths,
    is_listed,
    is_number,
    widths_of,
)
from transforms.reading.page.bare.hanging_spans import hanging_spans
from transforms.reading.page.bare.texts import Line, Text, in_lines
from transforms.reading.page.bare.words import Word, Words, whole_words, words_of
from transforms.reading.page.centred import names_level

_LINES = 0.9  # em: the least distance of lines of one text
_NEXT = 1.4  # times the least distance of lines: a line so near is the next one
_WRAPPED = 2.2  # em: the next line of a header's word is no farther
_UNDER = 2  # lines below a header of several rows


_BEGUN = {Kind.NEW, Kind.ROOM}


@dataclass(slots=True)
class Cell:
    """A cell that grows line by line; ``line``: its last one."""

    texts: list[Text]
    first: int
    line: int

    @property
    def text(self) -> str:
        """What it says so far."""
        return "".join(one.text for one in self.texts)


@dataclass(slots=True)
class _Reading:
    """What is known of the table, and what was read so far."""

    words: Words
    widths: Widths
    headers: set[int]
    body: int  # the line of the header above the names; -1 without one
    begun: int  # the first line below it that names a level
    open: dict[int, Cell] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sure: bool = True

    def is_header(self, line: int) -> bool:
        """Whether a line may be of a header."""
        if self.body <= line < self.begun:
            return True
        return any(self.begun <= head < line <= head + _UNDER for head in self.headers)


def hanging(sheet: Sheet, before: Words | None) -> Fit | None:
    """The rows of such a table; ``before``: the words of the page before."""
    lines = in_lines(sheet.texts)
    gaps = [below[0].baseline - above[0].baseline for above, below in pairwise(lines)]
    if not gaps or min(gaps) < _LINES * sheet.em:
        return None
    reading = _reading(sheet, lines, before)
    if reading is None:
        return None
    near = _NEXT * min(gaps)
    for at, line in enumerate(lines):
        _read(reading, at, line, at > 0 and gaps[at - 1] < near)
    return _fit(sheet, lines, reading)


def _reading(sheet: Sheet, lines: list[Line], before: Words | None) -> _Reading | None:
    near = NEAR * sheet.em
    texts = [Word(one.edge, one.baseline, one.text) for one in sheet.texts]
    words = words_of(whole_words(texts, _WRAPPED * sheet.em), near, before)
    if words.levels < 0 or (words.body < 0 and before is None):
        return None
    headers = {at for at, line in enumerate(lines) if _is_at(line, words.headers, near)}
    body = next((at for at, line in enumerate(lines) if _is_at(line, [words.body], near)), -1)
    begun = [at for at in range(body + 1, len(lines)) if _names_level(lines[at], words.levels)]
    if words.name <= words.levels:
        words = words._replace(name=words.levels + 1)
    below = [text for line in lines[max(body, 0) :] for text in line]
    widths = widths_of(below, sheet.texts, sheet.edges, sheet.em)
    return _Reading(words, widths, headers, body, min(begun, default=len(lines)))


def _is_at(line: Line, heights: Sequence[float], near: float) -> bool:
    return any(abs(line[0].baseline - height) < near for height in heights)


def _names_level(line: Line, last: int) -> bool:
    return any(text.edge <= last and names_level(text.text) for text in line)


def _read(reading: _Reading, at: int, line: Line, close: bool) -> None:
    """Take the texts of a line: a row begins with them, or they go on."""
    kinds = {text.edge: _kind(reading, at, text, close) for text in line}
    begins, sure = _begins(reading, at, line, kinds)
    begins = begins or at == 0
    body = at >= reading.body and not reading.is_header(at)
    torn = begins and body and not _name_begins(reading, kinds)
    reading.sure &= sure and not torn
    if begins:
        reading.starts.append(at)
    for text in line:
        own = begins and not (torn and text.edge == reading.words.name)
        beside = any(edge < text.edge and kind in _BEGUN for edge, kind in kinds.items())
        kind = Kind.NEW if own and beside else kinds[text.edge]
        _take(reading, at, text, kind, own)


def _name_begins(reading: _Reading, kinds: dict[int, Kind]) -> bool:
    """Whether a name begins in a row, as far as can be told: it does not go on, and if it may, the
    target beside it begins.
    """
    name = kinds.get(reading.words.name, Kind.NEW)
    if name is Kind.UNKNOWN and reading.words.value is not None:
        return kinds.get(reading.words.value) in {Kind.NEW, Kind.ROOM}
    return name not in {Kind.FULL, Kind.UNKNOWN}


def _kind(reading: _Reading, at: int, text: Text, close: bool) -> Kind:
    cell = reading.open.get(text.edge)
    if cell is None or not close or cell.line != at - 1:
        return Kind.NEW
    last = max(text.last, *(one.last for one in cell.texts))
    return reading.widths.kind(text, cell.texts[-1], last)


def _begins(reading: _Reading, at: int, line: Line, kinds: dict[int, Kind]) -> tuple[bool, bool]:
    """Whether a row begins with a line, and whether that is certain."""
    if at < reading.body:
        return _form_begins(list(kinds.items())), True
    levels, header = reading.words.levels, reading.is_header(at)
    own = {edge: kind for edge, kind in kinds.items() if edge > levels}
    if not header and any(_begins_level(reading, text, kinds) for text in line):
        begun = own.get(reading.words.name) in _BEGUN  # and so is what stands beside it
        return True, begun or Kind.FULL not in own.values()
    if not own:
        named = [text for text in line if names_level(text.text)]
        return Kind.NEW in kinds.values() or any(
            kinds[one.edge] is Kind.ROOM for one in named
        ), True
    if Kind.NEW in own.values():
        return True, header or Kind.FULL not in own.values()
    begins, sure = _values_begin(reading, line, own)
    return begins, sure or header


def _form_begins(kinds: Sequence[tuple[int, Kind]]) -> bool:
    """Whether a row of the form above the header begins: its label does, or two texts."""
    room = sum(kind is Kind.ROOM for _, kind in kinds)
    return any(kind is Kind.NEW for _, kind in kinds) or room > 1 or (0, Kind.ROOM) in kinds


def _begins_level(reading: _Reading, text: Text, kinds: dict[int, Kind]) -> bool:
    if text.edge > reading.words.levels or not names_level(text.text):
        return False
    return kinds[text.edge] is Kind.NEW or names_level(reading.open[text.edge].text)


def _values_begin(reading: _Reading, line: Line, own: dict[int, Kind]) -> tuple[bool, bool]:
    """Whether a row begins with texts that all have one right above."""
    kinds, name = list(own.values()), reading.words.name
    texts = [text for text in line if text.edge in own]
    if all(is_listed(one.text, reading.open[one.edge].texts[-1].text) for one in texts):
        return False, True
    if Kind.FULL in kinds:
        return False, all(_may_follow(reading, one, own[one.edge]) for one in texts)
    if Kind.ROOM not in kinds:
        return False, len(kinds) == 1 or not {name, reading.words.value} <= own.keys()
    return _stand_apart(texts, own, name)


def _stand_apart(texts: Line, own: dict[int, Kind], name: int) -> tuple[bool, bool]:
    """Whether a row begins with texts of which some had room above and none goes on for certain."""
    kinds = list(own.values())
    numbers = any(own[one.edge] is Kind.ROOM and is_number(one.text) for one in texts)
    named = own.get(name) is Kind.ROOM and max(own) > name
    begins = len(own) > 1 and (kinds.count(Kind.ROOM) > 1 or numbers or named)
    # below one name, beside a text that may go on: 100% is the second line of 11月底完成
    torn = name not in own and Kind.UNKNOWN in kinds
    return begins, begins and not torn


def _may_follow(reading: _Reading, text: Text, kind: Kind) -> bool:
    """Whether a text may be a further line of the cell above, where another cell goes on: 100%
    below 11月底完成 may, below 90% it is the next number.
    """
    above = reading.open[text.edge].texts[-1].text
    return kind is not Kind.ROOM or (is_number(text.text) and not is_number(above))


def _take(reading: _Reading, at: int, text: Text, kind: Kind, begins: bool) -> None:
    """Put a text into the cell above it, or into one of its own."""
    cell = reading.open.get(text.edge)
    if cell is None or not _goes_on(reading, at, text, kind, begins):
        reading.open[text.edge] = cell = Cell([text], at, at)
        reading.cells.append(cell)
        return
    if not begins and text.edge <= reading.words.levels:
        reading.sure &= not (names_level(cell.text) and names_level(text.text))
    cell.texts.append(text)
    cell.line = at


def _goes_on(reading: _Reading, at: int, text: Text, kind: Kind, begins: bool) -> bool:
    """Whether a text is of the cell above it. One that covers several rows may go on where another
    row begins: a level, and a label.
    """
    if kind is Kind.NEW or not begins:
        return kind is not Kind.NEW
    form, above = at < reading.body, reading.open[text.edge].text
    if text.edge > reading.words.levels and not form:
        return reading.is_header(at) and kind in {Kind.FULL, Kind.UNKNOWN}
    if names_level(above):
        return False
    if kind is Kind.FULL or (kind is Kind.UNKNOWN and not form):
        return True
    return not names_level(text.text) and names_level(above + text.text)


def _fit(sheet: Sheet, lines: list[Line], reading: _Reading) -> Fit:
    starts, words = reading.starts, reading.words
    blocks = [(Block(tuple(cell.texts)), cell.first, cell.line) for cell in reading.cells]
    spans = hanging_spans(blocks, starts, words, reading.headers, reading.body)
    ends = [at - 1 for at in starts[1:]] + [len(lines) - 1]
    heights = [
        lines[0][0].baseline - sheet.em,
        *((lines[end][0].baseline + lines[end + 1][0].baseline) / 2 for end in ends[:-1]),
        lines[-1][0].baseline + sheet.em,
    ]
    sure = reading.sure and has_first_levels(spans, words, NEAR * sheet.em)
    # a row that the page cuts goes on in the first line, if no level begins there
    sure = sure and (words.body >= 0 or _names_level(lines[0], words.levels))
    return Fit(spans, heights, frozenset(), words, True, sure)
