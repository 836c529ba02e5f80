"""Finds the quantities of a text, each with its unit, and replaces them by one sign.

So a rule reads as it is printed.

不低于90%或比2023年提升15个百分点 becomes 不低于Q或比〓提升Q: the patterns of the rules (rules.py)
are written over such a shape.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.values.matching import leftmost
from transforms.values.measures import SCALE, end_of_unit
from transforms.values.numerals import CHINESE, DIGITS, number
from transforms.values.units import printed
from transforms.values.vocabulary import words

WITH_UNIT, BARE = "\ue000", "\ue001"
"""Stand in a shape for a number with a unit and for a number without one."""

_NUMBER = re.compile(
    rf"(?P<minus>(?<![0-9A-Za-z一-龥%‰)-])[-+])?"
    rf"(?<![0-9.A-Za-z每])(?<![0-9] )(?:(?P<digits>{DIGITS})"
    rf"|(?<!每[十百千万])(?P<words>{CHINESE}))"
)
_SCALE = re.compile(rf"(?P<more>余|多|来)?(?P<scale>{SCALE})?(?P<plus>余|多)?")
_OVER = re.compile("余(?![额量热地])|多(?=$|[,;。、])")

# 《方案》, [2024]12号, 7×24小时, 1:1
_QUOTED = re.compile(
    r"《[^》]{0,300}》|\"[^\"]*\"|[\[(][0-9]{4}[\])][0-9]+号"
    r"|(?<![0-9])[0-9]+天?[×xX*][0-9]+(?:小时|h|H|天)?"
    r"|(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+|24/7"
)
# 5G, 4K, 2023-2024学年, 2024年度
_YEAR = re.compile(
    r"(?<![0-9.≥≤<>=到于达少过])(?:[2-6]G|[248]K)(?![A-Za-z0-9/])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}(?:[-~至/](?:19|20)[0-9]{2}(?:学年|年度?)|学?年度?|版)"
)
# 第三, PM2.5, 5A级, 220路, 12345政务服务热线
_CODED = re.compile(
    r"第[0-9一二三四五六七八九十百]+|(?<![0-9A-Za-z./])[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?"
    r"|(?<![0-9.])[0-9]A(?=级|景区|$)|(?<![0-9.])[0-9]+(?:路|级)"
    rf"|(?<![0-9])[0-9]+(?={words('digit_names', stands='before_hotline')}*热线"
    rf"|#|{words('digit_names', stands='after_digits')})"
)
_WORDS = re.compile(
    f"{words('digit_names', stands='name')}|一[本把盘条站体网门窗][账手棋龙式化通口统]"
    f"|{words('digit_names', stands='one')}|一[^0-9年月天]一[^0-9]|[数几][十百千万]+"
    f"|[二三四五六七八九]项(?={words('digit_names', stands='after_items')})"
    f"|[一二三四五ⅠⅡⅢ]类(?={words('digit_names', stands='after_class')}|$)"
)
# 三分之一, 近三年, 前3个月, 三级
_COUNTED = re.compile(
    "[一二三四五六七八九十]分之[一二三四五六七八九十]+|近[0-9一二两三四五十]+个?年"
    "|前[0-9一二三四五六七八九十]+个?[年月日天季周]|[一二三四五六七八九]级"
)
# 65岁以上老人, 0-6岁儿童, 35周岁(含)以下的: whom it is about
_AGED = re.compile(
    "(?<![0-9.≥≤<>])[0-9]{1,3}(?:周?岁?[-~至到][0-9]{1,3})?周?岁(?:\\(含\\))?(?:及?以[上下内])?"
    "(?=[一-龥])(?!左右|上下|[以及至到和或])"
)
_NAMES = (_QUOTED, _YEAR, _CODED, _WORDS, _COUNTED, _AGED)


class Quantity(NamedTuple):
    """A number as it stands in a text."""

    number: float
    unit: str | None
    more: str | None  # the operator of 余 and 多 (>) or 来 (~) inside it: 100余人
    digits: bool


def blank_names(text: str) -> str:
    """The text without digits and numerals that belong to a name.

    Such are 12345热线, 5G, 2024年度, 7×24小时, 1:1, 十四五.

    >>> blank_names('12345热线受理20件'), blank_names('三级等保'), blank_names('PM2.5')
    ('〓〓〓〓〓热线受理20件', '〓〓等保', '〓〓〓〓〓')
    """
    parts: list[str] = []
    done = 0
    for name in leftmost(_NAMES, text):
        parts += (text[done : name.start()], "〓" * (name.end() - name.start()))
        done = name.end()
    return "".join(parts) + text[done:]


def shape(text: str) -> tuple[str, list[Quantity]]:
    """The text with a sign in the place of each quantity, and the quantities in order.

    A Chinese numeral needs a unit.

    >>> shape('不低于三十个')[0].replace(WITH_UNIT, 'Q'), shape('100余人次')[1]
    ('不低于Q', [Quantity(number=100.0, unit='人次', more='>', digits=True)])
    """
    parts: list[str] = []
    quantities: list[Quantity] = []
    done = 0
    for match in _NUMBER.finditer(text):
        if match.start() < done:
            continue
        quantity, end = _quantity(text, match)
        if quantity is None:
            continue
        parts += (text[done : match.start()], WITH_UNIT if quantity.unit else BARE)
        quantities.append(quantity)
        done = end
    parts.append(text[done:])
    return "".join(parts), quantities


def _quantity(text: str, match: re.Match[str]) -> tuple[Quantity | None, int]:
    value = number(match["digits"] or match["words"])
    scaled = _SCALE.match(text, match.end())
    if value is None or scaled is None:
        return None, match.end()
    unit, end = _unit(text, scaled.end())
    scale, more = scaled["scale"] or "", scaled["more"] or scaled["plus"]
    if not unit and not scale:
        more, end = None, match.end()
        if match["words"]:
            return None, end
    if over := _OVER.match(text, end):
        more, end = over[0], over.end()
    operator = None if more is None else "~" if more == "来" else ">"
    signed = 0.0 - value if match["minus"] == "-" else value
    return Quantity(signed, printed(scale + unit), operator, match["words"] is None), end


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
