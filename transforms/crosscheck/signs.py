"""Operators as printed, read without the grammar of values: signs, and words beside a number."""

from __future__ import annotations

import re
from functools import lru_cache

SIGN = re.compile(r"[≥≧⩾≤≦⩽﹥>﹤<=═＝〉〈]+|⩾|≯|≮")
_MEANS = {
    "≥": ">=", "≧": ">=", "⩾": ">=", ">=": ">=", "=>": ">=", "≮": ">=", ">═": ">=",
    "≤": "<=", "≦": "<=", "⩽": "<=", "<=": "<=", "=<": "<=", "≯": "<=",
    ">": ">", "﹥": ">", "〉": ">", "<": "<", "﹤": "<", "〈": "<",
    "=": "=", "═": "=", "==": "=",
}  # fmt: skip
_NUMBER = r"[\d〇零一二两三四五六七八九十百千万亿半.,%]"
_WORDS = (
    (
        ">=",
        r"大于或?等于|不低于|不少于|不小于|不得[低少小]于|至少|最少|最低|不短于|高于或?等于",
    ),
    (
        "<=",
        (
            r"小于或?等于|不高于|不超过|不超|不大于|不多于|不得[高多大]于|不得超过|至多|最多|最高"
            r"|控制在|不迟于|不晚于|低于或?等于"
        ),
    ),
    (">", r"(?<!不)(?<!得)(?:大于|高于|超过|多于|优于)(?!(?:或)?等于)"),
    ("<", r"(?<!不)(?<!得)(?:小于|低于|少于|短于)(?!(?:或)?等于)"),
)
_BEHIND = (
    (">=", rf"{_NUMBER}[^\d,，;；。]{{0,6}}?(?:及|或|\(含\)|\(含)?以上"),
    ("<=", rf"{_NUMBER}[^\d,，;；。]{{0,6}}?(?:以内|以下|之内|内)"),
)
_WORDED = [(means, re.compile(words)) for means, words in (*_WORDS, *_BEHIND)]
_ANY = re.compile(
    r"[≥≧⩾≤≦⩽﹥>﹤<≯≮〉〈]|以上|以下|以内|之内|内"
    r"|[大小高低多少长短优]于|超|至少|至多|最[多少高低大小长短]"
    r"|\d[^\d,，;；。]{0,3}[-—~～–至到]{1,2}\d|约|近|大概|上下"
    r"|控制|不[高低多少大小]|范围|前|前完成|[底末]|达|及时|正向|反向|负向"
    r"|逆向|上限|下限|左右|起|逾|余|多|减少|降低|压减|提高|增"
)


@lru_cache(maxsize=2**13)
def signs_of(text: str) -> frozenset[str]:
    """The operators whose signs a squeezed text prints.

    >>> sorted(signs_of("≥90%")), sorted(signs_of("90%")), sorted(signs_of("≥10且≤20"))
    (['>='], [], ['<=', '>='])
    """
    return frozenset(_MEANS[sign] for sign in SIGN.findall(text) if sign in _MEANS)


@lru_cache(maxsize=2**13)
def words_of(text: str) -> frozenset[str]:
    """The operators that words of a squeezed text may mean.

    >>> [sorted(words_of(text)) for text in ("不少于3次", "超过3次", "3次以上")]
    [['>='], ['>'], ['>=']]
    """
    return frozenset(means for means, words in _WORDED if words.search(text))


def may_mean_one(text: str) -> bool:
    """Whether anything in the text (squeezed) may be why an operator other than = was read."""
    return bool(_ANY.search(text))


@lru_cache(maxsize=2**13)
def only_sign(text: str) -> str | None:
    """The operator of a cell that holds nothing else, as sign or as word.

    >>> only_sign("≥"), only_sign("大于等于"), only_sign("≥90")
    ('>=', '>=', None)
    """
    if text in _MEANS:
        return _MEANS[text]
    if len(text) > 8:
        return None
    found = {means for means, words in _WORDED[:4] if words.fullmatch(text)}
    if text in ("大于", "小于", "等于"):
        return {"大于": ">", "小于": "<", "等于": "="}[text]
    return found.pop() if len(found) == 1 else None
