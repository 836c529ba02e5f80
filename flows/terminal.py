"""Text for a terminal: how wide it is, and how it is cut. A Chinese character takes two columns."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from typing import TextIO

_IN_A_FILE = 120  # columns where nobody looks
_LEAST = 40  # columns of the narrowest terminal that is thought of
# what stays in one piece: a command to copy, a word; Chinese is parted anywhere
_PIECE = re.compile(r"`[^`\n]*+`|[!-_a-~]++|.", re.DOTALL)
_CLOSING = "，。；：、！？）】》”"  # they begin no line


def columns() -> int:
    """Of the terminal; COLUMNS says otherwise."""
    if not os.environ.get("COLUMNS") and not sys.stdout.isatty():
        return _IN_A_FILE
    return max(_LEAST, shutil.get_terminal_size().columns)


def fitted(text: str, stream: TextIO) -> str:
    """The text as it is printed there: on a terminal no line is wider than it. A file, and what
    reads a pipe, get whole lines.
    """
    if not stream.isatty():
        return text
    return wrapped(text, max(_LEAST, os.get_terminal_size(stream.fileno()).columns))


def wrapped(text: str, width: int, hang: int = 2) -> str:
    r"""Lines of at most so many columns; what goes on stands ``hang`` columns further in. A command
    in backquotes stays whole, so that it can be copied.

    >>> wrapped("  请运行 `jixiao status`，再看", 24).split("\n")
    ['  请运行', '    `jixiao status`，再', '    看']
    """
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width, " " * hang))


def _parts(line: str, width: int, hang: str) -> Iterator[str]:
    if width_of(line) <= width:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip())] + hang
    taken, left = "", width
    for piece in _pieces(line):
        wide = width_of(piece.rstrip())
        if wide > left and taken.strip():
            yield taken.rstrip()
            taken, left, piece = indent, width - len(indent), piece.lstrip()  # noqa: PLW2901
        taken, left = taken + piece, left - width_of(piece)
    yield taken.rstrip()


def _pieces(line: str) -> Iterator[str]:
    """What may not be parted, each with the marks that close it."""
    held = ""
    for found in _PIECE.findall(line):
        if held and found[0] not in _CLOSING:
            yield held
            held = ""
        held += found
    yield held


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
