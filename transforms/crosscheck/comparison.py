"""Are the operator and the number of a target the printed ones?"""

from __future__ import annotations

import re

from transforms.crosscheck import signs
from transforms.crosscheck.heads import Heads, Why
from transforms.crosscheck.printed import Printed
from transforms.crosscheck.site import Site

_TURNED = re.compile(r"[正反负逆]向(?:指标)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLAUSES = re.compile(r"[,，;；。、]")
_IN_WORDS = re.compile(r"[〇零一二两三四五六七八九十半]|分之")
_SCALES = {
    "": (1.0,),
    "万": (1e4,),
    "亿": (1e8,),
    "千": (1e3, 1e7),
    "百": (1e2, 1e6),
    "成": (10.0, 0.1),
    "折": (10.0, 0.1),
    "‰": (0.1,),
    "%": (0.01,),
}


def contradicted(site: Site, row: Printed, heads: Heads) -> Why:
    """An operator that is not the printed one, or a number that no digits of the value give."""
    claim = site.claim
    value = claim.texts.get(claim.target)
    if claim.read_as != "number" or not value:
        return
    printed = _printed(value, row)
    if len(printed) == 1 and claim.operator not in printed:
        yield "sign_contradicted", f"{value}: {claim.operator}, {'/'.join(printed)}"
    elif claim.operator not in (None, "=") and not printed and not _may_be(value, site, row, heads):
        yield "sign_contradicted", f"{value}: {claim.operator}"
    if not all(is_printed(number, value) for number in claim.numbers):
        yield "number_not_printed", f"{value}: {claim.numbers}"


def _printed(value: str, row: Printed) -> frozenset[str]:
    """The operators that the value prints: as signs, in a cell of their own, or in words."""
    own = signs.signs_of(value)
    beside = frozenset(sign for text in row.texts if (sign := signs.only_sign(text)))
    return own or beside or signs.words_of(_with_numbers(value))


def _with_numbers(value: str) -> str:
    """The clauses that hold a number, all where none does: a word in another clause says nothing of
    the number.

    >>> _with_numbers("20元/户,不超过预算"), _with_numbers("不超过预算")
    ('20元/户', '不超过预算')
    >>> _with_numbers("不低于全市平均水平的95%")
    '不低于全市平均水平的95%'
    """
    clauses = [clause for clause in _CLAUSES.split(value) if _NUMBER.search(clause)]
    return ",".join(clauses) or value


def _may_be(value: str, site: Site, row: Printed, heads: Heads) -> bool:
    """Whether anything printed may be why an operator was read where no sign stands."""
    above = (head.text for cell in row.filled for head in heads.above(row, cell))
    near = [site.claim.texts.get("name", ""), *above]
    return (
        signs.may_mean_one(value)
        or any(_TURNED.fullmatch(text) for text in row.texts)
        or any(signs.words_of(text) or signs.signs_of(text) for text in near)
    )


def is_printed(number: float, text: str) -> bool:
    """Whether the digits of the text give the number, as they stand or by a scale beside them.

    >>> is_printed(120.5, "≤120.5万元"), is_printed(1206, "≤120.5万元"), is_printed(12, "两次")
    (True, False, True)
    """
    digits = [float(digit) for digit in _NUMBER.findall(text.replace(",", ""))]
    if not digits or _IN_WORDS.search(text):
        return True
    factors = [factor for word, many in _SCALES.items() if word in text for factor in many]
    size = abs(number)
    near = 1e-6 * max(1.0, size)
    return any(abs(digit * factor - size) < near for digit in digits for factor in factors)
