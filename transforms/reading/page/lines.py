"""Characters of one or many cells -> lines, and lines -> text.

The text has the marks of ``text`` where one line ends and the next begins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.reading.page.marks import Chars, Floats, Ints, Mask, among, begins, marked
from transforms.reading.page.text import BREAK, FULL, ROOM, WRAP

_LINE = 0.45  # em: more than this between two baselines is a new line
_PLACE = 0.1  # em: nearer to each other two characters begin at one place
_GAP = 0.3  # em: more than this between two Latin letters or digits is a space
_WIDE = 1.5  # em: more than this between any two characters of a line parts them
_ROOM = 2.0  # em left beside the next word: the line was not full
_KINDS = (ord(BREAK), ord(ROOM), ord(WRAP))
# from here on characters are 1 em wide, and a line may begin with nearly all of them
_CHINESE = 0x2E80
_CLOSING = marked("、，。；：！？）》」』】〕〉％℃々…—")
_OPENING = marked("（《「『【〔〈([{“‘")
_OVERPRINT = -0.5  # em: characters that overlap this much are two texts printed over each other
_LEADING = 0.75  # em: lines of one text are farther from each other
_NOTHING = 0xFFFFFFFF  # no code point: no mark goes before this character


@dataclass(frozen=True, slots=True)
class Sorted:
    """Characters by cell, then line, then from left to right.

    The masks mark those that begin a cell or a line.
    """

    chars: Chars
    owner: Ints
    new_cell: Mask
    new_line: Mask


def sort_lines(chars: Chars, owner: Ints) -> Sorted:
    """Sort the characters of each cell (``owner`` numbers them) into lines."""
    em = chars.em
    order = np.lexsort((chars.baseline, owner))
    owner, baseline = owner[order], chars.baseline[order]
    new_cell = begins(owner)
    new_line = new_cell.copy()
    new_line[1:] |= baseline[1:] - baseline[:-1] > _LINE * em[order[1:]]
    # characters at one place stand in the order in which they were written
    places = np.rint(chars.left[order] / (_PLACE * np.maximum(em[order], 1)))
    order = order[np.lexsort((order, places, np.cumsum(new_line)))]
    return Sorted(chars.take(order), owner, new_cell, new_line)


def line_texts(lines: Sorted) -> list[str]:
    """The text of each line."""
    marks = np.where(_spaces(lines.chars, lines.new_line), np.uint32(ord(" ")), np.uint32(_NOTHING))
    marks[lines.new_line] = 0
    return _assemble(lines.chars.codes, marks)


def cell_texts(lines: Sorted, box: Floats) -> list[str]:
    """The raw text of each cell that has any.

    Its lines are divided by FULL, WRAP, ROOM and BREAK. ``box``: of every cell by number, shape
    (cells, 4).
    """
    chars = lines.chars
    marks = np.where(_spaces(chars, lines.new_line), np.uint32(ord(" ")), np.uint32(_NOTHING))
    starts = np.flatnonzero(lines.new_line & ~lines.new_cell)
    em = chars.em[starts]
    cell, indent = lines.owner[starts], _indent(lines, box)[starts]
    width = box[cell, 2] - box[cell, 0] - 2 * indent
    room = box[cell, 2] - indent - chars.right[starts - 1]
    letter, word = chars.right[starts] - chars.left[starts], _words(lines)[starts]
    marks[starts] = np.select(
        (room > np.maximum(word + _ROOM * em, width / 2), room > word + _ROOM * em, room > letter),
        _KINDS,
        ord(FULL),
    )
    marks[lines.new_cell] = 0
    return _assemble(chars.codes, marks)


def overprinted(lines: Sorted) -> set[int]:
    """Numbers of the cells in which characters lie over one another.

    What they say is not certain.
    """
    chars = lines.chars
    if len(chars) < 2:
        return set()
    ink = chars.codes > 0x20
    over = (
        (chars.left[1:] - chars.right[:-1] < _OVERPRINT * chars.em[1:])
        & ~lines.new_line[1:]
        & ink[1:]
        & ink[:-1]
    )
    return set(lines.owner[1:][over].tolist()) | _of_lines_in_each_other(lines)


def _of_lines_in_each_other(lines: Sorted) -> set[int]:
    """Numbers of the cells in which one line lies half over the line above it."""
    chars, starts = lines.chars, np.flatnonzero(lines.new_line)
    ends = np.append(starts[1:], len(chars)) - 1
    upper, lower = slice(None, -1), slice(1, None)
    near = np.diff(chars.baseline[starts]) < _LEADING * np.minimum(
        chars.em[starts][upper], chars.em[starts][lower]
    )
    left = np.maximum(chars.left[starts][upper], chars.left[starts][lower])
    right = np.minimum(chars.right[ends][upper], chars.right[ends][lower])
    over = near & (right - left > chars.em[starts][lower]) & ~lines.new_cell[starts][lower]
    return set(lines.owner[starts][lower][over].tolist())


def filled(lines: Sorted, box: Floats) -> set[int]:
    """Numbers of the cells whose last line is full: their text may go on at another place."""
    if not len(lines.chars):
        return set()
    last = np.append(np.flatnonzero(lines.new_cell)[1:], len(lines.chars)) - 1
    cell = lines.owner[last]
    room = box[cell, 2] - _indent(lines, box)[last] - lines.chars.right[last]
    return set(cell[room < lines.chars.em[last]].tolist())


def _spaces(chars: Chars, new_line: Mask) -> Mask:
    """Gaps that stand for a space: small ones between Latin letters or digits, wide ones between
    any characters.
    """
    em = chars.em
    gap = chars.gaps()
    pair = (chars.codes < 0x7F) & (chars.codes > 0x20)
    pair[1:] &= pair[:-1].copy()
    spaces: Mask = np.where(pair, gap > _GAP * em, gap > _WIDE * em) & ~new_line
    return spaces


def _indent(lines: Sorted, box: Floats) -> Floats:
    """The space that a cell leaves free at the left of its leftmost character: it leaves as much at
    the right.
    """
    starts = np.flatnonzero(lines.new_cell)
    free = np.minimum.reduceat(lines.chars.left, starts) - box[lines.owner[starts], 0]
    return np.repeat(free, np.diff(starts, append=len(lines.chars)))


def _words(lines: Sorted) -> Floats:
    """Width of the unbreakable word that begins at each character: it goes on until a Chinese
    character that may begin a line, or a space.

    (Unicode Line Breaking Algorithm, UAX 14, as far as this text needs it: no break before closing
    punctuation or behind an opening bracket.)
    """
    codes = lines.chars.codes
    may_begin = (codes >= _CHINESE) & ~among(codes, _CLOSING)
    goes_on = np.append(
        ~lines.new_line[1:] & (~may_begin[1:] | among(codes[:-1], _OPENING)) & (codes[:-1] != 0x20),
        False,
    )
    index = np.arange(len(codes))
    last = np.minimum.accumulate(np.where(goes_on, len(codes), index)[::-1])[::-1]
    return lines.chars.right[last] - lines.chars.left


def _assemble(codes: NDArray[np.uint32], marks: NDArray[np.uint32]) -> list[str]:
    both = np.empty(2 * len(codes), np.uint32)
    both[::2], both[1::2] = marks, codes
    data: bytes = both[both != _NOTHING].astype("<u4").tobytes()
    return data.decode("utf-32-le").split("\0")[1:]
