"""Finds the quantities of a text, each with its unit, and replaces them by one sign, so that a rule reads as it is printed.

不低于90%或比2023年提升15个百分点 becomes 不低于Q或比〓提升Q: the patterns of the rules (rules.py) are written over such a shape.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.values.measures import SCALE, end_of_unit
from transforms.values.numerals import CHINESE, DIGITS, number
from transforms.values.units import printed

WITH_UNIT, BARE = "\ue000", "\ue001"
"""Stand in a shape for a number with a unit and for a number without one."""

_NUMBER = re.compile(
    rf"(?P<minus>(?<![0-9A-Za-z一-龥%‰)-])[-+])?(?<![0-9.A-Za-z每])(?<![0-9] )(?:(?P<digits>{DIGITS})"
    rf"|(?<!每[十百千万])(?P<chinese>{CHINESE}))"
)
_SCALE = re.compile(rf"(?P<more>余|多|来)?(?P<scale>{SCALE})?(?P<plus>余|多)?")
_OVER = re.compile("余(?![额量热地])|多(?=$|[,;。、])")

_NAMES = re.compile(
    r"《[^》]*》|\"[^\"]*\"|[\[(][0-9]{4}[\])][0-9]+号|(?<![0-9])[0-9]+天?[×xX*][0-9]+(?:小时|h|H|天)?|(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+|24/7"
    r"|(?<![0-9.≥≤<>=到于达少过])[2-6]G(?![A-Za-z0-9/])|(?<![0-9])(?:19|20)[0-9]{2}(?:[-~至/](?:19"
    r"|20)[0-9]{2}(?:学年|年度?)|学?年度?|版)|第[0-9一二三四五六七八九十百]+"
    r"|(?<![0-9A-Za-z.])[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?|(?<![0-9.])[0-9]A(?=级|景区|$)|(?<![0-9.])[0-9]+(?:路|级)"
    r"|(?<![0-9])[0-9]+(?=(?:服务|便民|政务|市长|投诉|举报|监督|价格|报修)*热线|平台|专线|电话|报警|急救|工程|行动|战略|规划"
    r"|号|[#＃]|政务|国道|省道|专项|系统|模式|联动|计划|举报|接警|工作法|邮箱|频道|晚会)"
    r"|双随机一公开|双随机|十[一二三四五]五|两不愁三保障|三重一大|两学一做|两会|三公|三农|三方|四好|两癌|三支一扶"
    r"|三区三线|三防|三同时|两山|双[一创]"
    r"|十分(?!钟|之|以)|一次(?=通过|合格|办|验收|成活|成功|投入|交验|转移|性|受理)|一张[网图表床]"
    r"|一[本把盘条站体网门窗][账手棋龙式化通口统]"
    r"|(?<=[统单唯逐之万同])一|一(?=批|流|系列|样|直|切|旦|方面|部分|定|般|致|带|线|类|级|等|体|票|事|站|门|窗|网"
    r"|把|老|代|刀|心|律|件事|揽子)|一[^0-9年月天]一[^0-9]"
    r"|[二三四五六七八九]项(?=制度|行动|工程|机制|改革|规定|清单)|[一二三四五ⅠⅡⅢ]类(?=水|标准|以上|地表|及|$)"
    r"|[数几][十百千万]+|[一二三四五六七八九十]分之[一二三四五六七八九十]+|近[0-9一二两三四五十]+个?年"
    r"|前[0-9一二三四五六七八九十]+个?[年月日天季周]|千方百计|百年|三年行动|[一二三四五六七八九]级"
)


class Quantity(NamedTuple):
    """A number as it stands in a text."""

    number: float
    unit: str | None
    more: str | None  # the operator of 余 and 多 (>) or 来 (~) inside it: 100余人
    digits: bool


def blank_names(text: str) -> str:
    """The text without digits and numerals that belong to a name: 12345热线, 5G, 2024年度, 7×24小时, 1:1, 十四五.

    >>> blank_names('12345热线受理20件'), blank_names('三级等保'), blank_names('PM2.5')
    ('〓〓〓〓〓热线受理20件', '〓〓等保', '〓〓〓〓〓')
    """
    return _NAMES.sub(lambda found: "〓" * len(found[0]), text)


def shape(text: str) -> tuple[str, list[Quantity]]:
    """The text with a sign in the place of each quantity, and the quantities in order. A Chinese numeral needs a unit.

    >>> shape('不低于三十个')[0].replace(WITH_UNIT, 'Q'), shape('100余人次')[1]
    ('不低于Q', [Quantity(number=100.0, unit='人次', more='>', digits=True)])
    """
    parts: list[str] = []
    found: list[Quantity] = []
    done = 0
    for match in _NUMBER.finditer(text):
        if match.start() < done:
            continue
        quantity, end = _quantity(text, match)
        if quantity is None:
            continue
        parts += (text[done : match.start()], WITH_UNIT if quantity.unit else BARE)
        found.append(quantity)
        done = end
    parts.append(text[done:])
    return "".join(parts), found


def _quantity(text: str, match: re.Match[str]) -> tuple[Quantity | None, int]:
    value = number(match["digits"] or match["chinese"])
    scaled = _SCALE.match(text, match.end())
    if value is None or scaled is None:
        return None, match.end()
    unit, end = _unit(text, scaled.end())
    scale, more = scaled["scale"] or "", scaled["more"] or scaled["plus"]
    if not unit and not scale:
        more, end = None, match.end()
        if match["chinese"]:
            return None, end
    if over := _OVER.match(text, end):
        more, end = over[0], over.end()
    operator = None if more is None else "~" if more == "来" else ">"
    signed = 0.0 - value if match["minus"] == "-" else value
    return Quantity(signed, printed(scale + unit), operator, match["chinese"] is None), end


def _unit(text: str, start: int) -> tuple[str, int]:
    if text.startswith("(", start):
        begin = start + 1
        scale = _SCALE.match(text, begin)
        inner = end_of_unit(text, scale.end() if scale else begin)
        if inner > begin and text.startswith(")", inner):
            return text[begin:inner], inner + 1
        return "", start
    end = end_of_unit(text, start)
    return text[start:end], end

