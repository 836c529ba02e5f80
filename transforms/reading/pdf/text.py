"""The text of a cell or line: its stretches put together, layout line breaks removed, Kangxi radicals mapped."""

from __future__ import annotations

import re

from transforms.reading.pdf.radicals import has_radicals, unify

WRAP = "\n"  # the line is full: the layout broke it
BREAK = "\r"  # there was room for the next word: the author broke it
_BREAKS = re.compile(r"([^\r\n]?)( *)[\r\n]( *)([^\r\n]?)")
_LATIN = re.compile(r"[A-Za-z]")

def clean(raw: str) -> tuple[str, frozenset[str]]:
    r"""Cell text from lines divided by WRAP and BREAK, and what was repaired.

    >>> clean('239,670.4\n5'), clean('open \ndata'), clean('一、\r二、')[0], clean('⽅案⻓')
    (('239,670.45', frozenset({'line_breaks'})), ('open data', frozenset({'line_breaks'})), '一、\n二、', ('方案长', frozenset({'kangxi'})))
    """
    text = raw.strip(" \r\n")
    repaired = set()
    if WRAP in text or BREAK in text:
        joined = _BREAKS.sub(_joined, text)
        repaired = {"line_breaks"} if joined.count("\n") < text.count(WRAP) + text.count(BREAK) else set()
        text = joined
    if has_radicals(text):
        text = unify(text)
        repaired.add("kangxi")
    return text, frozenset(repaired)


def _joined(match: re.Match[str]) -> str:
    """A break that the author made stays; one that the layout made leaves a space only between Latin words parted by one."""
    before, spaces, more, after = match.groups()
    words = bool(_LATIN.match(before) and _LATIN.match(after))
    if match.group().strip(before + after + " ") == BREAK:
        return f"{before} {after}" if words else f"{before}\n{after}"
    ascii_sides = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return f"{before}{' ' if (spaces or more) and (words or ascii_sides) else ''}{after}"
