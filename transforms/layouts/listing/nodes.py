"""A row of a listing: one project, or what others add up to, and what is checked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.document import Cell, Row
from transforms.layouts.shared.amounts import Amounts, apart
from transforms.records import MONEY, PARTS, Finding
from transforms.words.folding import fold
from transforms.words.owners import names_owner

_SUM = re.compile(r"(?P<of>.*?)(?:[合总小共]计|累计)(?:[数额]|金额|经费)?(?:\(.*\))?[:：]?")


_CARRIED = re.compile(r"承前页|承上页|过次页|转(?:下|次)页|接(?:上|前)页")
_CLASS = re.compile(r"(?:类|项目|工程|经费|资金|支出|补助|专项|费用?|补贴)$")  # and no unit


def says_sum(text: str) -> bool:
    """Whether a text is the name of a sum.

    >>> says_sum('合　计'), says_sum('教育局小计'), says_sum('统计局')
    (True, True, False)
    """
    return bool(_SUM.fullmatch(fold(text)))


@dataclass(slots=True)
class Node:
    """One project or sum of the listing, with the ``rows`` of the table that it stands in.

    ``detailed``: it bears a goal or indicators, so it is a project whatever it adds up to.
    ``apart``: its amounts that the dataset has no column for.
    """

    name: str
    cell: Cell
    amounts: Amounts
    detailed: bool
    rows: list[Row]
    children: list[Node] = field(default_factory=list)
    reconciled: bool | None = None
    unit: str | None = None
    apart: list[Finding] = field(default_factory=list)

    def value(self, column: str) -> Decimal | None:
        """The amount of one column in 万元; None if blank or unreadable."""
        amount = self.amounts.get(column)
        return amount.value if amount else None

    @property
    def is_sum(self) -> bool:
        """Whether it is a sum by its name, and no project: 合计, 教育局小计, 共计（万元）."""
        return not self.detailed and bool(_SUM.fullmatch(fold(self.name)))

    @property
    def is_carried(self) -> bool:
        """Whether it carries a sum over a page's end: 承前页, 过次页."""
        return not self.detailed and bool(_CARRIED.fullmatch(fold(self.name)))

    @property
    def owner(self) -> str | None:
        """The unit whose projects it adds up; None if the name says none: 合计."""
        named = _SUM.fullmatch(fold(self.name)) if self.is_sum else None
        if named is None:
            return None if _CLASS.search(fold(self.name)) else self.name
        return named["of"] if names_owner(named["of"]) else None

    @property
    def bears_amount(self) -> bool:
        """Whether any amount could be read."""
        return any(self.value(column) is not None for column in MONEY)


def leaves(roots: list[Node], unit: str | None = None) -> Iterator[Node]:
    """The projects, each with the unit whose row adds it up; a sum is none, also where nothing
    adds up to it.
    """
    for node in roots:
        if node.children:
            yield from leaves(node.children, node.owner or unit)
        elif not node.is_sum:
            node.unit = unit
            yield node


def without(nodes: Iterable[Node], kept: Iterable[Node]) -> list[Node]:
    """The nodes that were not kept, in their order: sums, and names that head other rows."""
    ids = {id(node) for node in kept}
    return [node for node in nodes if id(node) not in ids]


def unmatched(nodes: Iterable[Node], kept: Iterable[Node]) -> Iterator[Finding]:
    """Rows of sums that nothing adds up to: a total of all projects, or it says a wrong sum."""
    kept = list(kept)
    values = (node.value("total") for node in kept)
    below = sum((value for value in values if value is not None), Decimal(0))
    for node in without(nodes, kept):
        total = node.value("total")
        if not node.children and not node.is_carried and total not in (None, below):
            yield Finding("sum_of_rows", str(below), str(total), node.cell, detail=node.name)


def classes(nodes: Iterable[Node]) -> Iterator[Finding]:
    """The names over rows that are no unit's, for which there is no column: 特定目标类."""
    for node in nodes:
        if node.children and node.owner is None and not node.is_sum:
            yield Finding("no_column", node.name, cell=node.cell, source_text=node.name)


def check(roots: list[Node]) -> list[Finding]:
    """Compare every sum row with what stands below it, and every row's total with its parts. Marks
    ``reconciled`` on the way.
    """
    findings: list[Finding] = []
    for node in roots:
        findings += [*_check_row(node), *check(node.children), *_check_sum(node)]
    return findings


def _check_row(node: Node) -> Iterator[Finding]:
    total, parts = (
        node.value("total"),
        [value for column in PARTS if (value := node.value(column)) is not None],
    )
    if total is None and parts and node.apart:
        node.reconciled = False
        text = "; ".join(one.found or "" for one in node.apart)
        yield Finding("parts_without_total", text, cell=node.cell, detail=node.name)
    if total is None or not parts:
        return
    below = sum(parts, Decimal(0))
    agrees = below == total or total - below in apart(node.apart)
    _mark([node], agrees)
    if not agrees:
        yield Finding("row_sum", str(below), str(total), node.cell, detail=node.name)


def _check_sum(node: Node) -> Iterator[Finding]:
    for column in MONEY:
        total, parts = (
            node.value(column),
            [value for child in node.children if (value := child.value(column)) is not None],
        )
        if total is None or not node.children:
            continue
        below = sum(parts, Decimal(0))
        _mark(list(leaves([node], node.unit)), below == total)
        if below != total:
            yield Finding(
                "sum_of_rows", str(below), str(total), node.cell, detail=f"{node.name} ({column})"
            )


def _mark(nodes: list[Node], agrees: bool) -> None:
    for node in nodes:
        node.reconciled = agrees if node.reconciled is None else node.reconciled and agrees
