"""Which rows of a listing are sums of which: totals and units are told from projects by what they add up to, not by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.document import Cell
from transforms.fold import fold
from transforms.money import Amount
from transforms.records import MONEY, PARTS, Finding

_TOTALS = frozenset(("合计", "总计", "小计", "总合计", "合计数"))
Amounts = dict[str, Amount | None]


@dataclass(slots=True)
class Node:
    """One row of the listing. ``detailed``: it bears a goal or indicators, so it is a project whatever it adds up to."""

    name: str
    cell: Cell
    amounts: Amounts
    detailed: bool
    children: list[Node] = field(default_factory=list)
    reconciled: bool | None = None
    unit: str | None = None

    def value(self, column: str) -> Decimal | None:
        """The amount of one column in 万元; None if blank or unreadable."""
        amount = self.amounts.get(column)
        return amount.value if amount else None


def arrange(nodes: list[Node]) -> list[Node]:
    """Put each sum row above the rows that it adds up to; returns the roots. Rows are read from the bottom, so inner sums are found first.

    A total that stands behind its rows is put above them. A row that says nothing but a name heads the rows below it.
    """
    roots: list[Node] = []
    for node in reversed(_total_first(nodes)):
        taken = 0 if node.detailed else _covered(node, roots) or _headed(node, roots)
        node.children, roots = roots[:taken], [node, *roots[taken:]]
    return _by_name(roots)


def _total_first(nodes: list[Node]) -> list[Node]:
    last = nodes[-1] if len(nodes) > 1 else None
    return [last, *nodes[:-1]] if last and not last.detailed and fold(last.name) in _TOTALS else nodes


def _headed(node: Node, following: list[Node]) -> int:
    """How many detailed rows follow a row without any amount."""
    bare = all(node.value(column) is None for column in MONEY)
    return next((count for count, other in enumerate(following) if not other.detailed), len(following)) if bare else 0


def _covered(node: Node, following: list[Node]) -> int:
    """How many of the following roots add up to ``node``: the run must end at the listing's end or before another bare row."""
    running = Decimal(0)
    for count, other in enumerate(following, 1):
        running += other.value("total") or 0
        if running == node.value("total") and (count == len(following) or not following[count].detailed):
            return count
    return 0


def _by_name(roots: list[Node]) -> list[Node]:
    """A printed total that does not add up is still a total: only then does its name decide, and the sum is reported."""
    for index, node in enumerate(roots):
        if not node.detailed and not node.children and fold(node.name) in _TOTALS and roots[index + 1:]:
            node.children = _by_name(_units(roots[index + 1:], node))
            return [*roots[:index], node]
    return roots


def _units(roots: list[Node], total: Node) -> list[Node]:
    """Bare rows below a total are units if together they make the total, or if the first row below it is the only one that is bare."""
    bare = [node for node in roots if not node.detailed and not node.children]
    if not bare or bare[0] is not roots[0]:
        return roots
    if len(bare) > 1 and sum((node.value("total") or Decimal(0) for node in bare), Decimal(0)) != total.value("total"):
        return roots
    grouped: list[Node] = []
    for node in roots:
        if node in bare or not grouped:
            grouped.append(node)
        else:
            grouped[-1].children.append(node)
    return grouped


def leaves(roots: list[Node], unit: str | None = None) -> Iterator[Node]:
    """The projects, each with the unit whose row stands directly above it."""
    for node in roots:
        if node.children:
            yield from leaves(node.children, unit if fold(node.name) in _TOTALS else node.name)
        else:
            node.unit = unit
            yield node


def check(roots: list[Node]) -> list[Finding]:
    """Compare every sum row with what stands below it, and every row's total with its parts. Marks ``reconciled`` on the way."""
    findings: list[Finding] = []
    for node in roots:
        findings += [*_check_row(node), *check(node.children), *_check_sum(node)]
    return findings


def _check_row(node: Node) -> Iterator[Finding]:
    total, parts = node.value("total"), [value for column in PARTS if (value := node.value(column)) is not None]
    if total is None or not parts:
        return
    _mark([node], sum(parts) == total)
    if sum(parts) != total:
        yield Finding("row_sum", str(sum(parts)), str(total), node.cell, detail=node.name)


def _check_sum(node: Node) -> Iterator[Finding]:
    for column in MONEY:
        total, parts = node.value(column), [value for child in node.children if (value := child.value(column)) is not None]
        if total is None or not node.children:
            continue
        below = sum(parts, Decimal(0))
        _mark(list(leaves([node], node.unit)), below == total)
        if below != total:
            yield Finding("sum_of_rows", str(below), str(total), node.cell, detail=f"{node.name} ({column})")


def _mark(nodes: list[Node], agrees: bool) -> None:
    for node in nodes:
        node.reconciled = agrees if node.reconciled is None else node.reconciled and agrees
