"""Tick boxes: '□新增项目 ☑延续项目' says 延续项目."""

from __future__ import annotations

import re

_EMPTY, _TICKED = "□☐○◯", "☑√■✓☒●▣☑✔"
_BEFORE = re.compile(rf"([{_EMPTY}{_TICKED}])\s*([^\s{_EMPTY}{_TICKED}]+)")
_AFTER = re.compile(
    rf"(?<![^\s{_EMPTY}{_TICKED}()（）])([^\s{_EMPTY}{_TICKED}()（）]++)"
    rf"\s*+(?:[(（]\s*+)?([{_EMPTY}{_TICKED}])"
)


def ticked(text: str) -> str:
    """The one option that is ticked.

    The text as printed if there are no boxes, or not exactly one ticked.

    >>> ticked('□新增项目  ☑延续项目'), ticked('新增项目□ 延续项目√')
    ('延续项目', '延续项目')
    >>> ticked('新增'), ticked('□新增 □延续')
    ('新增', '□新增 □延续')
    """
    stripped = text.strip()
    if not stripped:
        return stripped
    if stripped[0] in _EMPTY + _TICKED:
        boxes = [(mark, word) for mark, word in _BEFORE.findall(stripped)]
    else:
        boxes = [(mark, word) for word, mark in _AFTER.findall(stripped)]
    chosen = [word for mark, word in boxes if mark in _TICKED]
    return chosen[0] if len(chosen) == 1 else stripped
