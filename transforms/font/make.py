"""Makes ``FONT`` from NotoSansCJK-Regular.ttc: ``make font``. The same bytes each time.

The outlines become quadratic (glyf): reportlab draws no others. Hinting, features and vertical
metrics go: a horizontal picture with smooth edges needs none of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.font import FONT

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY, FACE = "Jixiao Sans SC", "Noto Sans CJK SC"
REGIONS = Path(__file__).parents[2] / "schemas" / "regions.csv"
# by block: Latin, punctuation, units, arrows, operators, numbers in circles, boxes, ticks, CJK
# punctuation, Chinese units, small and full-width forms; a sign that the source lacks is passed
# over
BLOCKS = (
    (0x20, 0x7F),
    (0xA0, 0x180),
    (0x370, 0x3D0),
    (0x2010, 0x2040),
    (0x2070, 0x20D0),
    (0x2100, 0x2200),
    (0x2200, 0x2300),
    (0x2460, 0x2600),
    (0x2600, 0x27C0),
    (0x27E6, 0x27E8),
    (0x2A70, 0x2A90),
    (0x3000, 0x3040),
    (0x3200, 0x3400),
    (0xFE30, 0xFE70),
    (0xFF00, 0xFFF0),
)
# signs that the source lacks: drawn as others that mean the same, one over the other
LIKE = {
    "☐": "□",
    "☑": "□✓",
    "☒": "□×",
    "✔": "✓",
    "✕": "×",
    "✖": "×",
    "✗": "×",
    "✘": "×",
    "⩽": "≤",
    "⩾": "≥",
}
ERROR = 1.0  # units of 1,000 an em by which a quadratic curve may leave the cubic one
_NAMES = {
    1: FAMILY,
    2: "Regular",
    3: "JixiaoSansSC-Regular;a subset of " + FACE,
    4: FAMILY,
    6: "JixiaoSansSC-Regular",
    10: f"A subset of {FACE} made by the jixiao project.",
}
_KEPT = (0, 5, 9, 13, 14)  # copyright, version, designers, licence and its address
_COUNTS = (
    "TwilightPoints",
    "Storage",
    "FunctionDefs",
    "InstructionDefs",
    "StackElements",
    "SizeOfInstructions",
    "ComponentElements",
)


def main(source: str) -> int:
    """Write ``FONT`` from the collection ``source``."""
    from fontTools.ttLib import TTCollection

    font = next(one for one in TTCollection(source).fonts if one["name"].getDebugName(4) == FACE)
    _subset(font, "".join(sorted({*_simplified(), *_traditional(), *_blocks(), *_places()})))
    _quadratic(font)
    for sign, parts in LIKE.items():
        _compose(font, sign, parts)
    _rename(font)
    font.recalcTimestamp = False
    font.save(FONT)
    return 0


def _simplified() -> Iterator[str]:
    """All of GB 2312."""
    return _decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))


def _traditional() -> Iterator[str]:
    """The first level of Big5: the 5,401 common ones, which some documents mix in."""
    return _decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])


def _decoded(codec: str, first: Iterable[int], second: Iterable[int]) -> Iterator[str]:
    return (one for pair in product(first, second) for one in bytes(pair).decode(codec, "ignore"))


def _places() -> str:
    """埇桥, 硚口, 瀍河 are not in GB 2312."""
    return REGIONS.read_text(encoding="utf-8")


def _blocks() -> Iterator[str]:
    return (chr(code) for start, end in BLOCKS for code in range(start, end))


def _subset(font: TTFont, text: str) -> None:
    """Code page bits stay: PDFium chooses a font for Chinese by them."""
    from fontTools.subset import Options, Subsetter

    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=["*"],
        notdef_outline=True,
        prune_codepage_ranges=False,
        drop_tables=["VORG", "vhea", "vmtx", "BASE", "GDEF", "GPOS", "GSUB"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)


def _quadratic(font: TTFont) -> None:
    """CFF becomes glyf, with the left side bearings that FreeType moves glyphs by."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    outlines, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), glyphs
    del font["CFF "]
    for name, glyph in glyphs.items():
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = font["hmtx"][name][0], getattr(glyph, "xMin", 0)
    font["maxp"].tableVersion, font["maxp"].maxZones = 0x00010000, 1
    for count in _COUNTS:
        setattr(font["maxp"], f"max{count}", 0)
    font["post"].formatType, font.sfntVersion = 3.0, "\x00\x01\x00\x00"


def _compose(font: TTFont, sign: str, parts: str) -> None:
    """A glyph of other glyphs, as wide as the first; the middles of all in one place."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = [font.getBestCmap()[ord(part)] for part in parts]
    middles = [_middle(font["glyf"][name]) for name in names]
    pen = TTGlyphPen(font["glyf"])
    for name, middle in zip(names, middles, strict=True):
        across, up = (round(wanted - own) for wanted, own in zip(middles[0], middle, strict=True))
        pen.addComponent(name, (1, 0, 0, 1, across, up))
    new = f"uni{ord(sign):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), new])
    font["glyf"].glyphs[new] = glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][new] = font["hmtx"][names[0]][0], glyph.xMin
    for table in font["cmap"].tables:
        table.cmap[ord(sign)] = new


def _middle(glyph: Any) -> tuple[float, float]:
    return (glyph.xMin + glyph.xMax) / 2, (glyph.yMin + glyph.yMax) / 2


def _rename(font: TTFont) -> None:
    """A name of its own, as the licence wants of what was changed; the notices stay."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in _KEPT and name.langID == 0x409]
    for number, text in _NAMES.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
