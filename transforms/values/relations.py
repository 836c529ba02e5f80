"""Values that relate to something else: 不低于上年, 较上年增长5%, 提高3个百分点, 不超过预算."""

from __future__ import annotations

import re

from transforms.values.operators import WORD, of_word

_NAMED = (
    "同期市场价格?|上一?年度?(?:同期|度)?|去年(?:同期)?|往年|前年|前[一二三四五两]年(?:平均(?:水平|值)?)?"
    "|\"?十[一二三四五]五\"?(?:末|期间|时期)?|(?:19|20)[0-9]{2}年(?:度|同期|底|末)?|基期|基准[年期值]?|基线|年初(?!预算)"
    "|期初|预算|概算|"
    "计划[数值额]|合同(?:价款?|额|金额|约定)|目标值|同期|上期|上季度?|上月|(?:全?[国省市区县州]级?)?(?:上年|同期|同类"
    "|行业)?(?:项目)?(?:平均|同期)(?:水平|值|数)?|市场价格?|历史(?:最高|最低|平均)?(?:水平|值)?"
)
_COMPARING = f"较|比(?![例重率赛对])|相比于?|与|同|和|跟|在|以|{WORD}|[≥≤><=]|持平|达到|控制在"
_RELATION = re.compile(
    rf"(?:{_COMPARING})(?:\S{{0,4}}?(?:项目|年度|批复|财政|年初))?(?P<basis>{_NAMED})|(?P<own>预算|概算)(?:批复|安排"
    rf"|总)?(?:数|额|金额|资金)?的|(?P<yoy>同比)|(?P<pop>环比)"
)
AGAINST = (
    rf"(?:(?P<period>同比|环比)|(?P<word>较|比(?![例重率赛对])|与|同|达到|{WORD}|[≥≤><=])(?:在|于)?(?:项目|年度"
    rf"|财政|年初)?(?P<basis>{_NAMED}))(?P<rest>.*)"
)
_CHANGE = "增长|提高|提升|增加|上升|上涨|递增|递减|增幅|降幅|涨幅|下降|降低|减少|压减|压缩|缩减|缩短|削减|节约|改善|增收|减排"
_RATES = frozenset(("%", "‰", "百分点", "倍"))
_CHANGED = re.compile(
    rf"(?:{_CHANGE})(?![率到至为量数])(?P<what>[^\ue000\ue001到至为达率度,]{{0,8}}(?:效率"
    rf"|速度)?)(?P<operator>{WORD}|[≥≤><=~]|达到?|了)*[\ue000\ue001]"
)
_SPELLINGS = {
    "上年": "去年 上一年 上年度 上一年度", "上年同期": "同比 去年同期 上年度同期 上一年同期", "上期": "环比", "基期": "基准 基准年 基准期 基线",
}
_CANON = {spelling: basis for basis, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_RISE = re.compile("提高|提升|增长|增加|上升|高|多|改善|好转?|优")
_FALL = re.compile("下降|降低|减少|减|低|少|缩短|压")
_NO_FALL = re.compile("[不未]+(?:会|得|出现)?(?:下降|降低|减少|减|低于|少于)")
_NO_RISE = re.compile("[不未]+(?:会|得|出现)?(?:提高|增长|增加|上升|高于|多于|超)")
_LEVEL = re.compile("持平|一致|相当|相同|不变")
_TRENDS = ((">=", _NO_FALL), ("<=", _NO_RISE), ("=", _LEVEL), (">", _RISE), ("<", _FALL))


def canonical(basis: str) -> str:
    """One name for one basis: 去年 is 上年, 预算数 is 预算."""
    plain = basis.replace('"', "")
    return _CANON.get(plain, plain)


def basis_of(text: str, shape: str, unit: str | None) -> str | None:
    r"""What the number of a clause relates to; 基期 when the words say that it is a change and not against what; None for a level.

    >>> basis_of('较上年增长5%', '较上年增长\ue000', '%'), basis_of('提高到95%', '提高到\ue000', '%')
    ('上年', None)
    """
    if found := _RELATION.search(text):
        return canonical(found["yoy"] or found["pop"] or found["basis"] or found["own"])
    changed = _CHANGED.search(shape)
    if changed and (unit in _RATES or not (changed["what"] or changed[0].startswith("节约"))):
        return "基期"
    return None


def operator_against(word: str, rest: str, *, result: bool) -> str | None:
    """The operator of a relation without a number: 不低于上年 is >=, 与上年持平 is =, 较上年提高 is >.

    >>> [operator_against(*words, result=False) for words in (('不低于', ''), ('与', '持平'), ('较', '有所下降'))]
    ['>=', '=', '<']
    """
    if word == "达到":
        return "=" if result else ">="
    if word[0] in "≥≤><=":
        return {"≥": ">=", "≤": "<="}.get(word, word)
    if (found := of_word(word)) is not None:
        return found
    return next((operator for operator, pattern in _TRENDS if pattern.search(rest)), None)
