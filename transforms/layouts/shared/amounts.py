"""The amounts of one project or row of a listing, read together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain

from transforms.document import Cell, Line
from transforms.layouts.shared.labels import unit_of
from transforms.records import MONEY, Finding
from transforms.words.amounts import Amount, read_amount

_FUNDS = re.compile("资金|基金|结转|补助|拨款|中央|[省市县区]级|地方|国有资本|^20[0-9]{2}年")

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


def apart(findings: Iterable[Finding]) -> set[Decimal]:
    """What amounts without a column of their own (上级资金) may add to the parts: each of them, or
    all; read as 万元 and as 元.
    """
    said = [one.found for one in findings if one.rule == "no_column"]
    read = [[read_amount(text, unit) for text in said] for unit in ("万元", "元")]
    values = [[one.value for one in amounts if one and one.value] for amounts in read]
    return {*chain(*values), *(sum(each, Decimal(0)) for each in values)}


def no_column(label: str, text: str, cell: Cell | Line | None) -> Finding:
    """What the source says under a label that the dataset has no column for."""
    label = label.strip()
    return Finding("no_column", text, cell=cell, source_text=f"{label}\t{text}", detail=label)


def without_column(cells: Iterable[tuple[str, Cell | None]]) -> list[Finding]:
    """The amounts of a row that the dataset has no column for, as findings: 政府性基金, 上年结转.

    ``cells``: each with its header.
    """
    return [
        no_column(printed, text, cell)
        for printed, cell in cells
        if cell is not None
        and cell.text[:1].isdigit()
        and _FUNDS.search(printed)
        and _is_more_than_nothing(text := cell.text.strip())
    ]


def of_funds(findings: Iterable[Finding]) -> list[str]:
    """The amounts among what has no column, by their labels: 中央资金, and not 业务类型."""
    return [
        one.found or ""
        for one in findings
        if one.rule == "no_column"
        and _FUNDS.search(one.detail or "")
        and _is_more_than_nothing(one.found or "")
    ]


def _is_more_than_nothing(text: str) -> bool:
    amount = read_amount(text, "万元")
    return amount is not None and amount.problem is None and bool(amount.value)
