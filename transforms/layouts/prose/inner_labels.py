"""Labels of other things in and behind the indicators of running text: 权重：20, 备注：按季统计."""

from __future__ import annotations

import re

from transforms.layouts.prose.cut import operators
from transforms.words.headers import exact_column_of
from transforms.words.levels import level

_LINE = re.compile(r"\n[ \t\u3000]*(?P<word>[^\W\d_]{2,10})[ \t]*[:：](?P<text>[^\n]*)")
_INSIDE = re.compile(r"\s(?P<word>[^\W\d_]{2,10})[ \t]*[:：]")


def labels_from(body: str) -> int:
    r"""Where the first line stands that is labelled and states no target; else the end.

    >>> body = "农户满意度≥90%\n备注：按季度统计"
    >>> body[: labels_from(body)], labels_from("知晓率\n单位：≥3个")
    ('农户满意度≥90%', 10)
    """
    for line in _LINE.finditer(body):
        if _is_label(line["word"]) and not operators(line["text"]):
            return line.start()
    return len(body)


def has_label(piece: str) -> bool:
    """Whether a label stands behind a blank inside of a piece.

    >>> has_label("合格率  100%  权重：20"), has_label("合格率：100%")
    (True, False)
    """
    return any(_is_label(mark["word"]) for mark in _INSIDE.finditer(piece.strip()))


def _is_label(word: str) -> bool:
    """Whether the word names a column or a label, and no level."""
    return exact_column_of(word) is not None and level(None, word).subcategory is None
