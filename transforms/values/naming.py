"""What an indicator's name can say about its value. Few names say anything, so readings are shared
between all that say the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.values import operators, units
from transforms.values.folding import fold

_OPERATOR = re.compile(rf"({operators.SIGN}|{operators.WORD})(?:\([^()*]*\))?$")
_TIME = re.compile("时间|时限|日期|时效|期限|时点|时段|年[月限份]|截止|完成时")
_COUNT = re.compile(r"[数量](?:\([^()]*\))?$")
_UNBOUNDED = re.compile("增长|增幅|增速|完成|执行|提高|提升|比率?|涨|使用率|利用率|收益|回报|出租")


class Hint(NamedTuple):
    """``operator`` and ``unit`` that the name states, whether it speaks of time, whether it lets a
    rate exceed 100 %, whether it is a number of something.
    """

    operator: str | None
    unit: str | None
    of_time: bool
    unbounded: bool
    of_count: bool


@lru_cache(maxsize=2**17)
def hint(name: str | None) -> Hint | None:
    """What the name says; None if there is no name.

    >>> hint('种植作物成活率(≥**%)'), hint('群众满意度不低于').operator, hint(None)
    (Hint(operator=None, unit='%', of_time=False, unbounded=False, of_count=False), '>=', None)
    """
    if not name:
        return None
    folded = fold(name)
    return Hint(
        _operator(folded),
        units.of_name(folded),
        bool(_TIME.search(name)),
        unbounded(name),
        bool(_COUNT.search(folded)),
    )


def unbounded(text: str) -> bool:
    """Whether a rate so named may be above 100 %: a growth, a completion, a ratio."""
    return bool(_UNBOUNDED.search(text))


def _operator(name: str) -> str | None:
    """The operator that a name ends in (群众满意度不低于); one in a template (≥**%) is none."""
    stated = _OPERATOR.search(name)
    if stated is None or stated[1] in ("控制", "近", "约", "超", "突破"):
        return None
    return operators.of_cell(stated[1])[0]
