"""A row that a page's end cut within its value: the number above, the rest of it below."""

from __future__ import annotations

import re

from transforms.document import Row
from transforms.joining.merged import ENDS, Rows, is_level, text_of
from transforms.words.headers import column_of

_BARE = re.compile(r"[^\d]{0,3}\d[\d,]*\.?\d*")  # a number behind which no unit stands
_REST = re.compile(r"[\d.,]*[^\d≥≤≧≦><=]{0,8}")
_OTHERS = 2  # values above that show how values of the column end


def value_goes_on(above: Rows, first: Row) -> bool:
    """Whether ``first`` holds the rest of the last row's value, and of nothing that had ended.

    Each of its texts stands below one that fills its last line, and one below a number without a
    unit where the other values of the column have theirs.

        交工验   | =10
        收合格率 | 0%
    """
    last = above[-1]
    if len(last) != len(first):
        return False
    below = [at for at, cell in enumerate(first) if text_of(cell)]
    return (
        bool(below)
        and all(_is_open(last, first, at) for at in below)
        and any(_is_cut(above, first, at) for at in below)
    )


def _is_open(last: Row, first: Row, at: int) -> bool:
    """Whether the text above fills its last line, and may go on with the one below."""
    upper, lower = last[at], text_of(first[at])
    if upper is None or "full" not in upper.repaired or text_of(upper).endswith(ENDS):
        return False
    return not (is_level(lower) or column_of(lower))


def _is_cut(above: Rows, first: Row, at: int) -> bool:
    """Whether a number stands above without its unit, and below what may be the rest of it."""
    if not (_BARE.fullmatch(text_of(above[-1][at])) and _REST.fullmatch(text_of(first[at]))):
        return False
    others = [text for row in above[:-1] if (text := text_of(row[at])) and text[0] != "("]
    with_numbers = [text for text in others if any(map(str.isdigit, text))][-4:]
    return len(with_numbers) >= _OTHERS and not any(text[-1].isdigit() for text in with_numbers)
