"""Which encoding a Chinese text file is in: byte-order mark, then strict UTF-8, then UTF-16 by its zero bytes, then GB18030."""

from __future__ import annotations

import codecs

from transforms.document import UnreadableError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MARKS = tuple(mark for mark, _ in _MARKS)
_CONTROLS = frozenset(range(9)) | frozenset(range(14, 32))


def decode(data: bytes) -> str:
    """Decode ``data``. Raises UnreadableError (``undecodable``) for bytes that are no text in any of these encodings.

    >>> decode('单位：万元'.encode('gb18030')), decode('单位 1'.encode('utf-16-le'))
    ('单位：万元', '单位 1')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise UnreadableError("undecodable", "the bytes are no text in UTF-8, GB18030 or UTF-16")


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable", f"the byte-order mark says {name}, the bytes do not: {error.reason}") from error


def _candidates(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows in the bytes of its ASCII: tabs, line ends and digits have a zero byte beside them."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even == odd == 0:
        return ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    return ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")


def _is_text(text: str) -> bool:
    """Random bytes decode as GB18030 or UTF-16 now and then, but not without control, private-use or unassigned characters."""
    sample = text[:20_000]
    return sum(map(_is_strange, sample)) <= len(sample) // 200


def _is_strange(character: str) -> bool:
    """isprintable() is False for control, private-use, surrogate and unassigned code points."""
    return not (character.isprintable() or (character.isspace() and ord(character) not in _CONTROLS)) or character == "\ufffd"
