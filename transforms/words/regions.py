"""A department's name -> the region it belongs to, by the codes of GB/T 2260.

The codes are in schemas/regions.csv; docs/regions.md says where they are from.

A name is searched for regions from left to right. Each that lies within the one before narrows it
(广州市, then 海珠区); a name that several regions bear (鼓楼区) is decided by what else is known:
the document's title, its folders. What stays open is a finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.lookup import rows
from transforms.words.folding import fold

_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|盟)$")
# the 56 nationalities, as they stand in the names of autonomous areas, with and without 族
_PEOPLES = re.compile(
    r"(?:[蒙回藏壮满侗瑶白畲苗彝傣黎水怒京土羌佤]族|各族|(?:蒙古|维吾尔|布依|朝鲜|土家"
    r"|哈尼|哈萨克|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉"
    r"|毛南|仡佬|锡伯|阿昌|普米|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固"
    r"|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|回|彝|壮|瑶|苗|侗)族?){1,9}$"
)
_NATION = re.compile(
    r"(?:壮族|回族|维吾尔)$"
)  # of the autonomous regions; 内蒙古 is the place itself
_ANCHOR = re.compile(
    r"(?:^|[\d\s/\\_()、,:：;\-—.]|年度?|中共|中国共产党"
    r"|中国共产主义青年团|共青团|政协|国家税务总局)$"
)
# behind a name: 东方市场 is a market, 北京路 a street
_NO_REGION = re.compile(r"(?<=市)场(?!监)|(?<!市)[东西南北中]?[一二三四五]?(?:路|街|巷|大道)")
_GENERIC = frozenset(("城区", "郊区", "矿区"))  # means the region only behind its city


class Region(NamedTuple):
    """One region.

    Six-digit ``code``, full ``name`` (广东省广州市海珠区) and ``province``, the code's first two
    digits.
    """

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The region, or the rule id of the finding that says why there is none.

    ``found``: the regions that fit.
    """

    region: Region | None = None
    rule: str | None = None
    found: str | None = None


class _Mention(NamedTuple):
    start: int
    end: int
    codes: frozenset[str]
    short: bool  # 广州 for 广州市


def by_code(code: str) -> Region | None:
    """The region with a code; None for a code that is not in force."""
    return _regions().get(code)


@lru_cache(maxsize=65536)
def resolve(department: str | None, *hints: str) -> Resolution:
    """The region of a department.

    ``hints`` (title, folders …) are asked in order when the name says too little or fits several.

    >>> resolve('广州市海珠区数字政府运营中心').region
    Region(code='440105', name='广东省广州市海珠区', province='44')
    >>> resolve('普陀区教育局').found
    '上海市普陀区(310107), 浙江省舟山市普陀区(330903)'
    >>> resolve('普陀区教育局', '2024/上海市').region.code, resolve('国家能源局').rule
    ('310107', 'region_unknown')
    """
    codes: frozenset[str] = frozenset()
    for text in (department or "", *hints):
        named = _said(fold(text))
        codes = (_narrow(codes, named) or codes) if codes and named else codes or named
        if len(codes) == 1:
            return Resolution(_regions()[next(iter(codes))])
    if not codes:
        return Resolution(rule="region_unknown")
    return Resolution(
        rule="region_ambiguous",
        found=", ".join(f"{_regions()[code].name}({code})" for code in sorted(codes)[:9]),
    )


def _said(text: str) -> frozenset[str]:
    """The codes that a folded text names: of its most precise region, several if that name is not
    unique.
    """
    codes: frozenset[str] = frozenset()
    end = -1
    for mention in _mentions(text):
        if not codes:
            codes = mention.codes
        else:
            codes = (
                _within(mention.codes, codes)
                or (_moved(mention.codes, codes) if mention.start == end else None)
                or codes
            )
        end = mention.end
    return codes


def _within(inner: frozenset[str], outer: frozenset[str]) -> frozenset[str]:
    return frozenset(
        code for code in inner if any(code.startswith(_stem(outside)) for outside in outer)
    )


