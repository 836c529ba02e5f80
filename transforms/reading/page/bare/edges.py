"""Where the columns of a table begin: where its texts do. Texts that begin at several places, to
the right of a column or in its middle, are of one column if no two of them stand at one height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.reading.page.bare.texts import Line, Text, clusters, in_lines
from transforms.reading.page.bare.words import is_header_word

_HEADER = 3  # words that make a header line


@dataclass(slots=True)
class _Column:
    """Texts, and the lines in which they stand."""

    left: float
    right: float
    lines: set[int]

    def takes(self, other: _Column, headers: set[int], *, centred: bool) -> bool:
        """Whether the texts of the next column are of this one: they lie below a header that they
        do not have themselves; if cells may be centred also where they lie below one another.
        """
        if not self.lines.isdisjoint(other.lines):
            return False
        headless = not self.lines.isdisjoint(headers) and other.lines.isdisjoint(headers)
        return (headless and min(other.lines) > min(headers)) or (
            centred and other.left < self.right
        )

    def add(self, other: _Column) -> None:
        """Take the texts of another column."""
        self.right = max(self.right, other.right)
        self.lines |= other.lines


def column_edges(texts: Sequence[Text], *, centred: bool) -> tuple[float, ...]:
    """Where each column begins, from left to right; ``centred``: cells may be."""
    lines = in_lines(texts)
    headers = {at for at, line in enumerate(lines) if is_header(line)}
    found: list[_Column] = []
    for column in _columns(lines):
        if found and headers and found[-1].takes(column, headers, centred=centred):
            found[-1].add(column)
        else:
            found.append(column)
    return tuple(column.left for column in found)


def is_header(line: Line) -> bool:
    """Whether enough words of a line name columns."""
    return sum(is_header_word(text.text) for text in line) >= _HEADER


def _columns(lines: list[Line]) -> list[_Column]:
    """The texts that begin at each place."""
    found = []
    for lefts in clusters(text.left for line in lines for text in line):
        own = [
            (text.right, at)
            for at, line in enumerate(lines)
            for text in line
            if lefts[0] <= text.left <= lefts[-1]
        ]
        found.append(_Column(lefts[0], max(own)[0], {at for _, at in own}))
    return found
