"""Text for a terminal: how wide it is, and how it is cut. A Chinese character takes two columns."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata

_IN_A_FILE = 120  # columns where nobody looks


def columns() -> int:
    """Of the terminal; COLUMNS says otherwise."""
    if not os.environ.get("COLUMNS") and not sys.stdout.isatty():
        return _IN_A_FILE
    return max(40, shutil.get_terminal_size().columns)


def width_of(text: str) -> int:
    """Columns that a text takes.

    >>> width_of("a年")
    3
    """
    return sum(map(_width, text))


def cut(text: str, width: int) -> str:
    r"""The text in one line of at most so many columns.

    >>> cut("绩效目标表", 7), cut("a\nb", 7)
    ('绩效目…', 'a b')
    """
    line = " ".join(text.split())
    if width_of(line) <= width:
        return line
    taken, left = [], width - 1
    for character in line:
        left -= _width(character)
        if left < 0:
            break
        taken.append(character)
    return "".join(taken) + "…"


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