def _moved(inner: frozenset[str], outer: frozenset[str]) -> frozenset[str]:
    """Counties printed directly behind a city that they belonged to once.

    Such is 六安市寿县, today in 淮南市. They are of the same province.
    """
    return frozenset(
        code
        for code in inner
        if not code.endswith("00") and any(code[:2] == outside[:2] for outside in outer)
    )


def _narrow(codes: frozenset[str], hint: frozenset[str]) -> frozenset[str]:
    """Those of ``codes`` that lie in a region of the hint, or that hold it."""
    return frozenset(
        code
        for code in codes
        if any(
            code.startswith(_stem(outside)) or outside.startswith(_stem(code)) for outside in hint
        )
    )


def _stem(code: str) -> str:
    """The digits that a region's code shares with every code inside it."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _mentions(text: str) -> list[_Mention]:
    """Regions named in the text, left to right, the longest name at each place. Outside names are
    kept only where they are safe.
    """
    lengths, mentions, position = _lengths(), list[_Mention](), 0
    while position < len(text):
        for length in lengths.get(text[position : position + 2], ()):
            mention = _mention(text, position, length, mentions)
            if mention:
                mentions.append(mention)
                position = mention.end - 1
                break
        position += 1
    return [
        one
        for index, one in enumerate(mentions)
        if not one.short or _is_sure(one, mentions[index + 1 : index + 2], text)
    ]


def _mention(text: str, start: int, length: int, before: list[_Mention]) -> _Mention | None:
    name = text[start : start + length]
    known = _names().get(name)
    if known is None or len(name) < length:
        return None
    codes, short = known
    behind = bool(before) and before[-1].end == start
    anchored = behind or bool(_ANCHOR.search(text[max(0, start - 12) : start]))
    if _NO_REGION.match(text, start + length) or (
        not behind if name in _GENERIC else not anchored and (short or length < 3)
    ):
        return None
    return _Mention(start, start + length, codes, short)


def _is_sure(short: _Mention, following: list[_Mention], text: str) -> bool:
    """A province may be shortened anywhere (广东省 -> 广东); a city only where a region follows or
    nothing does (大同小学 is no city).
    """
    province = all(code.endswith("0000") for code in short.codes)
    return (
        province
        or short.end == len(text)
        or text[short.end] in "/_-"
        or bool(following and following[0].start == short.end)
    )


@cache
def _regions() -> dict[str, Region]:
    return {
        row["code"]: Region(row["code"], row["path"], row["code"][:2]) for row in rows("regions")
    }


@cache
def _names() -> dict[str, tuple[frozenset[str], bool]]:
    """Every name, full or short, of today or before -> the codes of its bearers, and whether it is
    a short form.
    """
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    for row in rows("regions"):
        for name in (row["name"], *filter(None, row["formerly"].split(";"))):
            full[fold(name)].add(row["code"])
            for form in _short_forms(name, row["code"]):
                (full if form[-1] in "州县旗" and form != _SUFFIX.sub("", name) else short)[
                    form
                ].add(row["code"])
    return {name: (frozenset(codes), False) for name, codes in full.items()} | {
        name: (frozenset(codes), True) for name, codes in short.items() if name not in full
    }


def _short_forms(name: str, code: str) -> set[str]:
    """The short forms of a region's name; counties are cut only in autonomous ones.

    广州 for 广州市, 广西 for 广西壮族自治区, 恩施州 for 恩施土家族苗族自治州, 长阳县 for
    长阳土家族自治县.
    """
    kind = _SUFFIX.search(name)
    if not kind:
        return set()
    base = name[: kind.start()]
    if kind[0].startswith("自治") and kind[0] != "自治区":
        short = _PEOPLES.sub("", base)
        return {(short if len(short) > 1 else base) + kind[0][-1]}
    return {_NATION.sub("", base)} if code.endswith("00") and len(base) > 1 else set()


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """First two characters -> lengths of the names that begin with them, the longest first."""
    lengths_of: dict[str, set[int]] = defaultdict(set)
    for name in _names():
        lengths_of[name[:2]].add(len(name))
    return {begin: tuple(sorted(lengths, reverse=True)) for begin, lengths in lengths_of.items()}
