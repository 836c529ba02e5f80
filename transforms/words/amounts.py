"""Amounts of money: exact decimals in 万元 (10,000 yuan), whatever unit the source prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.words.folding import NOTHING, fold

FACTORS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
}
_AMOUNT = re.compile(
    r"(?:人民币|[¥￥])?(?P<number>[-−－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|千元|元|亿|万)?"
)
_UNIT = re.compile(
    r"(?:(?:金额|计量|货币)?单位|金额)[:：]?(?:人民币)?[/、,(]?(?P<unit>亿元|万元|千元|元)"
)
_LIMIT = Decimal(10) ** 12  # decimal(18,6) holds amounts below this


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount, ``value`` in 万元.

    None with ``problem`` (a rule id) when it cannot be told, None without when the cell is blank.
    """

    printed: str
    value: Decimal | None
    unit: str | None = None  # as printed in the cell itself
    problem: str | None = None


def caption_unit(text: str) -> str | None:
    """The unit that a caption states; None if it states none.

    Captions read '单位：万元', '（金额单位：人民币元）'.
    """
    match = _UNIT.search(fold(text))
    return match["unit"] if match else None


def read_amount(printed: str | None, unit: str | None) -> Amount | None:
    """One amount cell under a caption in ``unit``; a unit in the cell itself wins.

    None: there is no such cell.

    >>> read_amount('14,600,000.00', '元').value, read_amount('10606.7522万元', '元').value
    (Decimal('1460.000000'), Decimal('10606.7522'))
    >>> read_amount('-', '元').value
    """
    if printed is None:
        return None
    folded = fold(printed)
    if folded in NOTHING:
        return Amount(printed, None)
    match = _AMOUNT.fullmatch(folded)
    if not match:
        return Amount(printed, None, problem="amount_unreadable")
    own = {"万": "万元", "亿": "亿元"}.get(match["unit"], match["unit"])
    if not (own or unit):
        return Amount(printed, None, problem="amount_unit_missing")
    value = Decimal(match["number"].replace(",", "").replace("−", "-")) * FACTORS[own or str(unit)]
    if abs(value) >= _LIMIT or value != value.quantize(Decimal("0.000001")):
        return Amount(printed, None, own, "amount_unreadable")
    return Amount(printed, value, own)
