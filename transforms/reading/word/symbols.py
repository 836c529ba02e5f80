"""Characters of the symbol fonts in which forms print their ticks and boxes."""

from __future__ import annotations

_TICKS = {
    "Wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0xA1: "○",
        0xA8: "☐",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {
        0xA3: "≤",
        0xB3: "≥",
        0xB1: "±",
        0xB4: "×",
        0xB0: "°",
        0xD7: "·",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
    },
}


def symbol(font: str, code: str) -> str:
    r"""The character for a code (hex, F0xx or xx) of a symbol font; U+FFFD for one that is not in
    the table: it is then seen, not lost.

    >>> symbol('Wingdings', 'F0FE'), symbol('Symbol', 'F0B3'), symbol('Unheard Of', 'F041')
    ('☑', '≥', '\ufffd')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return "\ufffd"
    mapped = (
        _TICKS.get(font, {}).get(number & 0xFF)
        if number < 0x100 or 0xF000 <= number < 0xF100
        else chr(number)
    )
    return mapped or "\ufffd"
