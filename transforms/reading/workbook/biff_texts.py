"""Texts of an .xls run by run ([MS-XLS] 2.4.265, 2.5.293): which are struck out, which are raised.

The shared texts lie in one record and those that continue it; a text may be cut anywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.reading.common.raised import raised
from transforms.reading.workbook.rich_text import Text

_STRUCK, _SUPERSCRIPT = 0x0008, 1
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_MISSING_FONT = 4  # no font has this number
Runs = list[tuple[str, int | None]]
"""The pieces of a text, each with the number of its font; None: that of the cell."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """What each font does to a text, by its number."""

    struck: frozenset[int] = frozenset()
    raised: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.struck or self.raised)


def fonts_of(bodies: Iterable[bytes]) -> Fonts:
    """The fonts of the FONT records, in order."""
    struck, above = set[int](), set[int]()
    for at, body in enumerate(bodies):
        number = at + (at >= _MISSING_FONT)
        if len(body) >= 10:
            struck |= {number} if struct.unpack_from("<H", body, 2)[0] & _STRUCK else set()
            above |= {number} if struct.unpack_from("<H", body, 8)[0] == _SUPERSCRIPT else set()
    return Fonts(frozenset(struck), frozenset(above))


def shared_texts(chunks: Sequence[bytes]) -> list[Runs]:
    """The shared texts, each as its runs. Raises struct.error where they are cut."""
    if not chunks:
        return []
    source = _Source(chunks)
    _, count = struct.unpack("<II", source.take(8))
    return [source.text() for _ in range(count)]


def marked(runs: Runs, font: int, fonts: Fonts) -> Text:
    """What holds of a text in a cell of this font."""
    pieces = [(text, font if own is None else own) for text, own in runs]
    shown = (
        raised(text) if own in fonts.raised else text
        for text, own in pieces
        if own not in fonts.struck
    )
    struck = (text for text, own in pieces if own in fonts.struck)
    return Text("".join(text for text, _ in pieces), "".join(shown), "".join(struck))


class _Source:
    """The bytes of a record and of those that continue it."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._chunks, self._at, self._place = chunks, 0, 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        found = b""
        while len(found) < count:
            found += self._piece(count - len(found))
        return found

    def text(self) -> Runs:
        """The next text."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & _EXTENDED else 0
        characters = self._characters(count, wide=bool(flags & _WIDE))
        marks = list(struct.iter_unpack("<HH", self.take(4 * runs)))
        self.take(extra)
        return list(_runs(characters, marks))

    def _characters(self, count: int, *, wide: bool) -> str:
        found = ""
        while len(found) < count:
            if self._place == len(self._chunks[self._at]):
                # what goes on in the next record says anew how wide its characters are
                wide = bool(self.take(1)[0] & _WIDE)
            raw = self._piece((count - len(found)) * (1 + wide))
            found += raw.decode("utf-16-le" if wide else "latin-1", "replace")
        return found

    def _piece(self, most: int) -> bytes:
        if self._place == len(self._chunks[self._at]):
            self._at, self._place = self._at + 1, 0
            if self._at == len(self._chunks):
                raise struct.error("shared texts are cut off")
        piece = self._chunks[self._at][self._place : self._place + most]
        self._place += len(piece)
        return piece


def _runs(characters: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int | None]]:
    yield characters[: marks[0][0] if marks else None], None
    for (start, font), (stop, _) in pairwise([*marks, (len(characters), 0)]):
        yield characters[start:stop], font
