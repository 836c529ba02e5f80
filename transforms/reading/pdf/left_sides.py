"""Pages without a word of targets that may be the left side of a sheet: 序号, 项目名称, 预算数.

page 1: 序号 | 项目名称     | 预算数        page 3: 一级指标 | 二级指标 | 三级指标
page 2: 2   | 某路养护工程 | 120.5         page 4: 产出指标 | 数量指标 | 里程
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from transforms.document import Block
from transforms.reading.common.ledger import page_of
from transforms.reading.page.beside import on_sheets
from transforms.reading.pdf.tables import PageTables

_PROJECT = "项目名称"
_AMOUNTS = ("金额", "总额", "预算数", "预算资金", "财政拨款")
_MOST = 40  # pages from one side of a sheet to the other


class PassedPages:
    """The pages that were passed over, and those of them that are to be looked at again."""

    def __init__(self) -> None:
        self._passed: list[int] = []
        self.wanted: list[int] = []

    def passed(self, number: int, text: str) -> None:
        """A page without a word of targets; pages count from the first that names projects."""
        if self._passed or _names_project(text):
            self._passed = [*self._passed, number][-_MOST:]

    def targets(self, text: str) -> None:
        """A page with targets: where it names no project or no amount, the pages before it may."""
        if not (_names_project(text) and _names_amount(text)):
            self.wanted += self._passed
        self._passed = []


def _names_project(text: str) -> bool:
    return _PROJECT in "".join(text.split())


def _names_amount(text: str) -> bool:
    folded = "".join(text.split())
    return any(word in folded for word in _AMOUNTS)


@dataclass(frozen=True, slots=True)
class Shown:
    """The blocks of a document, in the order of pages, and the widths of its pages in points."""

    blocks: list[Block]
    widths: dict[int, float]


def with_left_sides(
    shown: Shown, wanted: list[int], read: Callable[[int], PageTables | None]
) -> tuple[Shown, Mapping[int, PageTables]]:
    """The blocks with the tables of the wanted pages, as far as another page goes on beside them;
    and what was read of those pages. ``read`` reads a page by its number.
    """
    found = {number: tables for number in wanted if (tables := read(number)) is not None}
    if not found:
        return shown, {}
    used = on_sheets(*_replaced(shown, found)) & found.keys()
    chosen = {number: found[number] for number in used}
    return Shown(*_replaced(shown, chosen)), chosen


def _replaced(
    shown: Shown, found: Mapping[int, PageTables]
) -> tuple[list[Block], dict[int, float]]:
    """The blocks of the pages that were read again instead of those before."""
    blocks = [block for block in shown.blocks if page_of(block) not in found]
    blocks += [block for tables in found.values() for block in tables.blocks]
    widths = {number: tables.width for number, tables in found.items()}
    return sorted(blocks, key=lambda block: page_of(block) or 0), shown.widths | widths
