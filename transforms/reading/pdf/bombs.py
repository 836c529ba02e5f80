"""Streams that unpack to far more than a page needs: refused before PDFium takes the memory.

PDFium unpacks a content stream whole, each filter after the other. Deflate makes at most 1,032
bytes of one; two of them make a million. What is packed once and begins like text or a picture
is not looked at further.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain

from schemas.messages import english
from transforms.document import UnreadableError

MOST = 128 << 20
"""Bytes that one stream may unpack to."""

_BEGIN = 256  # packed bytes that are tried
_RATIO = 300  # what they unpack to, times their size, before the whole stream is counted
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 1 << 20


def refuse_bombs(data: bytes, name: str) -> None:
    """Raises UnreadableError (``zip_bomb``) for a stream that unpacks to more than MOST."""
    for match in _STREAM.finditer(data):
        if _suspect(data[match.end() : match.end() + _BEGIN]) and _unpacks(data, match.end()):
            raise UnreadableError("zip_bomb", english("found.unpacks_too_large", name=name))


def _suspect(begin: bytes) -> bool:
    """Whether the first bytes of a stream are packed twice, or unpack to very much."""
    if len(begin) < 2 or begin[0] & 0x0F != 8 or int.from_bytes(begin[:2]) % 31:
        return False
    try:
        unpacked = zlib.decompressobj().decompress(begin, _RATIO * _BEGIN)
    except zlib.error:
        return False
    return len(unpacked) >= _RATIO * len(begin) // 2 or _is_packed(unpacked)


def _is_packed(begin: bytes) -> bool:
    return len(begin) > 1 and begin[0] == 0x78 and int.from_bytes(begin[:2]) % 31 == 0


def _unpacks(data: bytes, start: int) -> bool:
    """Whether the stream, or what is packed in it, comes to more than MOST."""
    chunks = _inflated(iter([data[start : start + MOST]]))
    first = next(chunks, b"")
    whole = chain([first], chunks)
    size = 0
    for chunk in _inflated(whole) if _is_packed(first) else whole:
        size += len(chunk)
        if size > MOST:
            return True
    return False


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """What is packed, a chunk at a time; it ends where the packing ends or is damaged."""
    reader = zlib.decompressobj()
    for given in packed:
        rest = given
        while rest and not reader.eof:
            try:
                chunk = reader.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = reader.unconsumed_tail
            yield chunk
        if reader.eof:
            return
