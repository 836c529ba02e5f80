"""Zip files read with limits.

What counts is the bytes that come out, never the sizes that the file declares.

Used for archives and for the packages of Office (docx, xlsx, ods, ofd), which are zip files too.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import MAX_BYTES, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 1 << 20
# bytes; below this no ratio is a bomb: a blank scan or an empty sheet packs a thousandfold
HARMLESS = 20_000_000
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DAMAGE = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    IndexError,
)


class Zip:
    """A zip file in memory.

    Raises UnreadableError: ``broken_archive`` (no sound directory), ``archive_unsafe`` (too many
    members).
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise UnreadableError(
                "broken_archive", english("found.zip_damaged", error=error)
            ) from error
        self._packed = len(data)
        self._unpacked = 0
        self.members: tuple[ZipInfo, ...] = tuple(self._zip.infolist())
        self.names = frozenset(member.filename for member in self.members)
        if len(self.members) > MAX_MEMBERS:
            raise UnreadableError(
                "archive_unsafe",
                english("found.members_limit", count=len(self.members), limit=MAX_MEMBERS),
            )

    def read(self, member: ZipInfo | str) -> bytes:
        """The bytes of one member.

        Raises UnreadableError: ``password``, ``broken_archive``, ``zip_bomb``.
        """
        try:
            info = self._zip.getinfo(member) if isinstance(member, str) else member
        except KeyError as error:
            raise UnreadableError(
                "broken_archive", english("found.package_lacks", part=member)
            ) from error
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("password", english("found.password", name=name_of(info)))
        try:
            return b"".join(self._chunks(info))
        except _DAMAGE as error:
            raise UnreadableError(
                "broken_archive", english("found.member_damaged", name=name_of(info), error=error)
            ) from error

    def _chunks(self, info: ZipInfo) -> Iterator[bytes]:
        size = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._unpacked += len(chunk)
                self._guard(name_of(info), size, min(info.compress_size, self._packed))
                yield chunk

    def _guard(self, name: str, size: int, packed: int) -> None:
        """Stop a bomb: members that unpack to far more than they take.

        It may be one member, or all of them together.
        """
        if size > MAX_BYTES or self._unpacked > MAX_UNPACKED:
            raise UnreadableError("zip_bomb", english("found.unpacks_too_large", name=name))
        if (size > HARMLESS and size > MAX_RATIO * packed) or (
            self._unpacked > HARMLESS and self._unpacked > MAX_RATIO * self._packed
        ):
            raise UnreadableError(
                "zip_bomb", english("found.unpacks_too_much", name=name, ratio=MAX_RATIO)
            )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, in memory."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin like a zip file."""
    return data[:4] in _MAGIC


def name_of(info: ZipInfo) -> str:
    """The member's name: UTF-8 if the file says so.

    Else what Chinese Windows writes (GB18030), or UTF-8 without the flag (macOS).
    """
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def package(data: bytes, part: str) -> Zip | None:
    """The zip file, if it is one and has a part of that name; None otherwise, a damaged one too."""
    if not is_zip(data):
        return None
    try:
        opened = Zip(data)
    except UnreadableError:
        return None
    return opened if part in opened.names else None
