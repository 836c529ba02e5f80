"""Which rows of a listing are sums of which: what they add up to tells totals and units from
projects, not their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from transforms.document import Cell, Row
from transforms.layouts.shared.amounts import Amounts
from transforms.records import MONEY, PARTS, Finding
from transforms.words.folding import fold
from transforms.words.owners import names_owner

_TOTALS = frozenset(("合计", "总计", "小计", "总合计", "合计数"))


@dataclass(slots=True)
class Node:
    """One project or sum of the listing, with the ``rows`` of the table that it stands in.

    ``detailed``: it bears a goal or indicators, so it is a project whatever it adds up to.
    """

    name: str
    cell: Cell
    amounts: Amounts
    detailed: bool
    rows: list[Row]
    children: list[Node] = field(default_factory=list)
    reconciled: bool | None = None
    unit: str | None = None

    def value(self, column: str) -> Decimal | None:
        """The amount of one column in 万元; None if blank or unreadable."""
        amount = self.amounts.get(column)
        return amount.value if amount else None

    @property
    def bears_amount(self) -> bool:
        """Whether any amount could be read."""
        return any(self.value(column) is not None for column in MONEY)


Way = list[tuple[Node, list[Node]]]
"""Rows with the rows that stand below each."""


def arrange(nodes: list[Node]) -> list[Node]:
    """Put each sum row above the rows that it adds up to; returns the roots. Rows are read from the
    bottom, so inner sums are found first.

    A total that stands behind its rows is put above them. A row that says nothing but a name heads
    the rows below it.
    """
    roots: list[Node] = []
    for node in reversed(_total_first(nodes)):
        taken = 0 if node.detailed else _covered(node, roots) or _headed(node, roots)
        node.children, roots = roots[:taken], [node, *roots[taken:]]
    return _by_name(roots)


def _total_first(nodes: list[Node]) -> list[Node]:
    last = nodes[-1] if len(nodes) > 1 else None
    return (
        [last, *nodes[:-1]] if last and not last.detailed and fold(last.name) in _TOTALS else nodes
    )


def _headed(node: Node, following: list[Node]) -> int:
    """How many detailed rows follow a row without any amount; below a department units head rows
    of their own.
    """
    if node.bears_amount:
        return 0
    heads = names_owner(fold(node.name))
    below = takewhile(lambda one: one.detailed or (heads and _heads(one)), following)
    return sum(1 for _ in below)


def _heads(node: Node) -> bool:
    return bool(node.children) and not node.bears_amount


def _covered(node: Node, following: list[Node]) -> int:
    """How many of the following roots add up to ``node``: the run must end at the listing's end or
    before another bare row.
    """
    running = Decimal(0)
    for count, other in enumerate(following, 1):
        running += other.value("total") or 0
        if running == node.value("total") and (
            count == len(following) or not following[count].detailed
        ):
            return count
    return 0


def _by_name(roots: list[Node]) -> list[Node]:
    """A printed total that does not add up is still a total: only then does its name decide, and
    the sum is reported.
    """
    for index, node in enumerate(roots):
        if (
            not node.detailed
            and not node.children
            and fold(node.name) in _TOTALS
            and roots[index + 1 :]
        ):
            node.children = _by_name(_units(roots[index + 1 :], node))
            return [*roots[:index], node]
    return roots


def _units(roots: list[Node], total: Node) -> list[Node]:
    """Rows below a total that does not add up, put under their units in the way that leaves the
    least unexplained.

    A bare first row is the one department of the whole listing, or the first of several units
    (those whose projects add up are known already), or a project without detail like others.
    """
    if not roots or roots[0].detailed or roots[0].children:
        return roots
    ways = [
        *(_grouped(roots, begins) for begins in (_is_bare, lambda node: not node.detailed)),
        [(node, node.children) for node in roots],
    ]
    best = min(ways, key=lambda way: _unexplained(total, way))
    for node, children in best:
        node.children = children
    return [node for node, _ in best]


def _is_bare(node: Node) -> bool:
    return not node.detailed and not node.children


def _grouped(roots: list[Node], begins: Callable[[Node], bool]) -> Way:
    """Each row that begins a unit, with the rows up to the next such row below it."""
    grouped: Way = []
    for node in roots:
        if begins(node) or not grouped:
            grouped.append((node, [*node.children]))
        else:
            grouped[-1][1].append(node)
    return grouped


def _unexplained(total: Node, way: Way) -> Decimal:
    """What stands between a total and its rows, and between each of these and the rows below it."""

    def value(node: Node) -> Decimal:
        return node.value("total") or Decimal(0)

    gaps = [
        (total, [node for node, _ in way]),
        *((node, children) for node, children in way if children),
    ]
    return sum(
        (abs(value(node) - sum(map(value, below), Decimal(0))) for node, below in gaps), Decimal(0)
    )


def leaves(roots: list[Node], unit: str | None = None) -> Iterator[Node]:
    """The projects, each with the unit whose row stands directly above it."""
    for node in roots:
        if node.children:
            yield from leaves(node.children, unit if fold(node.name) in _TOTALS else node.name)
        else:
            node.unit = unit
            yield node


def without(nodes: Iterable[Node], kept: Iterable[Node]) -> list[Node]:
    """The nodes that were not kept, in their order: sums, and names that head other rows."""
    ids = {id(node) for node in kept}
    return [node for node in nodes if id(node) not in ids]


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
    if total is None or not parts:
        return
    _mark([node], sum(parts) == total)
    if sum(parts) != total:
        yield Finding("row_sum", str(sum(parts)), str(total), node.cell, detail=node.name)


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
