"""Units and measure words: what may stand behind a number, its decimal scale, and how often it counts."""

from __future__ import annotations

import re
from functools import lru_cache

_ONE = (
    "个人名位户家次件项份套台辆架艘座栋幢间处所条根支枝只头羽匹口株棵页张本册卷篇部集期场届轮类种班课节门起宗例桩笔单票箱桶瓶袋盒包捆块片段孔眼盏"
    "具副双对组队村校站幅颗粒床层版款道扇把枚樘盘尾尊面剂针岁批倍字讲堂宿顿餐趟席则封遍回档路杆榀垛味束丛窝笼垄畦吨克升亩米角分兆度年月周天日旬"
)
_COUNTS = "汽车|街道|社区|乡镇|行政村"
_COMPOUND = (
    "(?:人|户|车|班|架|航|批|场|台|件|辆|例|点|课|艘|条|篇|项|家|头|频|亩|站|期|单|宗|床|村|校|剂|针|组)次|人(?:天|日|月|年|份|公里)|台(?:套|件|班|时)|(?:辆|套|件)(?:台|套)|"
    "(?:课|学|工|机|小|车)时|个(?:月|工作日|自然日|小时|学时|课时|季度|学期|学年|点位|标段|标准箱|标箱|百分点|班次|批次|场次|周|年度?|日历天)|工作日|自然日|日历天|季度|学期|学年|分钟|秒钟?|"
    "点位|标段|标准箱|标箱|标准车|人民币|百分点|百分比|百分率|百分号|工日|栋楼"
)
_MEASURES = (
    "平方公里|平方千米|平方米|平米|平方|立方米|立方|延长米|延米|公里|千米|厘米|毫米|微米|海里|公顷|公斤|千克|毫克|微克|吨标准?煤|毫升|千瓦时|千瓦|兆瓦时|兆瓦|千伏安|千伏|摄氏度|分贝|元整?|美元|港元|"
    "欧元"
)
_LATIN = (
    "(?:mg|g|kg|μg|ug|t|t|m|km|cm|mm|L|mL|ml|l|kW|KW|kw|MW|kWh|KWH|kV|kVA|GB|TB|MB|PB|KB|G|M|T|Mbps|Gbps|Kbps|kbps|Mb|Gb|MB/s|dB|Hz|kHz|MHz|GHz|H|KM|Km|KG|Kg|m2|m3|M2|M3|km2|h|min|s|ms|"
    "hm2|V|A|W|K|Pa|kPa|MPa)(?![A-Za-z0-9])"
)
_SYMBOL = "%%?|‰|‱|℃|°C|㎡|㎥|㎞|㎏|㎎|㎜|㎝|m²|m³|M²|M³|km²|¥|°"
SCALE = "(?:[百千十]?万亿?|[百千]?亿|千(?![米瓦克伏卡帕焦赫安])|百(?=[元人]))"
_SINGLE = re.compile(f"{_COMPOUND}|{_MEASURES}|{_COUNTS}|{_SYMBOL}|{_LATIN}|[{_ONE}]")
_WHOLE = re.compile(r"半年|企业|平台|(?!以[上下内]|之内|左右|上下|[及或起内])[一-龥]{1,3}|[A-Za-z]+")
_SCALED_BY = re.compile(SCALE)
_DENOMINATOR = re.compile(rf"[0-9]*{SCALE}?")
_EACH = re.compile(r"每(?:[0-9]+|[一两二三半])?[十百千万]*")
_JOINTS = frozenset("/·*×.、")


def end_of_word(text: str, start: int) -> int:
    """Where the unit or measure word that begins at ``start`` ends; ``start`` itself when there is none."""
    found = _SINGLE.match(text, start)
    return found.end() if found else start


def end_of_unit(text: str, start: int) -> int:
    """Where the whole unit ends, with what it is counted by: ``台(套)``, ``元/人·月``, ``/株``.

    >>> end_of_unit('元/人·月以上', 0), end_of_unit('台(套)', 0), end_of_unit('/株', 0), end_of_unit('热线', 0)
    (5, 4, 2, 0)
    """
    end = end_of_word(text, start)
    if end > start:
        end = _bracketed(text, end)
    while end < len(text) and text[end] in (_JOINTS if "/" in text[start:end] else "/"):
        after = _end_of_denominator(text, end + 1)
        if after == end + 1:
            break
        end = after
    return end


