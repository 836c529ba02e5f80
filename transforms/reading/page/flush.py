"""Texts of two cells that touch at the rule between them: no run of type, though no gap parts them.

|项目名称        |总计  |        the rule stands exactly between 维 and 1, and other texts of
|智慧城管平台运维|120.50|        the column begin right behind it, too
"""

from __future__ import annotations

import re

import numpy as np

from transforms.reading.page.marks import Chars, Floats, Ints, Mask, among, marked
from transforms.words.folding import fold
from transforms.words.levels import level

_ON = 0.1  # em: how far a character may stand over the rule
_SAME = 0.05  # em: between the places where texts of one column begin
_WIDER = 0.04  # em: a gap at the rule that the text beside it does not have
_WIDE = 0.8  # em: a mark with a blank half
_OVER = 0.1  # em: boxes of two characters in one run never overlap that much
_CLOSING = marked("、，。；：！？）》」』】〕”’")
_AMOUNT = re.compile(r"[≥≤<>=＞＜≧≦]{0,2}-?\d[\d,.]*(?:[%‰]|[^\W\d_]{0,4})")


def flush(chars: Chars, owner: Ints, box: Floats, together: Mask) -> Mask:
    """For each character but the first: whether it begins the text of its own cell, right behind a
    rule, though it stands close to the one before. ``together``: those that do so; ``owner``: the
    cell of each character, a row of ``box``.
    """
    found = np.zeros(len(together), bool)
    if not len(box):
        return found  # no cells, no rules
    owner, hung = _hung(chars, owner, box, together)
    candidates = together & (owner[1:] != owner[:-1]) & (owner[1:] >= 0) & (owner[:-1] >= 0)
    if not candidates.any():
        return found
    edges = box[owner[1:], 0]
    between = (hung[:-1] | (chars.right[:-1] < edges + _ON * chars.em[1:])) & (
        chars.left[1:] > edges - _ON * chars.em[1:]
    )
    begun = np.append(True, ~together)
    for at in np.flatnonzero(candidates & between).tolist():
        found[at] = _is_wider(chars, together, at) or (
            _begins_as_others(chars, owner, box, begun, at + 1)
            and (_overlap(chars, at) or _are_two(chars, owner, together, at))
        )
    return found


def _hung(chars: Chars, owner: Ints, box: Floats, together: Mask) -> tuple[Ints, Mask]:
    """The owners with closing marks that stand over the rule in the cell of their text, and which
    characters may stand over it: what is drawn of a closing mark stands in its left half.
    """
    closing = (chars.right - chars.left > _WIDE * chars.em) & among(chars.codes, _CLOSING)
    over = closing & (owner >= 0) & (chars.left < box[owner, 0] + _ON * chars.em)
    moved = np.flatnonzero(over[1:] & together & (owner[1:] != owner[:-1]))
    owner = owner.copy()
    owner[moved + 1] = owner[moved]
    return owner, closing


def _overlap(chars: Chars, at: int) -> bool:
    """Whether the next character begins within the box of this one: they are no run of type."""
    return bool(chars.right[at] - chars.left[at + 1] > _OVER * chars.em[at])


def _is_wider(chars: Chars, together: Mask, at: int) -> bool:
    """Whether the gap behind a character is wider than those beside it in the same run."""
    gaps = chars.gaps()[1:] / chars.em[1:]
    beside = [gaps[one] for one in (at - 1, at + 1) if 0 <= one < len(gaps) and together[one]]
    return bool(beside) and bool(gaps[at] > max(beside) + _WIDER)


def _begins_as_others(chars: Chars, owner: Ints, box: Floats, begun: Mask, at: int) -> bool:
    """Whether another text of the column begins where this character does."""
    left = box[owner[at], 0]
    column = (owner >= 0) & (np.abs(box[owner, 0] - left) < 1) & (owner != owner[at])
    return bool((begun & column & (np.abs(chars.left - chars.left[at]) < _SAME * chars.em)).any())


def _are_two(chars: Chars, owner: Ints, together: Mask, at: int) -> bool:
    """Whether the text before the rule names a level, or the one behind it a level or an amount."""
    first, last = at, at + 1
    while first > 0 and together[first - 1] and owner[first - 1] == owner[at]:
        first -= 1
    while last < len(together) and together[last] and owner[last + 1] == owner[at + 1]:
        last += 1
    before, behind = _text(chars, first, at + 1), _text(chars, at + 1, last + 1)
    return _is_level(before) or _is_level(behind) or bool(_AMOUNT.fullmatch(behind))


def _is_level(text: str) -> bool:
    known = level(text, text)
    return known.category is not None or known.subcategory is not None


def _text(chars: Chars, start: int, stop: int) -> str:
    return fold("".join(map(chr, chars.codes[start:stop].tolist())))
