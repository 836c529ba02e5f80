"""The heads of columns, and whether a published text stands under one that can be its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import column_kind, has_words

_STATED = re.compile(r"[≥≧≤≦><=]+\d[\d.,]*\D{0,6}|\d[\d.,]*(?:[%‰]|\D{1,6})")
_YEAR = re.compile(r"20\d\d(?=年)")
_NO_YEAR = 9999
Why = Iterator[tuple[str, str]]
"""Pairs of a rule and what is wrong."""
# under heads of these kinds alone a field cannot stand
_WRONG = {
    "name": {"result", "points", "score", "remark"},
    "annual": {"result", "points", "score", "remark", "level", "name"},
    "period": {"result", "points", "score", "remark", "level", "name"},
    "actual": {"target", "points", "remark", "level", "name"},
}


class Block:
    """The rows of heads that stand together, with what they say of each range of columns."""

    __slots__ = ("_above", "_kinds", "_last", "cells", "every")

    def __init__(self, cells: list[Text]) -> None:
        self.cells = cells
        self._last = max((year for year in map(_year, cells) if year < _NO_YEAR), default=0)
        self.every = {self._kind(cell) for cell in cells}
        self._above: dict[tuple[int, int], list[Text]] = {}
        self._kinds: dict[tuple[int, int], frozenset[str]] = {}

    def above(self, cell: Text) -> list[Text]:
        """The heads that stand over a cell's columns."""
        key = cell.first, cell.last
        found = self._above.get(key)
        if found is None:
            first, last = key
            found = [head for head in self.cells if head.first <= last and head.last >= first]
            self._above[key] = found
        return found

    def kinds(self, cell: Text) -> frozenset[str]:
        """The kinds of the heads above a cell."""
        key = cell.first, cell.last
        found = self._kinds.get(key)
        if found is None:
            kinds = map(self._kind, self.above(cell))
            found = self._kinds[key] = frozenset(kind for kind in kinds if kind)
        return found

    def words(self, kind: str) -> set[str]:
        """The heads of a kind."""
        return {cell.text for cell in self.cells if self._kind(cell) == kind}

    def _kind(self, head: Text) -> str | None:
        """The kind of one head; what was reached in a year before that of another head is no
        result: 2023年完成值 beside 2024年目标值.
        """
        kind = column_kind(head.text)
        return "remark" if kind == "result" and _year(head) < self._last else kind


def _year(head: Text) -> int:
    """The year with which a head begins; behind all years if with none."""
    match = _YEAR.match(head.text)
    return int(match[0]) if match else _NO_YEAR


class Heads:
    """The heads of the columns of each part: those that stand next above a row. A part, or its
    rows above all heads, have those of the part before, if it is as wide.
    """

    def __init__(self, parts: list[Part], sites: Iterable[Site] = ()) -> None:
        self._of: dict[Printed, Block] = {}
        self._whole: dict[int, Block] = {}
        self._values: dict[int, Counter[tuple[int, int]]] = {}
        width, none = 0, Block([])
        block = none
        for part in parts:
            if part.is_table:
                block = self._read(part, block if part.width == width else none)
                width = part.width
        self._figures: dict[str, set[str]] = {"points": set(), "score": set()}
        for site in sites:
            for field, words in self._figures.items():
                if site.row is not None and getattr(site.claim, field) is not None:
                    words.update(self._words(site.row, field))

    def _words(self, row: Printed, kind: str) -> set[str]:
        """The heads of a kind above a row."""
        block = self._of.get(row)
        return block.words(kind) if block else set()

    def has_figures(self, row: Printed, field: str) -> bool:
        """Whether rows under such a head have points, or points reached. 自评得分 of a listing may
        be its projects', where 得分 of a form in the same document is the indicators'.
        """
        return bool(self._words(row, field) & self._figures[field])

    def _read(self, part: Part, block: Block) -> Block:
        """Notes the block of each row; returns the last one."""
        every = list(block.cells)
        known: list[Text] = []
        heads: dict[Text, None] = {}
        for row in part.rows:
            # a row of heads stands below the block before it
            self._of[row] = block
            if row.is_heading:
                heads.update((cell, None) for cell in row.filled if _is_head(cell, known))
            elif heads:
                block = self._of[row] = Block(list(heads))
                every += heads
                known += [cell for cell in heads if cell.is_header]
                heads = {}
        if heads:
            block = Block(list(heads))
        self._whole[part.number] = Block([*every, *heads])
        return block

    def of(self, row: Printed) -> list[Text]:
        """The heads above a row."""
        block = self._of.get(row)
        return block.cells if block else []

    def above(self, row: Printed, cell: Text) -> list[Text]:
        """The heads that stand over a cell's columns."""
        block = self._of.get(row)
        return block.above(cell) if block else []

    def kinds(self, row: Printed, cell: Text) -> frozenset[str]:
        """The kinds of the heads above a cell."""
        block = self._of.get(row)
        return block.kinds(cell) if block else frozenset()

    def has_kind(self, row: Printed, kind: str) -> bool:
        """Whether a head of this kind stands above the row."""
        block = self._of.get(row)
        return block is not None and kind in block.every

    def of_columns(self, row: Printed, cell: Text) -> frozenset[str]:
        """The kinds of all heads of a cell's columns, wherever they stand in the table."""
        block = self._whole.get(row.part.number)
        return block.kinds(cell) if block else frozenset()

    def states(self, row: Printed, cell: Text) -> bool:
        """Whether a cell is a value, or stands in columns of which most cells are."""
        counts = self._values.get(row.part.number)
        if counts is None:
            cells = [cell for row in row.part.rows for cell in row.filled]
            counts = Counter((one.first, one.last) for one in cells if _STATED.fullmatch(one.text))
            counts.subtract((one.first, one.last) for one in cells if has_words(one.text))
            self._values[row.part.number] = counts
        most = counts[cell.first, cell.last] > 1
        return bool(_STATED.fullmatch(cell.text)) or most


def _is_head(cell: Text, known: list[Text]) -> bool:
    above = (head for head in known if head.first <= cell.last and head.last >= cell.first)
    return cell.is_header or next(above, None) is None


def contradicted(site: Site, row: Printed, heads: Heads) -> Why:
    """A text whose columns, all of them, are those of another field."""
    for field, wrong in _WRONG.items():
        text = site.claim.texts.get(field)
        if not text or text not in row.texts:
            continue
        kinds = [heads.kinds(row, cell) for cell in row.filled if cell.text == text]
        if all(kind and kind <= wrong for kind in kinds):
            yield "column_contradicted", f"{field}: {', '.join(sorted(set().union(*kinds)))}"
