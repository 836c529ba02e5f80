"""The binary Word format ([MS-DOC]): where text and properties lie. Offsets and names are those of
the specification.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from schemas.messages import english
from transforms.document import UnreadableError

_IDENT, _WORD97 = 0xA5EC, 0x00C1
_ENCRYPTED, _TABLE1 = 0x0100, 0x0200
# in the FIB: lengths of the texts; (offset, size) pairs in the table stream
_CCP, _CHPX, _PAPX, _CLX = 0x4C, 0xFA, 0x102, 0x1A2
_COMPRESSED = 0x40000000
# of an operand, by the top three bits of its sprm; 0: it says itself
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TDEF, _CHGTABS = 0xD608, 0xC615
_HUGE = (0x6645, 0x6646, 0x646B)  # the properties lie in the data stream
Properties = dict[int, bytes]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int  # first character position
    stop: int
    offset: int  # of its first byte in the main stream
    width: int  # bytes a character


class WordFile:
    """Text and properties of a document. Raises UnreadableError: ``password``, ``broken_file``,
    ``unknown_format`` (before Word 97).
    """

    def __init__(self, main: bytes, tables: dict[str, bytes], data: bytes) -> None:
        self._main, self._data = main, data
        try:
            ident, version = struct.unpack_from("<HH", main)
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            if ident != _IDENT or version < _WORD97:
                raise UnreadableError(
                    "unknown_format",
                    english("found.word_95", version=version),
                )
            if flags & _ENCRYPTED:
                raise UnreadableError("password", english("found.document_password"))
            self._table = tables.get("1Table" if flags & _TABLE1 else "0Table", b"")
            self.lengths = struct.unpack_from("<8i", main, _CCP)
            self._pieces = list(self._read_pieces())
            self._paragraphs = self._runs(_PAPX, 13)
            self._characters = self._runs(_CHPX, 1)
            self._known: dict[tuple[int, int], Properties] = {}
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise UnreadableError(
                "broken_file", english("found.structures_cut", error=error)
            ) from error

    def characters(self, start: int, stop: int) -> Iterator[tuple[str, int]]:
        """Each character between two positions, and the offset in the main stream where it lies."""
        for piece in self._pieces:
            first, last = max(start, piece.start), min(stop, piece.stop)
            if first < last:
                begin = piece.offset + (first - piece.start) * piece.width
                text = self._decoded(piece, first, last)
                yield from (
                    (character, begin + number * piece.width)
                    for number, character in enumerate(text)
                )

    def text(self, start: int, stop: int) -> str:
        """All characters between two positions."""
        ends = ((piece, max(start, piece.start), min(stop, piece.stop)) for piece in self._pieces)
        return "".join(self._decoded(*end) for end in ends if end[1] < end[2])

    def _decoded(self, piece: _Piece, first: int, last: int) -> str:
        begin = piece.offset + (first - piece.start) * piece.width
        raw = self._main[begin : begin + (last - first) * piece.width]
        return raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")

    def paragraph(self, offset: int) -> Properties:
        """The properties of the paragraph whose mark lies at ``offset``, by sprm."""
        return self._properties(self._paragraphs, offset, 2)

    def character(self, offset: int) -> Properties:
        """The properties of the character at ``offset``, by sprm."""
        return self._properties(self._characters, offset, 0)

    def _pair(self, where: int) -> bytes:
        offset, size = struct.unpack_from("<II", self._main, where)
        return self._table[offset : offset + size]

    def _read_pieces(self) -> Iterator[_Piece]:
        clx, place = self._pair(_CLX), 0
        while clx[place] == 1:
            place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
        size = struct.unpack_from("<I", clx, place + 1)[0]
        count = (size - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}I", clx, place + 5)
        for number, (start, stop) in enumerate(pairwise(positions)):
            offset = struct.unpack_from("<I", clx, place + 5 + 4 * (count + 1) + 8 * number + 2)[0]
            narrow = bool(offset & _COMPRESSED)
            plain = offset & ~_COMPRESSED
            yield _Piece(start, stop, plain // 2 if narrow else plain, 1 if narrow else 2)

    def _runs(self, where: int, width: int) -> tuple[list[int], list[bytes]]:
        """Where each run of equal properties begins, and the properties: from the 512-byte pages
        that the table stream lists.
        """
        plc = self._pair(where)
        count = (len(plc) - 4) // 8
        starts: list[int] = []
        found: list[bytes] = []
        for page_number in (
            struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
        ):
            page = self._main[512 * page_number : 512 * page_number + 512]
            if len(page) == 512:
                runs = page[511]
                starts += struct.unpack_from(f"<{runs}I", page)
                found += [
                    _entry(page, page[4 * (runs + 1) + width * run], width > 1)
                    for run in range(runs)
                ]
        return starts, found

    def _properties(
        self, runs: tuple[list[int], list[bytes]], offset: int, skip: int
    ) -> Properties:
        place = bisect_right(runs[0], offset) - 1
        known = self._known.get((skip, place))
        if known is None:
            known = self._known[skip, place] = (
                self._expand(runs[1][place][skip:]) if place >= 0 else {}
            )
        return known

    def _expand(self, group: bytes) -> Properties:
        """The properties of a group, with those that are too many for a page and lie in the data
        stream.
        """
        found = dict(sprms(group))
        for huge in _HUGE:
            if huge in found:
                where = struct.unpack("<I", found[huge])[0]
                size = int.from_bytes(self._data[where : where + 2], "little")
                found |= dict(sprms(self._data[where + 2 : where + 2 + size]))
        return found


def _entry(page: bytes, offset: int, is_paragraph: bool) -> bytes:
    """The bytes of one entry. The length of a paragraph's is counted in words, in the second byte
    if the first is 0.
    """
    place = 2 * offset
    if offset == 0 or place >= 511:
        return b""
    size = page[place]
    if not is_paragraph:
        return page[place + 1 : place + 1 + size]
    if size == 0:
        return page[place + 2 : place + 2 + 2 * page[place + 1]]
    return page[place + 1 : place + 2 * size]


def sprms(group: bytes) -> Iterator[tuple[int, bytes]]:
    """The single property modifiers in a group: code and operand (of variable ones without its
    length). Ends where the group is cut off.
    """
    place = 0
    while place + 3 <= len(group):
        code = int.from_bytes(group[place : place + 2], "little")
        place += 2
        size = _SIZES[code >> 13]
        if code == _TDEF:
            size, place = int.from_bytes(group[place : place + 2], "little") - 1, place + 2
        elif not size:
            size, place = group[place], place + 1
            if code == _CHGTABS and size == 255:
                return
        if size < 0 or place + size > len(group):
            return
        yield code, group[place : place + size]
        place += size
