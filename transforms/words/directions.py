"""Whether more or less of an indicator is better (column ``direction``).

The printed word says it, else the operator, else the last noun.
"""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.lookup import rows
from transforms.words.folding import fold

_PRINTED = re.compile(
    "^(?:(?P<more>正)|(?P<less>[反负逆])|(?P<exact>适度|中性|区间))(?:向|性)?(?:型)?(?:指标)?$"
)
_BY_OPERATOR = {">=": 1, ">": 1, "<=": -1, "<": -1, "=": 0, "between": 0}
_STATED = frozenset({"printed", "word", "column", "name"})
_REMARK = re.compile(r"\([^()]*\)|[≥≤<>=]+\**\S*$|(?<![,.;:、。，；：])[,.;:、。，；：]++$")
_COUNTED = re.compile("[数量次积]$")


def direction(
    printed: str | None, operator: str | None, operator_source: str | None, name: str
) -> int | None:
    """1 more is better, -1 less is better, 0 exact, None unknown.

    Exact means that ``=`` or a range is printed (docs/contract.md, indicators.direction).

    ``printed`` is the cell of a column 正向/反向, if there is one; an implied ``=`` says nothing.
    The last noun of the name decides, because it is what is measured: 投诉率 is less, 投诉办结率
    more. The nouns are rows of ``schemas/head_nouns.csv``.

    >>> direction('反向指标', '>=', 'printed', '满意度'), direction(None, '<=', 'word', '成本')
    (-1, -1)
    >>> direction(None, '=', 'implied', '投诉率')
    -1
    >>> names = ('成本节约率', '审批时限压缩率', '投诉办结率', '事故发生数', '发放标准')
    >>> [direction(None, None, None, name) for name in names]
    [1, 1, 1, -1, None]
    """
    stated = _PRINTED.match(fold(printed)) if printed else None
    if stated:
        return 1 if stated["more"] else -1 if stated["less"] else 0
    if operator in _BY_OPERATOR and operator_source in _STATED:
        return _BY_OPERATOR[operator]
    return by_head_noun(name)


@lru_cache(maxsize=2**16)
def by_head_noun(name: str) -> int | None:
    """The direction of the noun that ``name`` ends in.

    When it ends in a carrier (率, 数, 人数), the direction of what is counted.

    >>> names = ('★群众满意度(≥**%)', '死亡人数', '培训人数', '不合格率', '影响')
    >>> [by_head_noun(name) for name in names]
    [1, -1, 1, -1, None]
    """
    nouns, carriers = _table()
    head = _REMARK.sub("", fold(name))
    counted = False
    while head:
        if (noun := _longest(head, nouns)) is not None:
            return nouns[noun]
        carrier = _longest(head, carriers)
        if carrier is None:
            break
        counted = counted or _COUNTED.search(carrier) is not None
        head = head[: -len(carrier)]
    return 1 if counted else None  # a plain output count: more is better


def _longest(text: str, words: dict[str, int]) -> str | None:
    """The longest of ``words`` that ``text`` ends in."""
    longest = max(map(len, words))
    return next(
        (text[-size:] for size in range(min(longest, len(text)), 0, -1) if text[-size:] in words),
        None,
    )


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, int]]:
    nouns_and_carriers = rows("head_nouns")
    nouns = {
        row["noun"]: int(row["direction"])
        for row in nouns_and_carriers
        if row["direction"] != "carrier"
    }
    return nouns, {row["noun"]: 0 for row in nouns_and_carriers if row["direction"] == "carrier"}
