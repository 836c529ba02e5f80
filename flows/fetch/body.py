"""The bytes of an answer as they come, unpacked where a host packs what was asked for plain."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from flows.fetch.limits import FetchError
from schemas.messages import say

_BLOCK = 1 << 20  # bytes; a packed kilobyte can hold a megabyte
_EITHER = 47  # of zlib: the head says whether it is gzip or zlib
_REFUSED = ("br", "zstd", "compress")  # a word that is none of these packs nothing (utf-8, none)


def blocks(answer: httpx.Response) -> Iterator[bytes]:
    """The content in parts. Raises FetchError where it is packed otherwise, damaged or cut off."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing in _REFUSED or "," in packing:
        raise FetchError(say("fetch.packed", packing=packing))
    if packing in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(answer.iter_raw())
    else:
        yield from answer.iter_raw()


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(_EITHER)
    try:
        for block in packed:
            rest = block
            while rest:
                if stream.eof:  # gzip may have several members
                    stream = zlib.decompressobj(_EITHER)
                yield stream.decompress(rest, _BLOCK)
                rest = stream.unconsumed_tail or stream.unused_data
    except zlib.error as error:
        raise FetchError(str(error)) from error
    if not stream.eof:
        raise FetchError(say("fetch.cut"), again=True)
