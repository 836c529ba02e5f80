"""Numbers as a workbook prints them.

Its number formats (ECMA-376, part 1, 18.8.30 and 18.8.31) are applied to stored values.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from transforms.reading.workbook.dates import EPOCH, is_date, print_date

GENERAL = "General"
Value = int | float | str | bool | date | datetime | time | timedelta
_BUILT_IN = {  # as Excel in China prints them
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# Excel allows 255 characters in a format code
_TOKEN = re.compile(
    r'"([^"]{0,255})"|[\\!](.)|_(.)|\*(.)|\[([^\]]{0,255})\]|'
    r"([0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*)|(E[+-][0#?]+)|(%)|(General|@)|(.)",
    re.DOTALL | re.IGNORECASE,
)
_SECTIONS = re.compile(
    r'((?:"[^"]{0,255}"|[\\!].|\[[^\]]{0,255}\]|[^;"\\\[]|["\\\[])*?)(?:;|$)', re.DOTALL
)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
# the machine's own long date and time, as they are in China
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_FRACTION = re.compile(r"[#?0]\s*/\s*[?\d#]")
_EXACT = Context(prec=400)  # a double has up to 309 digits before the point
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")


def built_in(number: int) -> str:
    """The format code of a built-in number format; General for the numbers that have none."""
    return _BUILT_IN.get(number, GENERAL)


def printed(value: Value, code: str = GENERAL) -> str:
    r"""The value as the format prints it.

    Not read: ``[DBNum1]`` (Chinese digits) and fractions, which print the plain number.

    >>> printed(1460.0, '#,##0.00'), printed(0.95, '0%')
    ('1,460.00', '95%')
    >>> printed(-2.5, '0.0;(0.0)'), printed(0.0, '0;-0;"无"')
    ('(2.5)', '无')
    >>> printed(45657.0, 'yyyy"年"m"月"'), printed(0.1 + 0.2), printed(12.0, '0"个"')
    ('2024年12月', '0.3', '12个')
    >>> printed(45657.0, r'[$-F800]dddd\,\ mmmm\ dd\,\ yyyy'), printed(15000, '0!.0,"万"')
    ('2024年12月31日', '1.5万')
    >>> printed(1_000_000, '0.00,'), printed(500_000, '#,##0.0,'), printed(2_500_000, '0.0,,')
    ('1000.00', '500.0', '2.5')
    >>> printed(15000, r'0\.0,"万"'), printed(0.5, '# ?/?'), printed(1e30, '0.0')
    ('1.5万', '0.5', '1000000000000000000000000000000.0')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (date, time, timedelta)):
        return _print(_serial(value), code if code != GENERAL else _date_code(value))
    return _print(float(value), code)


def _date_code(value: date | time | timedelta) -> str:
    return (
        "yyyy/m/d h:mm"
        if isinstance(value, datetime)
        else "yyyy/m/d"
        if isinstance(value, date)
        else "h:mm:ss"
    )


def _serial(value: date | time | timedelta) -> float:
    """Days since 1899-12-30, which Excel stores."""
    if isinstance(value, time):
        value = timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment.replace(tzinfo=None) - EPOCH) / timedelta(days=1)


def _print(number: float, code: str) -> str:
    section, signed = _section(number, code)
    section = _SYSTEM.get(section[:8].upper(), section)
    if is_date(section):
        return print_date(number, section) if 0 <= number < 2_958_466 else general(number)
    if _FRACTION.search(section) or not math.isfinite(number):
        return general(number)
    return _number(Decimal(repr(number if signed else abs(number))), section).strip()


def general(number: float) -> str:
    """A number without a format.

    Up to 15 significant digits, which is what a double holds, and 10 decimals.

    >>> general(2035.6666666666667), general(1e20), general(-0.5), general(4.0)
    ('2035.6666666667', '100000000000000000000', '-0.5', '4')
    """
    text = f"{Decimal(f'{number:.15g}'):f}"
    if "." in text and len(text.partition(".")[2]) > 10:
        short = f"{_round(Decimal(text), 10):f}"
        text = text if Decimal(short) == 0 else short
    return text.rstrip("0").rstrip(".") if "." in text else text


