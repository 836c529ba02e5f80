"""Whether a text below another in its column may be its next line: how much room was left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from transforms.reading.page.bare.texts import Text
from transforms.reading.page.bare.words import is_word
from transforms.reading.page.text import is_item
from transforms.words.folding import fold

_CHINESE = 0x2E80
_NARROW = 0.55  # em: a Latin letter or digit
_CLOSING = frozenset("、，。；：！？）》」』】〕”’")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:[.．]\d*)?%?|[≥≤<>=＞＜≧≦]=?.*\d.*")
_DIGIT = re.compile(r"[\d,，.．≥≤<>=＞＜≧≦]")
_ALONE = frozenset("是否有无优良中差高低好")  # cells of one character
_APART = 0.25  # em
_PADDING = 0.6  # em that a cell leaves free at its right, where nothing tells
_MOST = 1.5  # em of padding


class Kind(Enum):
    """How a text stands below another one."""

    NEW = "nothing stands right above"
    ROOM = "above was room for its first word"
    FULL = "above was no room"
    UNKNOWN = "nobody can tell"


@dataclass(frozen=True, slots=True)
class Widths:
    """Where columns end, what a cell leaves free there, and where the longest text ends."""

    ends: tuple[float, ...]
    padding: float
    right: float
    em: float

    def kind(self, text: Text, above: Text, last: int) -> Kind:
        """How a text stands below another one; ``last``: the column in which their cell ends."""
        if _are_two(text.text, above.text):
            return Kind.ROOM
        room = self.right if last + 1 >= len(self.ends) else self.ends[last] - self.padding
        need, free = first_word(text) + _space(text, above), room - above.right
        if need <= free + 0.02 * self.em:
            return Kind.ROOM
        known = last + 1 < len(self.ends) and need > free + self.em
        return Kind.FULL if known or _is_end_of_word(text.text) else Kind.UNKNOWN


def widths_of(
    texts: Iterable[Text], all_texts: Iterable[Text], edges: tuple[float, ...], em: float
) -> Widths:
    """``texts``: those of one row's cells, which tell the padding."""
    right = max(text.right for text in all_texts)
    ends = (*edges[1:], right + _PADDING * em)
    left = [
        ends[text.edge] - text.right
        for text in texts
        if text.last == text.edge < len(edges) - 1 and not is_number(text.text)
    ]
    padding = min(max(min(left, default=_PADDING * em), 0.0), _MOST * em)
    return Widths(ends, padding, right, em)


def _are_two(text: str, above: str) -> bool:
    """Whether a text does not go on from another whatever its room: a number behind a number or a
    word, and what makes no word with a word of a header or a level.
    """
    if is_number(text) and (is_number(above) or not _DIGIT.fullmatch(above[-1])):
        return True
    return is_word(above) and not is_word(above + text)


def _is_end_of_word(text: str) -> bool:
    """Whether a text is no cell of its own where the one above may be full: 科 of 财务科."""
    return len(text) == 1 and ord(text) >= _CHINESE and text.isalpha() and text not in _ALONE


def _space(text: Text, above: Text) -> float:
    """What typesetters leave between a Chinese character and a Latin one."""
    chinese = {ord(text.text[0]) >= _CHINESE, ord(above.text[-1]) >= _CHINESE}
    return _APART * text.em if len(chinese) > 1 else 0.0


def is_number(text: str) -> bool:
    """Whether a text is a number, or a sign and what it compares with."""
    return bool(_NUMBER.fullmatch(fold(text)))


def is_listed(text: str, above: str) -> bool:
    """Whether a text is a further item of the list above: 2. below 1."""
    indicator = text.startswith("指标")
    return is_item(text) and is_item(above) and text[0] != "1" and not indicator


def first_word(text: Text) -> float:
    """The width of what a line break cannot part, at the begin of a text."""
    words, length = text.text, 1
    if ord(words[0]) < _CHINESE:
        while length < len(words) and ord(words[length]) < _CHINESE:
            length += 1
    while length < len(words) and words[length] in _CLOSING:
        length += 1
    return (text.right - text.left) * _units(words[:length]) / _units(words)


def _units(text: str) -> float:
    return sum(1.0 if ord(one) >= _CHINESE else _NARROW for one in text)
