"""Measure words and units: what may stand behind a number, and what a frequency before it counts by."""

from __future__ import annotations

import re

_ONE = (
    "个人名位户家次件项份套台辆架艘座栋幢间处所条根支枝只头羽匹口株棵页张本册卷篇部集期场届轮类种班课节门起宗例桩笔单票箱桶瓶袋盒包捆块片段孔眼盏"
    "具副双对组队村校站幅颗粒床层版款道扇把枚樘盘尾尊面剂针岁批倍字讲堂宿顿餐趟席则封遍回档路杆榀垛味束丛窝笼垄畦吨克升亩米角分兆度年月周天日旬"
)
_COUNTS = "汽车|街道|社区|乡镇|行政村"
_COMPOUND = (
    "(?:人|户|车|班|架|航|批|场|台|件|辆|例|点|课|艘|条|篇|项|家|头|频|亩|站|期|单|宗|床|村|校|剂|针|组)次"
    "|人(?:天|日|月|年|份|公里)|台(?:套|件|班|时)|(?:辆|套|件)(?:台|套)|"
    "(?:课|学|工|机|小|车)时|个(?:月|工作日|自然日|小时|学时|课时|季度|学期|学年|点位|标段|标准箱|标箱|百分点"
    "|班次|批次|场次|周|年度?|日历天)|工作日|自然日|日历天|季度|学期|学年|分钟|秒钟?|"
    "点位|标段|标准箱|标箱|标准车|人民币|百分点|百分比|百分率|百分号|工日|栋楼"
)
_MEASURES = (
    "平方公里|平方千米|平方米|平米|平方|立方米|立方|延长米|延米|公里|千米|厘米|毫米|微米|海里|公顷|公斤|千克|毫克"
    "|微克|吨标准?煤|毫升|千瓦时|千瓦|兆瓦时|兆瓦|千伏安|千伏|摄氏度|分贝|元整?|美元|港元|"
    "欧元"
)
_LATIN = (
    "(?:mg|g|kg|μg|ug|t|t|m|km|cm|mm|L|mL|ml|l|kW|KW|kw|MW|kWh|KWH|kV|kVA|GB|TB|MB|PB|KB|G|M|T|Mbps|Gbps|Kbps"
    "|kbps|Mb|Gb|MB/s|dB|Hz|kHz|MHz|GHz|H|KM|Km|KG|Kg|m2|m3|M2|M3|km2|h|min|s|ms|"
    "hm2|V|A|W|K|Pa|kPa|MPa)(?![A-Za-z0-9])"
)
_SYMBOL = "%%?|‰|‱|℃|°C|㎡|㎥|㎞|㎏|㎎|㎜|㎝|m²|m³|M²|M³|km²|¥|°"
SCALE = "(?:[百千十]?万亿?|[百千]?亿|千(?![米瓦克伏卡帕焦赫安])|百(?=[元人]))"
_SINGLE = re.compile(f"{_COMPOUND}|{_MEASURES}|{_COUNTS}|{_SYMBOL}|{_LATIN}|[{_ONE}]")
_WHOLE = re.compile(r"半年|企业|平台|(?!以[上下内]|之内|左右|上下|[及或起内])[一-龥]{1,3}|[A-Za-z]+")
_SCALED_BY = re.compile(SCALE)
_DENOMINATOR = re.compile(rf"[0-9]*{SCALE}?")
_LONG_PLACES = ("半年", "企业", "项目", "工程")
_PLACES = ("生", "镇", "乡", "县", "区", "季")
_COUNTER = re.compile("^一?个|^一")
_MEAN = re.compile("(?<![平人户])([年月日周季])均")
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
