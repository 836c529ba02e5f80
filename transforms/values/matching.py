"""Several patterns that are looked for together, each short enough to be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def first(patterns: Sequence[re.Pattern[str]], text: str, start: int = 0) -> re.Match[str] | None:
    """The first match at or behind ``start``: of two that begin at the same character, that of the
    pattern that stands first.
    """
    matches = [match for pattern in patterns if (match := pattern.search(text, start))]
    return min(matches, key=_start, default=None)


def leftmost(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches in order, as if the patterns were the alternatives of one.

    Of two that begin at the same character, the pattern that stands first counts; what lies
    inside an earlier match does not. No pattern may match the empty text.

    >>> matches = leftmost([re.compile("[0-9]+年"), re.compile("[0-9]+|年度")], "2024年3年度")
    >>> [match[0] for match in matches]
    ['2024年', '3年']
    """
    ahead = [match for pattern in patterns if (match := pattern.search(text))]
    while ahead:
        nearest = min(ahead, key=_start)
        yield nearest
        ahead = [match for earlier in ahead if (match := _after(earlier, nearest.end(), text))]


def _start(match: re.Match[str]) -> int:
    return match.start()


def _after(match: re.Match[str], end: int, text: str) -> re.Match[str] | None:
    return match if match.start() >= end else match.re.search(text, end)
