"""Serial numbers printed by the date formats of a workbook (ECMA-376, part 1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

# a serial number has no time zone
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
_PIECE = re.compile(
    r'"([^"]*)"|[\\!](.)|_(.)|\*.|'
    r"\[(h+|m+|s+)\]|\[\$([^\[\]-]*+)[^\[\]]*+\]|\[[^\[\]]*+\]|"
    r"(AM/PM|A/P|上午/下午)|(y+|m+|d+|h+|s+|a{3,4}|e+)(\.0+)?|(.)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_LETTERS = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[(?![hms]+\])[^\[\]]*+\]|General|AM/PM', re.IGNORECASE
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTHS_LONG = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def is_date(section: str) -> bool:
    """Whether a section of a number format prints a date or a time.

    >>> is_date('yyyy"年"m"月"'), is_date('[h]:mm')
    (True, True)
    >>> is_date('#,##0.00'), is_date('0"days"'), is_date('[Red]0.00')
    (False, False, False)
    """
    return (
        bool(re.search(r"[ymdhs]|aaa", _NOT_LETTERS.sub("", section), re.IGNORECASE))
        and "General" not in section
    )


def print_date(serial: float, section: str) -> str:
    """The date and time of a serial number in that format.

    >>> print_date(45292.5, 'yyyy/m/d h:mm'), print_date(45292.0, 'm"月"d"日"')
    ('2024/1/1 12:00', '1月1日')
    >>> print_date(45292.0, 'aaaa'), print_date(1.5, '[h]:mm')
    ('星期一', '36:00')
    """
    pieces = list(_PIECE.finditer(section))
    moment = EPOCH + timedelta(milliseconds=round(serial * 86_400_000))
    if not any(piece[8] for piece in pieces):
        moment = EPOCH + timedelta(seconds=round(serial * 86_400))
    halves = any(piece[6] for piece in pieces)
    return "".join(
        _piece(pieces, number, moment, serial, halves) for number in range(len(pieces))
    ).strip()


def _piece(
    pieces: list[re.Match[str]], number: int, moment: datetime, serial: float, halves: bool
) -> str:
    piece = pieces[number]
    if piece[4]:
        unit = {"h": 24, "m": 1440, "s": 86_400}[piece[4][0].lower()]
        return str(int(round(serial * 86_400) * unit / 86_400)).rjust(len(piece[4]), "0")
    if piece[6]:
        return (
            ("上午", "下午")[moment.hour >= 12]
            if "上" in piece[6]
            else ("AM", "PM")[moment.hour >= 12]
        )
    if piece[7]:
        letters = piece[7].lower()
        if letters[0] == "m" and _is_minute(pieces, number):
            return f"{moment.minute:0{min(len(letters), 2)}d}"
        fraction = f".{moment.microsecond // 1000:03d}"[: len(piece[8])] if piece[8] else ""
        return _letters(letters, moment, halves) + fraction
    return piece[1] or piece[2] or (" " if piece[3] else "") or piece[5] or piece[9] or ""


def _is_minute(pieces: list[re.Match[str]], number: int) -> bool:
    """``m`` is a minute behind hours or before seconds."""
    before = next((piece for piece in reversed(pieces[:number]) if piece[7] or piece[4]), None)
    after = next((piece for piece in pieces[number + 1 :] if piece[7] or piece[4]), None)
    return any(
        one is not None and (one[7] or one[4])[0].lower() == letter
        for one, letter in ((before, "h"), (after, "s"))
    )


def _letters(letters: str, moment: datetime, halves: bool) -> str:
    kind, size = letters[0], len(letters)
    if kind in "ye":
        return f"{moment.year:04d}" if size > 2 or kind == "e" else f"{moment.year % 100:02d}"
    if kind == "a":
        return ("星期" if size == 4 else "") + "一二三四五六日"[moment.weekday()]
    if size > 2 and kind in "md":
        return _word(kind, size, moment)
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    value = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{value:0{min(size, 2)}d}"


def _word(kind: str, size: int, moment: datetime) -> str:
    names = (_MONTHS if size == 3 else _MONTHS_LONG) if kind == "m" else _DAYS
    name = names[moment.month - 1 if kind == "m" else moment.weekday()]
    return name[0] if size == 5 else name[:3] if kind == "d" and size == 3 else name
