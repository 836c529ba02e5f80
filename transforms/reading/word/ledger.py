"""The texts of a Word document (WordprocessingML), counted without reading its structure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from transforms.reading.common.flow import Content, covered
from transforms.reading.common.ledger import Delivered
from transforms.reading.word.numbering import W
from transforms.reading.word.run_text import MATH_TEXT, text_of
from transforms.reading.word.symbols import symbol

if TYPE_CHECKING:
    from lxml import etree

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = (W + "sym", W + "noBreakHyphen", W + "checkBox")
_TEXTS = (W + "t", MATH_TEXT)
_LEFT = {
    W + "del": "deleted",
    W + "moveFrom": "moved away",
    W + "rt": "ruby",
    W + "vanish": "hidden",
    W + "strike": "struck out",
    W + "dstrike": "struck out",
    _FALLBACK: "the same for old programs",
}
_OF_RUN = frozenset((W + "vanish", W + "strike", W + "dstrike"))
_OFF = frozenset(("0", "false", "off"))


def delivered(root: etree._Element, content: list[Content], numbers: Iterable[str]) -> Delivered:
    """All texts of the part, those that are not printed, and the numbers that the reader added."""
    seen: set[etree._Element] = set()
    left: dict[str, str] = {}
    for element in root.iter(*_LEFT):
        scope = _scope(element)
        found = () if scope is None else scope.iter(*_TEXTS, *_SIGNS)
        inside = [one for one in found if one not in seen]
        seen.update(inside)
        reason = _LEFT[str(element.tag)]
        left[reason] = left.get(reason, "") + "".join(map(_text, inside))
    text = "".join([text_of(one) for one in root.iter(*_TEXTS)])
    text += "".join(map(_text, root.iter(*_SIGNS)))
    return Delivered(text, left, {"automatic number": "".join(numbers)}, covered(content))


def _scope(element: etree._Element) -> etree._Element | None:
    """What is not printed: the element itself, the row that it marks, or the run that it hides."""
    parent = element.getparent()
    if parent is not None and parent.tag == W + "trPr":
        return parent.getparent()
    if element.tag not in _OF_RUN:
        return element
    run = None if parent is None else parent.getparent()
    shown = element.get(W + "val") in _OFF
    return run if run is not None and run.tag == W + "r" and not shown else None


def _text(element: etree._Element) -> str:
    if element.tag not in _SIGNS:
        return text_of(element)
    if element.tag == _SIGNS[0]:
        return symbol(element.get(W + "font") or "", element.get(W + "char") or "")
    # a tick box is printed with its state or without: either is the one character
    return "-" if element.tag == _SIGNS[1] else "☐"
