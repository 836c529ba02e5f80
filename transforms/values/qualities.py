"""Values without a number: can somebody check them (verifiable), or nobody (vague)?"""

from __future__ import annotations

import re

from transforms.values.vocabulary import words

_STATES = words("qualities", measurability="verifiable_unless_vague")
# 一级, 二类, AAA级, 甲等; 7×24, 24天x8
_GRADES = (
    "[一二三四五ⅠⅡⅢⅣⅤIV甲乙丙]级|[一二三四五ⅠⅡⅢⅣⅤIV]类|[A-Z1-5]A|[A-Z0-9]级"
    "|[A-D]等|[0-9]天?[:×x*][0-9]"
)
_STATE = re.compile(f"{_STATES}|{_GRADES}")
_VAGUE = re.compile(words("qualities", measurability="vague"))
_VERIFIABLE = re.compile(words("qualities", measurability="verifiable"))


def measurability(text: str) -> str:
    """``verifiable`` or ``vague`` for the words of a value that holds no number.

    >>> hard = ('通过验收', '不超预算', '全覆盖', '三级等保', '基本达标')
    >>> {measurability(text) for text in hard}
    {'verifiable'}
    >>> {measurability(text) for text in ('显著提升', '良好', '长期')}
    {'vague'}
    """
    if _VERIFIABLE.search(text) or (_STATE.search(text) and not _VAGUE.search(text)):
        return "verifiable"
    return "vague"


def is_known(text: str) -> bool:
    """Whether words of the lists stand in a text: a level, a trend or a state, and no name.

    >>> is_known('有力保障'), is_known('达标'), is_known('培训人数')
    (True, True, False)
    """
    return any(pattern.search(text) for pattern in (_VAGUE, _VERIFIABLE, _STATE))
