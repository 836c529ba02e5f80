"""The text of a cell or line: its stretches put together, layout line breaks removed, radicals mapped."""

from __future__ import annotations

import re

from transforms.reading.pdf.radicals import has_radicals, unify

FULL = "\v"  # the line is full to its last character: the layout broke it, perhaps within a word
WRAP = "\f"  # there was room for another character but not for the next word: the layout broke it between words
BREAK = "\n"  # there was room for the next word: the author broke it
_BREAKS = re.compile(r" *[\v\f\n] *")
_WORD = re.compile(r"[A-Za-z]")


def clean(raw: str) -> tuple[str, frozenset[str]]:
    r"""Cell text from lines divided by FULL, WRAP and BREAK, and what was repaired.

    >>> clean('239,670.4\v5')
    ('239,670.45', frozenset({'line_breaks'}))
    >>> clean('open \vdata')[0], clean('open\fdata')[0], clean('12\f月')[0], clean('一、\n二、')[0]
    ('open data', 'open data', '12月', '一、\n二、')
    >>> clean('⽅案⻓')
    ('方案长', frozenset({'kangxi'}))
    """
    text = raw.strip(" \v\f\n")
    repaired = set()
    if FULL in text or WRAP in text:
        repaired.add("line_breaks")
    text = _BREAKS.sub(_joined, text)
    if has_radicals(text):
        text = unify(text)
        repaired.add("kangxi")
    return text, frozenset(repaired)


def _joined(match: re.Match[str]) -> str:
    """A break that the author made stays; one that the layout made leaves a space only where one stood, or must have, between Latin words."""
    if BREAK in match.group():
        return BREAK
    before, after = match.string[match.start() - 1], match.string[match.end()]
    if " " in match.group():
        return " " if before.isascii() and after.isascii() else ""
    return " " if WRAP in match.group() and _WORD.match(before) and _WORD.match(after) else ""
