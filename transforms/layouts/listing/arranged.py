"""Which rows of a listing are sums of which: what they add up to tells totals and units from
projects, not their names.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import takewhile

from transforms.layouts.listing.nodes import Node, leaves
from transforms.words.folding import fold
from transforms.words.owners import names_owner

Way = list[tuple[Node, list[Node]]]
"""Rows with the rows that stand below each."""


def arrange(nodes: list[Node]) -> list[Node]:
    """Put each sum row above the rows that it adds up to; returns the roots.

    Sums stand above their rows, or all of them behind: what leaves less unexplained is so. A row
    that says nothing but a name heads the rows below it. A sum that is carried over a page's end is
    left out.
    """
    nodes = [node for node in nodes if not node.is_carried]
    roots = _above(nodes)
    if all(node.detailed for node in leaves(roots)) and not _gaps(roots):
        return roots
    left = min((_above, _behind), key=lambda way: _left_over(way(nodes)))
    return left(nodes)


def _above(nodes: list[Node]) -> list[Node]:
    """Rows are read from the bottom, so inner sums are found first. A total that stands behind its
    rows is put above them.
    """
    roots: list[Node] = []
    for node in reversed(_total_first(nodes)):
        taken = 0 if node.detailed else _covered(node, roots) or _headed(node, roots)
        node.children, roots = roots[:taken], [node, *roots[taken:]]
    return _by_name(roots)


def _behind(nodes: list[Node]) -> list[Node]:
    """Rows are read from the top; only a unit and a sum, by their names, stand behind their rows:
    a project without detail may have the amount of those before it.
    """
    roots: list[Node] = []
    for node in nodes:
        adds_up = not node.detailed and (node.is_sum or names_owner(fold(node.name)))
        taken = _covered(node, roots) if adds_up else 0
        node.children, roots = roots[:taken][::-1], [node, *roots[taken:]]
    return _by_name(roots)[::-1]


def _left_over(roots: list[Node]) -> tuple[Decimal, int]:
    """Money that the rows do not explain, and how many rows without detail add up nothing."""
    return _gaps(roots), sum(not node.detailed for node in leaves(roots))


def _gaps(roots: list[Node]) -> Decimal:
    """What stands between the sums and the rows below them; a sum of nothing counts whole."""
    below = ((node, node.children) for node in roots if node.children or node.is_sum)
    return sum((_gap(*way) + _gaps(way[1]) for way in below), Decimal(0))


def _gap(node: Node, below: list[Node]) -> Decimal:
    """What stands between a sum and its rows; a name alone adds up nothing."""
    if node.value("total") is None:
        return Decimal(0)
    return abs(_value(node) - sum(map(_value, below), Decimal(0)))


def _value(node: Node) -> Decimal:
    return node.value("total") or Decimal(0)


def _total_first(nodes: list[Node]) -> list[Node]:
    last = nodes[-1] if len(nodes) > 1 else None
    return [last, *nodes[:-1]] if last and last.is_sum else nodes


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
        running += _value(other)
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
        if node.is_sum and not node.children and roots[index + 1 :]:
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
    gaps = (_gap(node, children) for node, children in way if children)
    return _gap(total, [node for node, _ in way]) + sum(gaps, Decimal(0))
