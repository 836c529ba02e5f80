"""Comparison operators: signs, words before the number, words behind it (docs/contract.md section 5; Civil Code art. 1259)."""

from __future__ import annotations

import re

_SIGNS = {
    ">=": ("≥=", "≥≥", "≥", ">=", "=>", ">或="), "<=": ("≤=", "≤≤", "≤", "<=", "=<", "<或="),
    ">": (">",), "<": ("<",), "=": ("==", "="), "~": ("≈", "~"),
}
_MORE = "[大高多长优晚好]于|超[过出]?|突破|逾"
_LESS = "[小低少短早]于"
_NOT = "(?:不|未|没有?)(?:得|能|可|应|会|许|宜)?再?"
_OR_EQUAL = "(?:或者?|和)?等于"
_WORDS = {
    ">=": rf"(?:{_MORE}){_OR_EQUAL}|{_NOT}(?:{_LESS}|少|低|下于?|[亚差劣弱逊]于)|至少|最低|最少|起码|下限|保底",
    "<=": rf"(?:{_LESS}){_OR_EQUAL}|{_NOT}(?:{_MORE}|大|高|多|迟于)|至多|最高|最多|最大|最长|上限|控制|封顶|限额",
    ">": rf"{_MORE}|不止",
    "<": rf"{_LESS}|不满|未满|不足|不到|不及|未及|未达到?",
    "~": "大约|大概|约|将近|接近|近",
    "=": "等于",
}
REACHED = "达到|达至|达"
_AFTER = {
    ">=": "(?:及|或|或者|及其|含|和)?(?:以上|之上|更多|更高)|(?<![0-9])起(?!诉|点|来)|\\+(?![0-9])|为?下限|保底|打底",
    "<=": "(?:及|或|或者|及其|含|和)?(?:以下|之下|以内|之内|更少|更低)|(?:范围)?内(?!部|容|网|外|涝|河|地)|为?上限|封顶",
    "~": "左右|上下",
}

SIGN = "|".join(sorted((re.escape(form) for forms in _SIGNS.values() for form in forms), key=len, reverse=True))
WORD = "|".join(_WORDS[operator] for operator in (">=", "<=", "<", ">", "~", "="))
AFTER = "|".join(_AFTER.values())

_BY_SIGN = {form: operator for operator, forms in _SIGNS.items() for form in forms}
_BY_WORD = [(operator, re.compile(_WORDS[operator])) for operator in (">=", "<=", "<", ">", "~", "=")]
_BY_AFTER = [(operator, re.compile(words)) for operator, words in _AFTER.items()]
_EXCLUDING = {">=": ">", "<=": "<"}
MIRROR = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "~": "~"}
_NO_OPERATOR = frozenset([
    "定性", "定量", "定性指标", "定量指标", "文字", "文字描述", "描述", "其他", "是/否", "是否", "-", "--", "/", "无",
    "区间", "适中", "正向", "反向", "负向", "逆向", "正向指标", "反向指标", "负向指标", "逆向指标", "适度", "适度指标",
])


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
    found = next((operator for operator, pattern in _BY_AFTER if pattern.fullmatch(word)), None)
    return _EXCLUDING.get(found, found) if excluding and found else found


def of_cell(cell: str) -> tuple[str | None, bool]:
    """The operator that a column of its own prints, and whether the cell was understood. ``cell`` is folded.

    >>> of_cell('≥'), of_cell('大于等于'), of_cell('以上'), of_cell('定性'), of_cell('蓝色')
    (('>=', True), ('>=', True), ('>=', True), (None, True), (None, False))
    """
    if not cell or cell in _NO_OPERATOR:
        return None, True
    found = _BY_SIGN.get(cell) or of_word(cell) or of_after(cell) or (">=" if cell in ("达到", "达") else None)
    return found, found is not None
