"""What the words in a table tell: its header, the columns of levels and that of the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas.roles import ranked, roles
from transforms.reading.page.centred import names_level
from transforms.words.headers import column_of

_HEADER = 3  # different words that make a header
_TARGETS = frozenset(roles("target"))
_INDICATORS = frozenset(("name", *roles("level")))


class Word(NamedTuple):
    """A text, where it begins and at which height it stands."""

    edge: int
    height: float
    text: str


class Words(NamedTuple):
    """``headers``: heights of the header rows; ``body``: that of the first with names or levels,
    above all if there is none; ``levels``: the last column with levels, ``name``: that of the
    names, ``value``: of the targets.
    """

    headers: list[float]
    body: float
    levels: int
    name: int
    value: int | None


def words_of(texts: Sequence[Word], near: float, before: Words | None) -> Words:
    """What the words tell; ``before``: those of the table on the page before."""
    lines, ours = _headers(texts, near, known=before is not None)
    body = min((line[0].height for line in ours), default=-1.0)
    levels = _levels([one for one in texts if one.height > body + near])
    kinds = {column_of(one.text): one.edge for line in ours for one in line[::-1]}
    headers = [one.height for line in lines for one in line]
    known = before or Words([], -1.0, levels, max(levels, 0), None)
    name, value = kinds.get("name", known.name), _value(kinds, known.value)
    return Words(headers, body, levels, name, value)


def _headers(
    texts: Sequence[Word], near: float, *, known: bool
) -> tuple[list[list[Word]], list[list[Word]]]:
    """The lines of headers, and those of them over indicators; ``known``: the page before has one,
    so that none need be of unknown words.
    """
    lines = [line for line in _lines(texts, near) if _is_header(line)]
    ours = [line for line in lines if any(column_of(one.text) in _INDICATORS for one in line)]
    if ours or known:
        return lines, ours
    unknown = _unknown_header(texts, near)
    return unknown, unknown


def whole_words(texts: Sequence[Word], near: float) -> list[Word]:
    """The texts, and 绩效指 with 标值 below it as one where that names a column, at the upper one's
    height.
    """
    found: list[Word] = []
    for one in sorted(texts, key=lambda one: (one.edge, one.height)):
        if found and _is_torn(found[-1], one, near):
            found[-1] = found[-1]._replace(text=found[-1].text + one.text)
        else:
            found.append(one)
    return found


def _is_torn(one: Word, below: Word, near: float) -> bool:
    if below.edge != one.edge or below.height - one.height > near:
        return False
    return not is_word(one.text) and is_header_word(one.text + below.text)


def _value(kinds: Mapping[str | None, int], before: int | None) -> int | None:
    """The column of the targets."""
    return next((kinds[kind] for kind in ranked() if kind in _TARGETS & kinds.keys()), before)


def _lines(texts: Iterable[Word], near: float) -> list[list[Word]]:
    """The header words at the height of each of them."""
    known = [one for one in texts if is_header_word(one.text)]
    return [[one for one in known if abs(one.height - own.height) < near] for own in known]


def is_word(text: str) -> bool:
    """Whether a text names a column or a level."""
    return column_of(text) is not None or names_level(text)


def is_header_word(text: str) -> bool:
    """Whether a text names a column, and is no level."""
    return column_of(text) is not None and not names_level(text)


def _is_header(line: Iterable[Word]) -> bool:
    return len({one.text for one in line if len(one.text) > 1}) >= _HEADER


def _unknown_header(texts: Sequence[Word], near: float) -> list[list[Word]]:
    """The line right above the first level, where one of its words names a column: 绩效内容 and
    参考标准 do not.
    """
    first = min((one.height for one in texts if names_level(one.text)), default=0.0)
    above = max((one.height for one in texts if one.height < first - near), default=0.0)
    line = [one for one in texts if abs(one.height - above) < near]
    words = len({one.text for one in line}) >= _HEADER and not any(map(_is_figure, line))
    return [line] if words and any(is_header_word(one.text) for one in line) else []


def _is_figure(one: Word) -> bool:
    return any(map(str.isdecimal, one.text))


def _levels(texts: Sequence[Word]) -> int:
    """The last column in which half of what is no header names a level, -1 if none does."""
    found = -1
    for edge in {one.edge for one in texts}:
        own = [one for one in texts if one.edge == edge and not is_header_word(one.text)]
        if own and 2 * _named(sorted(own, key=lambda one: one.height)) >= len(own):
            found = max(found, edge)
    return found


def _named(texts: Sequence[Word]) -> int:
    """How many texts name a level, alone or with the next line: 社会效益指 / 标."""
    found, at = 0, 0
    while at < len(texts):
        text, more = texts[at].text, texts[at + 1 : at + 2]
        pair = not names_level(text) and any(names_level(text + one.text) for one in more)
        found += 2 if pair else names_level(text)
        at += 2 if pair else 1
    return found
