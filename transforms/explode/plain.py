"""Cells in which no separator stands inside a name or a value: most of them, read at once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.explode.exploded import Item

_LEVEL = r"(\d{1,3})-((?!\d)[^,，;；:：\s]{1,30})"
_PLAIN_HEAD = re.compile(f"{_LEVEL},{_LEVEL}")
# a whole item in which no separator stands inside a name or value: nothing about it is ambiguous
_PLAIN = re.compile(
    r"((?<!\s)(\s*+)(?:(\d{1,4})、)?"
    r"(\d{1,3}-(?!\d)[^,，;；:：\s]{1,30},\d{1,3}-(?!\d)[^,，;；:：\s]{1,30}),"
    r"([^,，;；:：\s]+)"
    r"；实施周期指标值:([^,，;；:：\s]*),年度指标值:([^,，;；:：\s]*)[;；])(?=\s*+(?:\Z|\d))"
)


class Pieces(NamedTuple):
    """One plain item in its pieces.

    The pieces are all its characters from the end of the item before: the white space that they
    begin with, then the rest as printed.
    """

    whole: str
    blank: str
    number: str
    head: str
    name: str
    period_value: str | None
    annual_value: str | None


def pieces(text: str) -> list[Pieces] | None:
    """The pieces of a cell in which every item is plain; None if one is not.

    Most cells are plain, and are read in a fifth of the time. The pieces are bare tuples.
    """
    plain_items: list[Pieces] = _PLAIN.findall(text)
    read = sum([len(item[0]) for item in plain_items])
    # whatever was skipped, the last item's end stands behind
    return plain_items if plain_items and (read == len(text) or not text[read:].strip()) else None


@lru_cache(maxsize=4096)
def levels_of(head: str) -> tuple[str, str, str, str]:
    """Code and name of both levels of a plain head: '1-产出指标,11-数量指标'."""
    match = _PLAIN_HEAD.fullmatch(head)
    assert match is not None, head
    code, category, subcode, subcategory = match.groups()
    return code, category, subcode, subcategory


def plain(text: str) -> list[Item] | None:
    """The items of a plain cell; None if it is not."""
    plain_items, items, end = pieces(text), [], 0
    for whole, blank, number, head, name, period, annual in plain_items or ():
        start, end = end + len(blank), end + len(whole)
        items.append(
            Item(
                int(number) if number else None,
                *levels_of(head),
                name,
                period,
                annual,
                (start, end),
            )
        )
    return items or None