def _bracketed(text: str, end: int) -> int:
    if text.startswith("次", end) and not text.startswith("次性", end):
        return end + 1
    if text.startswith("(", end):
        inner = end_of_word(text, end + 1)
        if inner > end + 1 and text.startswith(")", inner):
            return inner + 1
    return end


def _end_of_denominator(text: str, start: int) -> int:
    scaled = _DENOMINATOR.match(text, start)
    begin = scaled.end() if scaled else start
    if (end := end_of_word(text, begin)) > begin:
        return end
    found = _WHOLE.match(text, begin)
    return found.end() if found else start


def frequency(text: str) -> str:
    """What the words 每… in ``text`` count by, joined as in a unit: 每人每天 is ``人·天``, 每月 ``月``; '' when there is none.

    >>> frequency('每人每天'), frequency('每两年开展'), frequency('每个村至少'), frequency('全年')
    ('人·天', '两年', '村', '')
    """
    if "每" not in text and "均" not in text:
        return ""
    parts = [text[found.start() + 1 : _end_of_each(text, found.end())] for found in _EACH.finditer(text)]
    parts += [found[1] for found in _MEAN.finditer(text)]
    return "·".join(_COUNTER.sub("", part) for part in parts if part)


def _end_of_each(text: str, start: int) -> int:
    start += text.startswith("个", start)
    if text.startswith(_LONG_PLACES, start):
        return start + len(next(place for place in _LONG_PLACES if text.startswith(place, start)))
    end = end_of_word(text, start)
    return end + 1 if end == start and text.startswith(_PLACES, start) else end


_LONG_PLACES = ("半年", "企业", "项目", "工程")
_PLACES = ("生", "镇", "乡", "县", "区", "季")
_COUNTER = re.compile("^一?个|^一")
_MEAN = re.compile("(?<![平人户])([年月日周季])均")

_MASS_NAMES = {"百分比": "%", "百分率": "%", "百分号": "%", "(%)": "%", "%%": "%", "百分数": "%", "比率": "%", "个百分点": "百分点"}
_FACTOR = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}
_SCALED = re.compile(rf"({SCALE})(.*)")
_A_YEAR = {"年": 1.0, "半年": 2.0, "季度": 4.0, "季": 4.0, "月": 12.0, "个月": 12.0, "两年": 0.5, "2年": 0.5, "两月": 6.0, "2月": 6.0, "两个月": 6.0, "2个月": 6.0,
           "三年": 1 / 3, "3年": 1 / 3}
_UNCERTAIN = frozenset("天 日 周 旬 学期 工作日 学年 星期 两周 2周".split())
_PART = re.compile(r"[/·*×.、]")
_SAME = {"km": "公里", "KM": "公里", "Km": "公里", "千米": "公里", "㎡": "平方米", "m2": "平方米", "m²": "平方米", "平米": "平方米", "M2": "平方米", "日": "天", "kg": "公斤", "千克": "公斤",
         "㎥": "立方米", "m3": "立方米", "m³": "立方米", "立方": "立方米", "M3": "立方米", "t": "吨", "m": "米", "h": "小时", "个小时": "小时", "个月": "月", "个工作日": "工作日", "人/次": "人次",
         "人·次": "人次", "季": "季度", "个季度": "季度", "元整": "元", "元人民币": "元", "人民币元": "元", "台(套)": "台套", "台/套": "台套", "个百分点": "百分点", "个周": "周", "个年": "年"}
_EMPTY = frozenset(["", "-", "--", "/", "无", "定性", "定量", "文字", "文字描述", "其他", "空"])
YES_NO = frozenset(["是/否", "是否", "是或否", "是、否", "有/无", "是\\否", "(是/否)"])
_WRAPPED = re.compile(r"^[(\[](?:单位:?)?([^()\[\]]+)[)\]]$|^单位:(.+)$")