def _round(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


@lru_cache(maxsize=512)
def _split(code: str) -> tuple[str, ...]:
    return tuple(found[1] for found in _SECTIONS.finditer(code))[:4]


def _section(number: float, code: str) -> tuple[str, bool]:
    """The section of the format that applies, and whether the number keeps its minus sign (a
    section for negative numbers has its own).
    """
    sections = _split(code) or (GENERAL,)
    if any(_CONDITION.search(section) for section in sections):
        fitting = (section for section in sections[:3] if _holds(number, section))
        return next(fitting, sections[-1]), True
    if len(sections) > 2 and number == 0:
        return sections[2], False
    if len(sections) > 1 and number < 0 and sections[1]:
        return sections[1], False
    return sections[0], True


def _holds(number: float, section: str) -> bool:
    found = _CONDITION.search(section)
    if found is None:
        return True
    limit = float(found[2])
    return _COMPARE[found[1]](number, limit)


def _number(number: Decimal, section: str) -> str:
    """Literals as they stand, the digits at their places; without a place for digits the literals
    alone (a section like ``"-"``).
    """
    tokens = list(_TOKEN.finditer(section))
    number *= Decimal(100) ** sum(bool(found[8]) for found in tokens)
    exponent = next((found[7] for found in tokens if found[7]), None)
    places = iter(_spread(abs(number), [found[6] for found in tokens if found[6]], exponent))
    text = "".join(
        next(places) if found[6] else general(float(abs(number))) if found[9] else _literal(found)
        for found in tokens
    )
    return (
        "-" + text.lstrip() if number < 0 and any(digit in "123456789" for digit in text) else text
    )


def _spread(number: Decimal, patterns: list[str], exponent: str | None) -> list[str]:
    r"""The digits for each place. Literals may stand between digits: ``0\.0,"万"`` prints 15000 as
    1.5万.
    """
    if exponent or len(patterns) < 2:
        return [
            _scientific(number, pattern, exponent) if exponent else _digits(number, pattern)
            for pattern in patterns
        ]
    digits = _digits(number, "".join(patterns))
    pieces: list[str] = []
    for pattern in reversed(patterns[1:]):
        count = sum(character in "0#?" for character in pattern)
        digits, piece = (digits[:-count], digits[-count:]) if "." not in pattern else ("", digits)
        pieces.append(piece)
    return [digits, *reversed(pieces)]


def _literal(found: re.Match[str]) -> str:
    """Quoted and escaped text; a blank for ``_x``; the currency of ``[$¥-804]``; nothing for fills,
    colours and conditions.
    """
    if found[3]:
        return " "
    if found[5] is not None:
        return found[5][1:].partition("-")[0] if found[5].startswith("$") else ""
    return found[1] or found[2] or found[8] or found[10] or ""


def _digits(number: Decimal, pattern: str) -> str:
    """``number`` (not negative) in a pattern of ``0 # ? , .``; a comma behind the last digit
    divides by a thousand.
    """
    places = pattern.rstrip(",")
    scaled = number.scaleb(-3 * (len(pattern) - len(places)))
    whole, point, decimals = places.partition(".")
    scaled = scaled.scaleb(-3 * (len(whole) - len(whole.rstrip(","))) if point else 0)
    whole = whole.rstrip(",")
    rounded = f"{_round(scaled, len(decimals)):f}"
    before, _, after = rounded.partition(".")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and after.endswith("0"):
        after, optional = after[:-1], optional - 1
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        before = f"{int(before or 0):,}" if before else ""
    return before + (point + after if after or point else "")


def _scientific(number: Decimal, pattern: str, exponent: str) -> str:
    power = number.adjusted() if number else 0
    mantissa = _digits(number.scaleb(-power), pattern)
    sign = "-" if power < 0 else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{abs(power):0{len(exponent) - 2}d}"
