"""The text of a run: as it stands there, in a symbol font, or as an equation of one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.reading.common.raised import raised
from transforms.reading.word.numbering import W
from transforms.reading.word.symbols import symbol

if TYPE_CHECKING:
    from lxml import etree

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT = MATH + "t"
_IN_LINE = frozenset(MATH + name for name in ("oMathPara", "oMath", "r", "t"))
_OF_A_FONT = re.compile("[\uf020-\uf0ff]")
_FONTS = W + "rPr/" + W + "rFonts"
_ABOVE = W + "rPr/" + W + "vertAlign"


def text_of(element: etree._Element) -> str:
    """The text of a ``w:t`` or ``m:t``; a code of a symbol font is what that font prints.

    Without a known font the code stays: it holds its row back.
    """
    text, run = element.text or "", element.getparent()
    above = None if run is None else run.find(_ABOVE)
    if above is not None and above.get(W + "val") == "superscript":
        text = raised(text)
    if not _OF_A_FONT.search(text):
        return text
    fonts = None if run is None else run.find(_FONTS)
    names = () if fonts is None else (fonts.get(W + "ascii"), fonts.get(W + "hAnsi"))
    font = next((name for name in names if name), None)
    return text if font is None else _OF_A_FONT.sub(lambda code: _sign(font, code[0]), text)


def is_stacked(tag: str) -> bool:
    """Whether a part of an equation is more than a line (a fraction, a power): its characters side
    by side would say something else.
    """
    return tag.startswith(MATH) and tag not in _IN_LINE


def _sign(font: str, code: str) -> str:
    return symbol(font, f"{ord(code):04X}")