def printed(unit: str) -> str | None:
    """The unit as it is stored: as printed, but every spelling of percent is ``%``.

    >>> printed('百分比'), printed('万人次'), printed('个百分点'), printed('个工作日')
    ('%', '万人次', '百分点', '个工作日')
    """
    return _MASS_NAMES.get(unit, unit) or None


def of_cell(cell: str) -> str | None:
    """The unit that a column of its own prints; None when it prints none. ``cell`` is folded.

    >>> of_cell('(%)'), of_cell('单位:个'), of_cell('/')
    ('%', '个', None)
    """
    if wrapped := _WRAPPED.match(cell):
        cell = wrapped[1] or wrapped[2]
    return None if cell in _EMPTY or cell in YES_NO or cell[:1].isdigit() else printed(cell)


@lru_cache(maxsize=4096)
def base(unit: str | None) -> tuple[float, str | None] | None:
    """The factor and unit that are left without decimal scale and by the year; None when that is not certain.

    >>> base('万人次'), base('次/月'), base('元/人*月'), base('次/周'), base('M'), base('%')
    ((10000.0, '人次'), (12.0, '次/年'), (12.0, '元/人·年'), None, (1.0, 'M'), (1.0, '%'))
    """
    if unit is None:
        return 1.0, None
    counted, slash, rest = unit.partition("/")
    factor = 1.0
    if (scaled := _SCALED.fullmatch(counted)) is not None:
        factor, counted = _FACTOR[scaled[1]], scaled[2]
    counted = _PLAIN.get(counted, counted)
    if not slash or f"{counted}/{rest}" in ("人/次", "台/套"):
        return factor, (counted + slash + rest) or None
    return _by_the_year(factor, counted, _PART.split(rest))


_PLAIN = {"个月": "月", "个工作日": "工作日", "个小时": "小时", "个季度": "季度", "元整": "元"}


def _by_the_year(factor: float, counted: str, parts: list[str]) -> tuple[float, str] | None:
    if _UNCERTAIN.intersection(parts) or any(part[:1].isdigit() and part not in _A_YEAR for part in parts):
        return None
    for index, part in enumerate(parts):
        if part in _A_YEAR:
            factor, parts[index] = factor * _A_YEAR[part], "年"
    return factor, f"{counted}/{'·'.join(parts)}"


@lru_cache(maxsize=4096)
def same(one: str, other: str) -> bool:
    """Whether two printed units mean the same: ``㎡`` and 平方米, ``元/人*月`` and ``元/人·月``; not 元 and 万元, not 个 and 人."""
    return _plain(one) == _plain(other)


def _plain(unit: str) -> tuple[str, ...]:
    unit = _SAME.get(unit, unit)
    return tuple(_SAME.get(part, part) for part in _PART.split(unit))


_FROM_NAME = re.compile(r"[≥≤<>=]+[*xX_×]+(?P<template>[^()*]+)|\((?:单位:)?(?P<bracket>[^()*≥≤<>=0-9]+)\)(?=$|[,:。])")


@lru_cache(maxsize=16384)
def of_name(name: str) -> str | None:
    """The unit that an indicator's (folded) name states: in a template ``(≥**%)`` or in brackets at its end.

    >>> of_name('苗木成活率(≥**%)'), of_name('开展修复工程(个)'), of_name('受益户数≥**户'), of_name('满意度')
    ('%', '个', '户', None)
    """
    for found in _FROM_NAME.finditer(name):
        unit = found["template"] or found["bracket"]
        scale = _SCALED_BY.match(unit)
        end = end_of_unit(unit, scale.end() if scale else 0)
        if end and (found["template"] or end == len(unit)):
            return printed(unit[:end])
    return None


def is_unit(text: str) -> bool:
    """Whether the text is a unit, or the decimal scale of one, and nothing else: 公里, 万人次, 万.

    >>> is_unit('万人次'), is_unit('人口'), is_unit('')
    (True, False, False)
    """
    scale = _SCALED_BY.match(text)
    begin = scale.end() if scale else 0
    return bool(text) and (begin == len(text) or end_of_unit(text, begin) == len(text))


def is_scale(unit: str) -> bool:
    """Whether nothing but a decimal scale is printed (250万)."""
    return _SCALED_BY.fullmatch(unit) is not None
