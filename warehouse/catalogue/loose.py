"""The folding of an indicator's name that lets small renames pass: 设备购置费 and 设备购置经费.

Its words stand in schemas/indicator_words.csv, each with an example. They are replaced in the order
of the file, so that a later row sees what an earlier one made.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from schemas.lookup import Record, rows
from warehouse.catalogue.definition import Definition
from warehouse.catalogue.sql import quote

_MARKS = r"[^\p{L}\p{M}\p{N}.]+"
_AT = {"begin": "^(?:{})", "end": "(?:{})$", "anywhere": "(?:{})"}


def loose_name(words: Iterable[Record] | None = None) -> Definition:
    """The macro ``loose_name(name_key)``. A name of which nothing would be left stays as it is.

    ``words``: rows of indicator_words.csv, all of them if not given.
    """
    folded = f"regexp_replace(name_key, {quote(_MARKS)}, '', 'g')"
    for _, same in groupby(rows("indicator_words") if words is None else words, _replaced_alike):
        folded = _replaced(folded, list(same))
    body = f"CREATE MACRO loose_name(name_key) AS coalesce(nullif({folded}, ''), name_key)"
    return Definition("loose_name", "", __doc__.splitlines()[0], (), body)


def _replaced_alike(row: Record) -> tuple[str, str, str]:
    return row["stands_for"], row["place"], row["followed_by"]


def _replaced(text: str, words: list[Record]) -> str:
    """The SQL of a text with some words replaced that stand for the same. RE2 cannot look ahead:
    what follows is caught and put back.
    """
    stands_for, place, behind = _replaced_alike(words[0])
    pattern = _AT[place].format("|".join(row["word"] for row in words))
    if behind:
        pattern, stands_for = f"{pattern}({behind})", rf"{stands_for}\1"
    return f"regexp_replace({text}, {quote(pattern)}, {quote(stands_for)}, 'g')"
