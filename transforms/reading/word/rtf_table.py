"""The tables of an RTF file: rows are defined by where their cells end, and a table in a cell says
how deep it lies.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.reading.common.edges import EdgeRow, to_grid
from transforms.reading.common.flow import Content, Grid, Slot

DEFINING = frozenset(("trowd", "cellx", "clvmgf", "clvmrg", "clmgf", "clmrg"))
_DEEPEST = 50  # tables within tables


@dataclass(slots=True)
class _Open:
    """A table that is being read: its finished rows, the cells of the open row, the content of the
    open cell, the definition of the row.
    """

    rows: list[EdgeRow] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    flag: str = ""
    merged: list[str] = field(default_factory=list)

    def define(self, word: str, number: int) -> None:
        """One word of a row's definition: flags of a cell, then where it ends (in twips)."""
        if word == "trowd":
            self.edges, self.flags, self.flag = [], [], ""
        elif word == "cellx":
            self.edges.append(number)
            self.flags.append(self.flag)
            self.flag = ""
        else:
            self.flag += word + " "

    def end_row(self) -> None:
        """The open cells become a row; pieces of a cell merged to the right are dropped, those
        merged downwards go on.
        """
        if not self.slots:
            return
        kept: list[tuple[Slot, int]] = []
        left = min([0, *self.edges])
        for slot, edge, flag in zip(self.slots, self.edges, self.flags, strict=False):
            slot.continues = "clvmrg" in flag
            if "clmrg" not in flag:
                kept.append((slot, left))
            else:
                self.merged += slot.lines()
            left = edge
        beyond = self.slots[len(self.edges) :]
        self.rows.append(
            EdgeRow(
                [slot for slot, _ in kept] + beyond,
                [edge for _, edge in kept] + ([left] if kept else []),
            )
        )
        self.slots = []


class Tables:
    """The open tables, outermost first; finished ones go to the cell they stand in, or to
    ``content``.
    """

    def __init__(self) -> None:
        self.content: list[Content] = []
        self.merged: list[str] = []  # text of pieces of a cell merged to the right
        self._open: list[_Open] = []

    def at(self, depth: int) -> list[Content]:
        """Where content of that depth goes (0: outside every table); deeper tables end."""
        depth = min(depth, _DEEPEST)
        while len(self._open) > depth:
            self._close()
        while len(self._open) < depth:
            self._open.append(_Open())
        return self._open[-1].content if self._open else self.content

    def define(self, depth: int, word: str, number: int) -> None:
        """A word of a row's definition. The outermost row is defined before its cells, those of
        inner tables behind them.
        """
        self._table(depth).define(word, number)

    def end_cell(self, depth: int) -> None:
        """What was read since the last cell is a cell."""
        self.at(depth)
        table = self._table(depth)
        table.slots.append(Slot(list(table.content)))
        table.content.clear()

    def end_row(self, depth: int) -> None:
        """The cells read since the last row are a row."""
        self.at(depth)
        self._table(depth).end_row()

    def _table(self, depth: int) -> _Open:
        if len(self._open) < depth:
            self.at(depth)
        return self._open[min(depth, _DEEPEST) - 1]

    def _close(self) -> None:
        table = self._open.pop()
        table.end_row()
        self.merged += table.merged
        grid: list[Grid] = [to_grid(table.rows)] if table.rows else []
        outer = self._open[-1].content if self._open else self.content
        outer += [*grid, *table.content]
