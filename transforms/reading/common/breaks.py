"""Line breaks that an author typed into a cell.

Kept where they separate, taken out where they only wrap the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ITEM = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、）)]|[.．](?!\d))|[①-⑳★▲●◆■•·-]|[^，。；：:,;]{1,16}[：:]"
)
_STOPS = frozenset("；;。！!？?，,、：:")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]")
_EDGES = " \t\u3000\xa0"
Joined = tuple[str, frozenset[str]]
REPAIRED = frozenset(("line_breaks",))


def join_lines(lines: Iterable[str]) -> Joined:
    r"""The text of a cell from its lines, and what was done to it.

    A break goes when punctuation separates the lines already. It also goes when it stands between
    two Chinese characters and the next line opens no item of its own (``2、``, ``（三）``,
    ``质量指标：``): then it wraps a narrow column. Every other break stays.

    >>> join_lines(['1、甲；', '2、乙；']), join_lines(['社会效', '益指标'])
    (('1、甲；2、乙；', frozenset({'line_breaks'})), ('社会效益指标', frozenset({'line_breaks'})))
    >>> join_lines(['数量指标：10个', '质量指标：优']), join_lines(['≥90%', '≥95%'])
    (('数量指标：10个\n质量指标：优', frozenset()), ('≥90%\n≥95%', frozenset()))
    """
    pieces = [line.strip(_EDGES) for line in lines]
    text, *rest = [piece for piece in pieces if piece] or [""]
    repaired = False
    for piece in rest:
        wraps = _is_wrap(text, piece)
        repaired |= wraps
        text += piece if wraps else "\n" + piece
    return text, REPAIRED if repaired else frozenset()


def _is_wrap(before: str, after: str) -> bool:
    if before[-1] in _STOPS:
        return True
    return not _ITEM.match(after) and bool(_WIDE.match(before[-1]) and _WIDE.match(after[0]))
