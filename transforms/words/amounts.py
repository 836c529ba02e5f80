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
    r"(?P<unit>亿元|万元|千元|元|亿|万)?(?:\((?P<said>[^\d()]{1,30})\))?"
)
# 5万元（调减） is no amount of 5, and 5万元（每年） none of the project
_OTHER_SUM = re.compile("[减扣增加另外余每均]|不含|其中|[上去往]年|累计|单价")
# 120万元（其中：省级资金100万元，配套20万元）: the parts of the sum
_PARTS = re.compile(r"\((?:其中|包括|含)[^()]*\)$")
# 58万元，全部为财政拨款: words behind the sum
_WORDS = re.compile(r"[,;。](?P<said>[^\d]*)$")
_LEADING = re.compile(r"\S+(?:\s{1,2}(?:亿|万|千)?元?(?:[(（][^()（）]{1,30}[)）])?(?!\S))?")
_UNIT = re.compile(
    r"(?:(?:金额|计量|货币)?单位|金额)[:：]?(?:人民币)?[/、,(]?(?P<unit>亿元|万元|千元|元)"
)
_BREAKS = 7  # characters of a number that a narrow cell breaks
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
    >>> read_amount('58.5万元（县级财政资金）', '元').value, read_amount('58.5（万元）', '元').value
    (Decimal('58.5'), Decimal('58.5'))
    >>> read_amount('5万元（调减）', '元').problem, read_amount('5万元（每年）', '元').problem
    ('amount_unreadable', 'amount_unreadable')
    >>> read_amount('120万元（其中：省级100万元，地方20万元）', None).value
    Decimal('120')
    >>> read_amount('58万元，全部为财政拨款。', None).value
    Decimal('58')
    >>> read_amount('100 80', '元').problem, read_amount('1 250 000', '元').value
    ('amount_unreadable', Decimal('125.0000'))
    >>> read_amount('-', '元').value
    """
    if printed is None:
        return None
    folded = fold(printed)
    if folded in NOTHING:
        return Amount(printed, None)
    match, other = _matched(folded)
    if match is None or other or _are_two(printed, match["number"]):
        return Amount(printed, None, problem="amount_unreadable")
    said = match["said"] or ""
    printed_unit: str | None = match["unit"] or (said if said in FACTORS else None)
    own = {"万": "万元", "亿": "亿元"}.get(printed_unit or "", printed_unit)
    if not (own or unit):
        return Amount(printed, None, problem="amount_unit_missing")
    value = Decimal(match["number"].replace(",", "").replace("−", "-")) * FACTORS[own or str(unit)]
    if abs(value) >= _LIMIT or value != value.quantize(Decimal("0.000001")):
        return Amount(printed, None, own, "amount_unreadable")
    return Amount(printed, value, own)


def _are_two(printed: str, number: str) -> bool:
    """Whether blanks or line breaks part the digits otherwise than one number is: 100 80. A long
    number may be broken in a narrow cell, and 1 250 000 has its thousands parted.
    """
    digits = re.split(r"(?<=\d)\s+(?=\d)", printed.strip())
    if len(digits) == 1 or ("\n" in printed.strip() and len(number) >= _BREAKS):
        return False
    return any(re.match(r"\d{3}(?!\d)", one) is None for one in digits[1:])


def _matched(folded: str) -> tuple[re.Match[str] | None, bool]:
    """The amount of a text, and whether words beside it say that it is another sum."""
    words = _WORDS.search(folded)
    match = _AMOUNT.fullmatch(_PARTS.sub("", folded[: words.start()] if words else folded))
    said = "".join(one["said"] or "" for one in (match, words) if one)
    return match, said not in FACTORS and bool(_OTHER_SUM.search(said))


def leading_amount(text: str) -> str:
    """The first word of a text with its unit: other labels may stand behind it.

    >>> leading_amount('88.6 万元  年度：2024年'), leading_amount('58万元 年度：2024年')
    ('88.6 万元', '58万元')
    """
    match = _LEADING.match(text.strip())
    return match[0] if match else text
