"""Labels: 实施周期指标值 and 年度指标值 open the values of an item, which end where they end."""

from __future__ import annotations

import re


def _spaced(*labels: str) -> str:
    """A pattern of the labels that a line break inside does not hide."""
    return "|".join(r"\s*".join(label) for label in labels)


# scans lose it; before a sign the label is as certain without
_COLON = r"(?:\s*[:：]|(?=\s*[≥≤≧≦><＞＜]))"
PERIOD = re.compile(
    rf"[;；,，]\s*(?:{_spaced('实施周期指标值', '中期指标值', '长期指标值', '总体指标值')}){_COLON}"
)
ANNUAL = re.compile(
    rf"[;；,，]\s*(?:(?:{_spaced('年度指标值', '当年指标值', '本年指标值', '本年度指标值')})"
    rf"{_COLON}|{_spaced('指标值')}\s*[:：])"
)
_LABEL = re.compile(r"指标值\s*[:：]")
NUMBERING = re.compile(r"(?:^|(?<=[;；\s]))(\d{1,4})\s*、")
# the beginning of a head that is cut off
_PARTIAL = re.compile(r"[;；]\s*(?=(?:\d{1,4}\s*[、.．]\s*)?\d{1,3}\s*[-－—–]\s*[^\d\s,，;；])")
_REMARK = re.compile(r"[;；。]\s*(?=(?:备注|注|说明)\s*[:：])")
_ENUMERATION = re.compile(r"\s*[(（]?[1１一]\s*[、.．)）]")


def labels_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels of the values between ``start`` and ``end``, in the order in which they stand.

    They are the first 实施周期指标值, and the first 年度指标值 behind it, else before it. A label
    in the name is none.
    """
    period = PERIOD.search(text, start, end)
    annual = ANNUAL.search(text, period.end(), end) if period else None
    annual = annual or ANNUAL.search(text, start, end)
    labels = [label for label in (period, annual) if label]
    return sorted(labels, key=lambda label: label.start())


def values_of(text: str, labels: list[re.Match[str]], end: int) -> dict[re.Pattern[str], str]:
    """The value behind each label: it goes up to the next label or to the item's end."""
    ends = [*(label.start() for label in labels[1:]), end]
    return {
        label.re: text[label.end() : max(stop, label.end())].strip()
        for label, stop in zip(labels, ends[: len(labels)], strict=True)
    }


def end_of(text: str, start: int, end: int, number: int) -> int:
    """Where the item ends, if a head that was not recognised (cut off, misprinted) follows its
    values between ``start`` and ``end``.

    What follows is left over and reported, not swallowed by a value. Four signs: the beginning of
    a coded head; a remark (备注：…); the numbering that is due next, unless the value is an
    enumeration of its own (``1、建立制度；2、完善机制``); yet another label.
    """
    cuts = [mark.end() for mark in _PARTIAL.finditer(text, start, end)]
    cuts += [mark.end() for mark in _REMARK.finditer(text, start, end)]
    numberings = [mark for mark in NUMBERING.finditer(text, start, end) if mark.start() > start]
    if not _ENUMERATION.match(text, start):
        cuts += [mark.start() for mark in numberings if int(mark[1]) == number + 1]
    surplus = _LABEL.search(text, start, min([end, *cuts]))
    if surplus:
        separator = re.search("[;；]", text[start : surplus.start()])
        before = [mark.start() for mark in numberings if mark.start() < surplus.start()]
        cuts += before[-1:] or ([start + separator.end()] if separator else [])
    return min([end, *cuts])
