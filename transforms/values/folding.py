"""A copy of the printed text for matching: half-width forms, one sign for each operator, no white
space.

Character for character, not NFKC: ``㎡`` and ``①`` must stay what they are, because the unit is
given as printed.
"""

from __future__ import annotations

import re
import unicodedata

from schemas.lookup import rows

_SIGNS = {
    "≥": "≧⩾≽≮",
    "≤": "≦⩽≼≯",
    ">": "〉﹥›",
    "<": "〈﹤‹",
    "=": "═",
    "~": "〜∼∽",
    "≈": "≒≅",
    "-": "–—−‐‑‒―─﹣",
    "%": "٪﹪",
    "/": "∕⁄",
    "·": "•∙・⋅‧∙",
    "×": "✕✖╳",
    "*": "∗＊",
    "[": "【〔",
    "]": "】〕",
    "'": "‘’",
    '"': "“”「」『』",
}
_INVISIBLE = [*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD]


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0xFE50, 0xFE70):
        folded = unicodedata.normalize("NFKC", chr(code))
        table[code] = folded if len(folded) == 1 else chr(code)
    table.update((ord(form), sign) for sign, forms in _SIGNS.items() for form in forms)
    table.update((ord(row["traditional"]), row["simplified"]) for row in rows("traditional"))
    table.update(dict.fromkeys(_INVISIBLE))
    return table


_TABLE = _table()
# most values hold nothing that changes: to look for it is cheaper than to translate
_CHANGES = re.compile(f"[{''.join(re.escape(chr(code)) for code in _TABLE)}]")
_THOUSANDS = re.compile(r"(?<=[0-9]) (?=000(?![0-9]))")
_GAP = re.compile(r"(?<=[0-9])\s+(?=[0-9])")


def fold(text: str) -> str:
    """The text for matching. A space stays only between two digits, which it keeps from becoming
    one number.

    >>> fold('＝ 24 人/次'), fold('≧ 90 ％'), fold('44,561 44,561'), fold('不低於15個百分點')
    ('=24人/次', '≥90%', '44,561 44,561', '不低于15个百分点')
    """
    folded = text.translate(_TABLE) if _CHANGES.search(text) else text
    parts = folded.split()
    if len(parts) < 2:
        return parts[0] if parts else ""
    return _THOUSANDS.sub("", " ".join("".join(part.split()) for part in _GAP.split(folded)))
