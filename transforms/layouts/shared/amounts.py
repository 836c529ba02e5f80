"""The amounts of one project or row of a listing, read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from transforms.document import Cell, Line
from transforms.layouts.shared.labels import unit_of
from transforms.records import MONEY, Finding
from transforms.words.amounts import Amount, read_amount

Amounts = dict[str, Amount | None]
"""Role of a column -> its amount; None if the row has no such cell."""


Units = dict[str, str | None]
"""Role of a column -> the unit of its amounts; None if nothing says it."""


def units_of(printed: Iterable[tuple[str, str]], caption: str | None) -> Units:
    """The unit of each column of amounts, from role and printed header; else the caption's.

    >>> units_of([("total", "预算数（元）"), ("executed", "执行数")], "万元")
    {'total': '元', 'executed': '万元'}
    """
    return {role: unit_of(header) or caption for role, header in printed if role in MONEY}


def amounts_of(texts: Mapping[str, str | None], units: Units) -> Amounts:
    """The amounts among the texts of a row, each under its role."""
    return {role: read_amount(texts[role], units.get(role)) for role in MONEY if role in texts}


def unreadable(amount: Amount | None, cell: Cell | Line | None, name: str | None) -> list[Finding]:
    """The finding of an amount that cannot be read, of the project ``name``; none if it can."""
    if amount is None or amount.problem is None:
        return []
    return [Finding(amount.problem, amount.printed, cell=cell, detail=name)]


def is_amount(text: str) -> bool:
    """Whether a text is an amount of money, or blank."""
    amount = read_amount(text, "万元")
    return amount is not None and amount.problem is None
