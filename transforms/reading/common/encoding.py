"""Which encoding a Chinese text file is in: byte-order mark, then strict UTF-8, then UTF-16 by its
zero bytes, then GB18030.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from schemas.messages import english
from transforms.document import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARKS = tuple(mark for mark, _ in _MARKS)
_CONTROLS = frozenset(range(9)) | frozenset(range(14, 32))


class Decoded(NamedTuple):
    """A file's text. ``damaged`` counts the byte sequences that are no character (a file cut off, a
    disk error): each is U+FFFD in the text.
    """

    text: str
    damaged: int = 0


@lru_cache(maxsize=1)  # several readers ask in turn whether a file is theirs
def decode(data: bytes) -> Decoded:
    """Decode ``data``. Raises UnreadableError (``undecodable``) for bytes that are no text in any
    of these encodings.

    >>> decode('单位：万元'.encode('gb18030')).text, decode('单位 1'.encode('utf-16-le')).text
    ('单位：万元', '单位 1')
    >>> decode(('项目支出绩效目标表' * 30).encode()[:-1]).damaged
    1
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    names = (marked,) if marked else _candidates(data)
    for text in _undamaged(data, names):
        if marked or _is_text(text):
            return Decoded(text)
    for text in (data.decode(name, "replace") for name in names):
        if _is_text(text):
            return Decoded(text, text.count("\ufffd"))
    if marked:
        raise UnreadableError("undecodable", english("found.false_mark", encoding=marked))
    raise UnreadableError("undecodable", english("found.no_text"))


def _undamaged(data: bytes, names: Iterable[str]) -> Iterator[str]:
    """The text in each of the encodings in which every byte has a meaning."""
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        yield text


def _candidates(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows in the bytes of its ASCII: tabs, line ends and digits have a zero
    byte beside them.
    """
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even == odd == 0:
        return ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    return ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")


def _is_text(text: str) -> bool:
    """Random bytes decode as GB18030 or UTF-16 now and then, but not without control, private-use
    or unassigned characters.
    """
    sample = text[:20_000]
    return (
        sum(sample.count(character) for character in set(sample) if _is_strange(character))
        <= len(sample) // 200
    )


def _is_strange(character: str) -> bool:
    """isprintable() is False for control, private-use, surrogate and unassigned code points."""
    return (
        not (character.isprintable() or (character.isspace() and ord(character) not in _CONTROLS))
        or character == "\ufffd"
    )
