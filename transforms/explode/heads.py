"""Heads: the numbering and the two ``code-level,`` pieces that open an item."""

from __future__ import annotations

import re

from transforms.words.levels import level

_DASH = r"\s*[-－—–‐]\s*"
_COMMA = r"\s*[,，]\s*"
_NAME = r"((?!\d)[^,，;；:：]{0,30}?)"
_NUMBER = r"(?<!\d)[(（]?(\d{1,4})\s*[、.．)）]\s*"
# scans lose commas: 2-效益指标22-社会效益 is as certain without
# what is skipped before a name is not given back: time would grow faster than the text
_TO_NAME, _NEXT = r"\s*[-－—–‐]\s*+", r"\s*[,，]\s*+"
_BETWEEN = rf"(?:{_COMMA}|(?<=指标)(?=\d{{1,3}}{_DASH}))"
_CODED = (
    rf"(?:{_NUMBER})?(?<!\d)(\d{{1,3}}){_TO_NAME}{_NAME}"
    rf"{_BETWEEN}(\d{{1,3}}){_TO_NAME}{_NAME}{_COMMA}"
)
_CODELESS = (
    rf"(?:(?<=^)|(?<=[;；\s]))(?:{_NUMBER})?(?:(\d{{1,3}}){_TO_NAME})?"
    rf"([^\d,，;；:：、()（）]{{2,12}}?指标){_NEXT}"
    rf"(?:(\d{{1,3}}){_TO_NAME})?([^\d,，;；:：、]{{2,20}}?){_COMMA}"
)
_HEADS = (re.compile(_CODED), re.compile(_CODELESS))


def heads(text: str) -> list[re.Match[str]]:
    """Heads in order. A head without codes counts only where none with codes covers it, and without
    number too only with known names.
    """
    coded, codeless = ([*pattern.finditer(text)] for pattern in _HEADS)
    covered = [(head.start(), head.end()) for head in coded]
    free = [
        head
        for head in codeless
        if (head[1] or _known(head))
        and not any(start < head.end() and head.start() < end for start, end in covered)
    ]
    return sorted(coded + free, key=lambda head: head.start())


def _known(head: re.Match[str]) -> bool:
    """Whether both names of a head are in the taxonomy."""
    return (
        level(head[3], None).category is not None and level(None, head[5]).subcategory is not None
    )
