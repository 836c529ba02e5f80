"""The font that PDFium puts in place of fonts that a PDF names and does not bring along.

Every character has a glyph in it, and a glyph is a plain box: narrow, wide, or empty for a space.
So PDFium loses no character for want of a glyph, and no machine's fonts move one.
The boxes lie within those of the usual fonts of such PDFs (宋体: 0.859 em above the baseline,
0.141 em below it): where a character stands and how wide it is, the PDF's own widths tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from struct import pack

_EM, _HALF = 1000, 500
_INK = 200  # of a narrow box: less than any letter is wide
_TOP, _FOOT = 840, -100  # of the boxes; PDFium adds a 64th to the top
_ASCENT, _DESCENT = 859, -141  # of a line, where the PDF does not tell
_NARROW, _WIDE, _SPACE = 1, 2, 3  # glyphs; 0 is for no character and narrow too
_LAST = 0x10FFFF
_SPACES = ((0x20, 0x20), (0xA0, 0xA0), (0x2000, 0x200B), (0x3000, 0x3000))
# Unicode Standard Annex 11: blocks whose characters are one em wide
_WIDES = (
    (0x1100, 0x115F),
    (0x2E80, 0x2FFF),
    (0x3001, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFD),
)
_Group = tuple[int, int, int]  # first and last character, glyph


def box_font(widths: Mapping[int, int]) -> bytes:
    r"""A TrueType font (OpenType 1.9, ISO/IEC 14496-22).

    ``widths``: of characters by code point, in 1/1000 em, for where the PDF does not tell; without
    them it is half an em or one em.

    >>> data = box_font({0x41: 667})
    >>> data[:4], len(data) < 3000
    (b'\x00\x01\x00\x00', True)
    """
    kinds = sorted(set(widths.values()))
    space = widths.get(0x20, _HALF)
    sides = [
        (_INK, _HALF),
        (_INK, _HALF),
        (_EM, _EM),
        (0, space),
        *((min(width, _INK), width) for width in kinds),
    ]
    letters = [
        (code, code, _SPACE + 1 + kinds.index(width))
        for code, width in widths.items()
        if not any(first <= code <= last for first, last in _SPACES)
    ]
    count, glyphs = len(sides), [_box(ink) for ink, _ in sides]
    ends = [sum(map(len, glyphs[:number])) // 2 for number in range(count + 1)]
    return _font(
        {
            "cmap": _characters(letters),
            "glyf": b"".join(glyphs),
            "head": _head(),
            "hhea": _hhea(count),
            "hmtx": b"".join(pack(">Hh", width, 0) for _, width in sides),
            "loca": pack(f">{count + 1}H", *ends),
            "maxp": pack(">I14H", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        }
    )


def _head() -> bytes:
    """Version, units of an em, dates, the box around all glyphs, the kind of ``loca``."""
    version = pack(">4I", 0x10000, 0x10000, 0, 0x5F0F3CF5)
    units_and_dates = pack(">2H2Q", 0, _EM, 0, 0)
    box = pack(">4h", 0, _DESCENT, _EM, _ASCENT)
    return version + units_and_dates + box + pack(">2H3h", 0, 8, 2, 0, 0)


def _hhea(count: int) -> bytes:
    """The height of a line, the widest glyph, an upright caret, the count of widths."""
    line = pack(">I3hH", 0x10000, _ASCENT, _DESCENT, 0, _EM)
    bearings, caret = pack(">3h", 0, 0, _EM), pack(">3h", 1, 0, 0)
    return line + bearings + caret + pack(">5hH", *(0,) * 5, count)


def _font(tables: dict[str, bytes]) -> bytes:
    """The directory of the tables, and the tables, each at a multiple of four bytes."""
    at = 12 + 16 * len(tables)
    directory, body = pack(">I4H", 0x10000, len(tables), 128, 3, 0), b""
    for tag, table in sorted(tables.items()):
        directory += pack(">4s3I", tag.encode(), 0, at + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body


def _box(width: int) -> bytes:
    """A glyph of one contour with four points, each told by its way from the one before."""
    across, down = (0, 0, width, 0), (_FOOT, _TOP - _FOOT, 0, _FOOT - _TOP)
    head = pack(">5h2H", 1, 0, _FOOT, width, _TOP, 3, 0)
    return head + b"\1" * 4 + pack(">8h", *across, *down) + b"\0\0" if width else b""


def _characters(letters: list[_Group]) -> bytes:
    """Format 13: all characters of a range have one glyph. Windows asks for it in two places."""
    known = [(*one, _SPACE) for one in _SPACES] + [(*one, _WIDE) for one in _WIDES] + letters
    bounds = [(-1, -1, 0), *sorted(known), (_LAST + 1, 0, 0)]
    others = [(before[1] + 1, after[0] - 1, _NARROW) for before, after in pairwise(bounds)]
    groups = sorted(known + [other for other in others if other[0] <= other[1]])
    rows = b"".join(pack(">3I", *group) for group in groups)
    table = pack(">2H3I", 13, 0, 16 + len(rows), 0, len(groups)) + rows
    return pack(">4HI2HI", 0, 2, 3, 1, 20, 3, 10, 20) + table
