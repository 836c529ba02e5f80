"""The text of a cell or line: its stretches put together, layout line breaks removed, radicals
mapped.
"""

from __future__ import annotations

import re

from transforms.reading.page.radicals import has_radicals, unify

FULL = "\v"  # the line is full to its last character: the layout broke it, perhaps within a word
# there was room for another character but not for the next word: the layout broke it between words
WRAP = "\f"
ROOM = "\x1d"  # there was room for the next word
BREAK = "\n"  # there was room for as much again: the author broke it
_BREAKS = re.compile(r"(?:(?<! ) ++)?+[\v\f\x1d\n] *")
_LOOSE = re.compile(rf"[^。；;：:、，,！!？?\s][{ROOM}{BREAK}]")
_WORD = re.compile(r"[A-Za-z]")
_ENDS = frozenset("。；;！？!?")
_ITEM = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．:：](?!\d)|[①-⑳●◆■★▪·•]|(?:目标|指标)\d"
)


def clean(raw: str) -> tuple[str, frozenset[str]]:
    r"""Cell text from lines divided by FULL, WRAP, ROOM and BREAK, and what was repaired.

    >>> clean('239,670.4\v5')
    ('239,670.45', frozenset({'line_breaks'}))
    >>> clean('open \vdata')[0], clean('open\fdata')[0], clean('12\f月')[0], clean('一、\n二、')[0]
    ('open data', 'open data', '12月', '一、\n二、')
    >>> clean('年度指标\x1d值:≥70%')[0], clean('完成建设。\x1d通过验收。')[0]
    ('年度指标值:≥70%', '完成建设。\n通过验收。')
    >>> clean('⽅案⻓')
    ('方案长', frozenset({'kangxi'}))
    """
    text = raw.strip(" \v\f\x1d\n")
    joined, breaks = _BREAKS.subn(_joined, text)
    repaired = {"line_breaks"} if joined.count(BREAK) < breaks else set()
    text = joined
    if has_radicals(text):
        text = unify(text)
        repaired.add("kangxi")
    return text, frozenset(repaired)


def is_loose(raw: str) -> bool:
    r"""Whether a line ends that was not full, in the middle of a sentence.

    >>> [is_loose(text) for text in ('培训人数\x1d培训班次', '24期\n15%')]
    [True, True]
    >>> [is_loose(text) for text in ('很长的一\v行', '完成。\n验收')]
    [False, False]
    """
    return bool(_LOOSE.search(raw))


def ends_sentence(above: str, below: str) -> bool:
    """Whether a line ends a sentence, or the next begins an item of a list.

    >>> ends_sentence('完成建设。', '通过'), ends_sentence('一、建设', '二、验收')
    (True, True)
    >>> ends_sentence('完成', '建设')
    False
    """
    return above[-1] in _ENDS or is_item(below)


def is_item(text: str) -> bool:
    """Whether a text begins an item of a list: 二、, 2., （3）, 指标1."""
    return bool(_ITEM.match(text))


def _joined(match: re.Match[str]) -> str:
    """A break that the author made stays; one that the layout made leaves a space only where one
    stood, or must have, between Latin words.
    """
    before, after = match.string[match.start() - 1], match.string[match.end()]
    if BREAK in match.group() or (
        ROOM in match.group() and (before in _ENDS or _ITEM.match(match.string, match.end()))
    ):
        return BREAK
    if " " in match.group():
        return " " if before.isascii() and after.isascii() else ""
    return " " if FULL not in match.group() and _WORD.match(before) and _WORD.match(after) else ""
