"""Values that relate to something else: 不低于上年, 较上年增长5%, 提高3个百分点, 不超过预算."""

from __future__ import annotations

import re

from transforms.values.matching import first
from transforms.values.operators import WORD, of_word
from transforms.values.vocabulary import records, spelled, words

# a mean: 全国平均水平, 省级同期, 行业平均
_MEAN = "(?:全?[国省市区县州]级?)?(?:上年|同期|同类|行业)?(?:项目)?(?:平均|同期)(?:水平|值|数)?"
_NAMED = f"{words('bases', stands='against')}|{_MEAN}"
_OF, _PERIOD = words("bases", stands="of"), words("bases", stands="alone")
_COMPARING = f"较|比(?![例重率赛对])|相比于?|与|同|和|跟|在|以|{WORD}|[≥≤><=]|持平|达到|控制在"
_RELATIONS = (
    re.compile(rf"(?:{_COMPARING})(?:\S{{0,4}}?(?:{_OF}|批复))?(?P<basis>{_NAMED})"),
    re.compile(rf"(?P<own>预算|概算)(?:批复|安排|总)?(?:数|额|金额|资金)?的|(?P<period>{_PERIOD})"),
)
AGAINST = (
    rf"(?:(?P<period>{_PERIOD})|(?P<word>较|比(?![例重率赛对])|与|同|达到|{WORD}|[≥≤><=])"
    rf"(?:在|于)?{_OF}?(?P<basis>{_NAMED}))(?P<rest>.*)"
)
_CHANGE = words("changes")
RATES = frozenset(("%", "‰", "百分点", "倍"))
_CHANGED = re.compile(
    rf"(?:{_CHANGE})(?![率到至为量数])(?P<what>[^\ue000\ue001到至为达率度,]{{0,8}}(?:效率"
    rf"|速度)?)(?P<operator>{WORD}|[≥≤><=~]|达到?|了)*[\ue000\ue001]"
)
_CANON = {
    word: row["basis"] for row in records("bases") if row["basis"] for word in spelled(row["word"])
}
_RISE = re.compile("提高|提升|增长|增加|上升|高|多|改善|好转?|优")
_FALL = re.compile("下降|降低|减少|减|低|少|缩短|压")
_NO_FALL = re.compile("[不未](?:会|得|出现)?(?:下降|降低|减少|减|低于|少于)")
_NO_RISE = re.compile("[不未](?:会|得|出现)?(?:提高|增长|增加|上升|高于|多于|超)")
_LEVEL = re.compile("持平|一致|相当|相同|不变")
_TRENDS = ((">=", _NO_FALL), ("<=", _NO_RISE), ("=", _LEVEL), (">", _RISE), ("<", _FALL))


def canonical(basis: str) -> str:
    """One name for one basis: 去年 is 上年, 预算数 is 预算."""
    plain = basis.replace('"', "")
    return _CANON.get(plain, plain)


def basis_of(text: str, shape: str, unit: str | None) -> str | None:
    r"""What the number of a clause relates to; None for a level.

    基期 when the words say that it is a change and not against what.

    >>> basis_of('较上年增长5%', '较上年增长\ue000', '%')
    '上年'
    >>> basis_of('提高到95%', '提高到\ue000', '%')
    """
    if relation := first(_RELATIONS, text):
        return canonical(relation[relation.lastgroup or 0])
    changed = _CHANGED.search(shape)
    if changed and (unit in RATES or not (changed["what"] or changed[0].startswith("节约"))):
        return "基期"
    return None


def operator_against(word: str, rest: str, *, result: bool) -> str | None:
    """The operator of a relation without a number.

    不低于上年 is >=, 与上年持平 is =, 较上年提高 is >.

    >>> cases = (('不低于', ''), ('与', '持平'), ('较', '有所下降'))
    >>> [operator_against(*words, result=False) for words in cases]
    ['>=', '=', '<']
    """
    if word == "达到":
        return "=" if result else ">="
    if word[0] in "≥≤><=":
        return {"≥": ">=", "≤": "<="}.get(word, word)
    if (operator := of_word(word)) is not None:
        return operator
    return next((operator for operator, pattern in _TRENDS if pattern.search(rest)), None)
