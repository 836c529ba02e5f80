"""The words of ``schemas/vocabulary`` as pieces of patterns.

One row is one word. In a word ``{|度|底}`` stands for each of its parts (the first is nothing),
``*`` for any Chinese characters, ``?`` for one, ``#`` for a digit. The columns ``preceded_by``,
``not_preceded_by``, ``followed_by`` and ``not_followed_by`` say beside what a word counts, parted
by ``|``: ``#`` is any digit, ``@`` a Latin letter, ``^`` and ``$`` are the ends of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from schemas.lookup import Record, rows

_ANY = {"*": "[一-龥]*", "?": "[一-龥]", "#": "[0-9]"}
_BESIDE = {"#": "[0-9]", "@": "[A-Za-z]", "^": "^", "$": "$"}
# of so many single characters a class is made: fewer are faster as alternatives
_MANY = 50
_NOT_PLAIN = "\\[("
_CHOICE = re.compile(r"\{([^{}]*)\}")


def records(table: str, **only: str) -> list[Record]:
    """The rows of ``schemas/vocabulary/<table>.csv`` whose columns have one of these values.

    Raises FileNotFoundError for an unknown table, KeyError for an unknown column.

    >>> [row["word"] for row in records("operators", stands="reached")]
    ['达到', '达至', '达']
    """
    return [
        row
        for row in rows(f"vocabulary/{table}")
        if all(row[column] in values.split("|") for column, values in only.items())
    ]


def spelled(word: str) -> Iterator[str]:
    """The words that a row stands for.

    >>> list(spelled('{元旦|春节}{|前}'))
    ['元旦', '元旦前', '春节', '春节前']
    """
    choice = _CHOICE.search(word)
    if choice is None:
        yield word
        return
    for part in choice[1].split("|"):
        yield from spelled(word[: choice.start()] + part + word[choice.end() :])


def words(table: str, **only: str) -> str:
    """A group of a pattern that matches one word of these rows. The longest is tried first.

    >>> words("operators", stands="reached"), words("scales", word="百")
    ('(?:达(?:到|至|))', '(?:百(?=元|人))')
    """
    forms = [(word, row) for row in records(table, **only) for word in spelled(row["word"])]
    forms.sort(key=lambda pair: len(pair[0]), reverse=True)
    pieces = [_before(row) + _literal(word) + _behind(row) for word, row in forms]
    return f"(?:{'|'.join(_by_first_character(pieces))})"


def _by_first_character(pieces: list[str]) -> Iterator[str]:
    """The same alternatives, those that begin alike in one: ``re`` skips what begins otherwise."""
    alike: dict[str, list[str]] = {}
    for piece in pieces:
        plain = "" if piece[0] in _NOT_PLAIN else piece[0]
        alike.setdefault(plain, []).append(piece[len(plain) :])
    yield from alike.pop("", ())
    alone = [character for character, rests in alike.items() if rests == [""]]
    yield from (
        f"{character}(?:{'|'.join(rests)})" if len(rests) > 1 else character + rests[0]
        for character, rests in alike.items()
        if rests != [""]
    )
    yield from [f"[{''.join(alone)}]"] if len(alone) > _MANY else alone


def _literal(word: str) -> str:
    return "".join(_ANY.get(character) or re.escape(character) for character in word)


def _beside(row: Record, column: str) -> list[str]:
    printed = row.get(column)
    return (
        [_BESIDE.get(neighbour) or re.escape(neighbour) for neighbour in printed.split("|")]
        if printed
        else []
    )


def _before(row: Record) -> str:
    """What must stand, and must not stand, before the word: a lookbehind has one width."""
    wanted = [f"(?<={group})" for group in _by_width(_beside(row, "preceded_by"))]
    unwanted = [f"(?<!{group})" for group in _by_width(_beside(row, "not_preceded_by"))]
    return (f"(?:{'|'.join(wanted)})" if wanted else "") + "".join(unwanted)


def _by_width(printed: list[str]) -> list[str]:
    by_width = groupby(sorted(printed, key=_width), key=_width)
    return ["|".join(group) for _, group in by_width]


def _width(piece: str) -> int:
    return 1 if piece in _BESIDE.values() else len(piece.replace("\\", ""))


def _behind(row: Record) -> str:
    wanted, unwanted = _beside(row, "followed_by"), _beside(row, "not_followed_by")
    return (f"(?={'|'.join(wanted)})" if wanted else "") + (
        f"(?!{'|'.join(unwanted)})" if unwanted else ""
    )
