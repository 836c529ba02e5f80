"""What calamine does not tell about an .xls: number formats and errors of its cells, hidden rows
and columns, from the records of the stream ([MS-XLS] 2.4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.workbook.biff_texts import Fonts, Runs, fonts_of, marked, shared_texts
from transforms.reading.workbook.calamine import Facts, Position
from transforms.reading.workbook.hidden import Hidden
from transforms.reading.workbook.number_formats import GENERAL, built_in
from transforms.reading.workbook.rich_text import Text, plain

_BOF, _EOF, _FORMAT, _XF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x041E, 0x00E0, 0x002F, 0x0085
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _DIMENSIONS = (
    0x0203,
    0x027E,
    0x00BD,
    0x0006,
    0x0205,
    0x0200,
)
_ROW, _COLINFO = 0x0208, 0x007D
_FONT, _SST, _CONTINUE, _LABELSST = 0x0031, 0x00FC, 0x003C, 0x00FD
_ZERO_HEIGHT, _HIDDEN = 0x20, 0x01
# and LABEL, RSTRING, LABELSST
_CELLS = frozenset((_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, 0x0204, 0x00D6, 0x00FD))
_STYLED = frozenset((_NUMBER, _RK, _FORMULA, _BOOLERR))
_BIFF8 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_IS_ERROR = b"\xff\xff"
Record = tuple[int, bytes]


def facts_by_sheet(stream: bytes) -> list[Facts]:
    """The facts of each sheet in the workbook's order. Raises UnreadableError: ``password``,
    ``broken_file``.
    """
    try:
        book = _globals(stream)
        return [_sheet(stream, offset, book) for offset in book.offsets]
    except (struct.error, IndexError) as error:
        raise UnreadableError("broken_file", english("found.records_cut")) from error


def _records(stream: bytes, offset: int) -> Iterator[Record]:
    """The records from ``offset`` to the end of the substream."""
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        if kind == _EOF:
            return
        yield kind, stream[offset + 4 : offset + 4 + size]
        offset += 4 + size


@dataclass(slots=True)
class _Book:
    """What the first stream says for all sheets: the format code and the font of each cell style,
    where each sheet begins, what fonts do to texts, and these.
    """

    codes: list[str] = field(default_factory=list)
    fonts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    marks: Fonts = field(default_factory=Fonts)
    texts: list[Runs] = field(default_factory=list)

    def font(self, style: int) -> int:
        """The font of a cell style; the first one where the file has no such style."""
        return self.fonts[style] if style < len(self.fonts) else 0


def _globals(stream: bytes) -> _Book:
    own: dict[int, str] = {}
    numbers: list[int] = []
    book, version = _Book(), _BIFF8
    records = list(_records(stream, 0))
    for kind, body in records:
        if kind == _BOF:
            version = struct.unpack_from("<H", body)[0]
        elif kind == _FILEPASS:
            raise UnreadableError("password", english("found.workbook_password"))
        elif kind == _FORMAT:
            own[struct.unpack_from("<H", body)[0]] = _code(body, version)
        elif kind == _XF:
            book.fonts.append(struct.unpack_from("<H", body)[0])
            numbers.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            book.offsets.append(struct.unpack_from("<I", body)[0])
    book.codes = [own.get(number) or built_in(number) for number in numbers]
    if version >= _BIFF8:
        book.marks = fonts_of(body for kind, body in records if kind == _FONT)
        chunks = _with_continued(records, _SST) if book.marks else []
        book.texts = shared_texts(chunks)
    return book


def _with_continued(records: list[Record], wanted: int) -> list[bytes]:
    """The first record of a kind and those that continue it."""
    kinds = [kind for kind, _ in records]
    start = kinds.index(wanted) if wanted in kinds else len(kinds)
    rest = takewhile(lambda record: record[0] == _CONTINUE, records[start + 1 :])
    return [body for _, body in [*records[start : start + 1], *rest]]


def _code(body: bytes, version: int) -> str:
    """The format code: two-byte length and a flag for wide characters; before Excel 97 one byte and
    the code page of China.
    """
    if version < _BIFF8:
        return body[3 : 3 + body[2]].decode("gb18030", "replace")
    count, flags = struct.unpack_from("<HB", body, 2)
    return (
        body[5 : 5 + 2 * count].decode("utf-16-le", "replace")
        if flags & 1
        else body[5 : 5 + count].decode("latin-1")
    )


def _sheet(stream: bytes, offset: int, book: _Book) -> Facts:
    facts = Facts(hidden=_hidden(stream, offset))
    positions: list[Position] = []
    for kind, body in _records(stream, offset):
        if kind == _DIMENSIONS:
            facts.area = max(facts.area, _area(body))
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", body)
        # a record of several cells reaches to its last one
        positions.append((row, column + _count(body) if kind == _MULRK else column))
        for number, style in enumerate(_styles(kind, body)):
            _note(facts, (row, column + number), style, book.codes)
        for place, text in _marked(kind, body, book) if book.marks else ():
            facts.strike(place, text)
        if (code := _error(kind, body)) is not None:
            facts.errors[row, column] = _ERRORS.get(code, f"#{code}")
    facts.area = max(facts.area, _spread(positions))
    return facts


def _marked(kind: int, body: bytes, book: _Book) -> Iterator[tuple[Position, Text]]:
    """What fonts make of the cells of a record: of a number struck out the place is told."""
    row, column, style = struct.unpack_from("<HHH", body)
    if kind == _LABELSST:
        number = struct.unpack_from("<I", body, 6)[0]
        runs = book.texts[number] if number < len(book.texts) else []
        yield (row, column), marked(runs, book.font(style), book.marks)
        return
    styles = _styles(kind, body) if kind == _MULRK else [style]
    for at, one in enumerate(styles, column):
        if book.font(one) in book.marks.struck:
            yield (row, at), plain(f"R{row + 1}C{at + 1}").all_struck()


def _hidden(stream: bytes, offset: int) -> Hidden:
    """The rows and columns of a sheet that are hidden."""
    rows, columns = set[int](), set[int]()
    for kind, body in _records(stream, offset):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ZERO_HEIGHT:
            rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & _HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            columns |= set(range(first, last + 1))
    return Hidden(rows, columns)


def _count(body: bytes) -> int:
    """The number of cells in a MULRK record."""
    return (len(body) - 6) // 6


def _styles(kind: int, body: bytes) -> list[int]:
    """The style of each cell in the record of a number, a formula or an error."""
    if kind == _MULRK:
        return [struct.unpack_from("<H", body, 4 + 6 * number)[0] for number in range(_count(body))]
    return [struct.unpack_from("<H", body, 4)[0]] if kind in _STYLED else []


def _error(kind: int, body: bytes) -> int | None:
    """The code of the error that a cell shows, if it shows one."""
    if kind == _BOOLERR and body[7]:
        return body[6]
    if kind == _FORMULA and body[12:14] == _IS_ERROR and body[6] == 2:
        return body[8]
    return None


def _spread(positions: list[Position]) -> int:
    """The positions from the first cell to the last: one cell far off is enough to make calamine
    take memory for all between.
    """
    if not positions:
        return 0
    rows, columns = zip(*positions, strict=True)
    return int(max(rows) - min(rows) + 1) * int(max(columns) - min(columns) + 1)


def _area(body: bytes) -> int:
    """The positions that a sheet says it uses: calamine takes memory for all of them, so a false
    statement must not reach it.
    """
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(body) >= 12 else "<HHHH", body)
    if top > bottom or left > right:
        raise UnreadableError("broken_file", english("found.dimensions"))
    return int(bottom - top + 1) * int(right - left + 1)


def _note(facts: Facts, position: tuple[int, int], style: int, codes: list[str]) -> None:
    if style < len(codes) and codes[style] != GENERAL:
        facts.formats[position] = codes[style]
