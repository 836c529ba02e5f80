"""The text of a binary Word document -> lines and grids.

Paragraphs know how deep in tables they lie and which end a cell or a row.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.edges import EdgeRow, to_grid
from transforms.reading.common.flow import Content, Slot
from transforms.reading.common.raised import raised
from transforms.reading.word.doc_pieces import Properties, WordFile
from transforms.reading.word.symbols import symbol

_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_TABLE, _VERTICAL, _MERGE = 0xD608, 0xD62B, 0x5624
_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
_STRUCK, _RAISED = (0x0837, 0x2A53), 0x2A48
_ENDS = frozenset("\r\x07\x0c")
_PRINTED = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\t": "\t", "\n": "\n", "\xa0": " "}
STRUCK = "struck out"
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_DEEPEST = 50


@dataclass(slots=True)
class _Open:
    """A table that is being read: its rows, the cells of the open row, the content of the open
    cell.
    """

    rows: list[EdgeRow] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)


class Body:
    """Reads one stretch of text of a document."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._content: list[Content] = []
        self._open: list[_Open] = []
        self.left: dict[str, list[str]] = {
            "deleted or hidden": [],
            STRUCK: [],
            "sign of a symbol font": [],
        }
        self.symbols: list[str] = []  # what is printed for those signs
        self.merged: list[str] = []  # text of cells that are merged with the one before

    def content(self, start: int, stop: int) -> list[Content]:
        """Lines and grids between two character positions.

        Raises UnreadableError (``broken_file``).
        """
        try:
            for text, mark, properties in self._paragraphs(start, stop):
                self._paragraph(text, mark, properties)
            self._to_depth(0)
        except (struct.error, IndexError) as error:
            raise UnreadableError(
                "broken_file", english("found.properties_cut", error=error)
            ) from error
        return self._content

    def _paragraphs(self, start: int, stop: int) -> Iterator[tuple[str, str, Properties]]:
        """Text, mark and properties of each paragraph.

        Field codes and what is not printed are left out.
        """
        pieces: list[str] = []
        fields: list[bool] = []  # of each open field: whether its result has begun
        for character, offset in self._file.characters(start, stop):
            if character in _ENDS:
                yield "".join(pieces), character, self._file.paragraph(offset)
                pieces.clear()
            elif character == _FIELD:
                fields.append(False)
            elif character in (_RESULT, _FIELD_END):
                if fields:
                    fields.pop()
                fields += [True] if character == _RESULT else []
            elif all(fields):
                pieces.append(self._printed(character, offset))
        if pieces:
            yield "".join(pieces), "\r", {}

    def _printed(self, character: str, offset: int) -> str:
        properties = self._file.character(offset)
        if not properties:
            return _PRINTED.get(character, "" if character < " " else character)
        if _is_on(properties, _DELETED) or _is_on(properties, _HIDDEN):
            self.left["deleted or hidden"].append(character)
            return ""
        if any(_is_on(properties, one) for one in _STRUCK):
            self.left[STRUCK].append(character)
            return ""
        if properties.get(_RAISED) == b"\1":
            return raised(character)
        if character == "(" and _SYMBOL in properties:
            self.left["sign of a symbol font"].append(character)
            code = int.from_bytes(properties[_SYMBOL][2:4], "little")
            self.symbols.append(symbol("Wingdings", f"{code:04X}"))
            return self.symbols[-1]
        return _PRINTED.get(character, "" if character < " " else character)

    def _paragraph(self, text: str, mark: str, properties: Properties) -> None:
        depth = int.from_bytes(properties.get(_DEPTH, b"")[:4], "little") or int(
            _is_on(properties, _IN_TABLE)
        )
        if depth > _DEEPEST:
            raise UnreadableError("broken_file", english("found.tables_nested", depth=depth))
        self._to_depth(depth)
        if not depth:
            self._content.append(text)
            return
        table = self._open[-1]
        if _is_on(properties, _ROW_END) or _is_on(properties, _INNER_ROW):
            row = _row(table.slots, properties)
            kept = set(map(id, row.slots))
            gone = (slot for slot in table.slots if id(slot) not in kept)
            self.merged += [line for slot in gone for line in slot.lines()]
            table.rows.append(row)
            table.slots = []
            table.content.clear()
            return
        table.content.append(text)
        if mark == "\x07" or _is_on(properties, _INNER_CELL):
            table.slots.append(Slot(list(table.content)))
            table.content.clear()

    def _to_depth(self, depth: int) -> None:
        """Open or close tables until so many are open. A closed one goes into the cell, or the
        text, that it stands in.
        """
        while len(self._open) > depth:
            done = self._open.pop()
            if done.slots or done.content:  # a last row without its end
                done.rows.append(
                    _row(
                        [*done.slots, Slot(list(done.content))] if done.content else done.slots, {}
                    )
                )
            (self._open[-1].content if self._open else self._content).append(to_grid(done.rows))
        while len(self._open) < depth:
            self._open.append(_Open())


def _is_on(properties: Properties, code: int) -> bool:
    return properties.get(code, b"\0")[:1] not in (b"\0", b"")


def _row(slots: list[Slot], properties: Properties) -> EdgeRow:
    """One row with its edges and merges, from the definition that its end carries."""
    definition = properties.get(_TABLE, b"\0")
    count = min(definition[0], len(slots))
    edges = list(struct.unpack_from(f"<{count + 1}h", definition, 1)) if count else []
    states = definition[1 + 2 * (definition[0] + 1) :]
    flags = [
        int.from_bytes(states[20 * number : 20 * number + 2], "little") for number in range(count)
    ]
    if (
        (vertical := properties.get(_VERTICAL)) is not None
        and len(vertical) > 1
        and vertical[0] < count
    ):
        flags[vertical[0]] = flags[vertical[0]] & ~0x60 | (vertical[1] & 3) << 5
    merged = {number for number, flag in enumerate(flags) if flag & 3 == 1}
    if (merge := properties.get(_MERGE)) is not None and len(merge) > 1:
        merged |= set(range(merge[0] + 1, min(merge[1], count)))
    for number, flag in enumerate(flags):
        slots[number].continues = flag >> 5 & 3 == 1
    kept = [number for number in range(len(slots)) if number not in merged]
    return EdgeRow(
        [slots[number] for number in kept],
        [edges[number] for number in kept if number < len(edges)] + edges[count : count + 1],
    )
