"""Numbers as they are printed: digits with thousands separators, and Chinese numerals."""

from __future__ import annotations

import math

from transforms.values.vocabulary import records, words

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
"""Pattern of a number in digits, without sign."""

_ONES = words("numerals", kind="digit")
_SECTION, _ZERO = words("numerals", kind="section"), words("numerals", kind="zero")
_INSIDE = words("numerals", kind="digit|zero|unit")
CHINESE = (
    f"(?:(?:{_ONES}|[零十拾]){_INSIDE}*(?:{_SECTION}{_INSIDE}+)*(?:点(?:{_ONES}|{_ZERO})+)?|半)"
)
"""Pattern of a Chinese numeral. A 万 or 亿 at its end is left outside: it is the scale of the unit
(三万元 is 3 万元).
"""


def _values(*kinds: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in records("numerals") if row["kind"] in kinds}


_DIGIT, _SMALL, _BIG = _values("digit", "zero"), _values("unit"), _values("section")


def number(text: str) -> float | None:
    """The number that ``text`` (digits or a Chinese numeral) prints.

    None when it is none, or too large for a double.

    >>> number('17,600'), number('三十'), number('一万两千'), number('两百五')
    (17600.0, 30.0, 12000.0, 250.0)
    >>> number('九十五点五'), number('半'), number('三五')
    (95.5, 0.5, None)
    """
    if text[-1] in "0123456789":
        value = float(text.replace(",", ""))
        return value if math.isfinite(value) else None
    if text == "半":
        return 0.5
    whole, _, fraction = text.partition("点")
    value_or_none = _whole(whole)
    if value_or_none is None or not fraction:
        return value_or_none
    return value_or_none + float("0." + "".join(str(_DIGIT[digit]) for digit in fraction))


def _whole(text: str) -> float | None:
    total, section, digit, unit, last = 0, 0, -1, 1, ""
    for character in text:
        if character in _DIGIT:
            if digit > 0:
                return (
                    None  # two digits side by side (三五个, 一两次) are an estimate, not a number
                )
            digit = _DIGIT[character]
        elif character in _SMALL:
            unit = _SMALL[character]
            if digit <= 0 and (unit > 10 or last in _SMALL):
                return None
            section, digit = section + (digit if digit > 0 else 1) * unit, -1
        else:
            unit = _BIG[character]
            total, section, digit = (total + section + max(digit, 0)) * unit, 0, -1
        last = character
    colloquial = digit > 0 and unit > 10 and text[-2:-1] not in ("零", "〇")
    return float(total + section + max(digit, 0) * (unit // 10 if colloquial else 1))
