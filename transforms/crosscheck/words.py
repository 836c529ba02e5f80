"""The few words that the account knows by itself: levels, headers, signs.

They are written down anew and not taken from the vocabulary of the layouts: a word that is missing
there must not be missing here too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transforms.document import simple

_RAISED = re.compile("(?<=[0-9%‰])([⁰¹²³⁴⁵⁶⁷⁸⁹①-⑳]+)")
_CJK = re.compile(r"[\u3400-\u9fff]")
_BRACKET = r"(?:[(（][^()（）]{1,12}[)）]|[(（]?\d+(?:\.\d+)?分?[)）]?)"
_END = rf"(?:类)?(?:绩效)?(?:指标|目标)(?:等)?{_BRACKET}?"
_NUMBER = r"[(（]?[\d一二三四五六七八九十.、]*[)）]?[、.]?"
_EITHER = re.compile(rf"{_NUMBER}(?:满意度|成本){_END}")
_FIRST = (
    re.compile(rf"{_NUMBER}(?:项目|绩效|社会)?(?:产出|效益|效果){_END}"),
    re.compile(r"项目(?:产出|效果|效益|满意度)|产出|效益|效果"),
)
_SECOND = (
    re.compile(rf"{_NUMBER}(?:产出)?(?:数量|质量|时效|成本|进度){_END}"),
    re.compile(rf"{_NUMBER}(?:经济|社会|生态|环境|生态环境)(?:效益|成本|影响|环境成本)?{_END}"),
    re.compile(rf"{_NUMBER}可持续(?:性|发展)?影响{_END}"),
    re.compile(rf"{_NUMBER}(?:社会公众或)?(?:服务|受益)?对象(?:满意|满意度|满意度满意)?{_END}"),
    re.compile(rf"{_NUMBER}(?:社会)?(?:公众|群众|受益群体|受益人)满意度{_END}"),
    re.compile(r"(?:产出|项目)?(?:数量|质量|时效)|产出成本|可持续(?:性|发展)?影响|服务对象满意度"),
    re.compile(r"(?:经济|社会|生态|环境)(?:效益|成本)"),
)
_BOTH = re.compile(r"[/\\—–>→·-]")
_WHEN = (
    r"(?:年度|本年度?|全年|年[初中末]|半年度?|上半年|[中长]期"
    r"|总体|实施周期|预[期计算]|设定|计划|当年|"
    r"实际|绩效|项目|[\d—~至-]+月|\d{4}年?|截[至止].{0,6})*"
)
_HEADS = (
    re.compile(
        r"(?:(?:部门|单位|项目)?整体支出)?(?:年度|总体|中?长?期|实施周?期)?(?:总体)?(?:绩效)?(?:指标|目标)"
        r"(?:[(（]\d+分?[)）])?"
    ),
    re.compile(r"[一二三四]级(?:绩效)?(?:指标|目录|标准)?(?:名称|内容)?"),
    re.compile(r"(?:绩效)?指标(?:名称|内容|值|性质|方向)?"),
    re.compile(
        rf"{_WHEN}(?:指标|目标)?(?:[指目]标值|完成值|实际值|[完执][成行]情况)(?:[(（].{{0,8}})?"
    ),
    re.compile(r"分值|得分|权重|计量单位|度量单位|单位|备注|自评得分|偏差.{0,14}"),
    re.compile(r"(?:目标|指标)?值?(?:比较|计算|运算)?符号?|.{0,4}(?:指标|评分)(?:说明|解释|标准)"),
)
RESULT = re.compile(r"实际|完成值|(?<!预计)完成情况|(?<!预计)执行情况|完成指标|执行值|达成")
TARGET = re.compile(r"指标值|目标值|年度目标|预期|计划|绩效目标|目标|年度指标|标准值")
_POINTS = re.compile(r"分值|权重|满分|分数|标准分")
_SCORE = re.compile(r"得分|自评分|评分(?!标准|细则|说明|依据)")
_REMARK = re.compile(
    r"^(?:上年|上一年|去年|往年|历年|历史|基期|前年)|备注|评[价分]标准|说明|原因|偏差|依据|来源|"
    r"解释|改进|措施"
)
_NAME = re.compile(r"三级|四级|指标名称|指标内容|具体指标")
_LEVEL = re.compile(r"[一二]级|指标(?:类型|类别|分类)")
_AGAIN = re.compile(r"(?<=.)\(续.{0,2}\)$")
NOTHING = re.compile(r"(?:(?![%‰≥≧≤≦])[\W_])*")
_NUMBERING = re.compile(
    r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．:：,]?"
    r"|(?:绩效)?(?:指标|目标)\d*[:：.、]?"
)


@lru_cache(maxsize=2**13)
def squeeze(text: str | None) -> str:
    """The text without white space, in NFKC and simplified characters; a raised digit, or one in a
    circle, is no digit of the number before it.
    """
    if not text:
        return ""
    if text.isascii():
        return "".join(text.split())
    parts = _RAISED.split(text)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return simple("".join("".join(parts).split()))


@lru_cache(maxsize=2**13)
def is_level(text: str) -> int:
    """1 or 2 for the name of a level as it stands in a cell (squeezed), 3 for one that may be
    either (满意度指标, 成本指标), else 0. Both in one cell (产出指标/数量指标) count as the second.

    >>> [is_level(text) for text in ("产出指标", "数量指标(20分)", "培训人数", "满意度指标")]
    [1, 2, 0, 3]
    """
    if len(text) > 24 or text.isascii():
        return 0
    if _EITHER.fullmatch(text):
        return 3
    if any(pattern.fullmatch(text) for pattern in _SECOND):
        return 2
    pieces = _BOTH.split(text)
    if len(pieces) > 1:
        return 2 * all(map(is_level, pieces))
    return int(any(pattern.fullmatch(text) for pattern in _FIRST))


@lru_cache(maxsize=2**13)
def is_header(text: str) -> bool:
    """Whether a cell (squeezed) is the head of a column of targets."""
    if len(text) >= 24 or text.isascii():
        return False
    return any(pattern.fullmatch(text) for pattern in _HEADS)


@lru_cache(maxsize=2**14)
def known(text: str) -> tuple[str, int, bool]:
    """A text as printed: squeezed, its level, whether it is the head of a column. A name that the
    next page prints again has its name.
    """
    own = _AGAIN.sub("", squeeze(text))
    return own, is_level(own), is_header(own)


@lru_cache(maxsize=2**13)
def column_kind(text: str) -> str | None:
    """What a column holds by its printed head (squeezed): level, name, result, target, …

    >>> column_kind("实际完成值"), column_kind("年度指标值"), column_kind("备注"), column_kind("")
    ('result', 'target', 'remark', None)
    """
    kinds = (
        (_REMARK, "remark"),
        (_SCORE, "score"),
        (_POINTS, "points"),
        (_LEVEL, "level"),
        (_NAME, "name"),
    )
    for pattern, kind in kinds:
        if pattern.search(text):
            return kind
    if RESULT.search(text):
        return None if re.search(r"目标|预期|计划|指标值", text) else "result"
    return "target" if TARGET.search(text) else None


_PIECES = re.compile(r"[,;:、。\ufdd0【】〔〕\[\]]")
_LEADING = re.compile(
    r"^(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．:：,]"
    r"|[①-⑳]|(?:绩效)?(?:指标|目标)\d*[:：.、]?)"
)
_LABELS = re.compile(
    r"指标\d{1,2}(?=:)|(?:年初|预期|计划|设定|全年)(?=目标|指标|绩效)|实施周期|年度|中期|总体|长期|绩效"
    r"|指标|目标|名称|内容|值|[一二三]级|(?<!\d)\d+-"
    r"|(?<=[,\ufdd0])(?:实际(?:完成|达到)?值?[为是]?|(?:自评)?得分?)(?=[:\ufdd0])|(?<=\ufdd0)分"
)


def is_rest(text: str, *, many: bool) -> bool:
    """Whether what is left of a cell says nothing: numbering before, punctuation, and where a cell
    holds many indicators, what announces their fields (年度指标值：, 1-).
    """
    if NOTHING.fullmatch(_LEADING.sub("", text, count=1)):
        return True
    return many and all(means_nothing(one) for one in _PIECES.split(_LABELS.sub("", text)))


_NO_WORDS = re.compile(
    r"是[/或]?否|定[性量](?:指标|描述)?|文[字本](?:描述|说明)?|[正反负逆]向(?:指标)?"
    r"|不适用|年-月-日|无"
)


def means_nothing(text: str) -> bool:
    """Whether a rest of a cell (squeezed) says nothing: punctuation, numbering, 指标1：."""
    return bool(NOTHING.fullmatch(text) or _NUMBERING.fullmatch(text))


@lru_cache(maxsize=2**13)
def has_words(text: str) -> bool:
    """Whether two Chinese characters stand in it, and it is no answer of a form (是/否, 定量)."""
    return len(_CJK.findall(text)) > 1 and not _NO_WORDS.fullmatch(text)


_ASIDE = (
    re.compile(
        r"(?:附件|附表)\d*|(?:联系)?电话|填[报表](?:日期|时间|人|单位|说明)"
        r"|.{0,6}负责人|总分|合计|总计|小计"
    ),
    re.compile(
        r".{0,12}(?:审[核查批]|签批|初审|复核|批复)意见|.{0,4}评价(?:结论|等级|结果)|备注|说明|注"
    ),
    re.compile(r"(?:存在的?)?(?:主要)?问题(?:及.{0,12})?|(?:下一步)?改进(?:措施|建议).{0,8}"),
    re.compile(
        r"其他需要说明的?(?:问题|事项|情况)?|.{0,30}[(（](?:续表?|盖章|公章|签字|签章)[)）]"
    ),
    re.compile(r".{0,24}(?:绩效目标|绩效自评|绩效监控).{0,6}表(?:[(（].{0,8}[)）])?"),
)


@lru_cache(maxsize=2**13)
def is_aside(text: str) -> bool:
    """Whether a name (squeezed) is that of a row beside the indicators: 总分, 审核意见：….

    >>> [is_aside(text) for text in ("总分", "主管部门审核意见:同意", "培训人数", "总分差")]
    [True, True, False, False]
    """
    label = re.split("[:：]", text, maxsplit=1)[0]
    return len(label) < 40 and any(pattern.fullmatch(label) for pattern in _ASIDE)


def has_word(text: str) -> bool:
    """Whether a Chinese character stands in it."""
    return bool(_CJK.search(text))
