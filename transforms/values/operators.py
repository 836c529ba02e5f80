"""Comparison operators: signs, words before the number, words behind it.

See docs/contract.md, section 5; Civil Code art. 1259.
"""

from __future__ import annotations

import re

from transforms.values.vocabulary import records, words

_MORE, _LESS = words("operators", stands="more"), words("operators", stands="less")
_NOT = (
    f"{words('operators', stands='negation')}{words('operators', stands='may')}?"
    f"{words('operators', stands='again')}?"
)
_OR_EQUAL = words("operators", stands="or_equal")
_AND = f"{words('operators', stands='and')}?"


# in the order in which they are tried: 超过等于 before 超过
_WORDS = {
    ">=": f"{_MORE}{_OR_EQUAL}|{_NOT}(?:{_LESS}|{words('operators', stands='not_less')})"
    f"|{words('operators', stands='before', operator='>=')}",
    "<=": f"{_LESS}{_OR_EQUAL}|{_NOT}(?:{_MORE}|{words('operators', stands='not_more')})"
    f"|{words('operators', stands='before', operator='<=')}",
    "<": f"{_LESS}|{words('operators', stands='before', operator='<')}",
    ">": f"{_MORE}|{words('operators', stands='before', operator='>')}",
    "~": words("operators", stands="before", operator="~"),
    "=": words("operators", stands="before", operator="="),
}
# 以上 may follow 及 or 或; 起 and 封顶 do not
_AFTER = {
    ">=": f"{_AND}{words('operators', stands='after_and', operator='>=')}"
    f"|{words('operators', stands='after', operator='>=')}",
    "<=": f"{_AND}{words('operators', stands='after_and', operator='<=')}"
    f"|{words('operators', stands='after', operator='<=')}",
    "~": words("operators", stands="after", operator="~"),
}
REACHED = words("operators", stands="reached")
SIGN = words("operators", stands="sign")
WORD = "|".join(_WORDS.values())
AFTER = "|".join(_AFTER.values())

_BY_SIGN = {row["word"]: row["operator"] for row in records("operators", stands="sign")}
_BY_WORD = [(operator, re.compile(pattern)) for operator, pattern in _WORDS.items()]
_BY_AFTER = [(operator, re.compile(pattern)) for operator, pattern in _AFTER.items()]
_EXCLUDING = {">=": ">", "<=": "<"}
MIRROR = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "~": "~"}
_NO_OPERATOR = frozenset(row["word"] for row in records("operators", stands="no_operator"))


def of_sign(sign: str) -> str:
    """The operator of a printed sign that SIGN matched."""
    return _BY_SIGN[sign]


def of_word(word: str) -> str | None:
    """The operator of a word that stands before a number.

    >>> of_word('不得低于'), of_word('不超过'), of_word('超过'), of_word('不满'), of_word('至少')
    ('>=', '<=', '>', '<', '>=')
    """
    return next((operator for operator, pattern in _BY_WORD if pattern.fullmatch(word)), None)


def of_after(word: str, *, excluding: bool = False) -> str | None:
    """The operator of a word behind a number; ``excluding`` when (不含) is printed beside it.

    >>> of_after('及以上'), of_after('以内'), of_after('以上', excluding=True), of_after('左右')
    ('>=', '<=', '>', '~')
    """
    operator = next((operator for operator, pattern in _BY_AFTER if pattern.fullmatch(word)), None)
    return _EXCLUDING.get(operator, operator) if excluding and operator else operator


def of_cell(cell: str) -> tuple[str | None, bool]:
    """The operator that a column of its own prints, and whether the cell was understood.

    ``cell`` is folded.

    >>> of_cell('≥'), of_cell('大于等于'), of_cell('以上'), of_cell('定性'), of_cell('蓝色')
    (('>=', True), ('>=', True), ('>=', True), (None, True), (None, False))
    """
    if not cell or cell in _NO_OPERATOR:
        return None, True
    operator = (
        _BY_SIGN.get(cell)
        or of_word(cell)
        or of_after(cell)
        or (">=" if cell in ("达到", "达") else None)
    )
    return operator, operator is not None
