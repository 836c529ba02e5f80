"""Tar archives, also packed by gzip, and single files packed by it. Nothing is written to disk, no
link is followed.
"""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Iterator

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import MAX_BYTES, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from transforms.reading.common.members import is_clutter, safe_name
from transforms.reading.common.zip import HARMLESS

FORMAT = "tar"
_TAR = slice(257, 262), b"ustar"
_GZIP = b"\x1f\x8b\x08"
_BLOCK = 1 << 20
_DAMAGE = (tarfile.TarError, EOFError, ValueError, OverflowError, RecursionError)


def matches(data: bytes) -> bool:
    """Whether the magic bytes of gzip stand at the beginning, or those of tar in its first
    header.
    """
    return data.startswith(_GZIP) or _is_tar(data)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """(``archive!member``, bytes) in the archive's order; in place of the bytes the error of a
    member that is not read.

    Raises UnreadableError: ``broken_archive`` (what is sound before the damage has been given),
    ``archive_unsafe``, ``zip_bomb``.
    """
    content = _unpacked(data, name) if data.startswith(_GZIP) else data
    if not _is_tar(content):
        yield f"{name}!{_bare(name)}", content
        return
    yield from _members(content, name)


def _members(content: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Those of a tar archive. tarfile itself takes a damaged header for the end."""
    try:
        with tarfile.open(
            fileobj=io.BytesIO(content), mode="r:", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for count, member in enumerate(archive, 1):
                if count > MAX_MEMBERS:
                    raise UnreadableError(
                        "archive_unsafe",
                        english("found.members_limit", count=count, limit=MAX_MEMBERS),
                    )
                inner = safe_name(_decoded(member.name))
                if not member.isdir() and not is_clutter(inner):
                    yield f"{name}!{inner}", _read(archive, member, inner)
            end = archive.offset
    except _DAMAGE as error:
        raise _damaged(name, error) from error
    rest = content[end:]
    if not rest or rest.strip(b"\0"):
        raise _damaged(name, english("found.no_end"))


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo, inner: str) -> bytes | UnreadableError:
    if not member.isreg():
        return UnreadableError("archive_unsafe", english("found.is_link", name=inner))
    if member.size > MAX_BYTES:
        return UnreadableError("too_large", english("found.unpacks_too_large", name=inner))
    try:
        stream = archive.extractfile(member)
        return stream.read() if stream else b""
    except _DAMAGE as error:
        return _damaged(inner, error)


def _unpacked(data: bytes, name: str) -> bytes:
    """What gzip packed, all its parts."""
    parts: list[bytes] = []
    size = 0
    while data.startswith(_GZIP):
        stream, rest = zlib.decompressobj(31), data
        try:
            while not stream.eof and rest:
                parts.append(stream.decompress(rest, _BLOCK))
                rest = stream.unconsumed_tail
                size += len(parts[-1])
                _guard(size, len(data), name)
        except zlib.error as error:
            raise _damaged(name, error) from error
        if not stream.eof:
            raise _damaged(name, english("found.no_end"))
        data = stream.unused_data
    return b"".join(parts)


def _guard(size: int, packed: int, name: str) -> None:
    if size > MAX_UNPACKED:
        raise UnreadableError("zip_bomb", english("found.unpacks_too_large", name=name))
    if size > HARMLESS and size > MAX_RATIO * packed:
        raise UnreadableError(
            "zip_bomb", english("found.unpacks_too_much", name=name, ratio=MAX_RATIO)
        )


def _damaged(name: str, error: object) -> UnreadableError:
    return UnreadableError(
        "broken_archive", english("found.member_damaged", name=name, error=error)
    )


def _is_tar(data: bytes) -> bool:
    return data[_TAR[0]] == _TAR[1]


def _decoded(name: str) -> str:
    """Bytes that are no UTF-8 are what Chinese Windows writes."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "backslashreplace")


def _bare(name: str) -> str:
    """The name of a file that gzip packed alone.

    >>> _bare("2024/a.html.gz"), _bare("2024/表")
    ('a.html', '表')
    """
    last = name.rpartition("/")[2].rpartition("!")[2]
    return last[:-3] if last.lower().endswith(".gz") and len(last) > len(".gz") else last
